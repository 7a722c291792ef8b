import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import type { ListedConnection } from '../../../../src/transport-security/remote-ends.ts';
import { createCertificate } from '../../../../src/vonage/call-certificate.ts';
import { DisposableScope } from '../../../../src/vonage/compartment/disposable-scope.ts';
import { peerConnectionClass } from '../../../../src/vonage/compartment/peer-connection.ts';
import { Connections, type Reception } from '../../../../src/vonage/connections/connections.ts';
import { changeStatistics, loseTransportState, withOtherFingerprint } from '../../../support/lost-state.ts';

/** The browser's pretended microphone, which beeps. */
async function tone(): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [track] = stream.getTracks();
  if (!track) throw new Error('no track');
  return track;
}

const patience = { timeout: 30_000 };

describe('the connections of the SDK', function () {
  this.timeout(60_000);

  const opened: { close(): void }[] = [];
  let scope: DisposableScope;
  let Connection: typeof RTCPeerConnection;
  let connections: Connections;
  let list: readonly ListedConnection[];
  let refusals: string[];
  let own: Awaited<ReturnType<typeof createCertificate>>;
  let sound: MediaStreamTrack;
  let reception: Reception | undefined;
  beforeEach(async () => {
    scope = new DisposableScope();
    own = await createCertificate();
    sound = await tone();
    list = [];
    refusals = [];
    reception = undefined;
    connections = new Connections({
      ownFingerprint: own.fingerprint,
      receptionOf: () => reception,
      isScreen: ({ label }) => label === 'screen',
      onChange: (now) => {
        list = now;
      },
      onRefusal: (reason) => refusals.push(reason),
      onIceServers: () => undefined,
    });
    Connection = peerConnectionClass(
      {
        onPeerConnection: connections.add,
        onRefusal: (reason) => refusals.push(reason),
        certificate: own.certificate,
      },
      scope,
    );
  });
  afterEach(() => {
    scope.end();
    for (const one of opened) one.close();
    opened.length = 0;
    sound.stop();
  });

  interface Call {
    readonly sender: RTCPeerConnection;
    readonly receiver: RTCPeerConnection;
  }

  /** Negotiates as the SDK does when somebody subscribes. */
  async function negotiate({ sender, receiver }: Call, change = (sdp: string) => sdp): Promise<void> {
    await sender.setLocalDescription(await sender.createOffer());
    if (sender.localDescription) await receiver.setRemoteDescription(sender.localDescription);
    await receiver.setLocalDescription(await receiver.createAnswer());
    const { type = 'answer', sdp = '' } = receiver.localDescription ?? {};
    await sender.setRemoteDescription({ type, sdp: change(sdp) });
  }

  function exchangeCandidates({ sender, receiver }: Call): void {
    const pass = (from: RTCPeerConnection, to: RTCPeerConnection) => {
      from.onicecandidate = ({ candidate }) =>
        void to.addIceCandidate(candidate ?? undefined).catch(() => undefined);
    };
    pass(sender, receiver);
    pass(receiver, sender);
  }

  /** A call to somebody outside, whose connection nobody follows. */
  async function sendTo(
    receiver = new RTCPeerConnection(),
    add: (connection: RTCPeerConnection) => void = addTrack,
  ): Promise<Call> {
    const sender = new Connection();
    opened.push(receiver);
    add(sender);
    exchangeCandidates({ sender, receiver });
    await negotiate({ sender, receiver });
    return { sender, receiver };
  }
  const addTrack = (connection: RTCPeerConnection) =>
    void connection.addTrack(sound, new MediaStream([sound]));

  const proven = (count = 1) =>
    waitUntil(() => list.filter((one) => one.proven).length === count, 'proven', patience);
  async function packets({ receiver }: Call): Promise<number> {
    let count = 0;
    for (const one of (await receiver.getStats()).values())
      if (one.type === 'inbound-rtp') count += one.packetsReceived;
    return count;
  }
  async function flows(call: Call): Promise<void> {
    const before = await packets(call);
    await waitUntil(async () => (await packets(call)) > before + 20, 'packets flow', patience);
  }

  it('are listed by their remote certificate once both ends are described, and again when proven', async () => {
    const seen: boolean[] = [];
    const call = await sendTo();
    await waitUntil(() => list.length === 1, 'listed', patience);
    seen.push(list[0]?.proven ?? true);
    await proven();
    const [theirs = ''] = call.receiver.localDescription?.sdp.match(/sha-256 [0-9A-F:]+/) ?? [];
    expect(list).to.deep.equal([
      { id: 1, fingerprint: theirs, direction: 'publish', stream: 'camera', proven: true },
    ]);
    expect(seen).to.deep.equal([false]);
    call.sender.close();
    expect(list).to.deep.equal([]);
  });

  it('send nothing until they are allowed, and nothing afterwards', async () => {
    const [allowed, other] = [await sendTo(), await sendTo()];
    await proven(2);
    connections.allow([1]);
    await flows(allowed);
    expect(await packets(other)).to.equal(0);
    connections.allow([2]);
    await flows(other);
    const before = await packets(allowed);
    await flows(other);
    expect(await packets(allowed)).to.equal(before);
  });

  it('send at once where they were allowed before they were proven', async () => {
    const call = await sendTo();
    connections.allow([1]);
    await flows(call);
  });

  it('send nothing when they are allowed for a moment only', async () => {
    const [call, control] = [await sendTo(), await sendTo()];
    await proven(2);
    connections.allow([1]);
    connections.allow([2]);
    await flows(control);
    const before = await packets(call);
    await flows(control);
    expect(await packets(call)).to.equal(before);
    const native = Object.getOwnPropertyDescriptor(RTCRtpSender.prototype, 'track')?.get;
    expect(native?.call(call.sender.getSenders()[0])).to.equal(null);
  });

  it('send nothing by whatever way a sender comes to be', async () => {
    const ways: ((connection: RTCPeerConnection) => void)[] = [
      (one) => void one.addTransceiver(sound, { direction: 'sendonly' }),
      (one) => void one.addTransceiver('audio').sender.replaceTrack(sound),
      (one) => {
        if ('addStream' in one) Reflect.apply(one.addStream as never, one, [new MediaStream([sound])]);
        else addTrack(one);
      },
    ];
    for (const [index, way] of ways.entries()) {
      const call = await sendTo(undefined, way);
      await proven(index + 1);
      const control = await sendTo();
      await proven(index + 2);
      connections.allow([list.at(-1)?.id ?? 0]);
      await flows(control);
      expect(await packets(call), `way ${index}`).to.equal(0);
      connections.allow(list.map(({ id }) => id));
      await flows(call);
      control.sender.close();
    }
  });

  it('send nothing by a second track, for which the browser reuses the emptied sender', async () => {
    const second = await tone();
    const sender = new Connection();
    sender.addTrack(sound, new MediaStream([sound]));
    const native = Object.getOwnPropertyDescriptor(RTCRtpSender.prototype, 'track')?.get;
    await waitUntil(() => native?.call(sender.getSenders()[0]) === null, 'emptied');
    sender.addTrack(second, new MediaStream([second]));
    expect(sender.getSenders().map(({ track }) => track)).to.deep.equal([second]);
    const receiver = new RTCPeerConnection();
    opened.push(receiver);
    exchangeCandidates({ sender, receiver });
    await negotiate({ sender, receiver });
    await proven();
    const control = await sendTo();
    await proven(2);
    connections.allow([2]);
    await flows(control);
    expect(await packets({ sender, receiver })).to.equal(0);
    connections.allow([1]);
    await flows({ sender, receiver });
    second.stop();
  });

  it('let a track be added right after an offer from outside', async () => {
    const [sender, receiver] = [new Connection(), new RTCPeerConnection()];
    opened.push(receiver);
    receiver.addTransceiver('audio', { direction: 'recvonly' });
    await receiver.setLocalDescription(await receiver.createOffer());
    if (receiver.localDescription) await sender.setRemoteDescription(receiver.localDescription);
    sender.addTrack(sound, new MediaStream([sound]));
    await sender.setLocalDescription(await sender.createAnswer());
    expect(sender.getSenders().map(({ track }) => track)).to.deep.equal([sound]);
  });

  it('are heard and seen only while media may flow, whatever the SDK sets', async () => {
    const call = await sendTo(
      undefined,
      (one) => void one.addTransceiver('audio', { direction: 'recvonly' }),
    );
    const [track] = call.sender.getReceivers().map((one) => one.track);
    const enabled = Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, 'enabled')?.get;
    const seen = () => [track?.enabled, enabled?.call(track)];
    await proven();
    expect(seen()).to.deep.equal([true, false]);
    if (track) track.enabled = true;
    expect(seen()).to.deep.equal([true, false]);
    connections.allow([1]);
    expect(seen()).to.deep.equal([true, true]);
    if (track) track.enabled = false;
    expect(seen()).to.deep.equal([false, false]);
    connections.allow([]);
    if (track) track.enabled = true;
    connections.allow([1]);
    expect(seen()).to.deep.equal([true, true]);
    connections.allow([]);
    expect(seen()).to.deep.equal([true, false]);
  });

  it('gate the senders of an offer that comes from outside', async () => {
    const [sender, receiver] = [new Connection(), new RTCPeerConnection()];
    opened.push(receiver);
    receiver.addTransceiver('audio', { direction: 'recvonly' });
    exchangeCandidates({ sender, receiver });
    await receiver.setLocalDescription(await receiver.createOffer());
    if (receiver.localDescription) await sender.setRemoteDescription(receiver.localDescription);
    const [transceiver] = sender.getTransceivers();
    await transceiver?.sender.replaceTrack(sound);
    if (transceiver) transceiver.direction = 'sendonly';
    await sender.setLocalDescription(await sender.createAnswer());
    if (sender.localDescription) await receiver.setRemoteDescription(sender.localDescription);
    await proven();
    const call = { sender, receiver };
    const control = await sendTo();
    await proven(2);
    connections.allow([2]);
    await flows(control);
    expect(await packets(call)).to.equal(0);
    connections.allow([1]);
    await flows(call);
  });

  it('show the SDK the track that it has set, and open with the one that it set last', async () => {
    const call = await sendTo();
    await proven();
    const [sender] = call.sender.getSenders();
    expect(sender?.track).to.equal(sound);
    const second = await tone();
    await sender?.replaceTrack(second);
    expect(sender?.track).to.equal(second);
    sound.stop();
    connections.allow([1]);
    await flows(call);
    second.stop();
  });

  it('are closed when another certificate is in use than the description names', async () => {
    const call = await sendTo();
    await proven();
    connections.allow([1]);
    const other = `sha-256 ${'AB:'.repeat(31)}AB`;
    await negotiate(call, (sdp) => sdp.replace(/sha-256 [0-9A-F:]+/g, other)).catch(() => undefined);
    expect(call.sender.signalingState).to.equal('closed');
    expect(refusals).to.deep.equal(['changed-fingerprint']);
    expect(list).to.deep.equal([]);
  });

  describe('of which the browser has lost the state', () => {
    let tellState: () => void;
    beforeEach(() => {
      tellState = loseTransportState();
    });
    afterEach(() => tellState());

    it('are proven by their statistics', async () => {
      const call = await sendTo();
      connections.allow([1]);
      await flows(call);
      expect(list[0]?.proven).to.equal(true);
      expect(refusals).to.deep.equal([]);
    });

    /** A call whose sender has asked for the changed statistics. */
    async function measuring(change: (entry: Record<string, unknown>) => object): Promise<Call> {
      const undo = changeStatistics(change);
      try {
        const call = await sendTo();
        connections.allow([1]);
        await waitUntil(() => call.sender.connectionState !== 'new', 'begins', patience);
        // It asks once it is connected, and is closed at most.
        await waitUntil(() => /connected|closed/.test(call.sender.connectionState), 'asks', patience);
        await call.sender.getStats().catch(() => undefined);
        await aTimeout(0);
        return call;
      } finally {
        undo();
      }
    }

    it('are closed when the statistics name another certificate', async () => {
      const call = await measuring(withOtherFingerprint);
      await waitUntil(() => call.sender.signalingState === 'closed', 'closed', patience);
      expect(refusals).to.deep.equal(['other-certificate']);
      expect(await packets(call)).to.equal(0);
    });

    it('send nothing while the statistics do not name a certificate', async () => {
      const call = await measuring((one) => ({ ...one, dtlsState: 'connecting' }));
      expect(list[0]?.proven).to.equal(false);
      expect(await packets(call)).to.equal(0);
    });
  });

  it('go on through a renegotiation and an ICE restart with the same certificate', async () => {
    const call = await sendTo();
    connections.allow([1]);
    await flows(call);
    call.sender.restartIce();
    await negotiate(call);
    await proven();
    await flows(call);
    // What is added is gated like the rest.
    const second = await tone();
    call.sender.addTrack(second, new MediaStream([second]));
    await negotiate(call);
    await flows(call);
    second.stop();
    expect(refusals).to.deep.equal([]);
  });

  it('to this element itself are not listed', async () => {
    const receiver = new RTCPeerConnection({ certificates: [own.certificate] });
    await sendTo(receiver);
    await sendTo();
    await proven();
    expect(list.map(({ id }) => id)).to.deep.equal([2]);
  });

  it('that receive are listed with whom the session states', async () => {
    const call = await sendTo(
      undefined,
      (one) => void one.addTransceiver('audio', { direction: 'recvonly' }),
    );
    await proven();
    expect(list[0])
      .to.include({ direction: 'subscribe', stream: 'camera' })
      .and.not.have.property('statedPeer');
    reception = { id: 'a', stream: 'screen' };
    connections.update();
    expect(list[0]).to.include({ direction: 'subscribe', stream: 'screen', statedPeer: 'a' });
    const [receiver] = call.sender.getReceivers();
    if (receiver) expect(connections.receiving(new MediaStream([receiver.track]))?.id).to.equal(1);
    expect(connections.receiving(new MediaStream([sound]))).to.equal(undefined);
  });

  it('that send learn by a report to whom the session states that they lead', async () => {
    const call = await sendTo();
    await proven();
    expect(connections.hasUnstated).to.equal(true);
    connections.setStatedPeer(await call.sender.getStats(), 'a');
    connections.setStatedPeer(await call.receiver.getStats(), 'b');
    connections.update();
    expect(list[0]).to.include({ statedPeer: 'a' });
    expect(connections.hasUnstated).to.equal(false);
  });

  it('are measured each, with the fingerprints at both ends', async () => {
    const call = await sendTo();
    await proven();
    const [stats] = await connections.stats();
    expect(stats).to.include({ id: 1, connectionState: 'connected' });
    expect(stats?.fingerprints.remote).to.deep.equal([list[0]?.fingerprint]);
    expect(stats?.fingerprints.local).to.deep.equal([`a=fingerprint:${own.fingerprint}`]);
    call.sender.close();
    expect(await connections.stats()).to.deep.equal([]);
  });
});

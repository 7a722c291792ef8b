import { expect, waitUntil } from '@open-wc/testing';
import type { ConnectionStats } from '../../../../src/call/session.ts';
import { RecipientFilter } from '../../../../src/vonage/publish/recipient-filter.ts';
import { ConnectionOrigins } from '../../../../src/vonage/subscribe/connection-origins.ts';

/** The browser's pretended microphone, which beeps. */
async function tone(): Promise<{ track: MediaStreamTrack; stop: () => void }> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [track] = stream.getTracks();
  if (!track) throw new Error('no track');
  return { track, stop: () => track.stop() };
}

const patience = { timeout: 30_000 };

describe('the audience', function () {
  this.timeout(60_000);

  const connections: RTCPeerConnection[] = [];
  const near = new Map<RTCPeerConnection, string | undefined>();
  let sound: Awaited<ReturnType<typeof tone>>;
  let audience: RecipientFilter;
  let origins: ConnectionOrigins;
  beforeEach(async () => {
    sound = await tone();
    origins = new ConnectionOrigins();
    audience = new RecipientFilter(
      async () =>
        Promise.all(
          [...near].map(async ([connection, peerId]): Promise<ConnectionStats> => {
            const report = await connection.getStats();
            return { direction: 'publish', report, ...(peerId === undefined ? {} : { peerId }) };
          }),
        ),
      origins,
    );
  });
  afterEach(() => {
    for (const connection of connections) connection.close();
    connections.length = 0;
    near.clear();
    sound.stop();
  });

  /** A connection that sends to `peerId`, as the SDK makes one when somebody subscribes. */
  async function sendTo(peerId: string | undefined): Promise<RTCPeerConnection> {
    const [sender, receiver] = [new RTCPeerConnection(), new RTCPeerConnection()];
    connections.push(sender, receiver);
    origins.watch(sender);
    audience.watch(sender);
    near.set(sender, peerId);
    sender.addTrack(sound.track, new MediaStream());
    sender.onicecandidate = ({ candidate }) => void receiver.addIceCandidate(candidate ?? undefined);
    receiver.onicecandidate = ({ candidate }) => void sender.addIceCandidate(candidate ?? undefined);
    await sender.setLocalDescription(await sender.createOffer());
    if (sender.localDescription) await receiver.setRemoteDescription(sender.localDescription);
    await receiver.setLocalDescription(await receiver.createAnswer());
    if (receiver.localDescription) await sender.setRemoteDescription(receiver.localDescription);
    await waitUntil(() => sender.connectionState === 'connected', 'connected', patience);
    return sender;
  }

  it('of a connection that is known by its reports: state, and certificates by its descriptions', async () => {
    const connection = await sendTo('ben');
    const report = await connection.getStats();
    const { fingerprints, connectionState } = origins.describe({ direction: 'publish', report });
    expect(connectionState).to.equal('connected');
    const told = [...report.values()]
      .filter(({ type }) => type === 'certificate')
      .map(({ fingerprint }) => `a=fingerprint:sha-256 ${fingerprint}`);
    expect([...(fingerprints?.local ?? []), ...(fingerprints?.remote ?? [])].sort()).to.deep.equal(
      told.sort(),
    );
    // Somebody else's report is of no connection here.
    const other = await new RTCPeerConnection().getStats();
    expect(origins.describe({ direction: 'publish', report: other })).not.to.have.property('fingerprints');
  });

  async function sent(connection: RTCPeerConnection): Promise<number> {
    let packets = 0;
    (await connection.getStats()).forEach((one) => {
      if (one.type === 'outbound-rtp') packets += one.packetsSent;
    });
    return packets;
  }
  async function flows(connection: RTCPeerConnection): Promise<void> {
    const before = await sent(connection);
    await waitUntil(async () => (await sent(connection)) > before + 20, 'packets flow', patience);
  }

  it('gets everything that the others do not, and all again afterwards', async () => {
    const [member, other] = [await sendTo('member'), await sendTo('other')];
    await Promise.all([flows(member), flows(other)]);
    await audience.limit(['member']);
    expect([audience.has('member'), audience.has('other')]).to.deep.equal([true, false]);
    await flows(member);
    const before = await sent(other);
    await flows(member);
    expect(await sent(other)).to.equal(before);
    await audience.limit(null);
    await flows(other);
  });

  it('does not grow because somebody asks again', async () => {
    const member = await sendTo('member');
    await audience.limit(['member']);
    const again = await sendTo('other');
    const unknown = await sendTo('nobody the SDK names');
    await flows(member);
    expect([await sent(again), await sent(unknown)]).to.deep.equal([0, 0]);
  });

  it('takes in a member who connects meanwhile', async () => {
    await audience.limit(['member']);
    await flows(await sendTo('member'));
  });

  it('stays closed when the SDK replaces the track, and opens with the new one', async () => {
    const other = await sendTo('other');
    await flows(other);
    await audience.limit([]);
    const second = await tone();
    const [sender] = other.getSenders();
    expect(sender?.track).to.equal(sound.track);
    await sender?.replaceTrack(second.track);
    expect(sender?.track).to.equal(second.track);
    const before = await sent(other);
    const member = await sendTo('member');
    await audience.limit(['member']);
    await flows(member);
    expect(await sent(other)).to.equal(before);
    await audience.limit(null);
    await flows(other);
    second.stop();
  });

  it('is nobody where a media server is at the far end', async () => {
    const server = await sendTo(undefined);
    const code = await audience.limit(['member']).then(
      () => 'none',
      (error) => error.code,
    );
    expect(code).to.equal('breakout-impossible');
    const [sender] = server.getSenders();
    expect(sender?.track, 'the SDK goes on believing').to.equal(sound.track);
    near.delete(server);
    const member = await sendTo('member');
    await audience.limit(['member']);
    const before = await sent(server);
    await flows(member);
    expect(await sent(server)).to.equal(before);
  });
});

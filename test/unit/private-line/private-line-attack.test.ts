import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { createLineId } from '../../../src/private-line/line-id.ts';
import { readSignal, writeSignal } from '../../../src/private-line/signalling-message.ts';
import { changeStatistics, loseTransportState, withOtherFingerprint } from '../../support/lost-state.ts';
import {
  connections,
  endAll,
  endLater,
  honest,
  LineEnd,
  type LinePair,
  makeCertificate,
  open,
  openLines,
  type Provider,
  patience,
  recordConnections,
  typeOf,
} from './line-support.ts';
import { alice, bob } from './protocol-support.ts';

const carries = async ({ a, b }: LinePair) => {
  await Promise.all([a.line.send('chat', 'to Bob'), b.line.send('chat', 'to Alice')]);
  expect([a.texts, b.texts]).to.deep.equal([['to Alice'], ['to Bob']]);
  expect([a.faults, b.faults]).to.deep.equal([[], []]);
};
const change = (data: string, make: (sdp: string) => string): string => {
  const message: { sdp?: string } = JSON.parse(data);
  return JSON.stringify(message.sdp === undefined ? message : { ...message, sdp: make(message.sdp) });
};
/** Attacks the first message of a type only. */
const first = (type: string, attack: (data: string) => readonly string[]): Provider => {
  let done = false;
  return (data) => {
    if (done || typeOf(data) !== type) return [data];
    done = true;
    return attack(data);
  };
};
const another = `a=fingerprint:sha-256 ${'AB:'.repeat(31)}AB`;
const types = ['offer', 'answer', 'candidates'] as const;

describe('a private line whose signalling is attacked', function () {
  this.timeout(60_000);
  beforeEach(recordConnections);
  afterEach(endAll);

  it('opens when each message comes twice', async () => {
    await carries(await open(await openLines((data) => [data, data])));
    expect(connections.length).to.equal(2);
  });

  it('opens when candidates come before descriptions', async () => {
    const held: Record<string, string[]> = { alice: [], bob: [] };
    const provider: Provider = (data, from) => {
      const before = held[from] ?? [];
      if (typeOf(data) !== 'candidates') {
        held[from] = [...before, data];
        // The description arrives with the next message, behind it.
        return [];
      }
      held[from] = [];
      return [data, ...before];
    };
    await carries(await open(await openLines(provider)));
  });

  it('opens at another attempt when a message is dropped', async () => {
    const pairs = await Promise.all(
      types.map((type) =>
        openLines(
          // Candidates of one end are enough for a connection: those of both are dropped.
          type === 'candidates'
            ? (() => {
                let dropped = 0;
                return (data) => (typeOf(data) === type && dropped++ < 2 ? [] : [data]);
              })()
            : first(type, () => []),
        ),
      ),
    );
    for (const pair of pairs) await carries(await open(pair));
  });

  it('is not moved by a message that is sent again later', async () => {
    const pair = await open(await openLines());
    const before = connections.length;
    for (const data of pair.a.signals) pair.b.line.receiveSignal(data);
    for (const data of pair.b.signals) pair.a.line.receiveSignal(data);
    // One that is told back to its sender.
    for (const data of pair.a.signals) pair.a.line.receiveSignal(data);
    for (const data of pair.b.signals) pair.b.line.receiveSignal(data);
    // Past the time in which a second offer is not taken.
    await aTimeout(1200);
    for (const data of pair.a.signals) pair.b.line.receiveSignal(data);
    await carries(pair);
    expect(connections.length).to.equal(before);
    expect([pair.a.proofs.length, pair.b.proofs.length]).to.deep.equal([1, 1]);
  });

  it('answers nothing that is sent again later, however often', async () => {
    const pair = await open(await openLines());
    // Past the time in which a second offer is not taken, and its candidates come.
    await aTimeout(1200);
    const said = () => [pair.a.signals.length, pair.b.signals.length];
    const [fromA, fromB, before] = [[...pair.a.signals], [...pair.b.signals], said()];
    for (let count = 0; count < 100; count++) {
      for (const data of fromA) pair.b.line.receiveSignal(data);
      for (const data of fromB) pair.a.line.receiveSignal(data);
    }
    await aTimeout(1200);
    expect(said()).to.deep.equal(before);
    await carries(pair);
  });

  for (const type of ['offer', 'answer'] as const)
    for (const [what, make] of Object.entries({
      'a second fingerprint in capitals': (sdp: string) => `${sdp}a=FINGERPRINT:${another.slice(14)}\r\n`,
      'a second fingerprint': (sdp: string) => `${sdp}${another}\r\n`,
      'no fingerprint': (sdp: string) => sdp.replace(/a=fingerprint:.*\r\n/g, ''),
      'a fingerprint of another hash': (sdp: string) =>
        sdp.replace(/a=fingerprint:.*/g, `a=fingerprint:sha-384 ${'AB:'.repeat(47)}AB`),
    }))
      it(`does not take an ${type} with ${what}, and opens with the right one behind it`, async () => {
        const provider = first(type, (data) => [change(data, make), data]);
        await carries(await open(await openLines(provider)));
        expect(connections.length).to.equal(2);
      });

  for (const type of ['offer', 'answer'] as const)
    it(`does not open with another fingerprint in the ${type}`, async () => {
      const changed: string[] = [];
      const pair = await openLines((data) => {
        if (typeOf(data) !== type) return [data];
        changed.push(data);
        return [change(data, (sdp) => sdp.replace(/a=fingerprint:.*/g, another))];
      });
      void pair.a.line.send('chat', 'x').catch(() => undefined);
      await waitUntil(() => changed.length > 0 && connections.length >= 2, 'an attempt', patience);
      const failed = () => connections.some(({ connectionState }) => connectionState === 'failed');
      const closed = () => connections.some(({ connectionState }) => connectionState === 'closed');
      await waitUntil(() => failed() || closed(), 'the attempt fails', patience);
      expect([pair.a.proofs, pair.b.proofs, pair.b.texts]).to.deep.equal([[], [], []]);
    });

  it('refuses another certificate once it has been open, and keeps the connection', async () => {
    const pair = await open(await openLines());
    const offer = pair.a.signals.find((data) => typeOf(data) === 'offer') ?? '';
    const forged = JSON.parse(change(offer, (sdp) => sdp.replace(/a=fingerprint:.*/g, another)));
    await aTimeout(1200);
    for (const epoch of [createLineId(), createLineId()])
      pair.b.line.receiveSignal(JSON.stringify({ ...forged, epoch }));
    expect(pair.b.faults).to.deep.equal(['certificate-changed']);
    await Promise.all([pair.a.line.send('chat', 'still'), pair.b.line.send('chat', 'here')]);
    expect([pair.b.texts, connections.length]).to.deep.equal([['still'], 2]);
  });

  describe('and whose browser', () => {
    const { prototype } = RTCDtlsTransport;
    const measure = Object.getOwnPropertyDescriptor(prototype, 'getRemoteCertificates') ?? {};
    const undo: (() => void)[] = [];
    afterEach(() => {
      for (const one of undo.splice(0).reverse()) one();
      Object.defineProperty(prototype, 'getRemoteCertificates', measure);
    });

    for (const [what, inUse] of [
      ['another certificate in use', [new ArrayBuffer(8)]],
      ['no certificate in use', []],
    ] as const)
      it(`tells ${what} than the description is not open`, async () => {
        Object.defineProperty(prototype, 'getRemoteCertificates', { ...measure, value: () => inUse });
        const { a, b } = await openLines();
        await waitUntil(() => a.faults.length + b.faults.length > 0, 'it is noticed', patience);
        expect(new Set([...a.faults, ...b.faults])).to.deep.equal(new Set(['certificate-changed']));
        expect([a.proofs, b.proofs]).to.deep.equal([[], []]);
      });

    it('has lost the state of the transport goes by the statistics', async () => {
      undo.push(loseTransportState());
      const pair = await open(await openLines());
      expect(pair.a.proofs[0]?.fingerprint).to.equal(pair.printOfB);
      expect([...pair.a.faults, ...pair.b.faults]).to.deep.equal([]);
    });

    it('has lost the state, and measures another certificate, is not open', async () => {
      undo.push(loseTransportState());
      undo.push(changeStatistics(withOtherFingerprint));
      const { a, b } = await openLines();
      await waitUntil(() => a.faults.length + b.faults.length > 0, 'it is noticed', patience);
      expect(new Set([...a.faults, ...b.faults])).to.deep.equal(new Set(['certificate-changed']));
      expect([a.proofs, b.proofs]).to.deep.equal([[], []]);
    });

    it('has lost the state, and measures nothing, tries again', async () => {
      undo.push(loseTransportState());
      const tell = changeStatistics((one) => ({ ...one, dtlsState: undefined }));
      undo.push(tell);
      const pair = await openLines();
      await waitUntil(() => connections.length > 2, 'another connection', patience);
      expect([...pair.a.proofs, ...pair.b.proofs, ...pair.a.faults, ...pair.b.faults]).to.deep.equal([]);
      tell();
      await open(pair);
    });

    it('does not tell the certificate in use goes by the description', async () => {
      Reflect.deleteProperty(prototype, 'getRemoteCertificates');
      const pair = await open(await openLines());
      expect(pair.a.proofs[0]?.fingerprint).to.equal(pair.printOfB);
    });
  });

  it('says nothing to another certificate that takes the place of the first', async () => {
    let provider: Provider = honest;
    const pair = await open(await openLines((data, from) => provider(data, from)));
    const { b } = pair;
    provider = () => [];
    pair.a.line.close();
    await waitUntil(() => b.line.state === 'interrupted', 'the cut is noticed', patience);
    void b.line.send('chat', 'for Alice alone').catch(() => undefined);
    // Mallory shows herself as Alice, with a certificate of her own.
    const mallory: LineEnd = new LineEnd({
      ...(await makeCertificate()),
      ...{ session: 'session', iceServers: [], relayOnly: false, self: alice, peer: bob },
      signal: async (data) => b.line.receiveSignal(data),
    });
    provider = (data) => {
      mallory.line.receiveSignal(data);
      return [];
    };
    await waitUntil(() => b.faults.length > 0, 'the certificate is refused', patience);
    expect(b.faults).to.deep.equal(['certificate-changed']);
    expect([mallory.texts, mallory.proofs, b.proofs.length]).to.deep.equal([[], [], 1]);
  });

  it('rejects what was not acknowledged when the other end begins anew with its certificate', async () => {
    const certificates = await Promise.all([makeCertificate(), makeCertificate()]);
    const [ofA, ofB] = certificates;
    const common = { session: 'session', iceServers: [], relayOnly: false };
    let peer: LineEnd | undefined;
    const a: LineEnd = new LineEnd({
      ...{ ...common, ...ofA, self: alice, peer: bob },
      signal: async (data) => {
        setTimeout(() => peer?.line.receiveSignal(data));
      },
    });
    const makeB = () =>
      new LineEnd({
        ...{ ...common, ...ofB, self: bob, peer: alice },
        signal: async (data) => {
          setTimeout(() => a.line.receiveSignal(data));
        },
      });
    peer = makeB();
    await a.line.send('chat', 'one');
    peer.line.close();
    const lost = a.line.send('chat', 'two').catch(({ code }) => code);
    const before = peer;
    peer = makeB();
    expect(await lost).to.equal('connection-lost');
    await a.line.send('chat', 'three');
    expect([before.texts, peer.texts, a.faults]).to.deep.equal([['one'], ['three'], []]);
  });

  it('does not slow down or open for messages that are none, or too many', async () => {
    const { a, b } = await openLines(() => []);
    const offer = a.signals.find((data) => typeOf(data) === 'offer') ?? '{}';
    const odd = ['', '{', 'null', '[]', '{"v":2}', 'x'.repeat(9000), '['.repeat(8000), `${offer}x`];
    for (const data of odd) for (const { line } of [a, b]) line.receiveSignal(data);
    const before = connections.length;
    for (let count = 0; count < 1000; count += 1)
      b.line.receiveSignal(JSON.stringify({ ...JSON.parse(offer), epoch: createLineId() }));
    expect(connections.length).to.be.at.most(before + 1);
    expect([a.line.state, b.line.state]).to.deep.equal(['opening', 'opening']);
  });
});

/** One leg of a machine in the middle: a connection of its own that passes on what it hears. */
class Leg {
  readonly channel: RTCDataChannel;
  readonly connection: RTCPeerConnection;
  readonly epoch: string;

  constructor(certificate: RTCCertificate, epoch: string, tell: (data: string) => void) {
    this.epoch = epoch;
    this.connection = new RTCPeerConnection({ certificates: [certificate] });
    this.channel = this.connection.createDataChannel('line', { negotiated: true, id: 0 });
    this.connection.onicecandidate = ({ candidate }) =>
      candidate?.candidate &&
      tell(writeSignal({ type: 'candidates', epoch, candidates: [candidate.candidate] }));
  }

  async take(data: string): Promise<void> {
    const message = readSignal(data);
    if (message?.type === 'candidates')
      for (const candidate of message.candidates)
        await this.connection.addIceCandidate({ candidate, sdpMLineIndex: 0 });
    else if (message?.type === 'offer' || message?.type === 'answer')
      await this.connection.setRemoteDescription({ type: message.type, sdp: message.sdp });
  }

  async describe(type: 'offer' | 'answer'): Promise<string> {
    await this.connection.setLocalDescription();
    const sdp = this.connection.localDescription?.sdp ?? '';
    return writeSignal({ type, epoch: this.epoch, sdp });
  }

  /** Passes on what it hears, as soon as the other leg is open. */
  passTo({ channel }: Leg): void {
    const waiting: string[] = [];
    const pass = () => {
      while (waiting.length > 0 && channel.readyState === 'open') channel.send(waiting.shift() ?? '');
    };
    this.channel.onmessage = ({ data }) => {
      waiting.push(data);
      pass();
    };
    channel.addEventListener('open', pass);
  }

  close(): void {
    this.connection.close();
  }
}

describe('a machine in the middle of a private line', function () {
  this.timeout(60_000);
  afterEach(endAll);

  it('that passes the frames on is noticed at both ends, and no message arrives', async () => {
    const own = await makeCertificate();
    const legs: { alice?: Leg; bob?: Leg } = {};
    const provider: Provider = async (data, from) => {
      const type = typeOf(data);
      if (type === 'offer' && !legs.alice) {
        const epoch = createLineId();
        legs.alice = endLater(
          new Leg(own.certificate, JSON.parse(data).epoch, (one) => pair.a.line.receiveSignal(one)),
        );
        legs.bob = endLater(new Leg(own.certificate, epoch, (one) => pair.b.line.receiveSignal(one)));
        const { alice: left, bob: right } = legs;
        left.passTo(right);
        right.passTo(left);
        await left.take(data);
        pair.b.line.receiveSignal(await right.describe('offer'));
        pair.a.line.receiveSignal(await left.describe('answer'));
        return [];
      }
      await legs[from]?.take(data);
      return [];
    };
    const pair: LinePair = await openLines((data, from) => provider(data, from));
    const sent = [pair.a.line.send('chat', 'to Bob'), pair.b.line.send('chat', 'to Alice')];
    for (const one of sent) one.catch(() => undefined);
    await waitUntil(() => pair.a.faults.length > 0 && pair.b.faults.length > 0, 'both notice it', patience);
    expect([pair.a.faults, pair.b.faults]).to.deep.equal([['misnamed'], ['misnamed']]);
    expect([pair.a.texts, pair.b.texts, pair.a.proofs, pair.b.proofs]).to.deep.equal([[], [], [], []]);
  });

  it('that speaks for the other is proven with its own certificate, for the comparison to show', async () => {
    const [ofA, ofM] = await Promise.all([makeCertificate(), makeCertificate()]);
    const common = { session: 'session', iceServers: [], relayOnly: false };
    const ends: { m?: LineEnd } = {};
    const a = new LineEnd({
      ...{ ...common, ...ofA, self: alice, peer: bob },
      signal: async (data) => {
        setTimeout(() => ends.m?.line.receiveSignal(data));
      },
    });
    ends.m = new LineEnd({
      ...{ ...common, ...ofM, self: bob, peer: alice },
      signal: async (data) => {
        setTimeout(() => a.line.receiveSignal(data));
      },
    });
    await waitUntil(() => a.isOpen, 'it opens', patience);
    expect(a.proofs.map(({ run: _run, ...proof }) => proof)).to.deep.equal([
      { fingerprint: ofM.ownFingerprint, role: 'client' },
    ]);
  });
});

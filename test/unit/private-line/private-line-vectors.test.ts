import { expect } from '@open-wc/testing';
import { LineConnection } from '../../../src/private-line/line-connection.ts';
import { createLineId } from '../../../src/private-line/line-id.ts';
import type { LineParty } from '../../../src/private-line/line-protocol.ts';
import { readSignal, writeSignal } from '../../../src/private-line/signalling-message.ts';
import { connections, endAll, endLater, makeCertificate, recordConnections } from './line-support.ts';
import { End } from './protocol-support.ts';

interface Vectors {
  readonly reader: {
    readonly session: string;
    readonly self: LineParty;
    readonly peer: LineParty;
    readonly ownFingerprint: string;
    readonly peerFingerprint: string;
  };
  readonly channels: readonly {
    readonly what: string;
    readonly frames: readonly unknown[];
    readonly does: {
      readonly opens: boolean;
      readonly shows: readonly (readonly [string, string])[];
      readonly sends: readonly unknown[];
      readonly fault: string | null;
    };
  }[];
  readonly signalling: readonly { readonly what: string; readonly data: unknown; readonly taken: boolean }[];
  readonly descriptions: readonly {
    readonly what: string;
    readonly lines: readonly string[];
    readonly taken: boolean;
  }[];
}

const textOf = (data: unknown): string => (typeof data === 'string' ? data : JSON.stringify(data));

describe('the documented examples of the private line', () => {
  let vectors: Vectors;
  before(async () => {
    const response = await fetch(new URL('../../../docs/vectors/private-line.json', import.meta.url));
    vectors = await response.json();
  });
  beforeEach(recordConnections);
  afterEach(endAll);

  it('are read as they say, frame by frame', () => {
    expect(vectors.channels.length).to.be.above(20);
    for (const { what, frames, does } of vectors.channels) {
      const { peerFingerprint, ...reader } = vectors.reader;
      const end = new End(reader);
      const sent: string[] = [];
      end.protocol.attach((frame) => sent.push(frame), peerFingerprint);
      const [first = ''] = sent;
      const { run }: { run: string } = JSON.parse(first);
      for (const frame of frames) end.protocol.receive(textOf(frame).replace('<own run>', run));
      const done = {
        opens: end.proofs.length > 0,
        shows: end.messages,
        sends: sent.slice(1).map((frame) => JSON.parse(frame)),
        fault: end.faults[0] ?? null,
      };
      expect(done, what).to.deep.equal(does);
    }
  });

  it('are taken or dropped as they say, signalling message by signalling message', () => {
    expect(vectors.signalling.length).to.be.above(10);
    for (const { what, data, taken } of vectors.signalling) {
      const read = readSignal(textOf(data));
      expect(read !== undefined, what).to.equal(taken);
      if (read) expect(JSON.parse(writeSignal(read)), what).to.deep.equal(data);
    }
  });

  it('are taken or dropped as they say, description by description', async () => {
    const { certificate } = await makeCertificate();
    for (const { what, lines, taken } of vectors.descriptions) {
      const before = connections.length;
      const connection = endLater(
        new LineConnection({
          ...{ selfId: 'bob', peerId: 'alice', certificate, iceServers: [], relayOnly: true },
          signal: async () => undefined,
          accepts: () => true,
          onOpen: () => undefined,
          onOtherCertificate: () => undefined,
          onFrame: () => undefined,
          onLost: () => undefined,
        }),
      );
      const sdp = ['v=0', 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel', ...lines, ''].join('\r\n');
      connection.receiveSignal(writeSignal({ type: 'offer', epoch: createLineId(), sdp }));
      expect(connections.length - before, what).to.equal(taken ? 1 : 0);
    }
  });
});

describe('a signalling message', () => {
  const epoch = createLineId();
  const candidate = 'candidate:1 1 udp 2122260223 192.0.2.55 49203 typ host';
  const candidates = (list: readonly unknown[]) =>
    readSignal(JSON.stringify({ v: 2, type: 'candidates', epoch, candidates: list }));

  it('has at most 20 candidates of at most 300 characters', () => {
    const longest = candidate.padEnd(300, ' x');
    const most = candidates(Array(20).fill(longest));
    expect(most && writeSignal(most).length).to.be.within(6000, 8000);
    expect(candidates(Array(21).fill(candidate))).to.equal(undefined);
    expect(candidates([`${longest}x`])).to.equal(undefined);
  });

  it('has at most 8000 characters', () => {
    const empty = writeSignal({ type: 'offer', epoch, sdp: '' }).length;
    const message = (length: number) =>
      writeSignal({ type: 'offer', epoch, sdp: 'x'.repeat(length - empty) });
    expect(readSignal(message(8000))?.type).to.equal('offer');
    expect(readSignal(message(8001))).to.equal(undefined);
  });
});

import { waitUntil } from '@open-wc/testing';
import type { LineFault, LineTopic } from '../../../src/private-line/line-frame.ts';
import {
  type LineOptions,
  type LineProof,
  type LineState,
  openPrivateLine,
  type PrivateLine,
} from '../../../src/private-line/private-line.ts';
import { alice, bob } from './protocol-support.ts';

/** Certificates as an element makes them. */
export async function makeCertificate(): Promise<Pick<LineOptions, 'certificate' | 'ownFingerprint'>> {
  const algorithmOfKeys = { name: 'ECDSA', namedCurve: 'P-256' };
  const certificate = await RTCPeerConnection.generateCertificate(algorithmOfKeys);
  const { algorithm = '', value = '' } = certificate.getFingerprints()[0] ?? {};
  return { certificate, ownFingerprint: `${algorithm} ${value.toUpperCase()}` };
}

const Native = RTCPeerConnection;
/** Connections that were made since the last `recordConnections`. */
export const connections: RTCPeerConnection[] = [];

/** Lists the connections that the page makes, until the test ends. */
export function recordConnections(): void {
  connections.length = 0;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
}

/** Everything that a test has to end. */
const ends: Pick<PrivateLine, 'close'>[] = [];
export const endLater = <T extends Pick<PrivateLine, 'close'>>(one: T): T => {
  ends.push(one);
  return one;
};
export function endAll(): void {
  for (const one of ends.splice(0)) one.close();
  window.RTCPeerConnection = Native;
}

/** A line, and what it tells. */
export class LineEnd {
  readonly line: PrivateLine;
  readonly states: LineState[] = [];
  readonly proofs: LineProof[] = [];
  readonly texts: string[] = [];
  readonly topics: LineTopic[] = [];
  readonly faults: LineFault[] = [];
  /** Signalling messages that it has sent. */
  readonly signals: string[] = [];

  constructor(options: LineOptions) {
    const signal = async (data: string) => {
      this.signals.push(data);
      await options.signal(data);
    };
    this.line = openPrivateLine(
      { ...options, signal },
      {
        onState: (state) => this.states.push(state),
        onProven: (proof) => this.proofs.push(proof),
        onMessage: (topic, text) => {
          this.topics.push(topic);
          this.texts.push(text);
        },
        onFault: (fault) => this.faults.push(fault),
      },
    );
    endLater(this.line);
  }

  get isOpen(): boolean {
    return this.line.state === 'open';
  }
}

/** What the provider makes of a signalling message: the messages that arrive instead, in order. */
export type Provider = (
  data: string,
  from: 'alice' | 'bob',
) => readonly string[] | Promise<readonly string[]>;
export const honest: Provider = (data) => [data];

export interface LinePair {
  readonly a: LineEnd;
  readonly b: LineEnd;
  readonly printOfA: string;
  readonly printOfB: string;
}

/** Alice, who offers, and Bob, who answers. */
export async function openLines(
  provider: Provider = honest,
  options: Partial<LineOptions> = {},
): Promise<LinePair> {
  const [ofA, ofB] = await Promise.all([makeCertificate(), makeCertificate()]);
  const common = { session: 'session', iceServers: [], relayOnly: false, ...options };
  const ends: { a?: LineEnd; b?: LineEnd } = {};
  const carry = (to: 'a' | 'b') => async (data: string) => {
    const arrive = await provider(data, to === 'b' ? 'alice' : 'bob');
    // Signalling is never answered at once.
    setTimeout(() => {
      for (const one of arrive) ends[to]?.line.receiveSignal(one);
    });
  };
  const b = new LineEnd({ ...common, ...ofB, self: bob, peer: alice, signal: carry('a') });
  ends.b = b;
  const a = new LineEnd({ ...common, ...ofA, self: alice, peer: bob, signal: carry('b') });
  ends.a = a;
  return { a, b, printOfA: ofA.ownFingerprint, printOfB: ofB.ownFingerprint };
}

export const typeOf = (data: string): string => JSON.parse(data).type;
const areOpen = ({ a, b }: LinePair) => a.isOpen && b.isOpen;

/** A line may need its second attempt. */
export const patience = { timeout: 25_000 };

/** Waits until a line is open at both ends. */
export async function open(pair: LinePair): Promise<LinePair> {
  await waitUntil(() => areOpen(pair), 'the line opens', patience);
  return pair;
}

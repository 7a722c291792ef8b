import { parseObject } from '../verification/bytes.ts';
import { LINE_VERSION } from './line-frame.ts';
import { isLineId } from './line-id.ts';

/** Longest signalling message in characters; the session carries 8 KB. */
const MAX_LENGTH = 8000;
/** Most candidates in one message, and longest candidate: together they stay below `MAX_LENGTH`. */
export const MAX_CANDIDATES = 20;
export const MAX_CANDIDATE = 300;

/**
 * What the two elements tell each other through the session to set up a connection. The provider carries it and may
 * change it at will; the certificates named in it are compared later. `epoch` names an attempt.
 */
export type SignallingMessage =
  | { readonly type: 'offer'; readonly epoch: string; readonly sdp: string }
  | { readonly type: 'answer'; readonly epoch: string; readonly sdp: string }
  | { readonly type: 'candidates'; readonly epoch: string; readonly candidates: readonly string[] }
  /** Asks for another attempt; `epoch` is the one that failed, empty if there was none. */
  | { readonly type: 'please'; readonly epoch: string };

export const writeSignal = (message: SignallingMessage): string =>
  JSON.stringify({ v: LINE_VERSION, ...message });

/** Parses a signalling message; returns `undefined` for anything else. */
export function readSignal(data: unknown): SignallingMessage | undefined {
  const get = typeof data === 'string' && data.length <= MAX_LENGTH ? parseObject(data) : undefined;
  if (get?.('v') !== LINE_VERSION) return undefined;
  const [type, epoch, sdp, candidates] = ['type', 'epoch', 'sdp', 'candidates'].map(get);
  if (type === 'please' && epoch === '') return { type, epoch };
  if (!isLineId(epoch)) return undefined;
  if (type === 'please') return { type, epoch };
  if (type === 'candidates') return areCandidates(candidates) ? { type, epoch, candidates } : undefined;
  return (type === 'offer' || type === 'answer') && typeof sdp === 'string'
    ? { type, epoch, sdp }
    : undefined;
}

const areCandidates = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length <= MAX_CANDIDATES &&
  value.every(
    (one) => typeof one === 'string' && one.length <= MAX_CANDIDATE && /^candidate:[ -~]+$/.test(one),
  );

import { type Bytes, fromBase64Url, isWhole, parseObject } from '../verification/bytes.ts';
import { CHAT_VERSION } from './chat-key.ts';

/** Maximum length of a chat message, in characters (UTF-16 code units). */
export const MAX_TEXT = 20_000;
/** Maximum size of a message between elements, in bytes; Vonage accepts 8 KB. */
const MAX_SIGNAL = 8000;
/** Bytes of text in one part; with tag, base64 and header it stays below `MAX_SIGNAL`. */
export const PART_BYTES = 5700;
const TAG_BYTES = 16;
/** A UTF-16 code unit takes at most three bytes in UTF-8 (a surrogate pair four). */
const MAX_PARTS = Math.ceil((MAX_TEXT * 3) / PART_BYTES);

/** Data that is authenticated with a part in addition to its text. */
export interface PartHeader {
  /** Counts the parts of this direction from 0. It is the nonce, so it never repeats. */
  readonly sequence: number;
  /** Counts the chat messages of this direction from 0. */
  readonly number: number;
  readonly part: number;
  readonly parts: number;
  /** Milliseconds since the epoch, by the sender's clock. */
  readonly at: number;
}

export interface SealedPart {
  readonly header: PartHeader;
  /** Ciphertext and tag. */
  readonly sealed: Bytes;
}

export function writePart({ sequence, number, part, parts, at }: PartHeader, sealed: string): string {
  return JSON.stringify({ v: CHAT_VERSION, s: sequence, n: number, p: part, of: parts, t: at, d: sealed });
}

/** Parses a message of another element: checks every member and ignores all others. */
export function readPart(signal: unknown): SealedPart | 'malformed' | 'too-large' | 'other-version' {
  if (typeof signal !== 'string') return 'malformed';
  if (signal.length > MAX_SIGNAL) return 'too-large';
  const get = parseObject(signal);
  if (!get) return 'malformed';
  if (get('v') !== CHAT_VERSION) return isWhole(get('v'), 0, 1e6) ? 'other-version' : 'malformed';
  const [sequence, number, part, parts, at] = [get('s'), get('n'), get('p'), get('of'), get('t')];
  if (!isWhole(sequence, 0, Number.MAX_SAFE_INTEGER) || !isWhole(number, 0, sequence)) return 'malformed';
  if (!isWhole(parts, 1, Number.MAX_SAFE_INTEGER) || !isWhole(part, 0, parts - 1)) return 'malformed';
  if (parts > MAX_PARTS) return 'too-large';
  // The last moment that a Date can represent.
  if (!isWhole(at, 0, 8.64e15)) return 'malformed';
  const sealed = fromBase64Url(get('d'), PART_BYTES + TAG_BYTES);
  if (!sealed || sealed.length <= TAG_BYTES) return 'malformed';
  return { header: { sequence, number, part, parts, at }, sealed };
}

import { fingerprintSet } from '../transport-security/fingerprints.ts';
import { type Bytes, fromBase64Url, isWhole, parseObject, toBase64Url } from './bytes.ts';
import { SAS_VERSION } from './sas.ts';

/** The values behind a commitment. */
export interface Reveal {
  readonly nonce: Bytes;
  readonly fingerprints: readonly string[];
  readonly chatKey: Bytes;
}

/** The sender's full state of the round, so that any message may be lost, repeated or late without harm. */
export interface SasMessage {
  readonly round: number;
  readonly commitment: string;
  /** The receiver's commitment that the sender holds. */
  readonly seen?: string;
  /** Sent only together with `seen`. */
  readonly reveal?: Reveal;
  /** Whether the sender has everything it needs. */
  readonly done: boolean;
}

export const NONCE_BYTES = 32;
const COMMITMENT = /^[A-Za-z0-9_-]{43}$/;
const MAX_CHARACTERS = 8000;
const MAX_FINGERPRINTS = 32;
/** An uncompressed point of P-256. */
const CHAT_KEY_BYTES = 65;

export function writeSasMessage({ round, commitment, seen, reveal, done }: SasMessage): string {
  return JSON.stringify({
    v: SAS_VERSION,
    r: round,
    c: commitment,
    seen,
    nonce: reveal && toBase64Url(reveal.nonce),
    fps: reveal?.fingerprints,
    key: reveal && toBase64Url(reveal.chatKey),
    done,
  });
}

/** Parses a message of another element: checks every member and ignores all others. */
export function readSasMessage(text: unknown): SasMessage | 'malformed' | 'too-large' | 'other-version' {
  if (typeof text !== 'string') return 'malformed';
  if (text.length > MAX_CHARACTERS) return 'too-large';
  const get = parseObject(text);
  if (!get) return 'malformed';
  if (get('v') !== SAS_VERSION) return isWhole(get('v'), 0, 1e6) ? 'other-version' : 'malformed';
  const [round, commitment, seen, done] = [get('r'), get('c'), get('seen'), get('done')];
  if (!isWhole(round, 1, 1e9) || typeof done !== 'boolean') return 'malformed';
  if (typeof commitment !== 'string' || !COMMITMENT.test(commitment)) return 'malformed';
  if (seen === undefined) {
    return get('nonce') === undefined && !done ? { round, commitment, done } : 'malformed';
  }
  if (typeof seen !== 'string' || !COMMITMENT.test(seen)) return 'malformed';
  const reveal = readReveal(get);
  return reveal ? { round, commitment, seen, reveal, done } : 'malformed';
}

function readReveal(get: (key: string) => unknown): Reveal | undefined {
  const nonce = fromBase64Url(get('nonce'), NONCE_BYTES);
  const chatKey = fromBase64Url(get('key'), CHAT_KEY_BYTES);
  const list = get('fps');
  if (nonce?.length !== NONCE_BYTES || chatKey?.length !== CHAT_KEY_BYTES) return undefined;
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_FINGERPRINTS) return undefined;
  const fingerprints = fingerprintSet(list);
  // Only the canonical form is accepted: sorted, without duplicates.
  const canonical = list.length === fingerprints.length && list.every((one, i) => one === fingerprints[i]);
  return canonical ? { nonce, fingerprints, chatKey } : undefined;
}

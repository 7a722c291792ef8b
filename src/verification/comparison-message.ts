import { fromBase64Url, isWhole, parseObject } from './bytes.ts';
import { SAS_VERSION } from './sas.ts';

const kinds = ['commit', 'reveal', 'confirmed', 'mismatch'] as const;

/** What one element tells the other. */
export interface ComparisonMessage {
  readonly kind: (typeof kinds)[number];
  /** From 1. */
  readonly round: number;
  /** 32 bytes, base64url: the commitment, the nonce, or the transcript that was confirmed or not. */
  readonly value: string;
}

/** Why a text is not a message. */
export type MessageFault = 'malformed' | 'too-large' | 'other-version';

const MAX_CHARACTERS = 4000;
const MAX_ROUND = 1e9;

export function writeComparisonMessage({ kind, round, value }: ComparisonMessage): string {
  return JSON.stringify({ v: SAS_VERSION, kind, round, value });
}

/** Parses a message of another element: checks every member and ignores all others. */
export function readComparisonMessage(text: unknown): ComparisonMessage | MessageFault {
  if (typeof text !== 'string') return 'malformed';
  if (text.length > MAX_CHARACTERS) return 'too-large';
  const get = parseObject(text);
  const version = get?.('v');
  if (!get || !isWhole(version, 0, 1e6)) return 'malformed';
  if (version !== SAS_VERSION) return 'other-version';
  const [kind, round, value] = [kinds.find((one) => one === get('kind')), get('round'), get('value')];
  const valid = kind && isWhole(round, 1, MAX_ROUND) && fromBase64Url(value, 32)?.length === 32;
  return valid ? { kind, round, value: value as string } : 'malformed';
}

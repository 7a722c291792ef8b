import { isWhole, parseObject, utf8 } from '../verification/bytes.ts';
import { isLineId } from './line-id.ts';

/** Version of the line's frames and of its signalling messages. */
export const LINE_VERSION = 2;
/** Largest frame in bytes of UTF-8: what every browser takes in one piece (RFC 8831, section 6.6). */
export const MAX_FRAME = 16_384;
/** Longest role or topic. */
const MAX_WORD = 64;

/** What a message on the line is about. */
export type LineTopic = 'chat' | 'comparison' | 'secret' | 'attestation' | 'command';

/** Why a channel is useless. */
export type LineFault =
  | 'malformed'
  | 'too-large'
  | 'other-version'
  /** More frames at once than an element sends. */
  | 'flooded'
  /** Frames are missing, or what the other end says to have received was never sent. */
  | 'gap'
  /** The first frame names another session, person or certificate. */
  | 'misnamed'
  /** The certificate is not the one that opened the line before. */
  | 'certificate-changed';

/** The first frame of each side on a channel. */
export interface Hello {
  readonly type: 'hello';
  readonly session: string;
  /** Ids of the one who writes and of the one who reads. */
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly role: string;
  /** The fingerprint that the writer sees for the reader. */
  readonly sees: string;
  /** Names this instance of the writer's protocol. */
  readonly run: string;
  /** The reader's run as far as it is known, else empty, and the last frame that was received from it. */
  readonly of: string;
  readonly got: number;
}

export type LineFrame =
  | Hello
  /** A piece of a message that goes on in the next frame. */
  | { readonly type: 'part'; readonly n: number; readonly text: string }
  /** A message, or the last piece of one. */
  | { readonly type: 'message'; readonly n: number; readonly topic: string; readonly text: string }
  /** All messages up to this frame have been received. */
  | { readonly type: 'ack'; readonly got: number };

export const writeFrame = (frame: LineFrame): string =>
  JSON.stringify(frame.type === 'hello' ? { v: LINE_VERSION, ...frame } : frame);

/** Parses a frame: checks every member and ignores all others. */
export function readFrame(data: unknown): LineFrame | 'malformed' | 'too-large' | 'other-version' {
  if (typeof data !== 'string') return 'malformed';
  if (data.length > MAX_FRAME || utf8(data).length > MAX_FRAME) return 'too-large';
  const get = parseObject(data);
  const [type, n, text, got, topic] = ['type', 'n', 'text', 'got', 'topic'].map((key) => get?.(key));
  if (get && type === 'hello') return readHello(get);
  if (type === 'ack' && isNumber(got, 1)) return { type, got };
  if (!isNumber(n, 1) || typeof text !== 'string') return 'malformed';
  if (type === 'part') return { type, n, text };
  return type === 'message' && isWord(topic) ? { type, n, topic, text } : 'malformed';
}

function readHello(get: (key: string) => unknown): Hello | 'malformed' | 'other-version' {
  const version = get('v');
  if (version !== LINE_VERSION) return isNumber(version, 0) ? 'other-version' : 'malformed';
  const texts = ['session', 'from', 'to', 'name', 'sees'].map(get);
  const [role, run, of, got] = ['role', 'run', 'of', 'got'].map(get);
  if (!texts.every((text) => typeof text === 'string')) return 'malformed';
  if (!isWord(role) || !isLineId(run) || !(of === '' || isLineId(of)) || !isNumber(got, 0))
    return 'malformed';
  const [session = '', from = '', to = '', name = '', sees = ''] = texts;
  return { type: 'hello', session, from, to, name, role, sees, run, of, got };
}

const isNumber = (value: unknown, min: number): value is number =>
  isWhole(value, min, Number.MAX_SAFE_INTEGER);
const isWord = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_WORD;

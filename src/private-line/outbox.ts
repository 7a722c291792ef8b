import { VisioError } from '../error.ts';
import { utf8 } from '../verification/bytes.ts';
import { type LineTopic, MAX_FRAME, writeFrame } from './line-frame.ts';
import type { RateLimit } from './rate-limit.ts';

/** Largest message in bytes of UTF-8. */
export const MAX_MESSAGE = 65_536;
/** Most that waits for an acknowledgement, in frames and in bytes. */
export const MAX_WAITING = 256;
const MAX_WAITING_BYTES = 1_048_576;
/** Bytes of a frame beside its text. */
const HEADER = 256;

/** Where frames go at once. */
export interface OutboxChannel {
  readonly send: (frame: string) => void;
  readonly quota: RateLimit;
}

interface Waiting {
  readonly frames: readonly string[];
  readonly bytes: number;
  /** Number of the last frame. */
  readonly last: number;
  readonly resolve: () => void;
  readonly reject: (error: VisioError) => void;
}

/** The messages of one direction that the other end has not acknowledged, in order. */
export class Outbox {
  #waiting: readonly Waiting[] = [];
  #numbered = 0;
  #acknowledged = 0;

  /** All frames that wait. */
  get frames(): readonly string[] {
    return this.#waiting.flatMap(({ frames }) => frames);
  }

  /**
   * Numbers a message and sends its frames over the channel, if there is one.
   *
   * @returns A promise that is settled by `acknowledge` or `giveUp`.
   */
  add(topic: LineTopic, text: string, channel?: OutboxChannel): Promise<void> {
    if (utf8(text).length > MAX_MESSAGE)
      return Promise.reject(new VisioError('message-invalid', { reason: `more than ${MAX_MESSAGE} bytes` }));
    const pieces = split(text);
    const frames = pieces.map((piece, index) => {
      const n = this.#numbered + index + 1;
      const isLast = index === pieces.length - 1;
      return writeFrame(
        isLast ? { type: 'message', n, topic, text: piece } : { type: 'part', n, text: piece },
      );
    });
    const bytes = utf8(frames.join('')).length;
    const waiting = this.#waiting.reduce((sum, one) => sum + one.bytes, bytes);
    const isFull = this.frames.length + frames.length > MAX_WAITING || waiting > MAX_WAITING_BYTES;
    if (isFull || channel?.quota.take(frames.length) === false)
      return Promise.reject(new VisioError('rate-limited', { reason: 'too many messages' }));
    return new Promise((resolve, reject) => {
      this.#numbered += frames.length;
      this.#waiting = [...this.#waiting, { frames, bytes, last: this.#numbered, resolve, reject }];
      for (const frame of frames) channel?.send(frame);
    });
  }

  /** Settles the messages up to a frame. Returns `false` when no message that waits ends there. */
  acknowledge(got: number): boolean {
    const count = this.#waiting.findIndex(({ last }) => last === got) + 1;
    const received = this.#waiting.slice(0, count);
    if (count === 0) return false;
    this.#waiting = this.#waiting.slice(count);
    this.#acknowledged = got;
    for (const { resolve } of received) resolve();
    return true;
  }

  /** Settles what the other end says at the beginning of a channel. Returns `false` when that cannot be true. */
  resume(got: number): boolean {
    return got === this.#acknowledged || this.acknowledge(got);
  }

  /** Rejects everything that waits; the numbers begin anew. */
  giveUp(reason: string): void {
    const lost = this.#waiting;
    this.#waiting = [];
    this.#numbered = this.#acknowledged = 0;
    for (const { reject } of lost) reject(new VisioError('connection-lost', { reason }));
  }
}

/**
 * Cuts a text into pieces that fit into a frame. A cut may separate a surrogate pair, as JSON keeps each half
 * (ECMA-262, QuoteJSONString) and the halves are joined again.
 */
function split(text: string): readonly string[] {
  if (utf8(JSON.stringify(text)).length + HEADER <= MAX_FRAME) return [text];
  const half = text.length >> 1;
  return [...split(text.slice(0, half)), ...split(text.slice(half))];
}

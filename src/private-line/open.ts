import type { Bytes } from '../verification/bytes.ts';
import { MAX_TEXT, type PartHeader, readPart, type SealedPart } from './chat-part.ts';
import { type DirectionKey, gcmOf } from './seal.ts';

/** Reason why a part could not be opened. */
export type ChatFault =
  /** Received before. */
  | 'replayed'
  /** Skipped earlier: it arrives after its successors. */
  | 'reordered'
  /** A part of a chat message whose other parts never arrived. */
  | 'truncated'
  /** Not sealed by that person for this one in this room, or modified since. */
  | 'forged'
  | 'malformed'
  | 'too-large'
  | 'other-version'
  /** More parts at once than an honest element sends. */
  | 'flooded';

export type Opened =
  | {
      readonly kind: 'message';
      /** Plain text, never markup. */
      readonly text: string;
      /** Milliseconds since the epoch, by the sender's clock. */
      readonly at: number;
      readonly number: number;
      /** Number of that person's messages missing between the previous one and this one. */
      readonly missing: number;
    }
  /** One part of a longer message, which is returned with the last part. */
  | { readonly kind: 'part'; readonly part: number; readonly parts: number }
  | { readonly kind: 'fault'; readonly fault: ChatFault };

/** Maximum number of parts that wait to be opened. */
const MAX_QUEUE = 64;
/** Maximum number of skipped sequence numbers that may still arrive late. */
const MAX_SKIPPED = 256;

interface Pending {
  readonly header: PartHeader;
  readonly pieces: readonly Bytes[];
}

/** Opens the messages of one other person, in order. Holds at most one incomplete message. */
export class Opener {
  readonly #direction: DirectionKey;
  /** The next sequence number and the next message number. */
  #sequence = 0;
  #number = 0;
  #skipped: number[] = [];
  #pending: Pending | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #queued = 0;

  constructor(direction: DirectionKey) {
    this.#direction = direction;
  }

  /** Whether a message has started and its last part is missing. */
  get unfinished(): boolean {
    return this.#pending !== undefined;
  }

  /** Opens a part from that person. Never throws. */
  open(signal: unknown): Promise<Opened> {
    if (this.#queued >= MAX_QUEUE) return Promise.resolve(fault('flooded'));
    this.#queued += 1;
    const opened = this.#queue
      .then(() => this.#take(signal))
      .finally(() => {
        this.#queued -= 1;
      });
    this.#queue = opened;
    return opened;
  }

  async #take(signal: unknown): Promise<Opened> {
    const part = readPart(signal);
    if (typeof part === 'string') return fault(part);
    const bytes = await this.#decrypt(part);
    // The header counts only once the tag has authenticated it.
    if (!bytes) return fault('forged');
    const { header } = part;
    if (header.sequence < this.#sequence) return this.#late(header.sequence);
    if (header.number < this.#number) return fault('malformed');
    this.#skip(header.sequence);
    return this.#join(header, bytes);
  }

  async #decrypt({ header, sealed }: SealedPart): Promise<Bytes | undefined> {
    const { key, ends } = this.#direction;
    try {
      return new Uint8Array(await globalThis.crypto.subtle.decrypt(gcmOf(header, ends), key, sealed));
    } catch {
      return undefined;
    }
  }

  /** Advances past an authentic part, and records the skipped sequence numbers. */
  #skip(sequence: number): void {
    const passed = Math.min(sequence - this.#sequence, MAX_SKIPPED);
    if (passed > 0) {
      this.#pending = undefined;
      const numbers = Array.from({ length: passed }, (_, index) => sequence - passed + index);
      this.#skipped = [...this.#skipped, ...numbers].slice(-MAX_SKIPPED);
    }
    this.#sequence = sequence + 1;
  }

  #join(header: PartHeader, bytes: Bytes): Opened {
    const begun = header.part === 0 ? { header, pieces: [] } : this.#pending;
    this.#pending = undefined;
    const follows =
      begun?.header.number === header.number &&
      begun.header.parts === header.parts &&
      begun.header.at === header.at &&
      begun.pieces.length === header.part;
    if (!begun || !follows) return fault('truncated');
    const pieces = [...begun.pieces, bytes];
    if (pieces.length < header.parts) {
      this.#pending = { header: begun.header, pieces };
      return { kind: 'part', part: header.part, parts: header.parts };
    }
    const text = decode(pieces);
    if (text === undefined) return fault('malformed');
    if (text.length > MAX_TEXT) return fault('too-large');
    const missing = header.number - this.#number;
    this.#number = header.number + 1;
    return { kind: 'message', text, at: header.at, number: header.number, missing };
  }

  #late(sequence: number): Opened {
    const index = this.#skipped.indexOf(sequence);
    if (index < 0) return fault('replayed');
    this.#skipped.splice(index, 1);
    return fault('reordered');
  }
}

const fault = (fault: ChatFault): Opened => ({ kind: 'fault', fault });

function decode(pieces: readonly Bytes[]): string | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    // Decoded as a stream: a character may span two parts.
    return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
  } catch {
    return undefined;
  }
}

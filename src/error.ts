import type { ContactCode } from './contact-codes.ts';

/** What the person can do about a failure. */
export type Remedy =
  /** Trying again may work. */
  | 'retry'
  /** Something in the browser or on the device must change before trying again. */
  | 'adjust'
  /** Only the firm can help, with another link, another time or a corrected page. */
  | 'contact'
  /** Nothing to do. */
  | 'none';

/**
 * The failures about which the person can do something, and those about which there is nothing to do. About all others,
 * `contactCodes`, only the firm can. The texts for people are in `i18n`, one entry per code; a missing entry is a compile
 * error.
 */
export const remedies = {
  retry: [
    'screen-failed',
    'script-unreachable',
    'sdk-unreachable',
    'endpoint-unreachable',
    'endpoint-timeout',
    'endpoint-malformed',
    'gateway-failed',
    'network-blocked',
    'not-open-yet',
    'room-full',
    'rate-limited',
    'server-error',
    'token-expired',
    'signalling-unreachable',
    'connection-lost',
    'media-failed',
  ],
  adjust: [
    'browser-unsupported',
    'camera-not-found',
    'microphone-not-found',
    'permission-denied',
    'system-denied',
    'device-in-use',
    'device-failed',
    'secret-unsupported',
    'name-missing',
    'consent-missing',
    'sending-suspended',
    'message-invalid',
  ],
  none: [
    'device-muted',
    'screen-unsupported',
    'not-connected',
    'not-allowed',
    'breakout-impossible',
    'aborted',
  ],
} as const;

/** Stable name of a failure, for programs. */
export type ErrorCode = (typeof remedies)[keyof typeof remedies][number] | ContactCode;

/** Details of a failure. They never contain a secret or a name. */
export interface ErrorFacts {
  /** Exact cause, in English, for the page's developer: `token: expected a string`. */
  readonly reason?: string;
  /** HTTP status of the answer, if there was one. */
  readonly status?: number;
  /** Seconds to wait before trying again (`Retry-After`, RFC 9110). */
  readonly retryAfter?: number;
  /** Time at which the room opens. */
  readonly opensAt?: Date;
  /** How far the server's clock is ahead of this browser's, in milliseconds. */
  readonly clockOffset?: number;
  /** The device that failed. */
  readonly device?: 'camera' | 'microphone' | 'both';
  /** The host's message to the person: plain text, never markup. */
  readonly message?: string;
}

/**
 * A failure with a stable code. `message` is in English, for developers; the element shows its own texts to people.
 *
 * @example element.join().catch((error) => { if (error.code === 'room-full') … })
 */
export class VisioError extends Error {
  override readonly name = 'VisioError';
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, options: ErrorFacts & { cause?: unknown } = {}) {
    const { cause, ...facts } = options;
    super(facts.reason ? `${code}: ${facts.reason}` : code, cause === undefined ? undefined : { cause });
    this.code = code;
    this.facts = facts;
  }

  /**
   * Recognises errors from another copy of the script, as a page that loads the script twice (`?v=2`) has two
   * classes.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'VisioError';
  }

  /** What the person can do about it. */
  get remedy(): Remedy {
    const known = (['retry', 'adjust', 'none'] as const).find((remedy) =>
      (remedies[remedy] as readonly ErrorCode[]).includes(this.code),
    );
    return known ?? 'contact';
  }

  /** Whether trying again, at once or after a change, may work. */
  get recoverable(): boolean {
    return this.remedy === 'retry' || this.remedy === 'adjust';
  }

  /** Returns a `VisioError` unchanged; wraps any other error as the cause of a new one with `code`. */
  static from(error: unknown, code: ErrorCode): VisioError {
    return error instanceof VisioError ? error : new VisioError(code, { cause: error });
  }
}

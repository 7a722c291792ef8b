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
 * Every failure that the element can report, with its remedy.
 * The texts for people are in `i18n`, one entry per code; a missing entry is a compile error.
 */
export const errorCatalogue = {
  // Browser and devices
  'insecure-context': 'contact',
  'browser-unsupported': 'adjust',
  'camera-not-found': 'adjust',
  'microphone-not-found': 'adjust',
  'permission-denied': 'adjust',
  'frame-not-allowed': 'contact',
  'device-in-use': 'adjust',
  'device-failed': 'adjust',
  'screen-unsupported': 'none',
  'screen-failed': 'retry',
  'secret-unsupported': 'adjust',
  'secret-invalid': 'contact',
  // Required input from the person or the page
  'name-missing': 'adjust',
  'endpoint-missing': 'contact',
  'room-missing': 'contact',
  // Files of the element
  'script-unreachable': 'retry',
  'script-missing': 'contact',
  'sdk-unreachable': 'retry',
  // Reaching the access endpoint
  'endpoint-unreachable': 'retry',
  'endpoint-timeout': 'retry',
  'endpoint-not-json': 'contact',
  'endpoint-malformed': 'retry',
  'endpoint-too-large': 'contact',
  'endpoint-invalid': 'contact',
  // Answers of others in its place
  'endpoint-blocked': 'contact',
  'endpoint-not-found': 'contact',
  'gateway-failed': 'retry',
  'network-blocked': 'retry',
  // Answers of the access endpoint
  unauthorized: 'contact',
  refused: 'contact',
  'room-not-found': 'contact',
  'not-open-yet': 'retry',
  closed: 'contact',
  'room-full': 'retry',
  'rate-limited': 'retry',
  'server-error': 'retry',
  // Session
  'token-expired': 'retry',
  'token-invalid': 'contact',
  'session-mismatch': 'contact',
  'signalling-unreachable': 'retry',
  'connection-lost': 'retry',
  'media-failed': 'retry',
  removed: 'contact',
  // The element's methods
  'not-connected': 'none',
  'not-allowed': 'none',
  'breakout-impossible': 'none',
  'sending-suspended': 'adjust',
  'message-invalid': 'adjust',
  aborted: 'none',
} as const satisfies Record<string, Remedy>;

/** Stable name of a failure, for programs. */
export type ErrorCode = keyof typeof errorCatalogue;

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
    return errorCatalogue[this.code];
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

/** What a failure lets the person do next. */
export type Remedy =
  /** Trying the same thing again may work. */
  | 'retry'
  /** Something in the browser or on the device has to change first, then try again. */
  | 'adjust'
  /** Only the firm can help: another link, another time, a corrected page. */
  | 'contact'
  /** Nothing to do: the person asked for it. */
  | 'none';

/**
 * Every failure the element can report, with what it lets the person do.
 * The words that people read stand in `i18n`, one entry per code; a missing one does not compile.
 */
export const errorCatalogue = {
  // The browser and its devices
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
  // What the person or the page has to give
  'name-missing': 'adjust',
  'endpoint-missing': 'contact',
  // The files of the element
  'script-unreachable': 'retry',
  'sdk-unreachable': 'retry',
  // The access endpoint: reaching it
  'endpoint-unreachable': 'retry',
  'endpoint-timeout': 'retry',
  'endpoint-not-json': 'contact',
  'endpoint-malformed': 'retry',
  'endpoint-too-large': 'contact',
  'endpoint-invalid': 'contact',
  // The access endpoint: its answer
  unauthorized: 'contact',
  refused: 'contact',
  'room-not-found': 'contact',
  'not-open-yet': 'retry',
  closed: 'contact',
  'room-full': 'retry',
  'rate-limited': 'retry',
  'server-error': 'retry',
  // The session
  'token-expired': 'retry',
  'token-invalid': 'contact',
  'session-mismatch': 'contact',
  'signalling-unreachable': 'retry',
  'connection-lost': 'retry',
  'media-failed': 'retry',
  removed: 'contact',
  // Calls of the element's own methods
  'not-connected': 'none',
  'not-allowed': 'none',
  'aside-impossible': 'none',
  'held-back': 'adjust',
  'message-invalid': 'adjust',
  aborted: 'none',
} as const satisfies Record<string, Remedy>;

/** The stable name of a failure, for programs. */
export type ErrorCode = keyof typeof errorCatalogue;

/** Facts that make an error's text exact; never a secret, never a name. */
export interface ErrorFacts {
  /** What exactly was wrong, in English, for the developer of the page: `token: expected a string`. */
  readonly reason?: string;
  /** HTTP status, when there was an answer. */
  readonly status?: number;
  /** Seconds to wait before trying again (`Retry-After`, RFC 9110). */
  readonly retryAfter?: number;
  /** When the room opens. */
  readonly opensAt?: Date;
  /** How far the server's clock is ahead of this browser's, in milliseconds. */
  readonly clockOffset?: number;
  /** Which device the failure is about. */
  readonly device?: 'camera' | 'microphone' | 'both';
  /** The host's own words to the person; text, never markup. */
  readonly message?: string;
}

/**
 * A failure with a stable code. `message` is English and for developers; the element shows its own words to people.
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

  /** Another copy of the script may have made it: a page that writes `?v=2` behind the address has two. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'VisioError';
  }

  /** What the person can do about it. */
  get remedy(): Remedy {
    return errorCatalogue[this.code];
  }

  /** Whether trying again, at once or after an adjustment, may work. */
  get recoverable(): boolean {
    return this.remedy === 'retry' || this.remedy === 'adjust';
  }

  /** The error itself when it is one of ours, else `code` with the error as its cause. */
  static from(error: unknown, code: ErrorCode): VisioError {
    return error instanceof VisioError ? error : new VisioError(code, { cause: error });
  }
}

import type { CallDeps } from './call-deps.ts';

/** The waits before further requests for access. The person sees how long each one is, and can end it. */
export class RetryWait {
  readonly #delay: CallDeps['delay'];
  #end: () => void = () => undefined;

  constructor(delay: CallDeps['delay']) {
    this.#delay = delay;
  }

  /** Resolves after so many seconds, or when it is ended; rejects when the signal aborts. */
  readonly wait = (seconds: number, signal: AbortSignal): Promise<void> => {
    const ended = new Promise<void>((resolve) => {
      this.#end = resolve;
    });
    return Promise.race([this.#delay(seconds * 1000, signal), ended]);
  };

  /** Ends the wait, if there is one. */
  end(): void {
    this.#end();
  }
}

import { VisioError } from '../error.ts';

/** Milliseconds after a change, or a new connection, at which the SDK is told the secret again. */
const AGAIN = [1000, 4000, 12_000] as const;

/**
 * Holds the shared secret of a session. The SDK loses a change for a connection that it is setting up at that moment: it
 * reads the secret, waits for its worker, and listens for changes only then. So it is told again. That changes nothing
 * where it has the secret already: it goes on counting frames, so that no counter is used twice under one key.
 */
export class SecretKeeper {
  readonly #set: (secret: string) => Promise<unknown>;
  /** `null` until the first change: what the session began with is in place. */
  #changed: string | null = null;
  #timers: ReturnType<typeof setTimeout>[] = [];
  /** One after the other: the SDK derives a key from each, and the last to be ready counts. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(set: (secret: string) => Promise<unknown>) {
    this.#set = set;
  }

  /** Replaces the secret. @throws VisioError `secret-invalid`; the earlier one is then still in force */
  async change(secret: string): Promise<void> {
    const before = this.#changed;
    this.#changed = secret;
    const done = this.#queue.then(() => this.#set(secret));
    this.#queue = done.catch(() => undefined);
    try {
      await done;
    } catch (cause) {
      if (this.#changed === secret) this.#changed = before;
      throw new VisioError('secret-invalid', { cause });
    }
    this.again();
  }

  /** A connection was made or has changed: it may have missed the last change. */
  again(): void {
    this.#stop();
    if (this.#changed === null) return;
    const tell = () => {
      const secret = this.#changed;
      if (secret !== null) this.#queue = this.#queue.then(() => this.#set(secret)).catch(() => undefined);
    };
    this.#timers = AGAIN.map((delay) => setTimeout(tell, delay));
  }

  /** The session is over: the secret is forgotten, and told no more. */
  end(): void {
    this.#changed = null;
    this.#stop();
  }

  #stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}

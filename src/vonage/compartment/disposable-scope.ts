type Handler = (...args: unknown[]) => void;

/**
 * Milliseconds between two frames of the SDK's, which draws nothing: it reads sound levels. At the screen's own rate, the
 * browser would lay out and compose the page sixty times a second.
 */
const FRAME = 100;

/**
 * Resources that the SDK takes from the page: listeners, timers, connections. Disposal releases all of them at once.
 */
export class DisposableScope {
  readonly #ended = new AbortController();
  readonly #held = new Map<object, () => void>();
  readonly #timers = new Set<number>();

  get disposed(): boolean {
    return this.#ended.signal.aborted;
  }

  /** What has not been released. */
  get adopted(): Iterable<object> {
    return this.#held.keys();
  }

  /** Disposes of `thing` with the scope, or now if the scope is already disposed. */
  adopt(thing: object, dispose: () => void): void {
    if (this.disposed) dispose();
    else this.#held.set(thing, dispose);
  }

  /** Releases `thing`, which has ended by itself. */
  release(thing: object): void {
    this.#held.delete(thing);
  }

  /** Adds the scope's abort signal to `addEventListener`'s options, so that disposal removes the listener. */
  listening(options?: boolean | AddEventListenerOptions): AddEventListenerOptions {
    const { signal } = this.#ended;
    // Inherited, because the SDK passes an object with a getter to detect which options the browser reads.
    return typeof options === 'object'
      ? Object.create(options, { signal: { value: signal } })
      : { capture: options === true, signal };
  }

  /** The timer functions of `window`, for callbacks that do not run after disposal. */
  clock() {
    const later =
      (start: (run: () => void, delay?: number) => number, once: boolean) =>
      (handler: unknown, delay?: number, ...args: unknown[]): number => {
        // A string would be evaluated.
        if (this.disposed || typeof handler !== 'function') return 0;
        const run = () => {
          if (once) this.#timers.delete(id);
          contain(() => (handler as Handler)(...args));
        };
        const id = start(run, delay);
        this.#timers.add(id);
        return id;
      };
    const stop = (id: number) => {
      this.#timers.delete(id);
      window.clearTimeout(id);
    };
    const setTimeout = later((run, delay) => window.setTimeout(run, delay), true);
    return {
      setTimeout,
      setInterval: later((run, delay) => window.setInterval(run, delay), false),
      // Timeouts and intervals share one list (HTML, "timers").
      clearTimeout: stop,
      clearInterval: stop,
      requestAnimationFrame: (handler: FrameRequestCallback): number =>
        setTimeout(() => handler(performance.now()), FRAME),
      cancelAnimationFrame: stop,
    };
  }

  end(): void {
    if (this.disposed) return;
    this.#ended.abort();
    for (const id of this.#timers) window.clearTimeout(id);
    for (const stop of this.#held.values()) stop();
    this.#held.clear();
  }
}

/** Keeps what the SDK throws from the page: it uses connections that it has put away. */
function contain(run: () => void): void {
  try {
    run();
  } catch {
    // What matters, the SDK reports by its events.
  }
}

import { VisioError } from './error.ts';

/** Milliseconds until a person is told that a file is on its way, and until they can have it asked for again. */
const SLOW = 3000;
const STUCK = 20_000;

/** Waits for something, for three seconds at most; it goes on, and may come later. */
export const awhile = <T>(what: Promise<T>): Promise<T | undefined> =>
  Promise.race([what, new Promise<undefined>((resolve) => setTimeout(resolve, SLOW))]);

/** How long a file has been on its way: `1` for a while, `2` for so long that asking again may help. */
export type Slowness = 0 | 1 | 2;

/** Tells how long something takes, while it does. */
export async function watched<T>(what: Promise<T>, tell: (slow: Slowness) => void): Promise<T> {
  const timers = [setTimeout(tell, SLOW, 1), setTimeout(tell, STUCK, 2)];
  try {
    return await what;
  } finally {
    timers.map(clearTimeout);
    tell(0);
  }
}

/** A module of the element's, loaded on demand. */
export class FileLoad<T> {
  readonly #load: () => Promise<T>;
  /** Empty where the loader does not show it: bundlers may write it in another way. */
  readonly #address: string;
  #attempts = 0;
  /** Number of requests under way. */
  #open = 0;
  #settle!: readonly [(file: T) => void, (error: unknown) => void];
  #file: Promise<T> | null = null;

  /**
   * @param load `() => import('…')`, whose address is read from its text.
   * @param base `import.meta.url`
   */
  constructor(load: () => Promise<T>, base: string) {
    this.#load = load;
    const path = /import\(\s*["'`]([^"'`]+)/.exec(`${load}`)?.[1];
    this.#address = path ? new URL(path, base).href : '';
  }

  /**
   * Loads the file once; after a failure the next call tries again.
   *
   * @throws VisioError `script-missing` where the site does not have it
   */
  get(): Promise<T> {
    this.#file ??= new Promise<T>((...settle) => {
      this.#settle = settle;
      void this.#request();
    });
    return this.#file;
  }

  /** Asks for a file that is on its way once more. What comes first counts: nothing is cut off. */
  again(): void {
    if (this.#open) void this.#request();
  }

  async #request(): Promise<void> {
    const attempt = this.#attempts++;
    const hangs = this.#open++;
    const elsewhere = (error?: unknown) =>
      import('./file-again.ts').then(({ again }) => again(this.#address, this.#load, attempt, error));
    const retried = () => (hangs ? elsewhere() : this.#load().catch(elsewhere));
    try {
      this.#settle[0](await (attempt ? retried() : this.#load()));
      this.#open--;
    } catch (error) {
      const missing = await this.#isMissing();
      if (--this.#open) return;
      this.#file = null;
      this.#settle[1](missing ? new VisioError('script-missing', { cause: error }) : error);
    }
  }

  /** Whether the site answers, and not with the file: it was not copied, or the script was moved away from it. */
  async #isMissing(): Promise<boolean> {
    const address = this.#address;
    const answer = address && (await awhile(fetch(address).catch(() => undefined)));
    const missing = !!answer && (!answer.ok || /html/.test(`${answer.headers.get('Content-Type')}`));
    if (missing) console.error(`<visio-avocat-room> missing: ${address}`);
    return missing;
  }
}

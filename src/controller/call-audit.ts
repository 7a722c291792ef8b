import type { LiveCall } from '../call/state/state.ts';
import type { StorageAudit, Traces } from '../report/storage-audit.ts';

/** Names and messages of one call that are looked for. */
const MAX_WORDS = 200;
/** Characters of the shortest message that is looked for: shorter ones stand in what pages keep for their own ends. */
const MIN_MESSAGE = 12;
/** Secrets of one call: attestations and shared secrets are renewed. */
const MAX_SECRETS = 200;
/** Milliseconds between two audits while the report is on screen. */
const AUDIT_INTERVAL = 10_000;

/**
 * Collects what one call must leave nowhere, and audits the page's stores for it. What it looks for is in memory until the
 * call is over.
 */
export class CallAudit {
  traceless: boolean | undefined;
  readonly #secrets = new Set<string>();
  #more = false;
  readonly #words = new Set<string>();
  readonly #audit: Promise<StorageAudit | null> = import('../report/storage-audit.ts').then(
    ({ StorageAudit }) => new StorageAudit(),
    () => null,
  );
  /** One audit after the other: one that began during the call says nothing of its end. */
  #looks: Promise<void> = Promise.resolve();
  #lookedAt = Number.NEGATIVE_INFINITY;
  #over = false;

  /** Adds values that only this call knows. */
  keep(secrets: readonly string[]): void {
    if (this.#over) return;
    for (const secret of secrets.filter((one) => one !== '')) {
      if (this.#secrets.size < MAX_SECRETS) this.#secrets.add(secret);
      else if (!this.#secrets.has(secret)) this.#more = true;
    }
  }

  /** Adds the names, ids and messages of the call. */
  follow({ participants, chat }: LiveCall): void {
    const texts = chat.entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : []));
    const messages = texts.filter(({ length }) => length >= MIN_MESSAGE);
    for (const word of [...participants.flatMap(({ id, name }) => [id, name]), ...messages]) {
      if (this.#words.size < MAX_WORDS) this.#words.add(word);
      else if (!this.#words.has(word)) this.#more = true;
    }
  }

  /** Whether it is time for another audit. */
  isDue(now: number): boolean {
    return !this.#over && now - this.#lookedAt > AUDIT_INTERVAL;
  }

  /** Audits now; after the call, resolves with its last audit. */
  look(now: number): Promise<void> {
    this.#lookedAt = now;
    if (this.#over || this.#secrets.size === 0) return this.#looks;
    this.#looks = this.#looks.then(() => this.#look());
    return this.#looks;
  }

  /** Audits for the last time, and forgets what it looked for. */
  end(now: number): Promise<void> {
    this.look(now);
    if (!this.#over) {
      this.#looks = this.#looks.then(() => {
        this.#secrets.clear();
        this.#words.clear();
      });
    }
    this.#over = true;
    return this.#looks;
  }

  async #look(): Promise<void> {
    const traces: Traces = { secrets: [...this.#secrets], words: [...this.#words], more: this.#more };
    this.traceless = await (await this.#audit)?.isTraceless(traces);
  }
}

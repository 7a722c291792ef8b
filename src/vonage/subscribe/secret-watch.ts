import type { SessionEvent } from '../../call/session.ts';

type SecretState = Extract<SessionEvent, { type: 'secret' }>['state'];

/** Whether what the others send can be read with the shared secret. */
export class SecretWatch {
  readonly #report: (state: SecretState) => void;
  readonly #refusesPlain: boolean;
  /** Stream id → whether it could be read. */
  readonly #streams = new Map<string, boolean>();
  #on = false;

  /**
   * @param refusesPlain Whether the SDK drops what is not encrypted: where it plays that too, what can be read proves no
   * secret, and a match is never told.
   */
  constructor(report: (state: SecretState) => void, refusesPlain: boolean) {
    this.#report = report;
    this.#refusesPlain = refusesPlain;
  }

  /** From now on media is encrypted with a secret, or with another one. */
  begin(): void {
    this.#on = true;
    this.#streams.clear();
    this.#report('pending');
  }

  hear(streamId: string, matches: boolean): void {
    if (!this.#on || this.#streams.get(streamId) === matches) return;
    if (matches && !this.#refusesPlain) {
      this.forget(streamId);
      return;
    }
    this.#streams.set(streamId, matches);
    this.#tell();
  }

  forget(streamId: string): void {
    if (this.#streams.delete(streamId)) this.#tell();
  }

  /** One stream that cannot be read is enough for a mismatch. */
  #tell(): void {
    const known = [...this.#streams.values()];
    if (known.length === 0) this.#report('pending');
    else this.#report(known.includes(false) ? 'mismatched' : 'matched');
  }
}

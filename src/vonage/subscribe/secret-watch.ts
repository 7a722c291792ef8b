import type { SessionEvent } from '../../call/session.ts';

type SecretState = Extract<SessionEvent, { type: 'secret' }>['state'];

/** Whether what the others send can be read with the shared secret. */
export class SecretWatch {
  readonly #report: (state: SecretState) => void;
  /** Stream id → whether it could be read. */
  readonly #streams = new Map<string, boolean>();
  #on = false;

  constructor(report: (state: SecretState) => void) {
    this.#report = report;
  }

  /** From now on media is encrypted with a secret, or with another one. */
  begin(): void {
    this.#on = true;
    this.#streams.clear();
    this.#report('pending');
  }

  hear(streamId: string, matches: boolean): void {
    if (!this.#on || this.#streams.get(streamId) === matches) return;
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

import type { SessionEvent } from '../../call/session.ts';

type SecretState = Extract<SessionEvent, { type: 'secret' }>['state'];

/** Tracks whether the received media can be decrypted with the shared secret. */
export class SecretWatch {
  readonly #report: (state: SecretState) => void;
  readonly #refusesPlain: boolean;
  /** Stream id → whether the stream could be decrypted. */
  readonly #streams = new Map<string, boolean>();
  #on = false;

  /**
   * @param refusesPlain Whether the SDK drops media that is not encrypted. If it plays such media, decoded media
   * proves no secret, and a match is never reported.
   */
  constructor(report: (state: SecretState) => void, refusesPlain: boolean) {
    this.#report = report;
    this.#refusesPlain = refusesPlain;
  }

  /** Starts, or starts again, when media is encrypted with a new secret. */
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

  /** A single stream that cannot be decrypted is a mismatch. */
  #tell(): void {
    const known = [...this.#streams.values()];
    if (known.length === 0) this.#report('pending');
    else this.#report(known.includes(false) ? 'mismatched' : 'matched');
  }
}

import type { LiveCall } from '../../../src/call/state/state.ts';
import type { ListedConnection } from '../../../src/transport-security/remote-ends.ts';

/** Who has announced or proven which certificate to an honest end, since they joined. */
export class Owners {
  readonly #announced = new Map<string, ReadonlySet<string>>();
  /** Ids of people whom the person has accepted without a certificate. */
  readonly #accepted = new Set<string>();

  announced(id: string, fingerprint: string): void {
    if (this.#accepted.has(id)) return;
    this.#announced.set(id, new Set([...this.by(id), fingerprint]));
  }

  accepted(id: string): void {
    if (this.by(id).size === 0) this.#accepted.add(id);
  }

  /** The certificates that somebody has announced. */
  by(id: string): ReadonlySet<string> {
    return this.#announced.get(id) ?? new Set();
  }

  /** Returns the people to whom a connection leads: who has announced its certificate, and no other one. */
  of({ fingerprint, statedPeer }: ListedConnection): readonly string[] {
    const announced = [...this.#announced].filter(([, ones]) => ones.size === 1 && ones.has(fingerprint));
    const owners = announced.map(([id]) => id);
    return owners.length === 0 && statedPeer !== undefined && this.#accepted.has(statedPeer)
      ? [statedPeer]
      : owners;
  }

  /** Forgets who has left. */
  follow({ participants, unattested }: LiveCall): void {
    const present = new Set([...participants, ...unattested].map(({ id }) => id));
    for (const id of this.#announced.keys()) if (!present.has(id)) this.#announced.delete(id);
    for (const id of this.#accepted) if (!present.has(id)) this.#accepted.delete(id);
  }

  clear(): void {
    this.#announced.clear();
    this.#accepted.clear();
  }
}

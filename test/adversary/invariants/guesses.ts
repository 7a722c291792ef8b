import type { LiveCall } from '../../../src/call/state/state.ts';

/** Attempts without an answer after which only a press begins another. */
export const MAX_ATTEMPTS = 3;

interface Round {
  readonly id: string;
  /** The revealed nonce. */
  readonly value: string;
  /** `revealed`: no code yet. `taken`: its code went off the screen before the person answered. */
  outcome: 'revealed' | 'shown' | 'answered' | 'alarmed' | 'taken';
}

/** The guesses that others could make: nonces revealed whose codes the person had no chance to answer. */
export class Guesses {
  #rounds: readonly Round[] = [];
  /** Codes on screen whose reveal is still to be sent. */
  readonly #early = new Set<string>();
  /** Rounds that the person has opened, by participant. */
  readonly #allowed = new Map<string, number>();
  readonly #revealed = new Map<string, number>();
  /** Whether the person has begun a comparison by a press. */
  #pressed = false;

  get count(): number {
    return this.#rounds.filter(({ outcome }) => outcome !== 'answered').length;
  }

  clear(): void {
    this.#rounds = [];
    this.#early.clear();
    this.#allowed.clear();
    this.#revealed.clear();
    this.#pressed = false;
  }

  /** The person opens one round with a participant, by a press or because the panel is open. */
  allow(id: string, pressed = false): void {
    this.#pressed ||= pressed;
    this.#allowed.set(id, (this.#allowed.get(id) ?? 0) + 1);
  }

  /** A message of a comparison goes out. */
  sent(id: string, text: string, violated: (invariant: string) => void): void {
    const { kind, value } = JSON.parse(text) as { kind: string; value: string };
    if (kind !== 'reveal' || this.#rounds.some((one) => one.value === value)) return;
    this.#rounds = [...this.#rounds, { id, value, outcome: this.#early.delete(id) ? 'shown' : 'revealed' }];
    const revealed = (this.#revealed.get(id) ?? 0) + 1;
    this.#revealed.set(id, revealed);
    if (revealed > (this.#allowed.get(id) ?? 0))
      violated('a nonce is revealed for which the person opened nothing');
    if (this.count > MAX_ATTEMPTS && !this.#pressed)
      violated(`a comparison begins by itself after ${MAX_ATTEMPTS} attempts`);
  }

  /** Follows what is on screen. */
  follow(live: LiveCall | null, before: LiveCall | null, acting: ReadonlySet<string>): void {
    if (live?.comparisons === before?.comparisons) return;
    const alarmed = live !== null && live.compared.alarms !== before?.compared.alarms;
    for (const id of new Set([...(before?.comparisons.keys() ?? []), ...(live?.comparisons.keys() ?? [])])) {
      const [was, is] = [transcriptOf(before, id), transcriptOf(live, id)];
      if (was === is) continue;
      if (was !== undefined)
        this.#settle(id, 'shown', acting.has(id) ? 'answered' : alarmed ? 'alarmed' : 'taken');
      if (is !== undefined && !this.#settle(id, 'revealed', 'shown')) this.#early.add(id);
    }
  }

  #settle(id: string, from: Round['outcome'], to: Round['outcome']): boolean {
    const round = this.#rounds.findLast((one) => one.id === id && one.outcome === from);
    if (round) round.outcome = to;
    return round !== undefined;
  }
}

function transcriptOf(live: LiveCall | null, id: string): string | undefined {
  const state = live?.comparisons.get(id);
  return state?.status === 'shown' ? state.transcript : undefined;
}

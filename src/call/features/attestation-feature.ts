import type { Attestation } from '../../attestation/attestation.ts';
import { MAX_ENTRIES, readStatement, type Statement, writeStatement } from '../../attestation/statement.ts';
import type { LineTopic } from '../../private-line/private-line.ts';
import type { AttestationDeps, AttestationHandler } from '../own-attestation.ts';
import { differencesOf, isLosingAttestation } from '../state/attested-lists.ts';
import { othersOf, presentOf, samePeople } from '../state/select.ts';
import type { LiveCall, Participant } from '../state/state.ts';
import type { Effect } from './feature.ts';

/** Milliseconds. Attestations last ten minutes. */
const RENEWAL = 4 * 60_000;
const RETRY = 30_000;
/** Within which somebody shows an attestation, and people's lists agree. */
const PATIENCE = 15_000;

/**
 * Shows this element's attestation to the others on their lines, judges theirs, and keeps both fresh. See
 * docs/attestation.md.
 */
export class AttestationFeature implements AttestationHandler {
  readonly #deps: AttestationDeps;
  #jws: string;
  /** What was said last to each person whose line has opened. */
  readonly #said = new Map<string, string>();
  /** One statement of a person after the other. */
  readonly #judging = new Map<string, Promise<void>>();
  /** What people see differently, and whether it stands for longer than it takes to join. */
  readonly #differences = new Map<string, { stands: boolean }>();
  #wake: () => void = () => undefined;

  constructor(deps: AttestationDeps) {
    this.#deps = deps;
    this.#jws = deps.own.jws;
  }

  /** Renews the attestation until the call is over. */
  async start(): Promise<void> {
    const { delay, abortSignal } = this.#deps;
    let pause = RENEWAL;
    let woken = this.#woken();
    while (!abortSignal.aborted) {
      await Promise.race([woken, delay(pause, abortSignal).catch(() => undefined)]);
      if (abortSignal.aborted) return;
      // A line that is lost from here on wakes it again.
      woken = this.#woken();
      const renewed = await this.#renew();
      // However often lines are lost, the server is asked no more often than this.
      await delay(RETRY, abortSignal).catch(() => undefined);
      pause = renewed ? RENEWAL - RETRY : 0;
    }
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  onProven({ id }: Participant): void {
    this.#said.set(id, '');
    this.#say(id);
  }

  async onLineMessage({ id }: Participant, topic: LineTopic, text: string): Promise<void> {
    if (topic !== 'attestation') return;
    const judged = (this.#judging.get(id) ?? Promise.resolve()).then(() => this.#judge(id, text));
    this.#judging.set(id, judged);
    await judged;
  }

  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    const known = before ? presentOf(before).map(({ id }) => id) : [];
    const news = live.unattested.filter(({ id }) => !known.includes(id));
    const lost = [...live.lines].some(
      ([id, status]) => status === 'interrupted' && before?.lines.get(id) !== status,
    );
    const changed =
      !samePeople(live, before) ||
      live.attestation !== before?.attestation ||
      live.removed !== before?.removed;
    return [
      ...news.map(
        ({ id }) =>
          () =>
            this.#expect(id),
      ),
      ...(lost ? [() => this.#wake()] : []),
      ...(changed ? [() => this.#tellAll(live), () => this.#compareLists(live)] : []),
      ...(before && isLosingAttestation(live) && !isLosingAttestation(before)
        ? [() => this.#deps.commit({ type: 'notice', notice: { type: 'attestation-ending' } })]
        : []),
      ...(live.removed.has(live.attestation?.subject ?? '')
        ? [() => this.#deps.commit({ type: 'disconnected', reason: 'removed' })]
        : []),
    ];
  }

  #tellAll(live: LiveCall): void {
    const present = presentOf(live);
    for (const id of this.#said.keys()) {
      if (present.some((one) => one.id === id)) this.#say(id);
      else this.#said.delete(id);
    }
    for (const id of this.#judging.keys())
      if (!present.some((one) => one.id === id)) this.#judging.delete(id);
  }

  /** Says what has changed since it was said last. */
  #say(id: string): void {
    const { live, own, send } = this.#deps;
    const now = live();
    const known = this.#said.get(id);
    if (!now || known === undefined) return;
    const text = writeStatement(statementOf(now, id, { attestation: this.#jws, join: own.join }));
    if (text === known) return;
    this.#said.set(id, text);
    // It is said again with the next change, or when the line opens again.
    send(id, 'attestation', text).catch(() => this.#said.has(id) && this.#said.set(id, ''));
  }

  async #judge(id: string, text: string): Promise<void> {
    const { own, commit } = this.#deps;
    const statement = readStatement(text);
    const attestation = statement && (await own.verify(statement.attestation).catch(() => undefined));
    commit(attestation ? { type: 'attested', id, attestation, statement } : { type: 'not-attested', id });
  }

  /** Gives somebody a moment to show an attestation. */
  async #expect(id: string): Promise<void> {
    const { delay, abortSignal, live, commit } = this.#deps;
    await delay(PATIENCE, abortSignal);
    if (live()?.unattested.some((one) => one.id === id && !one.refused)) commit({ type: 'not-attested', id });
  }

  async #renew(): Promise<boolean> {
    const { own, live, commit, abortSignal } = this.#deps;
    try {
      const jws = await own.renew(abortSignal);
      const attestation = await own.verify(jws);
      const held = live()?.attestation;
      if (!attestation || !held || !isRenewalOf(held, attestation)) return false;
      this.#jws = jws;
      commit({ type: 'renewed', attestation });
      return true;
    } catch {
      return false;
    }
  }

  /** Tells of people whom one sees and another does not, each once the moment in which people join has passed. */
  #compareLists(live: LiveCall): void {
    const { delay, abortSignal } = this.#deps;
    const found = new Map(differencesOf(live).map((one) => [JSON.stringify(one), one]));
    for (const key of this.#differences.keys()) if (!found.has(key)) this.#differences.delete(key);
    for (const key of found.keys()) {
      if (this.#differences.has(key)) continue;
      const seen = { stands: false };
      this.#differences.set(key, seen);
      delay(PATIENCE, abortSignal).then(
        () => {
          seen.stands = true;
          this.#tellDifferences();
        },
        () => undefined,
      );
    }
    this.#tellDifferences();
  }

  #tellDifferences(): void {
    const { live, commit } = this.#deps;
    const now = live();
    if (!now) return;
    const differences = differencesOf(now).filter(
      (one) => this.#differences.get(JSON.stringify(one))?.stands,
    );
    if (JSON.stringify(differences) !== JSON.stringify(now.differences))
      commit({ type: 'differences', differences });
  }
}

/** What this element says to one person. Whom it knows, it tells participants only. */
function statementOf(live: LiveCall, id: string, own: Pick<Statement, 'attestation' | 'join'>): Statement {
  const others = othersOf(live);
  const knows = others.some((one) => one.id === id);
  const people = others.flatMap(({ name, attested }) =>
    attested ? [{ fingerprint: attested.attestation.fingerprint, name }] : [],
  );
  return {
    ...own,
    knows,
    people: knows ? people : [],
    removed: knows && live.role === 'moderator' ? [...live.removed].slice(-MAX_ENTRIES) : [],
  };
}

/** Whether the server vouches for the same certificate, person, name and role as before, and not earlier. */
function isRenewalOf(held: Attestation, { issuedAt, expiresAt: _, ...facts }: Attestation): boolean {
  const { issuedAt: before, expiresAt: __, ...known } = held;
  return (
    issuedAt >= before &&
    Object.entries(known).every(([key, value]) => facts[key as keyof typeof facts] === value)
  );
}

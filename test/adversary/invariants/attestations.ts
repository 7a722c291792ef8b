import type { CallState, LiveCall, Participant } from '../../../src/call/state/state.ts';
import type { Order } from '../actions.ts';
import type { Firm } from '../simulation/firm.ts';
import { HOST } from '../simulation/names.ts';
import type { CheckerDeps, Observed, Testimony } from './observed.ts';

/** Who is a participant, and who commands, where the firm attests. */
export class Attestations {
  /** What an honest host has ordered that concerns this end. */
  readonly ordered = new Set<Order>();
  readonly #checker: Testimony;
  readonly #deps: CheckerDeps;
  readonly #firm: Firm;

  constructor(checker: Testimony, deps: CheckerDeps, firm: Firm) {
    this.#checker = checker;
    this.#deps = deps;
    this.#firm = firm;
  }

  /** Holds each state against what must be true at every moment. */
  changed(state: CallState, before: LiveCall | null): void {
    const { violated } = this.#deps;
    if (state.phase === 'ended' && before) {
      if (state.reason === 'removed') this.#followed('removed');
      if (state.reason === 'ended') this.#followed('end');
    }
    if (state.phase !== 'connected' && state.phase !== 'reconnecting') return;
    const { live } = state;
    if (live.notice?.type === 'muted-by-host' && live.notice !== before?.notice) this.#followed('mute');
    if (live.breakout && live.breakout !== before?.breakout) this.#followed('breakout');
    if (live.participants === before?.participants) return;
    for (const one of othersIn(live)) {
      const owner = this.#ownerOf(one);
      if (!owner) violated('somebody is a participant for whose certificate the firm does not vouch');
      else if (owner.name !== one.name) violated('a participant has another name than the firm says');
      else if (owner.role !== one.role) violated('a participant has another role than the firm says');
    }
    const owners = othersIn(live).map((one) => this.#checker.lines.get(one.id));
    if (new Set(owners).size < owners.length) violated('one certificate is two participants’');
  }

  /** Holds a state that has settled against the invariants. */
  check(live: LiveCall): void {
    const { violated } = this.#deps;
    const { session, index } = this.#checker.end;
    const others = othersIn(live);
    const certificates = others.map(({ id }) => this.#checker.lines.get(id));
    const allowed = live.connections.filter(({ id }) => session.allowed.includes(id));
    for (const { fingerprint } of allowed)
      if (!certificates.includes(fingerprint))
        violated('media is allowed on a connection to somebody who is no participant');
    const attested = live.security.level === 'end-to-end-attested';
    if (attested && others.some((one) => !this.#ownerOf(one)))
      violated('the level is “attested” though the firm does not vouch for somebody');
    const issuedAt = this.#firm.issuedTo(index).at(-1)?.issuedAt ?? 0;
    for (const one of others) {
      const owner = this.#ownerOf(one);
      if (!owner) continue;
      const last = this.#firm.issuedTo(owner.index).at(-1);
      if (last && last.expiresAt < issuedAt)
        violated('somebody is a participant whose attestation has run out');
      if (this.#firm.removed.has(owner.index) && this.#knowsRemovals(live))
        violated('somebody is a participant whom a host has removed');
    }
  }

  /** Names those who stay participants while nobody reaches the firm. */
  steady(): readonly Participant[] {
    const { live, links } = this.#checker.end;
    // An alarm may cut somebody whenever they say something.
    if (!live || live.compared.alarms.size > 0) return [];
    return othersIn(live).filter((one) => {
      const owner = this.#ownerOf(one);
      return links.get(one.id)?.flows && owner?.live && !owner.checker.attestations?.ordered.has('removed');
    });
  }

  /** Time has passed in which nobody has reached the firm. */
  stillThere(before: readonly Participant[]): void {
    const { live } = this.#checker.end;
    if (live && before.some(({ id }) => !live.participants.some((one) => one.id === id)))
      this.#deps.violated('somebody is cut because nobody reaches the firm');
  }

  #followed(order: Order): void {
    if (!this.ordered.has(order))
      this.#deps.violated(`a command takes effect that no host has given: ${order}`);
  }

  /** The honest person whose certificate the line to a participant has proven. */
  #ownerOf({ id }: Participant): Observed | undefined {
    return this.#checker.ownerOf(this.#checker.lines.get(id));
  }

  /** Whether a host's list has come, or is this person's own. */
  #knowsRemovals(live: LiveCall): boolean {
    const { index, links } = this.#checker.end;
    return (
      index === HOST ||
      othersIn(live).some(
        (one) =>
          this.#ownerOf(one)?.index === HOST && links.get(one.id)?.flows && live.lines.get(one.id) === 'open',
      )
    );
  }
}

const othersIn = ({ participants }: LiveCall): readonly Participant[] =>
  participants.filter(({ self }) => !self);

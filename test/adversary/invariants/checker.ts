import type { CallState, LiveCall } from '../../../src/call/state/state.ts';
import type { LineProof } from '../../../src/private-line/private-line.ts';
import type { Link } from '../simulation/network.ts';
import { Attestations } from './attestations.ts';
import { Guesses, MAX_ATTEMPTS } from './guesses.ts';
import { helloFault, type LineNames } from './hello.ts';
import { Messages, type Way } from './messages.ts';
import type { CheckerDeps, Observed, Press, Testimony } from './observed.ts';
import { Owners } from './owners.ts';

/**
 * Sees what an honest end does and what happens to it, and holds it against the invariants. It knows who owns which
 * certificate, which the end does not.
 */
export class Checker implements Testimony {
  readonly guesses: Guesses;
  readonly messages: Messages;
  readonly owners = new Owners();
  readonly attestations: Attestations | null;
  readonly presses: Press[] = [];
  /** Codes that came on screen, and when, by transcript. */
  readonly shown = new Map<string, number>();
  /** The last row on screen for each name, which the person reads aloud. */
  readonly read = new Map<string, string>();
  /** Fingerprint that the line to each participant has proven. */
  readonly lines = new Map<string, string>();
  /** Whether the person has pressed that nothing matched. */
  refused = false;
  /** Ids of participants about whom the person is pressing something. */
  readonly acting = new Set<string>();
  opened = false;
  /** Number of codes that had come on screen when each alarm was raised last, by its key. */
  readonly #alarms = new Map<
    string,
    { readonly name: string; readonly count: number; readonly codes: number }
  >();
  /** Ids of people about whom an alarm was raised in this call. */
  readonly #toTell = new Set<string>();
  readonly #deps: CheckerDeps;
  readonly #index: number;

  constructor(index: number, deps: CheckerDeps) {
    this.#index = index;
    this.#deps = deps;
    this.guesses = new Guesses();
    this.messages = new Messages(this, deps);
    this.attestations = deps.firm && new Attestations(this, deps, deps.firm);
  }

  get end(): Observed {
    return this.#deps.ends[this.#index] as Observed;
  }

  /** The honest person who owns a certificate now or has owned it. */
  ownerOf(fingerprint: string | undefined): Observed | undefined {
    return this.#deps.ends.find((end) => end.checker.certificates.has(fingerprint ?? ''));
  }

  /** Fingerprints of all certificates that this person has used. */
  readonly certificates = new Set<string>();

  reload(): void {
    this.#alarms.clear();
    this.refused = false;
    this.guesses.clear();
    this.#forgetCall();
  }

  changed(state: CallState, previous: CallState): void {
    const [live, before] = [liveOf(state), liveOf(previous)];
    this.attestations?.changed(state, before);
    if (!live) {
      if (before) {
        this.guesses.follow(null, before, this.acting);
        this.#forgetCall();
      }
      return;
    }
    this.certificates.add(live.ownFingerprint);
    this.#followAlarms(live, before);
    this.#followCodes(live);
    this.owners.follow(live);
    this.guesses.follow(live, before, this.acting);
    this.#allowNewcomers(live, before);
    for (const entry of this.#deps.product.newEntries(state, previous)) this.messages.accepted(live, entry);
    for (const id of this.lines.keys())
      if (!this.#deps.product.presentOf(live).some((one) => one.id === id)) {
        this.lines.delete(id);
        this.messages.left(id);
      }
  }

  /** The line to a participant is open. */
  proven(names: LineNames, proof: LineProof, link: Link, hello: string | undefined): void {
    const { id } = names.peer;
    this.messages.named(link, id, proof.run);
    const fault = helloFault(names, this.end.certificate.fingerprint, hello);
    if (fault) this.#deps.violated(`a line opened though the other end said another ${fault}`);
    const owner = this.ownerOf(proof.fingerprint);
    if (owner && hello && !owner.checker.hasSaid(hello))
      this.#deps.violated('a line opened with a first frame that the holder of the certificate has not sent');
    this.lines.set(id, proof.fingerprint);
    this.owners.announced(id, proof.fingerprint);
    const { live } = this.end;
    if (this.opened && live && live.compared.attempts < MAX_ATTEMPTS) this.guesses.allow(id);
  }

  readonly #said = new Set<string>();
  hasSaid(hello: string): boolean {
    return this.#said.has(hello);
  }

  /** This end sends a frame to the holder of a certificate. */
  sent(way: Way, frame: string): void {
    const { type, topic, text } = JSON.parse(frame) as Partial<Record<string, string>>;
    if (type === 'hello') this.#said.add(frame);
    if (type !== 'message' && type !== 'part') return;
    if (topic === 'comparison') this.guesses.sent(way.id, text ?? '', this.#deps.violated);
    else this.messages.sent(way, text ?? '');
  }

  sending(text: string, number: number): void {
    this.messages.sending(text, number);
  }

  notSent(text: string): void {
    this.messages.notSent(text);
  }

  /** Holds a state that has settled against the invariants. */
  check(): void {
    this.acting.clear();
    const { live } = this.end;
    const { product, violated } = this.#deps;
    if (!live) return;
    this.messages.check();
    const { attempts, alarms } = live.compared;
    if (attempts < this.guesses.count)
      violated(`${this.guesses.count} guesses were made, ${attempts} attempts are counted`);
    if (this.refused && alarms.size === 0) violated('a mismatch that the person pressed has raised no alarm');
    for (const id of this.#toTell)
      if (!this.end.session.warned.has(id)) violated('an alarm is not told to the person whom it is about');
    const verified = product.verifiedPeople(live);
    for (const { id } of verified) this.#checkVerified(live, id);
    const others = live.participants.filter(({ self }) => !self);
    if (live.security.level === 'end-to-end-verified' && others.length > verified.length)
      violated('the level is “verified” though somebody is not');
    this.#checkMedia(live);
    this.attestations?.check(live);
  }

  /** A comparison begins with somebody whose line is open when they become a participant. */
  #allowNewcomers({ participants, compared }: LiveCall, before: LiveCall | null): void {
    if (!this.opened || compared.attempts >= MAX_ATTEMPTS) return;
    for (const { id } of participants)
      if (this.lines.has(id) && !before?.participants.some((one) => one.id === id)) this.guesses.allow(id);
  }

  /**
   * Whether this person and another one have both pressed for the same code.
   *
   * @param codes Number of codes on screen before, which do not count.
   */
  bothPressed(owner: Observed | undefined, codes = 0): boolean {
    const counted = [...this.shown.keys()].slice(codes);
    return this.presses.some(
      ({ transcript, heard }) =>
        owner?.index === heard &&
        counted.includes(transcript) &&
        owner.checker.presses.some((one) => one.transcript === transcript && one.heard === this.#index),
    );
  }

  #followAlarms({ compared }: LiveCall, before: LiveCall | null): void {
    for (const [key, { name, codes }] of this.#alarms) {
      if (compared.alarms.has(key)) continue;
      this.#alarms.delete(key);
      // It goes for their certificate, or for another one that they have shown to be theirs.
      const named = this.#deps.ends.find((end) => end.name === name);
      if ([this.ownerOf(key), named].some((owner) => this.bothPressed(owner, codes))) this.refused = false;
      else this.#deps.violated('an alarm was cleared, though not both people pressed for the same code');
    }
    for (const [key, { id, name, count }] of compared.alarms) {
      const known = this.#alarms.get(key);
      if (known?.count === count) continue;
      this.#alarms.set(key, { name, count, codes: this.shown.size });
      if (!known && before) this.#toTell.add(id);
    }
  }

  #followCodes({ comparisons, participants }: LiveCall): void {
    for (const [id, state] of comparisons) {
      if (state.status !== 'shown' || this.shown.has(state.transcript)) continue;
      this.shown.set(state.transcript, this.#deps.now());
      const name = participants.find((one) => one.id === id)?.name;
      if (name !== undefined) this.read.set(name, state.own.digits);
    }
  }

  #checkVerified({ certificates }: LiveCall, id: string): undefined {
    const { violated } = this.#deps;
    const claim = certificates.get(id);
    const fingerprint = claim?.status === 'announced' ? claim.fingerprint : undefined;
    const owner = this.ownerOf(fingerprint);
    if (!owner) return violated('somebody is verified whose certificate is the attacker’s');
    const pressed = this.presses.some(
      ({ transcript, heard }) => heard === owner.index && owner.checker.shown.has(transcript),
    );
    if (!pressed) violated('somebody is verified without a press for a code that both ends computed');
    if (this.lines.get(id) !== fingerprint)
      violated('somebody is verified though the line to them has not proven their certificate');
  }

  #checkMedia(live: LiveCall): void {
    const { product, violated } = this.#deps;
    const verified = product.verifiedPeople(live).map(({ id }) => id);
    for (const number of this.end.session.allowed) {
      const connection = live.connections.find(({ id }) => id === number);
      if (!connection) continue;
      // Where the firm attests, an announcement neither gives nor takes a certificate: the lines prove whose it is.
      const owners = this.attestations
        ? live.participants.map(({ id }) => id).filter((id) => this.lines.get(id) === connection.fingerprint)
        : this.owners.of(connection);
      if (owners.length !== 1) violated('media is allowed on a connection whose certificate is nobody’s');
      if (connection.direction === 'publish' && live.compared.alarms.size > 0)
        violated('media is sent while an alarm stands');
      if (
        live.security.level === 'end-to-end-verified' &&
        !(owners[0] !== undefined && verified.includes(owners[0]) && this.ownerOf(connection.fingerprint))
      )
        violated('the level is “verified” over a connection to somebody else');
    }
  }

  #forgetCall(): void {
    this.opened = false;
    this.#toTell.clear();
    this.lines.clear();
    this.owners.clear();
  }
}

function liveOf(state: CallState): LiveCall | null {
  return state.phase === 'connected' || state.phase === 'reconnecting' ? state.live : null;
}

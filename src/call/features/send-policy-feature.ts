import type { DeviceKind } from '../../devices/open-devices.ts';
import type { Suspender } from '../../devices/snapshot.ts';
import { type Confidentiality, meets } from '../../transport-security/confidentiality-level.ts';
import type { CallEvent } from '../state/call-event.ts';
import { doublesOfVerified, isToCompare, numberOfPeople, othersOf, returnedPeople } from '../state/select.ts';
import type { BlockedReason, LiveCall, Participant } from '../state/state.ts';
import type { Effect, Feature } from './feature.ts';

const BOTH: readonly DeviceKind[] = ['microphone', 'camera'];

/** The send rules of the page and of the grant. */
export interface SendRules {
  readonly confidentiality: Confidentiality;
  /** Number of people expected at the appointment. */
  readonly expected?: number;
}

/** Applies the blocked reasons, the session's recording and the privacy screen. */
export function reduceSendPolicy(live: LiveCall, event: CallEvent): LiveCall {
  switch (event.type) {
    case 'blocked':
      return { ...live, blocked: event.reason };
    case 'recording':
      return { ...live, recording: event.on };
    case 'privacy-screen':
      return { ...live, privacyScreen: event.on };
    default:
      return live;
  }
}

/** Returns all reasons that block sending now, the most serious first. */
export function blockedReasonsOf(
  live: LiveCall,
  { confidentiality, expected }: SendRules,
): readonly BlockedReason[] {
  const { level } = live.security;
  const { participants } = live;
  const twin =
    othersOf(live).find((one) =>
      participants.some((other) => other.id !== one.id && isSamePerson(live, one, other)),
    ) ?? doublesOfVerified(live)[0];
  const present = numberOfPeople(live);
  const receivers = live.unknownReceivers.size;
  const [, alarm] = [...live.compared.alarms].at(-1) ?? [];
  return [
    ...(alarm ? [{ type: 'mismatch', ...alarm } as const] : []),
    ...(receivers > 0 ? [{ type: 'unknown-receiver', count: receivers } as const] : []),
    ...(live.relayed ? [] : live.unattested)
      .filter(({ refused }) => refused)
      .map(({ name }) => ({ type: 'unattested', name }) as const),
    // Where a comparison or the firm's attestation is required, nothing less can be accepted.
    ...(meets(level, confidentiality)
      ? []
      : [{ type: 'level', level, ...(requires(confidentiality) && { required: confidentiality }) } as const]),
    ...(live.recording ? [{ type: 'recording' } as const] : []),
    ...(twin ? [{ type: 'duplicate-identity', name: twin.name } as const] : []),
    ...(expected !== undefined && present > expected
      ? [{ type: 'too-many-participants', expected, present } as const]
      : []),
    ...returnedPeople(live).map(({ id, name }) => ({ type: 'returned', id, name }) as const),
    ...unverifiable(live).map(({ id, name }) => ({ type: 'unverifiable', id, name }) as const),
  ];
}

const requires = (confidentiality: Confidentiality): confidentiality is 'attested' | 'verified' =>
  confidentiality === 'attested' || confidentiality === 'verified';

/** Whether two connections have one identity: the access server's id, or the certificate that both announce. */
function isSamePerson({ certificates }: LiveCall, one: Participant, other: Participant): boolean {
  const [claim, others] = [certificates.get(one.id), certificates.get(other.id)];
  // The firm vouches for each of a person's devices.
  if (one.attested && (other.attested || other.self)) return false;
  return (
    (one.accessId !== undefined && one.accessId === other.accessId) ||
    (claim?.status === 'announced' &&
      others?.status === 'announced' &&
      claim.fingerprint === others.fingerprint)
  );
}

/** Returns the participants without a certificate who are connected, and whom the person has not accepted yet. */
function unverifiable({ participants, certificates, connections }: LiveCall): readonly Participant[] {
  return participants.filter(
    ({ id }) =>
      certificates.get(id)?.status === 'missing' && connections.some(({ statedPeer }) => statedPeer === id),
  );
}

/** Whether two reasons are the same: accepting one level, or one more person, accepts no other. */
function isSame(one: BlockedReason | null, other: BlockedReason | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export interface SendPolicyDeps {
  /** Suspends these devices, and resumes the others. */
  readonly suspend: (by: Suspender, kinds: readonly DeviceKind[]) => unknown;
  readonly commit: (event: Extract<CallEvent, { type: 'blocked' | 'certificate-accepted' }>) => void;
}

/** Suspends microphone and camera while a reason blocks sending and the person has not accepted it. */
export class SendPolicy implements Feature {
  readonly #rules: SendRules;
  readonly #deps: SendPolicyDeps;
  #accepted: readonly BlockedReason[] = [];
  /** Ids of the people to whom the person lets sound through in order to compare. */
  #sound: readonly string[] = [];
  #live: LiveCall | null = null;

  constructor(rules: SendRules, deps: SendPolicyDeps) {
    this.#rules = rules;
    this.#deps = deps;
  }

  onChange(live: LiveCall): readonly Effect[] {
    return [() => this.apply(live)];
  }

  /** Blocks or allows sending for the call's current state. */
  apply(live: LiveCall): void {
    this.#live = live;
    const others = othersOf(live);
    const found = blockedReasonsOf(live, this.#rules);
    // A reason that has passed and returns must be accepted again. A level that is being measured again has not
    // passed.
    this.#accepted = this.#accepted.filter(({ type }) => found.some((one) => one.type === type));
    const pending = found.filter((one) => !this.#accepted.some((known) => isSame(known, one)));
    const [first = null] = pending;
    this.#sound = this.#sound.filter((id) => others.some((one) => one.id === id));
    const sound =
      isToCompare(first) && pending.length === 1 && others.length > 0 && others.length === this.#sound.length;
    const reason = first?.type === 'level' && sound ? { ...first, sound } : first;
    if (!isSame(reason, live.blocked)) this.#deps.commit({ type: 'blocked', reason });
    this.#deps.suspend('send-policy', reason === null ? [] : sound ? ['camera'] : BOTH);
    this.#deps.suspend('privacy-screen', live.privacyScreen ? BOTH : []);
  }

  /** Lets sound through, and nothing else, so that two people can compare where that is required. */
  allowSound(): void {
    if (!this.#live) return;
    this.#sound = othersOf(this.#live).map(({ id }) => id);
    this.apply(this.#live);
  }

  /** Records that the person accepts the reason shown. */
  accept(reason: BlockedReason): void {
    const live = this.#live;
    const blocked = live?.blocked;
    // A press is for what was on screen.
    if (!live || !blocked || !isSame(reason, blocked)) return;
    if (blocked.type === 'level' && (blocked.required || isToCompare(blocked))) return;
    if (blocked.type === 'mismatch' || blocked.type === 'unattested') return;
    if (blocked.type === 'unverifiable') {
      // From now on their certificates are known, and no others are theirs.
      this.#deps.commit({ type: 'certificate-accepted', id: blocked.id });
      return;
    }
    this.#accepted = [...this.#accepted, blocked];
    this.apply(live);
  }
}

import { hasLine, isAlarmed, othersOf, verifiedPeople } from '../call/state/select.ts';
import { type CallState, liveOf } from '../call/state/state.ts';
import {
  addContact,
  type Contact,
  type ContactedServers,
  type ExpectedServers,
  noContacts,
} from '../report/contacted-servers.ts';
import type { LevelChange, ReportInput } from '../report/report-types.ts';
import type { Consent } from './consent.ts';

/** Facts of the report that the page sets before the call. */
export type ReportSettings = Pick<
  ReportInput,
  'confidentiality' | 'relayOnly' | 'telemetry' | 'privacyNotice'
>;

type Compared = ReportInput['verification'][number];

/** Collects the facts for the confidentiality report of one call. Kept in memory until the next call or the lobby. */
export class CallFacts {
  readonly #settings: ReportSettings;
  readonly #consent: Consent | null;
  readonly #levels: LevelChange[] = [];
  /** By connection id, which the report omits. People who have left still count. */
  readonly #people = new Map<string, Compared>();
  #contacts: ContactedServers = noContacts;
  #call: Pick<ReportInput, 'startedAt' | 'endedAt' | 'role' | 'chatPrivate'> = {};
  #secret: ReportInput['secret'] = 'none';
  /** Evidence of the last connections. */
  #evidence: ReportInput['evidence'] = [];
  proxied = false;

  constructor(settings: ReportSettings, consent: Consent | null = null) {
    // The options of a join hold more than the report may have.
    const { confidentiality, relayOnly, telemetry, privacyNotice } = settings;
    this.#settings = { confidentiality, relayOnly, telemetry, privacyNotice };
    this.#consent = consent;
  }

  /** Records the call's state. @param now milliseconds since the epoch */
  follow(state: CallState, now: number): void {
    const live = liveOf(state);
    if (!live) {
      const { startedAt, endedAt } = this.#call;
      if (startedAt !== undefined && endedAt === undefined) this.#call = { ...this.#call, endedAt: now };
      return;
    }
    const others = othersOf(live);
    const { level, evidence, at } = live.security;
    if (this.#levels.at(-1)?.level !== level) this.#levels.push({ level, at: at ?? now });
    if (evidence.length > 0) this.#evidence = evidence;
    const verified = verifiedPeople(live);
    for (const person of others) {
      const confirmed = verified.includes(person) ? 'confirmed' : 'open';
      this.#people.set(person.id, isAlarmed(live, person.id) ? 'mismatch' : confirmed);
    }
    this.#secret = live.secret;
    this.#call = {
      ...this.#call,
      ...{ startedAt: live.startedAt, role: live.role },
      ...(others.length > 0 ? { chatPrivate: others.every(({ id }) => hasLine(live, id)) } : {}),
    };
  }

  /** Records a contact with a server. */
  contact(contact: Contact, expected: ExpectedServers): void {
    this.#contacts = addContact(this.#contacts, contact, expected);
  }

  /** Returns the facts, or `null` before there was a call. @param now milliseconds since the epoch */
  input(now: number, traceless: boolean | undefined): ReportInput | null {
    if (this.#call.startedAt === undefined) return null;
    return {
      ...this.#settings,
      ...this.#call,
      ...{ now, levels: this.#levels, evidence: this.#evidence, secret: this.#secret },
      ...{ verification: [...this.#people.values()], proxied: this.proxied, contacts: this.#contacts },
      ...(traceless === undefined ? {} : { traceless }),
      ...(this.#consent ? { consent: this.#consent } : {}),
    };
  }
}

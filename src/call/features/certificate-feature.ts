import type { Delay } from '../../access/delay.ts';
import { normaliseFingerprint } from '../../transport-security/fingerprints.ts';
import { announced, bound, remoteEndOf } from '../../transport-security/remote-ends.ts';
import { MESSAGES } from '../message-names.ts';
import type { ElementMessage, VideoSession } from '../session.ts';
import { withAlarm } from '../state/alarms.ts';
import { assess } from '../state/assess.ts';
import { withoutOtherCertificate } from '../state/attested-people.ts';
import type { CallEvent } from '../state/call-event.ts';
import { allowedConnections } from '../state/connections.ts';
import { othersOf, presentOf, samePeople } from '../state/select.ts';
import type { LiveCall, Participant } from '../state/state.ts';
import type { Effect, Feature } from './feature.ts';

/** Milliseconds within which an element announces its certificate, and the SDK closes what led to somebody who left. */
const GRACE = 5000;
/** More people than this do not leave one consultation. */
const MAX_DEPARTED = 1000;

/** Applies the connections and the certificates that decide to whom they lead. */
export function reduceCertificates(live: LiveCall, event: CallEvent): LiveCall {
  switch (event.type) {
    case 'connections':
      return judged({ ...live, connections: event.connections });
    case 'certificate': {
      if (!event.proven && isSettled(live, event)) return live;
      const claim = live.certificates.get(event.id);
      const said = announced(claim, event.fingerprint);
      const proves = event.proven && said.status === 'announced' && !said.proven;
      const next = proves ? { ...said, proven: true } : said;
      const left = event.proven ? withoutOtherCertificate(live, event) : live;
      if (next === claim) return left === live ? live : judged(left);
      // An alarm belongs to the certificate that was known before.
      const person = othersOf(live).find(({ id }) => id === event.id);
      const now = next.status === 'contradictory' && person ? withAlarm(left, person, 'certificate') : left;
      return judged({ ...now, certificates: new Map(live.certificates).set(event.id, next) });
    }
    case 'certificate-missing': {
      const present = presentOf(live).some(({ id }) => id === event.id);
      if (!present || live.certificates.has(event.id)) return live;
      const certificates = new Map(live.certificates).set(event.id, { status: 'missing' });
      return judged({ ...live, certificates });
    }
    case 'certificate-accepted': {
      if (live.certificates.get(event.id)?.status !== 'missing') return live;
      const claim = { status: 'accepted', fingerprints: new Map<string, string>() } as const;
      return judged({ ...live, certificates: new Map(live.certificates).set(event.id, claim) });
    }
    case 'peer-left':
      return judged(withoutCertificate(live, event.id));
    case 'left-for-good': {
      const leaving = new Set(live.leaving);
      return leaving.delete(event.id) ? judged({ ...live, leaving }) : live;
    }
    // Who is a participant has changed.
    case 'attested':
    case 'not-attested':
    case 'renewed':
    case 'removed':
      return judged(live);
    // What is expected has changed.
    case 'differences':
    case 'peer-joined':
    case 'peer-media':
    case 'peer-screen':
    case 'self-media':
    case 'self-screen':
    case 'breakout':
      return assess(live);
    default:
      return live;
  }
}

/** Whether the firm attests a certificate of this person, or this certificate of somebody: an announcement says no more. */
function isSettled(
  live: LiveCall,
  { id, fingerprint }: Extract<CallEvent, { type: 'certificate' }>,
): boolean {
  return live.participants.some(
    (one) => one.attested && (one.id === id || one.attested.attestation.fingerprint === fingerprint),
  );
}

/** Finds out to whom each connection leads now, and notes receivers who are nobody. */
function judged(live: LiveCall): LiveCall {
  const certificates = new Map(
    [...live.certificates].map(([id, claim]) => [id, bound(claim, id, live.connections)]),
  );
  const facts = { ...live, certificates, others: presentOf(live).map(({ id }) => id) };
  const unknown = live.connections.filter(
    (one) => one.direction === 'publish' && remoteEndOf(one, facts).topology === 'unknown',
  );
  const unknownReceivers = new Set([...live.unknownReceivers, ...unknown.map(({ id }) => id)]);
  return assess({ ...live, certificates, unknownReceivers });
}

/** Forgets a person who has left. Their connections end a moment later, and are no alarm until then. */
function withoutCertificate(live: LiveCall, id: string): LiveCall {
  const claim = live.certificates.get(id);
  if (!claim) return live;
  const certificates = new Map(live.certificates);
  certificates.delete(id);
  const theirs = claim.status === 'announced' ? [claim.fingerprint] : [];
  return { ...live, certificates, departed: new Set([...live.departed, ...theirs].slice(-MAX_DEPARTED)) };
}

export interface CertificateDeps {
  readonly session: Pick<VideoSession, 'sendMessage' | 'allow'>;
  readonly commit: (
    event: Extract<CallEvent, { type: 'certificate' | 'certificate-missing' | 'left-for-good' }>,
  ) => void;
  readonly delay: Delay;
  readonly abortSignal: AbortSignal;
}

/**
 * Announces this element's certificate, takes the others' announcements, and allows media on the connections whose
 * certificates belong to participants.
 */
export class CertificateFeature implements Feature {
  readonly #deps: CertificateDeps;
  readonly #greeted = new Set<string>();
  readonly #answered = new Set<string>();
  #allowed: readonly number[] = [];

  constructor(deps: CertificateDeps) {
    this.#deps = deps;
  }

  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    return [() => this.#allow(live), ...(samePeople(live, before) ? [] : [() => this.#greet(live)])];
  }

  onMessage(live: LiveCall, { id }: Participant, { name, data }: ElementMessage): void {
    if (name !== MESSAGES.certificate) return;
    const fingerprint = normaliseFingerprint(data);
    // What cannot be read is no announcement. By two hashes, one certificate could be two people's.
    if (!fingerprint?.startsWith('sha-256 ')) return;
    this.#deps.commit({ type: 'certificate', id, fingerprint });
    // The first announcement may have come too early for the other element.
    if (this.#answered.has(id)) return;
    this.#answered.add(id);
    this.#announce(live, id);
  }

  #allow(live: LiveCall): void {
    const allowed = allowedConnections(live);
    if (`${allowed}` === `${this.#allowed}`) return;
    this.#allowed = allowed;
    this.#deps.session.allow(allowed);
  }

  /** Announces the certificate to each newcomer, and waits for theirs. */
  #greet(live: LiveCall): void {
    const others = presentOf(live).map(({ id }) => id);
    for (const id of this.#greeted) {
      if (others.includes(id)) continue;
      this.#greeted.delete(id);
      this.#answered.delete(id);
      void this.#later(() => this.#deps.commit({ type: 'left-for-good', id }));
    }
    for (const id of others) {
      if (this.#greeted.has(id)) continue;
      this.#greeted.add(id);
      this.#announce(live, id);
      void this.#later(() => this.#deps.commit({ type: 'certificate-missing', id }));
    }
  }

  #announce({ ownFingerprint }: LiveCall, id: string): void {
    // A person who leaves meanwhile needs none.
    void Promise.resolve()
      .then(() => this.#deps.session.sendMessage(MESSAGES.certificate, ownFingerprint, id))
      .catch(() => undefined);
  }

  async #later(act: () => void): Promise<void> {
    const { delay, abortSignal } = this.#deps;
    const passed = await delay(GRACE, abortSignal).then(
      () => true,
      () => false,
    );
    if (passed) act();
  }
}

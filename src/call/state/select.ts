import { lookOf } from '../clean-name.ts';
import type { BlockedReason, LiveCall, Participant } from './state.ts';

/** The local participant. */
export function selfOf(live: Pick<LiveCall, 'participants'>): Participant | undefined {
  return live.participants.find(({ self }) => self);
}

/** The other participants, in order of arrival. */
export function othersOf(live: Pick<LiveCall, 'participants'>): readonly Participant[] {
  return live.participants.filter(({ self }) => !self);
}

/** Everybody else in the session, participant or not. */
export function presentOf(live: Pick<LiveCall, 'participants' | 'unattested'>): readonly Participant[] {
  return [...othersOf(live), ...live.unattested];
}

/**
 * Whether nobody is a participant without the firm's attestation. Where a media server passes everything on, only
 * messages need it: a line may not be possible there, and no level of media is claimed.
 */
export function isGuarded({ attestation, relayed }: Pick<LiveCall, 'attestation' | 'relayed'>): boolean {
  return attestation !== null && relayed;
}

/** Whether messages may go to a person and come from them. */
export function isVouchedFor({ attestation }: LiveCall, { attested }: Participant): boolean {
  return attestation === null || attested !== undefined;
}

/** Whether the same people are in the session, as before. */
export function samePeople(live: LiveCall, before: LiveCall | null): boolean {
  return live.participants === before?.participants && live.unattested === before.unattested;
}

/** Whether messages reach this person: at once, or as soon as an interrupted line is back. */
export function hasLine({ lines }: Pick<LiveCall, 'lines'>, id: Participant['id']): boolean {
  const status = lines.get(id);
  return status === 'open' || status === 'interrupted';
}

/** Whether sending waits for a comparison, because the page requires more than the level. */
export function isToCompare(reason: BlockedReason | null): boolean {
  return reason?.type === 'level' && ['end-to-end', 'end-to-end-attested'].includes(reason.level);
}

/** Whether this person is on hold. */
export function isOnHold({ breakout }: LiveCall, { id }: Participant): boolean {
  return breakout !== null && !breakout.members.includes(id);
}

/** Whether media should flow between the local participant and this person. */
export function exchangesWith(
  live: Pick<LiveCall, 'participants' | 'breakout'>,
  id: Participant['id'],
): boolean {
  const self = selfOf(live);
  return (
    !live.breakout ||
    (self !== undefined && [self.id, id].every((one) => live.breakout?.members.includes(one)))
  );
}

/** Whether the role allows this person to publish. */
export function maySpeak(live: LiveCall): boolean {
  return live.role !== 'subscriber';
}

/** Whether the role allows this person to moderate. */
export function mayModerate(live: LiveCall): boolean {
  return live.role === 'moderator';
}

/** A delay of fewer minutes counts as punctual; one of more than a day belongs to another appointment. */
const PUNCTUAL = 3;
const ANOTHER_DAY = 24 * 60;

/** Returns how many minutes late the consultation began, that is, the second person joined; 0 for on time. */
export function minutesLate({ room, participants }: LiveCall): number {
  const second = participants.map(({ joinedAt }) => joinedAt).sort((one, other) => one - other)[1];
  if (!room?.startsAt || second === undefined) return 0;
  const late = Math.floor((second - room.startsAt.getTime()) / 60_000);
  return late >= PUNCTUAL && late < ANOTHER_DAY ? late : 0;
}

/** Under what an alarm about a person is kept: their certificate, which they cannot change without being new. */
export function keyOf({ certificates }: Pick<LiveCall, 'certificates'>, id: string): string {
  const claim = certificates.get(id);
  return claim?.status === 'announced' ? claim.fingerprint : id;
}

/** Whether there is an alarm about a person. */
export function isAlarmed(live: Pick<LiveCall, 'certificates' | 'compared'>, id: string): boolean {
  const { alarms } = live.compared;
  return alarms.has(keyOf(live, id)) || [...alarms.values()].some((alarm) => alarm.id === id);
}

/** Returns the certificate that a person has proven on the private line. */
export function provenBy({ certificates }: Pick<LiveCall, 'certificates'>, id: string): string | undefined {
  const claim = certificates.get(id);
  return claim?.status === 'announced' && claim.proven ? claim.fingerprint : undefined;
}

/** Whether a certificate was compared under this name. */
function wasCompared(
  { compared }: Pick<LiveCall, 'compared'>,
  fingerprint: string | undefined,
  name: string,
): boolean {
  const known = fingerprint === undefined ? undefined : compared.verified.get(fingerprint);
  return known !== undefined && lookOf(known) === lookOf(name);
}

/** Returns the people whose certificate was compared and is proven in this call, and about whom there is no alarm. */
export function verifiedPeople(
  live: Pick<LiveCall, 'certificates' | 'compared' | 'participants'>,
): readonly Participant[] {
  // The code covers the name: under another one somebody else would seem to be them.
  return othersOf(live).filter(
    ({ id, name }) => wasCompared(live, provenBy(live, id), name) && !isAlarmed(live, id),
  );
}

/**
 * Returns the people whom the firm knows itself, and for whose certificate it vouches: in a session without a media
 * server, while nobody sees other people than the others do.
 */
export function attestedPeople(
  live: Pick<LiveCall, 'participants' | 'certificates' | 'compared' | 'relayed' | 'differences'>,
): readonly Participant[] {
  if (!live.relayed || live.differences.length > 0) return [];
  return othersOf(live).filter(
    ({ id, attested }) =>
      attested?.attestation.named === 'invitation' &&
      attested.attestation.fingerprint === provenBy(live, id) &&
      !isAlarmed(live, id),
  );
}

/** Returns those who have the name of a person who was compared, and another certificate. */
function namesakes(live: LiveCall): readonly Participant[] {
  const { verified } = live.compared;
  const names = new Set([...verified.values()].map(lookOf));
  return othersOf(live).filter(
    ({ id, name }) => name !== '' && names.has(lookOf(name)) && !wasCompared(live, keyOf(live, id), name),
  );
}

const isThere = (live: LiveCall, name: string): boolean =>
  verifiedPeople(live).some((one) => lookOf(one.name) === lookOf(name));

/** Returns those who have the name of a person who was compared and is gone, and another certificate. */
export function returnedPeople(live: LiveCall): readonly Participant[] {
  // Until their certificate is known they may be that person.
  return namesakes(live).filter(({ id, name }) => live.certificates.has(id) && !isThere(live, name));
}

/** Returns those who have the name of a person who was compared and is there, and another certificate. */
export function doublesOfVerified(live: LiveCall): readonly Participant[] {
  // The firm vouches for each of a person's devices.
  const subjects = verifiedPeople(live).map(subjectOf);
  return namesakes(live).filter(
    (one) => isThere(live, one.name) && !(one.attested && subjects.includes(subjectOf(one))),
  );
}

/** Whether a participant is another device of somebody who is listed before. */
export function isSecondDevice({ participants }: Pick<LiveCall, 'participants'>, one: Participant): boolean {
  const subject = one.attested?.attestation.subject;
  const first = participants.find((other) => subject !== undefined && subjectOf(other) === subject);
  return first !== undefined && first.id !== one.id;
}

/** The firm's id of a participant, over all their devices. */
export function subjectOf({ self, accessId, attested }: Participant): string | undefined {
  return self ? accessId : attested?.attestation.subject;
}

/** Whether a participant's name is what they have typed themselves, and the firm does not know it. */
export function isTyped({ attested }: Participant): boolean {
  return attested?.attestation.named === 'typed';
}

/** Returns how many people are in the call: somebody with two attested devices is one. */
export function numberOfPeople(live: Pick<LiveCall, 'participants' | 'attestation'>): number {
  const { participants, attestation } = live;
  return attestation
    ? new Set(participants.map((one) => subjectOf(one) ?? one.id)).size
    : participants.length;
}

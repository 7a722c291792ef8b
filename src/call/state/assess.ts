import { isFall, type Level, levelOf } from '../../transport-security/confidentiality-level.ts';
import { type ConnectionEvidence, readEvidence, withFacts } from '../../transport-security/evidence.ts';
import { type CallConnections, countedConnections, expectedMedia } from './connections.ts';
import { attestedPeople, exchangesWith, othersOf, verifiedPeople } from './select.ts';
import type { LiveCall, Participant } from './state.ts';

/**
 * Updates evidence and level at once when something other than a measurement changes them. Returns the same object when
 * nothing changes.
 */
export function assess(live: LiveCall): LiveCall {
  const { security } = live;
  const evidence = evidenceOf(live, security.evidence);
  const level = levelGiven(live, evidence);
  const same = level === security.level && JSON.stringify(evidence) === JSON.stringify(security.evidence);
  return same ? live : { ...live, security: { ...security, evidence, level } };
}

/** Returns the evidence about each connection that counts; a connection that was not measured yet proves nothing. */
function evidenceOf(
  live: CallConnections,
  measured: readonly ConnectionEvidence[],
): readonly ConnectionEvidence[] {
  return countedConnections(live).map((facts) => {
    const known = measured.find(({ id }) => id === facts.id);
    return known ? withFacts(known, facts) : readEvidence({ ...facts, report: null });
  });
}

/** Returns the level that this evidence gives the current call. */
export function levelGiven(
  live: CallConnections & Pick<LiveCall, 'secret' | 'refused' | 'differences'>,
  evidence: readonly ConnectionEvidence[],
): Level {
  if (live.refused > 0 || live.compared.alarms.size > 0) return 'unprotected';
  const verified = verifiedPeople(live);
  const attested = attestedPeople(live);
  const idsOf = (people: readonly Participant[]) => new Set(people.map(({ id }) => id));
  const level = levelOf(evidence, {
    ...{ secret: live.secret, verifiedPeers: idsOf(verified), attestedPeers: idsOf(attested) },
    expected: expectedMedia(live),
  });
  // Somebody who publishes nothing reads the messages all the same.
  const silent = othersOf(live).filter((one) => exchangesWith(live, one.id) && !verified.includes(one));
  if (!level.startsWith('end-to-end-') || silent.length === 0) return level;
  const limit = silent.every((one) => attested.includes(one)) ? 'end-to-end-attested' : 'end-to-end';
  return isFall(level, limit) ? limit : level;
}

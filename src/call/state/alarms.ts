import type { AlarmCause, LiveCall, Participant } from './state.ts';

/** Under what an alarm about a person is kept: their certificate, which they cannot change without being new. */
function keyOf({ certificates }: Pick<LiveCall, 'certificates'>, id: string): string {
  const claim = certificates.get(id);
  return claim?.status === 'announced' ? claim.fingerprint : id;
}

/** Whether there is an alarm about a person. */
export function isAlarmed(live: Pick<LiveCall, 'certificates' | 'compared'>, id: string): boolean {
  const { alarms } = live.compared;
  return alarms.has(id) || alarms.has(keyOf(live, id));
}

/** Raises an alarm about a person, or counts it again. What was compared with them no longer counts. */
export function withAlarm(live: LiveCall, id: string, cause: AlarmCause): LiveCall {
  const person = live.participants.find((one) => one.id === id && !one.self);
  if (!person) return live;
  const key = keyOf(live, id);
  const { alarms, verified, attempts } = live.compared;
  const count = (alarms.get(key)?.count ?? 0) + 1;
  const left = new Map(verified);
  left.delete(key);
  return {
    ...live,
    compared: {
      attempts,
      verified: left,
      alarms: new Map(alarms).set(key, { cause, name: person.name, count }),
    },
  };
}

/** Returns the people whose certificate was compared, and about whom there is no alarm. */
export function verifiedPeople(
  live: Pick<LiveCall, 'certificates' | 'compared' | 'participants'>,
): readonly Participant[] {
  return live.participants.filter(
    ({ id, self }) => !self && live.compared.verified.has(keyOf(live, id)) && !isAlarmed(live, id),
  );
}

/** Returns those who have the name of a person who was compared and is gone, and another certificate. */
export function returnedPeople(live: LiveCall): readonly Participant[] {
  const { participants, compared } = live;
  const present = new Set(participants.map(({ id }) => keyOf(live, id)));
  const gone = new Set(
    [...compared.verified].filter(([fingerprint]) => !present.has(fingerprint)).map(([, name]) => name),
  );
  return participants.filter(
    ({ id, name, self }) => !self && name !== '' && gone.has(name) && !compared.verified.has(keyOf(live, id)),
  );
}

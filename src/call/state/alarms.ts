import type { CallEvent } from './call-event.ts';
import { keyOf } from './select.ts';
import type { Alarm, AlarmCause, Compared, LiveCall, Participant } from './state.ts';

/**
 * Raises an alarm about a person, or counts it again. It keeps its first cause, because the other side answers an alarm
 * with one of its own. What was compared with them no longer counts.
 *
 * @param key Their certificate, where it is known from elsewhere.
 */
export function withAlarm(
  live: LiveCall,
  { id, name }: Pick<Participant, 'id' | 'name'>,
  cause: AlarmCause,
  key = keyOf(live, id),
): LiveCall {
  const { alarms, verified, attempts } = live.compared;
  // An announcement that has been contradicted names no certificate any more; the person is the same.
  const isTheirs = ([, alarm]: [string, Alarm]) => key === id && alarm.id === id && alarm.name === name;
  const [first = key] = [...alarms].find(isTheirs) ?? [];
  const known = alarms.get(first);
  const count = (known?.count ?? 0) + 1;
  const left = new Map(verified);
  left.delete(key);
  return {
    ...live,
    compared: {
      attempts,
      verified: left,
      alarms: new Map(alarms).set(first, { cause: known?.cause ?? cause, id, name, count }),
    },
  };
}

/** A mismatch that was pressed as the call ended counts in the next one. */
export function withLateMismatch(compared: Compared, event: CallEvent): Compared {
  if (event.type !== 'comparison' || event.step.result !== 'mismatch') return compared;
  const { id, fingerprint } = event;
  const verified = new Map(compared.verified);
  verified.delete(fingerprint);
  const alarm = { cause: 'mismatch', id, name: '', count: 1 } as const;
  return { ...compared, verified, alarms: new Map(compared.alarms).set(fingerprint, alarm) };
}

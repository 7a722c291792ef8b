import { keyOf } from './select.ts';
import type { AlarmCause, LiveCall } from './state.ts';

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
      alarms: new Map(alarms).set(key, { cause, id, name: person.name, count }),
    },
  };
}

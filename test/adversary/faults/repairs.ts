import type { Edit } from '../product.ts';

const alarmAboutAbsent: Edit = {
  file: 'call/features/verification-feature.ts',
  from: `        attempts: Math.max(step.attempts, 0),
        result: null,`,
  to: `        attempts: Math.max(step.attempts, 0),
        result: step.result === 'mismatch' ? step.result : null,`,
};

const alarmAfterLostCall: Edit = {
  file: 'call/call.ts',
  from: `    if (attempt !== this.#attempt) return;
    const before`,
  to: `    if (attempt !== this.#attempt) {
      if (event.type !== 'comparison' || event.step.result !== 'mismatch') return;
      const alarm = { cause: 'mismatch', id: event.id, name: '', count: 1 } as const;
      const alarms = new Map(this.#compared.alarms).set(event.fingerprint, alarm);
      this.#compared = { ...this.#compared, alarms };
      return;
    }
    const before`,
};

/** Every open fault with what would repair it, so that the search goes on behind it. */
export const repairs: readonly Edit[] = [alarmAboutAbsent, alarmAfterLostCall];

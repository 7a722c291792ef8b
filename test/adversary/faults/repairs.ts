import type { Edit } from '../product.ts';

const countLostCall: Edit = {
  file: 'call/call.ts',
  from: `    const live = liveOf(next);
    if (live) {`,
  to: `    const live = liveOf(next);
    if (before && !live) {
      const codes = [...before.comparisons.values()].filter(({ status }) => status === 'shown').length;
      this.#compared = { ...this.#compared, attempts: this.#compared.attempts + codes };
    }
    if (live) {`,
};

const alarmOfContradiction: Edit = {
  file: 'call/state/select.ts',
  from: 'return alarms.has(id) || alarms.has(keyOf(live, id));',
  to: `return (
    alarms.has(id) || alarms.has(keyOf(live, id)) || live.certificates.get(id)?.status === 'contradictory'
  );`,
};

const closeContradicted: Edit = {
  file: 'call/features/line-feature.ts',
  from: `        commit({ type: 'certificate', id, fingerprint: facts.fingerprint });`,
  to: `        commit({ type: 'certificate', id, fingerprint: facts.fingerprint });
        if (this.#deps.live()?.certificates.get(id)?.status === 'contradictory') this.#lines.get(id)?.close();`,
};

const withholdOnAlarm: readonly Edit[] = [
  {
    file: 'private-line/outbox.ts',
    from: '  /** Rejects everything that waits; the numbers begin anew. */',
    to: `  withhold(): void {
    this.#waiting = this.#waiting.map((one) => ({
      ...one,
      frames: one.frames.map((frame) => {
        const { type, n, topic } = JSON.parse(frame);
        if (one.frames.length === 1 && topic !== 'chat') return frame;
        return JSON.stringify({ type, n, text: '', ...(type === 'message' && { topic: 'withheld' }) });
      }),
    }));
  }

  /** Rejects everything that waits; the numbers begin anew. */`,
  },
  {
    file: 'private-line/line-protocol.ts',
    from: '  /** Rejects everything that waits. */',
    to: `  withhold(): void {
    this.#outbox.withhold();
  }

  /** Rejects everything that waits. */`,
  },
  {
    file: 'private-line/private-line.ts',
    from: `  goDirect(): void {
    this.#connection.goDirect();`,
    to: `  withhold(): void {
    this.#protocol.withhold();
  }

  goDirect(): void {
    this.#connection.goDirect();`,
  },
  {
    file: 'call/features/line-feature.ts',
    from: '    return live.participants === before?.participants ? [] : [() => this.#follow(live)];',
    to: `    if (live.compared.alarms.size > 0 && live.compared.alarms !== before?.compared.alarms)
      for (const line of this.#lines.values()) (line as any).withhold();
    return live.participants === before?.participants ? [] : [() => this.#follow(live)];`,
  },
];

const alarmAboutAbsent: Edit = {
  file: 'call/features/verification-feature.ts',
  from: '  // Attempts count even when the person has left meanwhile.',
  to: `  if (!person && result === 'mismatch') {
    const alarms = new Map(live.compared.alarms).set(fingerprint, { cause: 'mismatch', name: '', count: 1 });
    return { ...live, compared: { ...live.compared, alarms, attempts: live.compared.attempts + attempts } };
  }
  // Attempts count even when the person has left meanwhile.`,
};

const alarmAfterLostCall: Edit = {
  file: 'call/call.ts',
  from: `    if (attempt !== this.#attempt) return;
    const before`,
  to: `    if (attempt !== this.#attempt) {
      if (event.type !== 'comparison' || event.step.result !== 'mismatch') return;
      const alarm = { cause: 'mismatch', name: '', count: 1 } as const;
      const alarms = new Map(this.#compared.alarms).set(event.fingerprint, alarm);
      this.#compared = { ...this.#compared, alarms };
      return;
    }
    const before`,
};

/** Every open fault with what would repair it, so that the search goes on behind it. */
export const repairs: readonly Edit[] = [
  countLostCall,
  alarmOfContradiction,
  closeContradicted,
  ...withholdOnAlarm,
  alarmAboutAbsent,
  alarmAfterLostCall,
];

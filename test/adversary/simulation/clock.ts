interface Timer {
  readonly id: number;
  readonly at: number;
  readonly act: () => void;
}

/** Time that passes only when it is told to. */
export class Clock {
  now = 0;
  #timers: readonly Timer[] = [];
  #last = 0;

  set(act: () => void, delay: number): number {
    this.#last += 1;
    this.#timers = [...this.#timers, { id: this.#last, at: this.now + Math.max(delay, 0), act }];
    return this.#last;
  }

  clear(timer: number | undefined): void {
    this.#timers = this.#timers.filter(({ id }) => id !== timer);
  }

  /** Lets time pass in one leap, as for a page that was asleep, and runs the timers that are due in their order. */
  pass(durationMs: number): void {
    this.now += durationMs;
    const due = this.#timers.filter(({ at }) => at <= this.now).sort((one, other) => one.at - other.at);
    for (const { id, act } of due) {
      // An earlier one may have cleared it.
      if (!this.#timers.some((timer) => timer.id === id)) continue;
      this.clear(id);
      act();
    }
  }
}

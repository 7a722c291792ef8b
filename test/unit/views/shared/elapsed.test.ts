import { expect } from '@open-wc/testing';
import { html, type TemplateResult } from 'lit';
import { now as clock } from '../../../../src/time.ts';
import {
  elapsedMinutes,
  formatDuration,
  secondsSince,
  secondsUntil,
} from '../../../../src/views/shared/elapsed.ts';
import { View } from '../../../support/view.ts';

describe('a duration', () => {
  for (const [seconds, text] of [
    [0, '0:00'],
    [9, '0:09'],
    [245, '4:05'],
    [3599, '59:59'],
    [3600, '1:00:00'],
    [3845, '1:04:05'],
    [36_000, '10:00:00'],
  ] as const) {
    it(`of ${seconds} seconds is “${text}”`, () => expect(formatDuration(seconds)).to.equal(text));
  }
});

describe('the time that passes', () => {
  const real = {
    ...{ now: performance.now, date: Date.now },
    ...{ setInterval: window.setInterval, clearInterval: window.clearInterval },
  };
  const START = 1_800_000_000_000;
  /** What the element's clock shows when the browser's counts zero. */
  const origin = clock() - performance.now();
  let now = START;
  /** What runs, and how often, in milliseconds. */
  let timers: Map<number, { tick: () => void; every: number }>;
  let view: View;
  const show = (template: TemplateResult) => {
    view = View.show(template);
  };
  const pass = (ms: number) => {
    now += ms;
    for (const { tick } of timers.values()) tick();
  };
  beforeEach(() => {
    now = START;
    timers = new Map();
    performance.now = () => now - origin;
    window.setInterval = ((tick: () => void, every: number) => {
      timers.set(timers.size + 1, { tick, every });
      return timers.size;
    }) as typeof window.setInterval;
    window.clearInterval = (id) => void timers.delete(Number(id));
  });
  afterEach(() => {
    view.close();
    Object.assign(window, { setInterval: real.setInterval, clearInterval: real.clearInterval });
    performance.now = real.now;
    Date.now = real.date;
  });

  it('is shown at once in whole minutes, and goes on', () => {
    show(html`<p ${elapsedMinutes(START - 119_000, (minutes) => `${minutes} min`)}></p>`);
    expect(view.text).to.equal('1 min');
    pass(1000);
    expect(view.text).to.equal('2 min');
    pass(600_000);
    expect(view.text).to.equal('12 min');
  });

  it('is not changed by a system clock that jumps by an hour, forward or back', () => {
    show(
      html`<p ${secondsSince(START - 59_000, formatDuration)}></p>
        <p ${secondsUntil(START + 59_000, formatDuration)}></p>
        <p ${elapsedMinutes(START - 119_000, (minutes) => `${minutes} min`)}></p>`,
    );
    for (const jump of [3_600_000, -3_600_000]) {
      Date.now = () => START + jump;
      pass(0);
      expect(view.text.split(/\s+/).filter(Boolean)).to.deep.equal(['0:59', '0:59', '1', 'min']);
    }
  });

  it('is never less than nothing', () => {
    show(html`<p ${elapsedMinutes(START + 300_000, (minutes) => `${minutes} min`)}></p>`);
    expect(view.text).to.equal('0 min');
  });

  it('is shown in seconds, each second', () => {
    show(html`<p ${secondsSince(START - 59_000, formatDuration)}></p>`);
    expect(view.text).to.equal('0:59');
    expect([...timers.values()][0]?.every).to.equal(1000);
    pass(1000);
    expect(view.text).to.equal('1:00');
  });

  it('is counted down to a moment, and stays at zero after it', () => {
    show(html`<p ${secondsUntil(START + 61_000, formatDuration)}></p>`);
    expect(view.text).to.equal('1:01');
    pass(1000);
    expect(view.text).to.equal('1:00');
    pass(90_000);
    expect(view.text).to.equal('0:00');
  });

  it('stops when nobody sees it any more', () => {
    show(html`<p ${secondsSince(START, formatDuration)}></p><p ${elapsedMinutes(START, String)}></p>`);
    expect(timers.size).to.equal(2);
    view.close();
    expect(timers.size).to.equal(0);
  });
});

import { expect } from '@open-wc/testing';
import type { CallState } from '../../../../src/call/state/state.ts';
import { VisioError } from '../../../../src/error.ts';
import { progress } from '../../../../src/views/waiting/progress.ts';
import { setClock } from '../../../support/clock.ts';
import { callModel, notedActions, spaced, View, words } from '../../../support/view.ts';

type Progress = Parameters<typeof progress>[0];
type Waiting = Extract<CallState, { phase: 'waiting' }>;
const NOW = Date.parse('2026-11-24T10:00:00Z');
const MINUTE = 60_000;

describe('the way into the room', () => {
  let view: View;
  let asked: string[];
  const show = (state: Progress, phone = '') => {
    const noted = notedActions();
    asked = noted.asked;
    view = View.show(progress(state, callModel({ phone }), noted.actions, words));
  };
  const wait = (facts: Partial<Waiting> = {}, phone = '') =>
    show({ phase: 'waiting', since: NOW - 2 * MINUTE, clockOffset: 0, ...facts }, phone);
  const title = () => spaced(view.root.querySelector('h1')?.textContent ?? null);
  const countdown = () => view.byRole('timer')[0]?.textContent;
  beforeEach(() => {
    setClock(NOW);
  });
  afterEach(() => {
    view.close();
    setClock();
  });

  it('says what happens now, and can be cancelled', () => {
    show({ phase: 'requesting' });
    expect(title()).to.equal(words.requesting);
    expect(view.buttons).to.deep.equal([words.cancel]);
    expect(view.byPart('status')).to.have.length(1);
    view.press(words.cancel);
    expect(asked).to.deep.equal(['leave']);
    view.close();
    show({ phase: 'connecting' });
    expect(title()).to.equal(words.connecting);
  });

  it('says why the server cannot answer, when it is asked again, and what else one can do', () => {
    const error = new VisioError('server-error', { retryAfter: 600 });
    show({ phase: 'requesting', retry: { error, at: NOW + 600_000 } }, '+33 1 44 00 00 00');
    expect(title()).to.equal(words.errors['server-error']({}).title);
    expect(countdown()).to.equal(words.retryIn('10:00'));
    expect(view.root.querySelector('a')?.getAttribute('href')).to.equal('tel:+33144000000');
    expect(view.buttons).to.deep.equal([words.retry, words.cancel]);
    for (const button of view.buttons) view.press(button);
    expect(asked).to.deep.equal(['askAgain', 'leave']);
  });

  it('shows a waiting person their own picture, the firm’s message and since when they wait', () => {
    wait({ message: 'Maître Vasseur arrive <i>bientôt</i>' });
    expect(title()).to.equal(words.waitingTitle);
    expect(view.byPart('waiting')).to.have.length(1);
    expect(view.buttons).to.include(words.showPreview);
    expect(view.text)
      .to.contain('Maître Vasseur arrive <i>bientôt</i>')
      .and.to.contain(words.waitingSince(2));
    expect(view.text).not.to.contain(words.waitingText);
    expect(countdown()).to.equal(undefined);
  });

  it('has words of its own where the firm sends none', () => {
    wait();
    expect(view.text).to.contain(words.waitingText);
    expect(view.root.querySelectorAll('section > p')).to.have.length(2);
  });

  it('tells by the server’s clock how late the appointment is', () => {
    const startsAt = new Date(NOW - 5 * MINUTE);
    wait({ startsAt });
    expect(view.text).to.contain(words.planned(startsAt, 5));
    view.close();
    wait({ startsAt, clockOffset: 3 * MINUTE });
    expect(view.text).to.contain(words.planned(startsAt, 8));
  });

  it('offers the telephone to people who wait for five minutes after the planned start', () => {
    const offered = (facts: Partial<Waiting>) => {
      wait(facts, '01 44 00 00 00');
      const paragraph = view.root.querySelector('.phone')?.parentElement;
      view.close();
      return paragraph?.hidden === false;
    };
    const ago = (minutes: number) => NOW - minutes * MINUTE;
    expect(offered({ since: ago(4.9) })).to.equal(false);
    expect(offered({ since: ago(5) })).to.equal(true);
    expect(offered({ since: ago(20), startsAt: new Date(ago(-10)) })).to.equal(false);
    expect(offered({ since: ago(20), startsAt: new Date(ago(4)) })).to.equal(false);
    expect(offered({ since: ago(20), startsAt: new Date(ago(4)), clockOffset: MINUTE })).to.equal(true);
    expect(offered({ since: ago(2), startsAt: new Date(ago(9)) })).to.equal(false);
    expect(offered({ since: ago(20), opensAt: new Date(ago(-1)) })).to.equal(false);
    wait({ since: ago(20) });
    expect(view.root.querySelector('.phone')).to.equal(null);
  });

  it('counts down, by the server’s clock, until the room opens', () => {
    const opensAt = new Date(NOW + 5 * MINUTE);
    wait({ opensAt });
    expect(title()).to.equal(words.earlyTitle);
    expect(view.text)
      .to.contain(spaced(words.opensAt(opensAt)))
      .and.not.to.contain(words.waitingText);
    expect(countdown()).to.equal('5:00');
    view.close();
    wait({ opensAt, clockOffset: 90_000 });
    expect(countdown()).to.equal('3:30');
  });

  it('does not count up again where the room opens later than said', () => {
    wait({ opensAt: new Date(NOW - MINUTE) });
    expect(countdown()).to.equal('0:00');
  });
});

import { expect } from '@open-wc/testing';
import type { LeaveReason } from '../../../../src/call/session.ts';
import { type ErrorCode, VisioError } from '../../../../src/error.ts';
import { endPage, failurePage } from '../../../../src/views/end/end-page.ts';
import { callModel, notedActions, spaced, View, words } from '../../../support/view.ts';

let view: View;
let asked: string[];
const title = () => view.root.querySelector('h1')?.textContent;
afterEach(() => view.close());

describe('the end page', () => {
  const show = (reason: LeaveReason, facts: { message?: string; duration?: number } = {}, firm = '') => {
    const noted = notedActions();
    asked = noted.asked;
    const state = { phase: 'ended', reason, duration: 0, room: null, ...facts } as const;
    view = View.show(endPage(state, callModel({ firm }), noted.actions, words));
  };

  for (const [reason, text] of Object.entries(words.ended) as [LeaveReason, string][]) {
    it(`says why the call is over: ${reason}`, () => {
      show(reason);
      expect(title()).to.equal(text);
      expect(view.buttons.includes(words.comeBack)).to.equal(reason === 'left');
    });
  }

  it('says how long the call was, and that the devices are closed', () => {
    show('left', { duration: 12.4 * 60_000 });
    expect(view.text).to.contain(words.endedDuration(12)).and.to.contain(words.endedFreed);
  });

  it('passes on the host’s message as text, and names the firm', () => {
    show('ended', { message: 'À jeudi <b>10 h</b>' }, 'Cabinet Vasseur');
    expect(view.text).to.contain('À jeudi <b>10 h</b>').and.to.contain('Cabinet Vasseur');
    expect(view.root.querySelectorAll('p')).to.have.length(3);
  });

  it('has no empty line where there is no message and no firm', () => {
    show('ended');
    expect(view.root.querySelectorAll('p')).to.have.length(1);
  });

  it('leads back, and prepares for it as soon as the button has the focus', () => {
    show('left');
    view.button(words.comeBack).dispatchEvent(new FocusEvent('focus'));
    view.press(words.comeBack);
    expect(asked).to.deep.equal(['intend', 'back']);
  });

  it('saves the report as a page', () => {
    show('removed');
    view.press(words.report.save);
    expect(asked).to.deep.equal(['saveReport html']);
  });
});

describe('the failure page', () => {
  const show = (code: ErrorCode, message?: string, phone = '') => {
    const noted = notedActions();
    asked = noted.asked;
    const error = new VisioError(code, message === undefined ? {} : { message });
    view = View.show(failurePage({ phase: 'failed', error }, callModel({ phone }), noted.actions, words));
  };

  it('says what went wrong and what to do, and tries again', () => {
    show('room-full');
    const text = words.errors['room-full']({});
    expect(title()).to.equal(text.title);
    expect(view.text).to.contain(spaced(text.advice));
    expect(view.buttons).to.deep.equal([words.retry, words.back]);
    view.press(words.retry);
    view.press(words.back);
    expect(asked).to.deep.equal(['join', 'back']);
  });

  it('offers the telephone where the page gives a number', () => {
    show('room-full', undefined, '01 44 00 00 00');
    expect(view.root.querySelectorAll('a[href="tel:0144000000"]')).to.have.length(1);
  });

  it('does not offer to try again what cannot succeed', () => {
    show('closed');
    expect(view.buttons).to.deep.equal([words.back]);
  });

  it('passes on what the firm has said', () => {
    show('refused', 'Le rendez‑vous est reporté.');
    expect(view.text).to.contain('Le rendez‑vous est reporté.');
  });
});

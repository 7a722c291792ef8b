import { expect } from '@open-wc/testing';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import { breakoutBanner, breakoutForm } from '../../../../src/views/panels/breakout-panel.ts';
import { liveCall, notedActions, participant, spaced, View, words } from '../../../support/view.ts';

const t = words.breakout;
const me = participant('Zoé', { self: true });
const vasseur = participant('Vasseur');
const guest = participant('c3', { name: '' });
const people = { participants: [me, vasseur, guest] };
const host = { role: 'moderator' } as const;

let view: View;
let asked: string[];
const show = (made: typeof breakoutForm, facts: Partial<LiveCall>) => {
  const noted = notedActions();
  asked = noted.asked;
  view = View.show(made(liveCall({ ...people, ...facts }), noted.actions, words));
};
afterEach(() => view.close());

describe('the form of a breakout', () => {
  const form = (facts: Partial<LiveCall> = {}) => show(breakoutForm, { ...host, ...facts });
  const alert = () => view.byRole('alert')[0]?.textContent;

  it('offers each other person', () => {
    form();
    expect(view.fields).to.deep.equal(['Vasseur', words.guest]);
    expect(view.text).to.contain(t.hint);
    expect(alert()).to.equal('');
  });

  it('needs two others, because one must remain', () => {
    form({ participants: [me, vasseur] });
    expect(view.text).to.equal('');
  });

  it('begins with those who are ticked', () => {
    form();
    view.field(words.guest).click();
    view.press(t.begin);
    expect(asked).to.deep.equal(['setBreakout ["c3"]']);
    expect(alert()).to.equal('');
  });

  it('asks to tick somebody, and leads there', () => {
    form();
    view.root.querySelector('summary')?.click();
    view.press(t.begin);
    expect(asked).to.deep.equal([]);
    expect(alert()).to.equal(t.nobody);
    expect(view.isFocused(view.field('Vasseur'))).to.equal(true);
    view.field('Vasseur').click();
    view.press(t.begin);
    expect(alert()).to.equal('');
  });

  it('becomes the button that ends it', () => {
    form({ breakout: { members: ['Zoé', 'Vasseur'] } });
    expect(view.fields).to.deep.equal([]);
    view.press(t.end);
    expect(asked).to.deep.equal(['setBreakout null']);
  });
});

describe('the banner of a breakout', () => {
  const banner = (members: readonly string[], facts: Partial<LiveCall> = {}) =>
    show(breakoutBanner, { breakout: { members }, ...facts });

  it('is not there without one', () => {
    show(breakoutBanner, {});
    expect(view.text).to.equal('');
    view.close();
    banner(['Vasseur'], { participants: [vasseur] });
    expect(view.text).to.equal('');
  });

  it('tells a member who hears them', () => {
    banner(['Zoé', 'Vasseur']);
    expect(view.byRole('status').map((one) => spaced(one.textContent))).to.deep.equal([
      spaced(`${t.among('Vasseur')} ${t.amongText}`),
    ]);
    view.close();
    banner(['Zoé', 'c3']);
    expect(view.text).to.contain(t.among(words.guest));
  });

  it('alerts a person on hold, and names nobody', () => {
    banner(['Vasseur', 'c3'], host);
    expect(view.byRole('alert')).to.have.length(1);
    expect(view.text).to.equal(spaced(`${t.onHoldTitle} ${t.onHoldText} ${t.onHoldMedia}`));
  });

  it('lets only a host among the members end it', () => {
    banner(['Zoé', 'Vasseur']);
    expect(view.buttons).to.deep.equal([]);
    view.close();
    banner(['Zoé', 'Vasseur'], host);
    view.press(t.end);
    expect(asked).to.deep.equal(['setBreakout null']);
    view.close();
    show(breakoutForm, { ...host, breakout: { members: ['Vasseur', 'c3'] } });
    expect(view.buttons).to.deep.equal([]);
  });
});

import { expect } from '@open-wc/testing';
import type { Participant, Verification } from '../../../../src/call/state/state.ts';
import type { SasState } from '../../../../src/verification/sas-state.ts';
import { pictureDrawings } from '../../../../src/views/panels/picture-drawings.ts';
import { verifications } from '../../../../src/views/panels/verification-panel.ts';
import type { CallModel } from '../../../../src/views/shared/model.ts';
import { liveCall, notedActions, participant, shows, spaced, View, words } from '../../../support/view.ts';

const t = words.code;
const base = { round: 1, answer: 'none', withdrawn: false } as const;
const ready: SasState = {
  ...base,
  status: 'ready',
  code: { pictures: ['anchor', 'umbrella', 'dice-5', 'key'], digits: '0123 4567' },
  peerChatKey: new Uint8Array(),
};
const failed: SasState = { ...base, status: 'failed', reason: 'wrong-commitment' };
const me = participant('Zoé', { self: true });

describe('the comparison of the code', () => {
  let view: View;
  let asked: string[];
  const showAll = (
    people: readonly Participant[],
    known: readonly (readonly [string, Verification])[],
    pictures: CallModel['pictures'] = null,
  ) => {
    const noted = notedActions();
    asked = noted.asked;
    const live = liveCall({ participants: [me, ...people], verifications: new Map(known) });
    view = View.show(verifications(live, { pictures }, noted.actions, words));
  };
  const show = (state: SasState, disputed = false, pictures: CallModel['pictures'] = null) =>
    showAll([participant('Vasseur')], [['Vasseur', { state, disputed }]], pictures);
  const pictures = () => [...view.root.querySelectorAll('.pictures li')];
  const expectAlarm = () => {
    expect(view.byRole('alert')[0]?.textContent).to.contain(t.alarmTitle).and.to.contain(t.alarm);
    expect(view.text).not.to.contain('0123').and.not.to.contain(t.confirmed);
    expect(view.buttons).to.deep.equal([t.again]);
  };
  afterEach(() => view.close());

  it('is made with each other person, never with oneself', () => {
    const verification = { state: ready, disputed: false };
    const others = [participant('Vasseur'), participant('c3', { name: '' }), participant('c4')];
    showAll(others, [
      ['Zoé', verification],
      ['Vasseur', verification],
      ['c3', verification],
    ]);
    expect(view.byRole('group').map((one) => one.ariaLabel)).to.deep.equal([
      t.title('Vasseur'),
      t.title(words.guest),
    ]);
  });

  it('shows four pictures with their names, and the digits', () => {
    show(ready, false, pictureDrawings);
    expect(pictures().map((one) => spaced(one.textContent))).to.deep.equal([
      'ancre',
      'parapluie',
      'dé',
      'clé',
    ]);
    for (const [index, picture] of ready.code.pictures.entries()) {
      expect(shows(pictures()[index], pictureDrawings[picture]), picture).to.equal(true);
    }
    expect(view.root.querySelector('.digits')?.textContent).to.contain('0123 4567');
  });

  it('has the names alone until the drawings are there', () => {
    show(ready);
    expect(pictures().map((one) => spaced(one.textContent))).to.deep.equal([
      'ancre',
      'parapluie',
      'dé',
      'clé',
    ]);
    expect(view.root.querySelector('svg')).to.equal(null);
  });

  it('takes the answer', () => {
    show(ready);
    expect(view.text).to.contain(spaced(t.how));
    expect(view.button(t.same).part.contains('primary-button')).to.equal(true);
    expect(view.button(t.different).part.contains('danger-button')).to.equal(true);
    expect([t.same, t.different].map((name) => view.button(name).className)).to.deep.equal([
      'primary',
      'danger',
    ]);
    view.press(t.same);
    view.press(t.different);
    expect(asked).to.deep.equal(['answerSas Vasseur same', 'answerSas Vasseur different']);
  });

  it('is confirmed once both have the same', () => {
    show({ ...ready, answer: 'same' });
    expect(view.byRole('status')[0]?.textContent).to.equal(t.confirmed);
    expect(view.text).to.contain('0123 4567').and.not.to.contain(spaced(t.how));
    expect(view.buttons).to.deep.equal([]);
  });

  it('must be made again when the connections have changed', () => {
    show({ ...ready, withdrawn: true });
    expect(view.byRole('alert')[0]?.textContent).to.equal(t.withdrawn);
    expect(view.buttons).to.deep.equal([t.same, t.different]);
    view.close();
    show(ready);
    expect(view.byRole('alert')).to.have.length(0);
  });

  for (const reason of ['no-fingerprints', 'peer', 'fingerprints-differ'] as const) {
    it(`says what it waits for: ${reason}`, () => {
      show({ ...base, status: 'waiting', reason });
      expect(view.byRole('status').map((one) => one.textContent)).to.deep.equal([t.waiting[reason]]);
      expect(view.buttons).to.deep.equal([]);
    });
  }

  it('can be tried again after a failure', () => {
    show(failed);
    expect(view.text).to.contain(spaced(t.failed));
    view.press(t.again);
    expect(asked).to.deep.equal(['renewSas Vasseur']);
  });

  it('raises the alarm when the codes differ, whatever happens then', () => {
    show({ ...ready, answer: 'different' });
    expectAlarm();
    expect(view.text).not.to.contain(t.disputed('Vasseur'));
    view.close();
    show({ ...failed, answer: 'different' });
    expectAlarm();
  });

  it('raises the alarm when the other person sees another code, even after the own “same”', () => {
    show({ ...ready, answer: 'same' }, true);
    expectAlarm();
    expect(view.text).to.contain(t.disputed('Vasseur'));
    view.press(t.again);
    expect(asked).to.deep.equal(['renewSas Vasseur']);
  });
});

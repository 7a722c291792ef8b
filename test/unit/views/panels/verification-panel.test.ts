import { expect } from '@open-wc/testing';
import {
  type Alarm,
  type Compared,
  type LiveCall,
  NOTHING_COMPARED,
  type Participant,
} from '../../../../src/call/state/state.ts';
import type { CertificateClaim } from '../../../../src/transport-security/remote-ends.ts';
import type { ComparisonState } from '../../../../src/verification/comparison-state.ts';
import type { Sas } from '../../../../src/verification/sas.ts';
import { pictureDrawings } from '../../../../src/views/panels/picture-drawings.ts';
import { verifications } from '../../../../src/views/panels/verification-panel.ts';
import type { CallModel } from '../../../../src/views/shared/model.ts';
import { liveCall, notedActions, participant, shows, spaced, View, words } from '../../../support/view.ts';

const t = words.code;
const own: Sas = { pictures: ['anchor', 'umbrella', 'dice-5', 'key'], digits: '0123 4567' };
const choices: readonly Sas[] = [
  { pictures: ['apple', 'bell', 'bike', 'bird'], digits: '1111 1111' },
  { pictures: ['bone', 'book', 'brush', 'bus'], digits: '2222 2222' },
  { pictures: ['cake', 'carrot', 'castle', 'cat'], digits: '3333 3333' },
  { pictures: ['church', 'cloud', 'key', 'umbrella'], digits: '4444 4444' },
];
const shown: ComparisonState = { status: 'shown', transcript: 'code', own, choices };
const idle: ComparisonState = { status: 'idle', wanted: false };
const me = participant('Zoé', { self: true });
const vasseur = participant('Vasseur');
const theirs = new Map([['Vasseur', { status: 'announced', fingerprint: 'AA', proven: true } as const]]);
const alarm: Alarm = { cause: 'told', id: 'before', name: 'Vasseur', count: 1 };

describe('the comparison of the code', () => {
  let view: View;
  let asked: string[];
  const showAll = (facts: Partial<LiveCall>, pictures: CallModel['pictures'] = null) => {
    const noted = notedActions();
    asked = noted.asked;
    const live = liveCall({ participants: [me, vasseur], certificates: theirs, ...facts });
    view = View.show(verifications(live, { pictures }, noted.actions, words));
  };
  /** The comparison with Vasseur, whose line is open, is in this state. */
  const show = (
    state?: ComparisonState,
    compared: Partial<Compared> = {},
    pictures: CallModel['pictures'] = null,
  ) =>
    showAll(
      {
        lines: new Map([['Vasseur', 'open']]),
        comparisons: new Map(state ? [['Vasseur', state]] : []),
        compared: { ...NOTHING_COMPARED, ...compared },
      },
      pictures,
    );
  const said = (role: string) => view.byRole(role).map((one) => spaced(one.textContent));
  const rows = () => [...view.root.querySelectorAll('.rows > .row')];
  const pictures = (place: Element | null | undefined) => [
    ...(place?.querySelectorAll('.pictures > span') ?? []),
  ];
  const names = (place: Element | null | undefined) => pictures(place).map((one) => spaced(one.textContent));
  afterEach(() => view.close());

  it('is made too with somebody whose certificate was missing, once a line has brought it', () => {
    showAll({
      participants: [me, participant('old')],
      comparisons: new Map([['old', idle]]),
      certificates: new Map([['old', { status: 'accepted', fingerprints: new Map() }]]),
    });
    expect(view.byRole('group').map((one) => one.ariaLabel)).to.deep.equal([t.title('old')]);
  });

  it('is made with each other person who may have a certificate, never with oneself', () => {
    const people: Participant[] = [vasseur, participant('c3', { name: '' }), participant('phone')];
    const all = ['Zoé', 'Vasseur', 'c3'].map((id) => [id, idle] as const);
    showAll({
      participants: [me, ...people, participant('old')],
      comparisons: new Map(all),
      certificates: new Map<string, CertificateClaim>([
        ...theirs,
        ['phone', { status: 'missing' }],
        ['old', { status: 'accepted', fingerprints: new Map() }],
      ]),
    });
    expect(view.byRole('group').map((one) => one.ariaLabel)).to.deep.equal([
      t.title('Vasseur'),
      t.title(words.guest),
    ]);
    expect([...view.root.querySelectorAll('h3')].map((one) => one.textContent)).to.deep.equal([
      t.title('Vasseur'),
      t.title(words.guest),
    ]);
  });

  it('waits while the line is being set up', () => {
    showAll({ lines: new Map([['Vasseur', 'opening']]) });
    expect(said('status')).to.deep.equal([spaced(t.noLine('Vasseur'))]);
    expect(view.buttons).to.deep.equal([]);
    view.close();
    showAll({});
    expect(said('status')).to.deep.equal([spaced(t.noLine('Vasseur'))]);
  });

  it('is not possible while no line can be set up', () => {
    for (const status of ['unavailable', 'relay-unavailable'] as const) {
      showAll({ lines: new Map([['Vasseur', status]]) });
      expect(said('status'), status).to.deep.equal([spaced(t.lineUnavailable('Vasseur'))]);
      expect(view.buttons).to.deep.equal([]);
      view.close();
    }
    showAll({});
  });

  it('is begun by a press', () => {
    show(idle);
    expect(said('status')).to.deep.equal([]);
    expect(view.buttons).to.deep.equal([t.begin]);
    view.press(t.begin);
    expect(asked).to.deep.equal(['compare Vasseur']);
  });

  it('says that the other person has opened it', () => {
    show({ status: 'idle', wanted: true });
    expect(said('status')).to.deep.equal([spaced(t.wanted('Vasseur'))]);
    expect(view.buttons).to.deep.equal([t.begin]);
  });

  it('says that it waits for the other person', () => {
    for (const revealed of [true, false]) {
      show({ status: 'waiting', revealed });
      expect(said('status')).to.deep.equal([spaced(t.waiting('Vasseur'))]);
      expect(view.buttons).to.deep.equal([]);
      if (revealed) view.close();
    }
  });

  it('says in one place that it waits and then how to compare, so that the code is announced', () => {
    const live = (state: ComparisonState) =>
      liveCall({
        participants: [me, vasseur],
        ...{ certificates: theirs, lines: new Map([['Vasseur', 'open']]) },
        comparisons: new Map([['Vasseur', state]]),
      });
    const { actions } = notedActions();
    const model = { pictures: null };
    view = View.show(verifications(live({ status: 'waiting', revealed: true }), model, actions, words));
    const [region] = view.byRole('status');
    expect(said('status')).to.deep.equal([spaced(t.waiting('Vasseur'))]);
    expect(region?.classList.contains('muted')).to.equal(false);
    view.update(verifications(live(shown), model, actions, words));
    expect(view.byRole('status')).to.deep.equal([region]);
    expect(said('status')).to.deep.equal([spaced(t.how)]);
    expect(region?.classList.contains('muted')).to.equal(true);
    expect(rows()).to.have.length(4);
    view.update(verifications(live({ status: 'waiting', revealed: true }), model, actions, words));
    expect(view.byRole('status')).to.deep.equal([region]);
    expect(said('status')).to.deep.equal([spaced(t.waiting('Vasseur'))]);
    expect(rows()).to.have.length(0);
  });

  it('is alarmed about the person whose alarm it is, also when their certificate contradicts itself', () => {
    showAll({
      certificates: new Map([['Vasseur', { status: 'contradictory' } as const]]),
      comparisons: new Map([['Vasseur', idle]]),
      compared: { ...NOTHING_COMPARED, alarms: new Map([['AA', { ...alarm, id: 'Vasseur' }]]) },
    });
    expect(view.byRole('alert')).to.have.length(1);
    expect(view.buttons).to.deep.equal([t.again]);
  });

  describe('with a code', () => {
    it('has the row to read aloud, with the names of the pictures and the digits', () => {
      show(shown);
      const row = view.root.querySelector('.own-row');
      expect(row?.ariaLabel).to.equal(t.own);
      expect(names(row)).to.deep.equal(['ancre', 'parapluie', 'dé', 'clé']);
      expect(row?.querySelector('.digits')?.textContent).to.equal('0123 4567');
      expect(row?.querySelector('.digits')?.getAttribute('dir')).to.equal('ltr');
      expect(view.text).to.contain(spaced(t.how));
      expect(row?.querySelectorAll('button')).to.have.length(0);
    });

    it('has four rows to choose from, in their order, and one press for none of them', () => {
      show(shown);
      expect(rows().map((one) => one.querySelector('.digits')?.textContent)).to.deep.equal(
        choices.map(({ digits }) => digits),
      );
      expect(names(rows()[0])).to.deep.equal(['pomme', 'cloche', 'vélo', 'oiseau']);
      expect(view.buttons).to.have.length(5);
      expect(view.buttons.at(-1)).to.equal(t.none);
      expect(view.button(t.none).className).to.equal('danger');
      expect(view.button(t.none).part.contains('danger-button')).to.equal(true);
      const group = view.root.querySelector('.rows');
      const label = view.root.querySelector(`#${group?.getAttribute('aria-labelledby')}`);
      expect(spaced(label?.textContent ?? null)).to.equal(spaced(t.choose('Vasseur')));
    });

    it('gives no row away: all four look the same but for what is in them', () => {
      show(shown);
      const plain = rows().map((one) => {
        const attributes = [...one.attributes].map(({ name, value }) => `${name}=${value}`);
        return attributes.join(' ');
      });
      expect(new Set(plain).size).to.equal(1);
      expect(plain[0]).not.to.contain('primary');
    });

    it('takes each press with the code that it was made for', () => {
      show(shown);
      for (const row of rows()) (row as HTMLElement).click();
      view.press(t.none);
      expect(asked).to.deep.equal([
        ...[0, 1, 2, 3].map((index) => `pickRow Vasseur code ${index}`),
        'pickRow Vasseur code null',
      ]);
    });

    it('has drawings once they are there', () => {
      show(shown);
      expect(view.root.querySelector('svg')).to.equal(null);
      view.close();
      show(shown, {}, pictureDrawings);
      const row = view.root.querySelector('.own-row');
      expect(names(row)).to.deep.equal(['ancre', 'parapluie', 'dé', 'clé']);
      for (const [index, picture] of own.pictures.entries())
        expect(shows(pictures(row)[index], pictureDrawings[picture]), picture).to.equal(true);
      expect(view.root.querySelectorAll('.rows svg')).to.have.length(16);
    });
  });

  it('is confirmed, and can be made again', () => {
    show({ status: 'confirmed', transcript: 'code' }, { verified: new Map([['AA', 'Vasseur']]) });
    expect(said('status')).to.deep.equal([spaced(t.confirmed('Vasseur'))]);
    expect(view.byRole('alert')).to.have.length(0);
    expect(view.buttons).to.deep.equal([t.again]);
    view.press(t.again);
    expect(asked).to.deep.equal(['compare Vasseur']);
  });

  it('stays confirmed while the person compares again', () => {
    show({ status: 'waiting', revealed: false }, { verified: new Map([['AA', 'Vasseur']]) });
    expect(said('status')).to.deep.equal([spaced(t.confirmed('Vasseur')), spaced(t.waiting('Vasseur'))]);
  });

  it('raises the alarm, which nothing but comparing again takes away', () => {
    const alarms = new Map([['AA', alarm]]);
    for (const state of [
      idle,
      { status: 'confirmed', transcript: 'code' },
      { status: 'failed', fault: 'malformed' },
    ] as const) {
      show(state, { alarms, verified: new Map([['AA', 'Vasseur']]) });
      expect(said('alert'), state.status).to.deep.equal([
        spaced(`${words.sendPolicy.mismatch.title}. ${t.undo}`),
      ]);
      expect(view.text).not.to.contain(spaced(t.confirmed('Vasseur')));
      expect(view.buttons).to.deep.equal([t.again]);
      view.close();
    }
    show(shown, { alarms });
    expect(said('alert')).to.have.length(1);
    expect(rows()).to.have.length(4);
  });

  it('raises no alarm at another person’s', () => {
    show(idle, { alarms: new Map([['CC', alarm]]) });
    expect(view.byRole('alert')).to.have.length(0);
    expect(view.buttons).to.deep.equal([t.begin]);
  });

  it('says that somebody else has the name of a person who was compared', () => {
    show(idle, { verified: new Map([['CC', 'Vasseur']]) });
    expect(said('status')).to.deep.equal([spaced(t.returned('Vasseur'))]);
    expect(view.buttons).to.deep.equal([t.begin]);
  });

  describe('the number of attempts that came to no code', () => {
    it('is shown from the first on', () => {
      show(idle);
      expect(said('status')).to.deep.equal([]);
      for (const attempts of [1, 2, 4]) {
        view.close();
        show(idle, { attempts });
        expect(said('status')).to.deep.equal([spaced(t.attempts(attempts))]);
      }
    });

    it('does not include one that waits for the other person', () => {
      show({ status: 'waiting', revealed: true }, { attempts: 1 });
      expect(said('status')).to.deep.equal([spaced(t.waiting('Vasseur'))]);
      view.close();
      show({ status: 'waiting', revealed: true }, { attempts: 3 });
      expect(said('status')).to.deep.equal([spaced(t.waiting('Vasseur')), spaced(t.attempts(2))]);
      view.close();
      show({ status: 'waiting', revealed: false }, { attempts: 3 });
      expect(said('status')).to.deep.equal([spaced(t.waiting('Vasseur')), spaced(t.attempts(3))]);
    });

    it('does not include one whose code is on screen', () => {
      show(shown, { attempts: 1 });
      expect(said('status')).to.deep.equal([spaced(t.how)]);
      view.close();
      show(shown, { attempts: 3 });
      expect(said('status')).to.deep.equal([spaced(t.how), spaced(t.attempts(2))]);
    });
  });
});

import { expect } from '@open-wc/testing';
import type { BlockedReason } from '../../../../src/call/state/state.ts';
import { sendPolicyDialog } from '../../../../src/views/dialogs/send-policy-dialog.ts';
import { callModel, liveCall, notedActions, spaced, View, words } from '../../../support/view.ts';

const t = words.sendPolicy;

describe('the dialog of the send policy', () => {
  let view: View;
  let asked: string[];
  const show = (blocked: BlockedReason | null, dismissedReason: BlockedReason | null = null, phone = '') => {
    const noted = notedActions();
    asked = noted.asked;
    view = View.show(
      sendPolicyDialog(liveCall({ blocked }), callModel({ dismissedReason, phone }), noted.actions, words),
    );
  };
  const title = () => view.root.querySelector('h2')?.textContent;
  afterEach(() => view.close());

  it('is not there while nothing blocks', () => {
    show(null);
    expect(view.text).to.equal('');
  });

  it('asks nothing while the level is measured: it passes by itself', () => {
    show({ type: 'level', level: 'verifying' });
    expect(view.byRole('status')[0]?.textContent).to.equal(t.verifying);
    expect(view.buttons).to.deep.equal([]);
  });

  it('says which level the call has, leads to what was measured, and lets the person decide', () => {
    const reason = { type: 'level', level: 'to-media-server' } as const;
    show(reason);
    expect(view.byRole('alertdialog')).to.have.length(1);
    expect(title()).to.equal(t.level(words.security.levels['to-media-server']).title);
    expect(view.buttons).to.deep.equal([t.look, t.accept, words.leave]);
    expect(view.button(t.look).part.contains('primary-button')).to.equal(true);
    view.press(t.look);
    view.press(t.accept);
    view.press(words.leave);
    expect(asked).to.deep.equal([
      `dismissBlocked ${JSON.stringify(reason)}`,
      'open security',
      `acceptBlocked ${JSON.stringify(reason)}`,
      'leave',
    ]);
  });

  for (const [blocked, offered] of [
    [{ type: 'mismatch', cause: 'mismatch', id: 'v', name: 'V', count: 1 }, true],
    [{ type: 'unattested', name: 'V' }, true],
    [{ type: 'unknown-receiver', count: 1 }, true],
    [{ type: 'returned', id: 'v', name: 'V' }, true],
    [{ type: 'level', level: 'unprotected' }, true],
    [{ type: 'level', level: 'end-to-end' }, false],
    [{ type: 'recording' }, false],
    [{ type: 'too-many-participants', expected: 2, present: 3 }, false],
  ] satisfies [BlockedReason, boolean][]) {
    const about = blocked.type === 'level' ? blocked.level : blocked.type;
    it(`${offered ? 'offers' : 'does not offer'} the telephone: ${about}`, () => {
      show(blocked, null, '01 44 00 00 00');
      expect(view.root.querySelectorAll('a[href="tel:0144000000"]')).to.have.length(offered ? 1 : 0);
      view.close();
      show(blocked);
      expect(view.root.querySelector('a')).to.equal(null);
    });
  }

  it('asks for the comparison where that is what is missing, and accepts nothing instead', () => {
    const reason = { type: 'level', level: 'end-to-end' } as const;
    show(reason);
    expect(title()).to.equal(t.toCompare.title);
    expect(view.text).to.contain(spaced(t.toCompare.text));
    expect(view.buttons).to.deep.equal([t.compare, words.leave]);
    expect(view.button(t.compare).part.contains('primary-button')).to.equal(true);
    view.press(t.compare);
    expect(asked).to.deep.equal(['allowSound', `dismissBlocked ${JSON.stringify(reason)}`, 'open security']);
  });

  it('lets the person decide in a routed call with a secret, where comparing raises nothing', () => {
    const reason = { type: 'level', level: 'end-to-end-secret' } as const;
    show(reason);
    expect(title()).to.equal(t.level(words.security.levels['end-to-end-secret']).title);
    expect(view.buttons).to.deep.equal([t.look, t.accept, words.leave]);
    view.press(t.accept);
    expect(asked).to.deep.equal([`acceptBlocked ${JSON.stringify(reason)}`]);
  });

  it('lets nobody accept a level where the page requires a comparison', () => {
    for (const level of ['end-to-end-secret', 'to-media-server', 'unprotected'] as const) {
      const reason = { type: 'level', level, required: 'verified' } as const;
      show(reason);
      expect(title()).to.equal(t.level(words.security.levels[level]).title);
      expect(view.buttons).to.deep.equal([t.look, words.leave]);
      view.close();
    }
    show({ type: 'level', level: 'end-to-end', required: 'verified' });
    expect(view.buttons).to.deep.equal([t.compare, words.leave]);
  });

  it('says that the firm must attest everybody where the page requires it, or a comparison', () => {
    for (const level of ['to-media-server', 'unprotected', 'unverifiable'] as const) {
      show({ type: 'level', level, required: 'attested' });
      expect(title()).to.equal(t.toAttest.title);
      expect(view.text).to.contain(spaced(t.toAttest.text));
      expect(view.buttons).to.deep.equal([t.look, words.leave]);
      view.close();
    }
    show({ type: 'level', level: 'end-to-end', required: 'attested' });
    expect(title()).to.equal(t.toAttest.title);
    expect(view.buttons).to.deep.equal([t.compare, words.leave]);
    view.press(t.compare);
    expect(asked[0]).to.equal('allowSound');
  });

  it('asks for the comparison at the attested level too, where the page requires it', () => {
    show({ type: 'level', level: 'end-to-end-attested', required: 'verified' });
    expect(title()).to.equal(t.toCompare.title);
    expect(view.buttons).to.deep.equal([t.compare, words.leave]);
  });

  for (const name of ['Ève', '']) {
    it(`names whom the firm does not attest, which nobody can accept: “${name}”`, () => {
      const reason = { type: 'unattested', name } as const;
      show(reason);
      const said = t.unattested(name || words.guest);
      expect(title()).to.equal(said.title);
      expect(view.text).to.contain(spaced(said.text));
      expect(view.buttons).to.deep.equal([t.people, words.leave]);
      view.press(t.people);
      expect(asked).to.deep.equal([`dismissBlocked ${JSON.stringify(reason)}`, 'open people']);
    });
  }

  it('is another dialog for another reason: a press that was meant for the first does not count', () => {
    const of = (blocked: BlockedReason) =>
      sendPolicyDialog(liveCall({ blocked }), callModel(), noted.actions, words);
    const noted = notedActions();
    view = View.show(of({ type: 'recording' }));
    const old = view.button(t.consent);
    view.update(of({ type: 'recording' }));
    expect(view.button(t.consent)).to.equal(old);
    view.update(of({ type: 'returned', id: 'c4', name: 'Vasseur' }));
    expect(old.isConnected).to.equal(false);
    view.press(t.accept);
    expect(noted.asked).to.deep.equal([
      `acceptBlocked ${JSON.stringify({ type: 'returned', id: 'c4', name: 'Vasseur' })}`,
    ]);
  });

  it('lets nothing through where the person only leaves or closes it', () => {
    show({ type: 'level', level: 'end-to-end' });
    view.press(words.leave);
    view.byPart('dialog')[0]?.dispatchEvent(new Event('cancel', { cancelable: true }));
    expect(asked.filter((one) => one === 'allowSound')).to.deep.equal([]);
  });

  it('is a line while sound alone is sent', () => {
    show({ type: 'level', level: 'end-to-end', sound: true });
    expect(view.byRole('alertdialog')).to.have.length(0);
    expect(view.byRole('status')[0]?.textContent).to.contain(t.soundOnly).and.not.to.contain(t.suspended);
    expect(view.buttons).to.deep.equal([spaced(words.code.begin)]);
    view.press(words.code.begin);
    expect(asked).to.deep.equal(['open security']);
  });

  for (const cause of ['mismatch', 'told', 'certificate', 'failed'] as const) {
    it(`says that somebody may be in between, which nobody can accept: ${cause}`, () => {
      const reason = { type: 'mismatch', cause, id: 'v', name: 'Vasseur', count: 1 } as const;
      show(reason);
      expect(view.byRole('alertdialog')).to.have.length(1);
      expect(title()).to.equal(t.mismatch.title);
      expect(view.text).to.contain(spaced(t.mismatch.text(words.code.causes[cause]('Vasseur'))));
      expect(view.buttons).to.deep.equal([t.look, words.leave]);
      expect(view.button(t.look).className).to.equal('');
      expect(view.button(t.look).part.contains('primary-button')).to.equal(false);
      expect(view.button(words.leave).part.contains('danger-button')).to.equal(true);
      view.press(t.look);
      expect(asked).to.deep.equal([`dismissBlocked ${JSON.stringify(reason)}`, 'open security']);
    });
  }

  it('counts how often it was reported, once that is more than by line and by session', () => {
    const reason = { type: 'mismatch', cause: 'told', id: 'v', name: '' } as const;
    for (const count of [1, 2]) {
      show({ ...reason, count });
      expect(view.text).to.contain(spaced(words.code.causes.told(words.guest)));
      expect(view.text).not.to.contain(spaced(t.reported(count)));
      view.close();
    }
    show({ ...reason, count: 3 });
    expect(view.text).to.contain(spaced(t.reported(3)));
  });

  it('shows an alarm again that is reported again after it was closed', () => {
    const reason = { type: 'mismatch', cause: 'told', id: 'v', name: 'Vasseur', count: 1 } as const;
    show({ ...reason, count: 2 }, reason);
    expect(view.byRole('alertdialog')).to.have.length(1);
  });

  for (const name of ['Vasseur', '']) {
    it(`asks about somebody who has the name of a person who has left: “${name}”`, () => {
      const reason = { type: 'returned', id: 'c4', name } as const;
      show(reason);
      const said = t.returned(name || words.guest);
      expect(title()).to.equal(said.title);
      expect(view.text).to.contain(spaced(said.text));
      expect(view.buttons).to.deep.equal([t.look, t.accept, words.leave]);
      view.press(t.look);
      view.press(t.accept);
      expect(asked.slice(1)).to.deep.equal(['open security', `acceptBlocked ${JSON.stringify(reason)}`]);
    });
  }

  for (const [reason, said] of [
    [{ type: 'too-many-participants', expected: 2, present: 3 }, t.tooManyParticipants(2)],
    [{ type: 'duplicate-identity', name: 'Zoé' }, t.duplicateIdentity('Zoé')],
    [{ type: 'duplicate-identity', name: '' }, t.duplicateIdentity(words.guest)],
    [{ type: 'recording' }, t.recording],
  ] as const) {
    it(`tells of ${reason.type}, and who is there`, () => {
      show(reason);
      expect(title()).to.equal(said.title);
      expect(view.text).to.contain(said.text.replace(/\s+/g, ' '));
      expect(view.buttons).to.deep.equal([
        t.people,
        reason.type === 'recording' ? t.consent : t.accept,
        words.leave,
      ]);
      view.press(t.people);
      expect(asked.at(-1)).to.equal('open people');
    });
  }

  it('becomes a line that says that nothing is sent, also where the level is the reason', () => {
    const reason = { type: 'level', level: 'to-media-server' } as const;
    show(reason, reason);
    expect(view.byRole('alertdialog')).to.have.length(0);
    expect(view.byRole('status')[0]?.textContent).to.contain(t.suspended).and.not.to.contain(t.soundOnly);
  });

  for (const name of ['Paul', '']) {
    it(`names who has no certificate: “${name}”`, () => {
      show({ type: 'unverifiable', id: 'c4', name });
      expect(title()).to.equal(t.unverifiable(name || words.guest).title);
      expect(view.text).to.contain(spaced(t.unverifiable(name || words.guest).text));
      expect(view.buttons).to.deep.equal([t.people, t.accept, words.leave]);
    });
  }

  it('becomes a line once it is closed, which opens it again', () => {
    const reason = { type: 'recording' } as const;
    show(reason, reason);
    expect(view.byRole('alertdialog')).to.have.length(0);
    expect(view.byRole('status')[0]?.textContent).to.contain(t.suspended);
    view.press(t.why);
    expect(asked).to.deep.equal(['dismissBlocked null']);
  });
});

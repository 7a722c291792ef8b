import { expect } from '@open-wc/testing';
import type { BlockedReason } from '../../../../src/call/state/state.ts';
import { sendPolicyDialog } from '../../../../src/views/dialogs/send-policy-dialog.ts';
import { callModel, liveCall, notedActions, View, words } from '../../../support/view.ts';

const t = words.sendPolicy;

describe('the dialog of the send policy', () => {
  let view: View;
  let asked: string[];
  const show = (blocked: BlockedReason | null, dismissedReason: BlockedReason | null = null) => {
    const noted = notedActions();
    asked = noted.asked;
    view = View.show(
      sendPolicyDialog(liveCall({ blocked }), callModel({ dismissedReason }), noted.actions, words),
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
    view.press(t.look);
    view.press(t.accept);
    view.press(words.leave);
    expect(asked).to.deep.equal([
      `dismissBlocked ${JSON.stringify(reason)}`,
      'open security',
      'acceptBlocked',
      'leave',
    ]);
  });

  it('asks for the comparison where that is what is missing', () => {
    show({ type: 'level', level: 'end-to-end' });
    expect(title()).to.equal(t.toCompare.title);
    view.close();
    show({ type: 'level', level: 'end-to-end-secret' });
    expect(title()).to.equal(t.toCompare.title);
  });

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

  it('becomes a line once it is closed, which opens it again', () => {
    const reason = { type: 'recording' } as const;
    show(reason, reason);
    expect(view.byRole('alertdialog')).to.have.length(0);
    expect(view.byRole('status')[0]?.textContent).to.contain(t.suspended);
    view.press(t.why);
    expect(asked).to.deep.equal(['dismissBlocked null']);
  });
});

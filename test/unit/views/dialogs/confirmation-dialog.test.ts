import { expect } from '@open-wc/testing';
import { confirmationDialog } from '../../../../src/views/dialogs/confirmation-dialog.ts';
import type { Confirmation } from '../../../../src/views/shared/model.ts';
import { notedActions, participant, spaced, View, words } from '../../../support/view.ts';

describe('the question before what cannot be undone', () => {
  let view: View;
  let asked: string[];
  const show = (question: Confirmation) => {
    const noted = notedActions();
    asked = noted.asked;
    view = View.show(confirmationDialog(question, noted.actions, words));
  };
  const guest = { id: 'w1', displayName: 'Karim', since: new Date(0) };
  const said = (id: string | null | undefined) =>
    spaced(view.root.querySelector(`#${id}`)?.textContent ?? null);
  const dialog = () => view.root.querySelector('dialog') as HTMLDialogElement;
  const expectQuestion = ({ title, text }: { title: string; text: string }) => {
    expect(said(dialog().getAttribute('aria-labelledby'))).to.equal(spaced(title));
    expect(said(dialog().getAttribute('aria-describedby'))).to.equal(spaced(text));
  };
  afterEach(() => view.close());

  it('names who is removed, and hands on the reason', () => {
    show({ type: 'remove', person: participant('c1', { name: 'Zoé' }) });
    expectQuestion(words.questions.remove('Zoé'));
    expect(view.buttons).to.deep.equal([words.cancel, words.remove]);
    view.field(words.reason).value = '  Un autre rendez‑vous ';
    view.press(words.remove);
    expect(asked).to.deep.equal(['remove c1 Un autre rendez‑vous']);
  });

  it('names who is refused, and needs no reason', () => {
    show({ type: 'refuse', guest });
    expectQuestion(words.questions.refuse('Karim'));
    view.press(words.refuse);
    expect(asked).to.deep.equal(['refuse w1 ']);
  });

  it('calls a person without a name a guest', () => {
    show({ type: 'remove', person: participant('c1', { name: '' }) });
    expectQuestion(words.questions.remove(words.guest));
    view.close();
    show({ type: 'refuse', guest: { ...guest, displayName: '' } });
    expectQuestion(words.questions.refuse(words.guest));
    expect(view.fields).to.deep.equal([words.reason]);
  });

  it('keeps a reason that is being written, for this person alone', () => {
    const { actions, asked: kept } = notedActions();
    view = View.show(confirmationDialog({ type: 'refuse', guest }, actions, words));
    const field = view.field(words.reason);
    field.value = 'Complet';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    expect(kept).to.deep.equal(['draft refuse w1 Complet']);
    const drafts = new Map([['refuse w1', 'Complet']]);
    for (const [id, value] of [
      ['w1', 'Complet'],
      ['w2', ''],
    ] as const) {
      view.close();
      view = View.show(
        confirmationDialog({ type: 'refuse', guest: { ...guest, id } }, actions, words, drafts),
      );
      expect(view.field(words.reason).value).to.equal(value);
    }
  });

  it('asks for no reason to end the call for all', () => {
    show({ type: 'end' });
    expectQuestion(words.questions.end);
    expect(view.fields).to.deep.equal([]);
    view.press(words.endForAll);
    expect(asked.map(spaced)).to.deep.equal(['endForAll']);
  });

  it('does nothing but go away when it is cancelled or dismissed', () => {
    show({ type: 'end' });
    view.press(words.cancel);
    dialog().dispatchEvent(new Event('cancel', { cancelable: true }));
    expect(asked).to.deep.equal(['confirm null', 'confirm null']);
  });
});

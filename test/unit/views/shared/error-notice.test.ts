import { expect } from '@open-wc/testing';
import { VisioError } from '../../../../src/error.ts';
import { errorNotice, textOf } from '../../../../src/views/shared/error-notice.ts';
import { spaced, View, words } from '../../../support/view.ts';

describe('the notice of an error', () => {
  let view: View | undefined;
  afterEach(() => {
    view?.close();
    view = undefined;
  });

  it('alerts with what happened and what to do', () => {
    view = View.show(errorNotice(new VisioError('room-full'), words.errors));
    const { title, advice } = words.errors['room-full']({});
    expect(view.byRole('alert').map((one) => spaced(one.textContent))).to.deep.equal([
      spaced(`${title}${advice}`),
    ]);
    expect(view.root.querySelector('strong')?.textContent).to.equal(title);
  });

  it('uses the facts of the error', () => {
    expect(textOf(new VisioError('refused', { message: 'Demain à 9 h' }), words.errors).advice).to.equal(
      'Demain à 9 h',
    );
  });

  it('says in the lobby’s words that the room did not load, while the others are missing', () => {
    const early = { 'script-unreachable': words.errors['script-unreachable'] };
    expect(textOf(new VisioError('room-full'), early)).to.deep.equal(words.errors['script-unreachable']({}));
  });

  it('has at least the message where no words are there at all', () => {
    expect(textOf(new VisioError('room-full'), {})).to.deep.equal({ title: 'room-full', advice: '' });
  });
});

import { expect } from '@open-wc/testing';
import { privacyScreen } from '../../../../src/views/stage/privacy-screen.ts';
import { notedActions, spaced, View, words } from '../../../support/view.ts';

describe('the privacy screen', () => {
  it('says that nobody sees or hears, and goes away by its one button', () => {
    const { actions, asked } = notedActions();
    const view = View.show(privacyScreen(actions, words));
    const { title, text, back } = words.privacyScreen;
    expect(view.text).to.equal(spaced(`${title} ${text} ${back}`));
    expect(view.buttons).to.deep.equal([back]);
    view.press(back);
    expect(asked).to.deep.equal(['setPrivacyScreen false']);
    view.close();
  });
});

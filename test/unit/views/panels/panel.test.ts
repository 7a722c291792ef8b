import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { panel } from '../../../../src/views/panels/panel.ts';
import { notedActions, View, words } from '../../../support/view.ts';

describe('a panel', () => {
  let view: View;
  let asked: string[];
  const show = (focus?: 'title' | 'content') => {
    const noted = notedActions();
    asked = noted.asked;
    const content = html`<p>Contenu</p>`;
    view = View.show(
      focus
        ? panel('settings', 'Réglages', noted.actions, words, content, focus)
        : panel('settings', 'Réglages', noted.actions, words, content),
    );
    view.intoShadow();
  };
  afterEach(() => view.close());

  it('has the name of its title, and closes', () => {
    show();
    const labelled = view.byPart('settings')[0]?.getAttribute('aria-labelledby');
    expect(view.root.querySelector(`#${labelled}`)?.textContent).to.equal('Réglages');
    expect(view.text).to.contain('Contenu');
    view.press(words.close);
    expect(asked).to.deep.equal(['open null']);
  });

  it('takes the focus to its title, unless its content has a better place', async () => {
    const title = () => view.byPart('panel-title')[0];
    show();
    await Promise.resolve();
    expect(view.isFocused(title())).to.equal(true);
    view.close();
    show('content');
    await Promise.resolve();
    expect(view.isFocused(title())).to.equal(false);
  });
});

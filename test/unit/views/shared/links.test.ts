import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { links } from '../../../../src/views/shared/links.ts';
import { View, words } from '../../../support/view.ts';

describe('the web addresses in a text', () => {
  let view: View;
  const show = (text: string) => {
    view = View.show(html`<p>${links(text, words)}</p>`);
    return [...view.root.querySelectorAll('a')].map((one) => one.getAttribute('href'));
  };
  afterEach(() => view.close());

  it('become links, and the words around them stay', () => {
    const found = show('Voir https://cabinet.example/a et http://b.example/?x=1 aussi');
    expect(found).to.deep.equal(['https://cabinet.example/a', 'http://b.example/?x=1']);
    const opens = `(${words.newWindow})`;
    expect(view.text).to.equal(
      `Voir https://cabinet.example/a ${opens} et http://b.example/?x=1 ${opens} aussi`,
    );
  });

  it('open beside the call, and tell the other site nothing', () => {
    show('https://cabinet.example/');
    const link = view.root.querySelector('a');
    expect(link?.target).to.equal('_blank');
    expect(link?.rel.split(' ')).to.have.members(['noopener', 'noreferrer']);
  });

  for (const [text, address] of [
    ['Lisez https://a.example/b.', 'https://a.example/b'],
    ['(https://a.example/b),', 'https://a.example/b'],
    ['Lu : «\u00a0https://a.example/b\u00a0» ?!', 'https://a.example/b'],
    ['Siehe „https://a.example/b“…', 'https://a.example/b'],
    ['see ‘https://a.example/b’', 'https://a.example/b'],
    ['هل قرأت https://a.example/b؟', 'https://a.example/b'],
    ['<https://a.example/b>', 'https://a.example/b'],
    ['https://a.example/?q=1,2', 'https://a.example/?q=1,2'],
  ] as const) {
    it(`end before the punctuation of the sentence: ${text}`, () => {
      expect(show(text)).to.deep.equal([address]);
      expect(view.text.replace(` (${words.newWindow})`, '')).to.equal(text.replace(/\s/g, ' '));
    });
  }

  for (const [written, address] of [
    ['HTTPS://A.EXAMPLE', 'https://a.example/'],
    ['https://cabinet.example', 'https://cabinet.example/'],
    // Cyrillic letters that look like Latin ones.
    ['https://\u0430\u0440\u0440\u04cf\u0435.com/', 'https://xn--80ak6aa92e.com/'],
    ['https://evil.example/\u202egnp.eticoS/', 'https://evil.example/%E2%80%AEgnp.eticoS/'],
    ['https://evil.example/\u200b', 'https://evil.example/%E2%80%8B'],
    ['https://a.example/../b', 'https://a.example/b'],
  ] as const) {
    it(`are shown as the browser opens them: ${written}`, () => {
      expect(show(written)).to.deep.equal([address]);
      expect(view.text).to.equal(`${address} (${words.newWindow})`);
    });
  }

  for (const text of [
    'https://cabinet.example@evil.example/',
    'https://a:b@evil.example',
    'https://\u202evil.example',
  ])
    it(`are not made of what passes for another: ${text}`, () => expect(show(text)).to.deep.equal([]));

  for (const text of ['aucune', '', 'javascript:alert(1)', 'http://', 'https://[', 'ftp://a.example']) {
    it(`are not made of “${text}”`, () => {
      expect(show(text)).to.deep.equal([]);
      expect(view.text).to.equal(text);
    });
  }

  it('are never markup', () => {
    expect(show('https://a.example/<img src=x>')).to.deep.equal(['https://a.example/']);
    expect(view.root.querySelector('img')).to.equal(null);
  });
});

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { phoneLink, telephoneUri } from '../../../../src/views/shared/phone-link.ts';
import { callModel, View, words } from '../../../support/view.ts';

describe('telephoneUri', () => {
  for (const [number, uri] of [
    ['01 44 00 00 00', 'tel:0144000000'],
    ['01.44.00.00.00', 'tel:0144000000'],
    ['+33 1 44 00 00 00', 'tel:+33144000000'],
    ['+33 (0)1 44 00 00 00', 'tel:+33144000000'],
    ['+33\u00a01\u202f44\u202f00-00\u201100', 'tel:+33144000000'],
    ['(030) 123/456', 'tel:030123456'],
    [' 3631 ', 'tel:3631'],
  ] as const) {
    it(`dials ${number}`, () => expect(telephoneUri(number)).to.equal(uri));
  }

  for (const number of [
    ...[
      '',
      ' ',
      '12',
      '+',
      '++33144000000',
      '01 44 00 00 00 poste 12',
      'javascript:alert(1)',
      'tel:0144000000',
    ],
    ...[
      '0144000000;ext=1',
      '*21*0144000000#',
      '0144000000?body=x',
      '1234567890123456',
      '٠١٤٤',
      '33+144000000',
    ],
  ]) {
    it(`dials nothing for “${number}”`, () => expect(telephoneUri(number)).to.equal(''));
  }
});

describe('phoneLink', () => {
  let view: View;
  const show = (phone: string) => {
    view = View.show(html`${phoneLink(callModel({ phone }), words)}`);
    return view.root.querySelector('a');
  };
  afterEach(() => view.close());

  it('shows the number as the page writes it, and dials it', () => {
    const link = show(' 01 44 00 00 00 ');
    expect(link?.getAttribute('href')).to.equal('tel:0144000000');
    expect(link?.querySelector('bdi[dir=ltr]')?.textContent).to.equal('01 44 00 00 00');
    expect(link?.textContent).to.contain(words.callFirm);
  });

  it('is not there without a number', () => expect(show('')).to.equal(null));
  it('is not there where the text is no number', () => expect(show('<b>01</b>')).to.equal(null));
});

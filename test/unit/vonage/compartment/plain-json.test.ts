import { expect } from '@open-wc/testing';
import { plainJson } from '../../../../src/vonage/compartment/plain-json.ts';

describe('JSON for the SDK', () => {
  const sample = { list: [1, { deep: ['a', null] }], at: new Date(0), toJSON: undefined };
  const text = '{"list":[1,{"deep":["a",null]}],"at":"1970-01-01T00:00:00.000Z"}';

  it('is the page’s where that is plain', () => {
    expect(plainJson().stringify(sample)).to.equal(text);
    expect(plainJson().parse('[1]')).to.deep.equal([1]);
  });

  for (const [what, prototype] of [
    ['lists', Array.prototype],
    ['everything', Object.prototype],
  ] as const) {
    it(`is not what a page has made of it for ${what}`, () => {
      Object.defineProperty(prototype, 'toJSON', { configurable: true, value: () => 'page' });
      try {
        expect(plainJson().stringify(sample)).to.equal(text);
        expect(plainJson().stringify([[]])).to.equal('[[]]');
      } finally {
        Reflect.deleteProperty(prototype, 'toJSON');
      }
    });
  }
});

import { expect } from '@open-wc/testing';
import { pictureNames } from '../../../src/i18n/fr/pictures.ts';
import { pictures } from '../../../src/verification/pictures.ts';

describe('the pictures', () => {
  it('are 64, each once, and each has a French name of its own', () => {
    expect(pictures).to.have.length(64);
    expect(new Set(pictures)).to.have.property('size', 64);
    expect(pictureNames).to.have.length(64);
    expect(new Set(pictureNames)).to.have.property('size', 64);
  });
});

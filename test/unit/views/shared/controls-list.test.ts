import { expect } from '@open-wc/testing';
import { FEATURES, featuresOf } from '../../../../src/views/shared/controls-list.ts';

describe('controlslist', () => {
  it('takes features away, in any case and order', () => {
    expect([...featuresOf('')]).to.deep.equal([...FEATURES]);
    expect([...featuresOf('NoChat  nofullscreen\nnopictureinpicture')]).to.deep.equal([
      ...['screenshare', 'settings', 'participants', 'security'],
    ]);
    expect(featuresOf(FEATURES.map((feature) => `no${feature}`).join(' ')).size).to.equal(0);
  });

  it('does not heed words that are none of the list', () => {
    expect(featuresOf('nodownload noremoteplayback <b>nochat</b> chat').size).to.equal(FEATURES.length);
  });
});

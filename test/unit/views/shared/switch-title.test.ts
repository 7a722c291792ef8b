import { expect } from '@open-wc/testing';
import { switchTitle } from '../../../../src/views/shared/switch-title.ts';
import { words } from '../../../support/view.ts';

describe('the title of a switch', () => {
  it('says what a press does', () => {
    expect(switchTitle('camera', true, words)).to.equal(words.turnCameraOff);
    expect(switchTitle('camera', false, words)).to.equal(words.turnCameraOn);
    expect(switchTitle('microphone', true, words)).to.equal(words.mute);
    expect(switchTitle('microphone', false, words)).to.equal(words.unmute);
  });
});

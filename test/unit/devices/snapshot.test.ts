import { expect } from '@open-wc/testing';
import { ALL_CLOSED } from '../../../src/devices/snapshot.ts';

describe('the devices before anything is opened', () => {
  it('are wanted, closed and without a fault', () => {
    for (const device of [ALL_CLOSED.microphone, ALL_CLOSED.camera]) {
      expect(device).to.deep.equal({
        ...{ enabled: true, suspendedBy: [], opening: false },
        ...{ captured: null, id: '', chosen: false, error: null, silent: false },
      });
    }
    expect(ALL_CLOSED.devices).to.deep.equal({ camera: [], microphone: [], speaker: [] });
    expect(ALL_CLOSED.speakerId).to.equal('');
  });
});

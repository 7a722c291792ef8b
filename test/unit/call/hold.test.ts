import { expect } from '@open-wc/testing';
import { Suspension } from '../../../src/call/hold.ts';
import type { DeviceKind } from '../../../src/devices/open-devices.ts';

describe('what is held back', () => {
  let on: Record<DeviceKind, boolean>;
  let screens: number;
  let hold: Suspension;
  const stopScreen = async () => {
    screens = 0;
  };
  beforeEach(() => {
    on = { microphone: true, camera: false };
    screens = 1;
    hold = new Suspension({
      isOn: (kind) => on[kind],
      send: async (kind, wanted) => {
        on[kind] = wanted;
      },
      stopScreen,
    });
  });

  it('comes back as it was, and nothing more', async () => {
    await hold.set(true);
    expect(on).to.deep.equal({ microphone: false, camera: false });
    await hold.set(false);
    expect(on).to.deep.equal({ microphone: true, camera: false });
  });

  it('ends a screen for good', async () => {
    await hold.set(true);
    await hold.set(false);
    expect(screens).to.equal(0);
  });

  it('is the same however often it is asked for', async () => {
    await hold.set(true);
    await hold.set(true);
    await hold.set(false);
    expect(on.microphone).to.equal(true);
    on.microphone = false;
    await hold.set(false);
    expect(on.microphone).to.equal(false);
  });

  it('stops what has begun meanwhile', async () => {
    await hold.set(true);
    on.camera = true;
    await hold.enforce();
    expect(on.camera).to.equal(false);
  });

  it('does not bring back what was switched off meanwhile', async () => {
    await hold.set(true);
    hold.forget('microphone');
    await hold.set(false);
    expect(on.microphone).to.equal(false);
  });

  it('brings back the one where the other cannot be had', async () => {
    on.camera = true;
    const stubborn = new Suspension({
      isOn: (kind) => on[kind],
      send: async (kind, wanted) => {
        if (kind === 'camera' && wanted) throw new Error('unplugged');
        on[kind] = wanted;
      },
      stopScreen,
    });
    await stubborn.set(true);
    await stubborn.set(false);
    expect(on).to.deep.equal({ microphone: true, camera: false });
  });
});

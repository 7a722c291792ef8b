import { expect } from '@open-wc/testing';
import { commandOf, shortcutsOf } from '../../../../src/views/shared/shortcut-keys.ts';

describe('shortcuts', () => {
  it('are on with keys of their own', () => {
    const usual = shortcutsOf('');
    expect(usual.on).to.equal(true);
    expect(new Set(Object.values(usual.keys)).size).to.equal(Object.keys(usual.keys).length);
    expect(commandOf(usual, 'm')).to.equal('microphone');
    expect(commandOf(usual, 'z')).to.equal(null);
  });

  it('can be turned off, changed and left out by the page', () => {
    expect(commandOf(shortcutsOf('off'), 'm')).to.equal(null);
    const own = shortcutsOf('microphone=k fullScreen=none');
    expect(commandOf(own, 'k')).to.equal('microphone');
    expect(commandOf(own, 'm')).to.equal(null);
    expect(commandOf(own, 'f')).to.equal(null);
    expect(commandOf(own, '')).to.equal(null);
    expect(commandOf(own, 'v')).to.equal('camera');
  });

  it('keep what is usual where the page writes nonsense', () => {
    for (const nonsense of ['microphone=abc', 'microphone', 'microphone=', 'toString=x', '=m', 'on']) {
      expect(shortcutsOf(nonsense)).to.deep.equal(shortcutsOf(''));
    }
  });
});

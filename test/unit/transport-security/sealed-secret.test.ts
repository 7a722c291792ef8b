import { expect } from '@open-wc/testing';
import { createSecret, openSecret, sealSecret } from '../../../src/transport-security/sealed-secret.ts';

describe('a sealed secret', () => {
  it('opens with the one before, and with no other', async () => {
    const [secret, before] = [createSecret(), 'cheval-agrafe-pile'];
    const sealed = await sealSecret(secret, before);
    expect(secret).to.match(/^[0-9a-f]{64}$/);
    expect(sealed).not.to.contain(secret);
    expect(await openSecret(sealed, before)).to.equal(secret);
    expect(await openSecret(sealed, 'cheval-agrafe-pilf')).to.equal(undefined);
    expect(await openSecret(sealed, '')).to.equal(undefined);
  });

  it('is never the same twice', async () => {
    expect(createSecret()).not.to.equal(createSecret());
    expect(await sealSecret('un secret', 'avant')).not.to.equal(await sealSecret('un secret', 'avant'));
  });

  it('is nothing when it was changed, cut, or is no such text', async () => {
    const sealed = await sealSecret('un secret', 'avant');
    const changed = sealed.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const text of [changed, sealed.slice(2), sealed.slice(0, -2), '', 'zz'.repeat(40), '0'.repeat(58)])
      expect(await openSecret(text, 'avant'), text).to.equal(undefined);
    expect(await openSecret(`${sealed}${'00'.repeat(1000)}`, 'avant')).to.equal(undefined);
  });
});

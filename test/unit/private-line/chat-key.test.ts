import { expect } from '@open-wc/testing';
import { announceKey, createChatKey, readAnnouncement } from '../../../src/private-line/chat-key.ts';
import { deriveDirectionKey } from '../../../src/private-line/seal.ts';

const fault = (name: string) => ({ kind: 'fault', fault: name });

describe('announced keys', () => {
  it('are new, then the same; a change is a fault', async () => {
    const [alice, bob, mallory] = await Promise.all([createChatKey(), createChatKey(), createChatKey()]);
    const own = bob.publicKey;
    const known = alice.publicKey;
    expect(await readAnnouncement(announceKey(alice), { own })).to.deep.equal({
      kind: 'new',
      publicKey: known,
    });
    expect(await readAnnouncement(announceKey(alice), { own, known })).to.deep.equal({
      kind: 'same',
      publicKey: known,
    });
    expect(await readAnnouncement(announceKey(mallory), { own, known })).to.deep.equal(fault('key-changed'));
    expect(await readAnnouncement(announceKey(bob), { own })).to.deep.equal(fault('reflected'));
  });

  for (const [name, signal, expected] of [
    ['nothing', undefined, 'malformed'],
    ['not JSON', '{', 'malformed'],
    ['megabytes', 'x'.repeat(1e6), 'malformed'],
    ['another version', JSON.stringify({ v: 2, k: 'A' }), 'other-version'],
    ['no key', JSON.stringify({ v: 1 }), 'malformed'],
    ['a short key', JSON.stringify({ v: 1, k: 'AAAA' }), 'malformed'],
    ['a point off the curve', JSON.stringify({ v: 1, k: `BA${'A'.repeat(84)}E` }), 'malformed'],
    ['an infinite point', JSON.stringify({ v: 1, k: 'A'.repeat(87) }), 'malformed'],
  ] as const) {
    it(`${name}: ${expected}`, async () => {
      expect(await readAnnouncement(signal, { own: (await createChatKey()).publicKey })).to.deep.equal(
        fault(expected),
      );
    });
  }

  it('that are none give no direction', async () => {
    expect(
      await deriveDirectionKey(
        await createChatKey(),
        'AAAA',
        { room: 'room', from: 'alice', to: 'bob' },
        'alice',
      ),
    ).to.equal(undefined);
  });
});

import { expect } from '@open-wc/testing';
import { type ChatKey, createChatKey } from '../../../src/private-line/chat-key.ts';
import { Opener } from '../../../src/private-line/open.ts';
import { type ChatEnds, deriveDirectionKey, Sealer } from '../../../src/private-line/seal.ts';

const at = Date.parse('2026-11-24T10:00:00Z');
const toBob: ChatEnds = { room: 'room', from: 'alice', to: 'bob' };

async function direction(own: ChatKey, peerKey: string, ends: ChatEnds, self: string) {
  const key = await deriveDirectionKey(own, peerKey, ends, self);
  if (!key) throw new Error('expected a key');
  return key;
}

let [aliceKey, bobKey, malloryKey]: ChatKey[] = [];
const keys = (): { alice: ChatKey; bob: ChatKey; mallory: ChatKey } => {
  if (!aliceKey || !bobKey || !malloryKey) throw new Error('expected keys');
  return { alice: aliceKey, bob: bobKey, mallory: malloryKey };
};

async function pair(sent: ChatEnds = toBob, received: ChatEnds = toBob) {
  const { alice, bob } = keys();
  return {
    sealer: new Sealer(await direction(alice, bob.publicKey, sent, 'alice')),
    opener: new Opener(await direction(bob, alice.publicKey, received, 'bob')),
  };
}

const fault = (name: string) => ({ kind: 'fault', fault: name });
const change = (signal: string | undefined, changes: Record<string, unknown>): string =>
  JSON.stringify({ ...JSON.parse(signal ?? ''), ...changes });
/** Eight parts or so, with characters of one to four bytes that lie across the cuts. */
const long = 'aé€😀'.repeat(4000);

beforeEach(async () => {
  [aliceKey, bobKey, malloryKey] = await Promise.all([createChatKey(), createChatKey(), createChatKey()]);
});

describe('sealed messages', () => {
  it('arrive as they were sent, numbered and dated', async () => {
    const { sealer, opener } = await pair();
    for (const [number, text] of ['Bonjour', '<b>non</b>', '\u{1f512} à bientôt', '\ufeffx'].entries()) {
      const [signal] = await sealer.seal(text, at + number);
      expect(await opener.open(signal)).to.deep.equal({
        kind: 'message',
        text,
        at: at + number,
        number,
        missing: 0,
      });
    }
  });

  it('do not show their text on the way', async () => {
    const { sealer } = await pair();
    const [signal = ''] = await sealer.seal('Bonjour', at);
    expect(signal).not.to.contain('Bonjour');
    expect(signal).not.to.contain(btoa('Bonjour'));
  });

  it('are split where they are long, and joined', async () => {
    const { sealer, opener } = await pair();
    const signals = await sealer.seal(long, at);
    expect(signals.length).to.be.above(1);
    for (const signal of signals) expect(new TextEncoder().encode(signal).length).to.be.at.most(8000);
    for (const [part, signal] of signals.slice(0, -1).entries()) {
      expect(await opener.open(signal)).to.deep.equal({ kind: 'part', part, parts: signals.length });
      expect(opener.unfinished).to.equal(true);
    }
    expect(await opener.open(signals.at(-1))).to.deep.include({ kind: 'message', text: long });
    expect(opener.unfinished).to.equal(false);
  });

  it('may be as long as the limit, whatever the characters, and not longer', async () => {
    const { sealer, opener } = await pair();
    const longest = '€'.repeat(20_000);
    const opened = [];
    for (const signal of await sealer.seal(longest, at)) opened.push(await opener.open(signal));
    expect(opened.at(-1)).to.deep.include({ kind: 'message', text: longest });
    for (const text of ['', 'x'.repeat(20_001)]) {
      const error = await sealer.seal(text, at).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(RangeError);
    }
  });

  it('never share a nonce, even when they are sealed at once', async () => {
    const { sealer } = await pair();
    const sealed = await Promise.all([sealer.seal(long, at), sealer.seal('a', at), sealer.seal(long, at)]);
    const sequences = sealed.flat().map((signal) => (JSON.parse(signal) as { s: number }).s);
    expect(sequences).to.deep.equal(sequences.map((_, index) => index));
  });

  it('has a private key that the page itself cannot read', async () => {
    const { alice } = keys();
    expect(alice.privateKey.extractable).to.equal(false);
    expect(await crypto.subtle.exportKey('pkcs8', alice.privateKey).catch(() => 'refused')).to.equal(
      'refused',
    );
  });
});

describe('what happens to signals on the way', () => {
  it('replayed', async () => {
    const { sealer, opener } = await pair();
    const [signal] = await sealer.seal('oui', at);
    await opener.open(signal);
    expect(await opener.open(signal)).to.deep.equal(fault('replayed'));
    const [next] = await sealer.seal('non', at);
    expect(await opener.open(next)).to.deep.include({ kind: 'message', text: 'non', missing: 0 });
  });

  it('lost: the next message says how many are missing', async () => {
    const { sealer, opener } = await pair();
    await sealer.seal('one', at);
    await sealer.seal('two', at);
    const [third] = await sealer.seal('three', at);
    expect(await opener.open(third)).to.deep.include({ kind: 'message', text: 'three', missing: 2 });
  });

  it('reordered: the late one is named, and replayed when it comes once more', async () => {
    const { sealer, opener } = await pair();
    const [first] = await sealer.seal('one', at);
    const [second] = await sealer.seal('two', at);
    expect(await opener.open(second)).to.deep.include({ kind: 'message', missing: 1 });
    expect(await opener.open(first)).to.deep.equal(fault('reordered'));
    expect(await opener.open(first)).to.deep.equal(fault('replayed'));
  });

  it('truncated: a message without one of its parts is not shown', async () => {
    for (const lost of [0, 1]) {
      const { sealer, opener } = await pair();
      const signals = await sealer.seal(long, at);
      const opened = [];
      for (const signal of signals.filter((_, part) => part !== lost)) opened.push(await opener.open(signal));
      expect(opened).to.deep.include(fault('truncated'));
      expect(opened.filter(({ kind }) => kind === 'message')).to.deep.equal([]);
      const [next] = await sealer.seal('suite', at);
      expect(await opener.open(next)).to.deep.include({ kind: 'message', text: 'suite', missing: 1 });
    }
  });

  it('cut off at the end: the message stays unfinished, and the next one says that it is missing', async () => {
    const { sealer, opener } = await pair();
    for (const signal of (await sealer.seal(long, at)).slice(0, -1)) await opener.open(signal);
    expect(opener.unfinished).to.equal(true);
    const [next] = await sealer.seal('suite', at);
    expect(await opener.open(next)).to.deep.include({ kind: 'message', missing: 1 });
    expect(opener.unfinished).to.equal(false);
  });

  for (const [name, changes] of [
    ['time', { t: at + 1 }],
    ['number', { n: 0, s: 1 }],
    ['sequence', { s: 7 }],
    ['number of parts', { of: 2 }],
    ['part', { p: 1, of: 2 }],
  ] as const) {
    it(`changed ${name}: forged`, async () => {
      const { sealer, opener } = await pair();
      const [signal] = await sealer.seal('oui', at);
      expect(await opener.open(change(signal, changes))).to.deep.equal(fault('forged'));
      expect(await opener.open(signal)).to.deep.include({ kind: 'message', missing: 0 });
    });
  }

  it('changed text: forged', async () => {
    const { sealer, opener } = await pair();
    const [signal = ''] = await sealer.seal('oui', at);
    const { d } = JSON.parse(signal) as { d: string };
    const flipped = (d.startsWith('A') ? 'B' : 'A') + d.slice(1);
    expect(await opener.open(change(signal, { d: flipped }))).to.deep.equal(fault('forged'));
  });

  it('injected by somebody without the key: forged', async () => {
    const { bob, mallory } = keys();
    const { opener } = await pair();
    const sealer = new Sealer(await direction(mallory, bob.publicKey, toBob, 'alice'));
    const [signal] = await sealer.seal('oui', at);
    expect(await opener.open(signal)).to.deep.equal(fault('forged'));
  });

  it('sent back to its sender, or to another room or person: forged', async () => {
    const { alice, bob } = keys();
    const { sealer } = await pair();
    const [signal] = await sealer.seal('oui', at);
    const back = { room: 'room', from: 'bob', to: 'alice' };
    expect(await new Opener(await direction(alice, bob.publicKey, back, 'alice')).open(signal)).to.deep.equal(
      fault('forged'),
    );
    for (const ends of [
      { ...toBob, room: 'other' },
      { ...toBob, to: 'carol' },
      { ...toBob, from: 'carol' },
    ]) {
      const { opener } = await pair(toBob, ends);
      expect(await opener.open(signal)).to.deep.equal(fault('forged'));
    }
  });

  it('read by somebody who joins later: not at all', async () => {
    const { alice } = keys();
    const { sealer } = await pair();
    const [signal] = await sealer.seal('avant', at);
    const late = await createChatKey();
    const ends = { ...toBob, to: 'late' };
    const opener = new Opener(await direction(late, alice.publicKey, ends, 'late'));
    expect(await opener.open(signal)).to.deep.equal(fault('forged'));
    const forLate = new Sealer(await direction(alice, late.publicKey, ends, 'alice'));
    const [after] = await forLate.seal('après', at);
    expect(await opener.open(after)).to.deep.include({ kind: 'message', text: 'après', missing: 0 });
  });
});

describe('hostile signals', () => {
  const wrong: [string, (signal: string) => unknown, string][] = [
    ['not a string', () => ({}), 'malformed'],
    ['not JSON', () => 'Bonjour', 'malformed'],
    ['null', () => 'null', 'malformed'],
    ['megabytes', () => 'x'.repeat(1e6), 'too-large'],
    ['another version', (s) => change(s, { v: 2 }), 'other-version'],
    ['no version', (s) => change(s, { v: undefined }), 'malformed'],
    ['a negative sequence', (s) => change(s, { s: -1 }), 'malformed'],
    ['a sequence past counting', (s) => change(s, { s: 2 ** 60 }), 'malformed'],
    ['a number past the sequence', (s) => change(s, { n: 5 }), 'malformed'],
    ['a part past the last', (s) => change(s, { p: 1 }), 'malformed'],
    ['a thousand parts', (s) => change(s, { of: 1000 }), 'too-large'],
    ['no time', (s) => change(s, { t: null }), 'malformed'],
    ['a time past the calendar', (s) => change(s, { t: 9e15 }), 'malformed'],
    ['no text', (s) => change(s, { d: '' }), 'malformed'],
    ['a tag and no text', (s) => change(s, { d: 'A'.repeat(22) }), 'malformed'],
    ['not base64url', (s) => change(s, { d: '+/==' }), 'malformed'],
  ];
  for (const [name, spoil, expected] of wrong) {
    it(`${name}: ${expected}, and the next good one is opened`, async () => {
      const { sealer, opener } = await pair();
      const [signal = ''] = await sealer.seal('oui', at);
      expect(await opener.open(spoil(signal))).to.deep.equal(fault(expected));
      expect(await opener.open(signal)).to.deep.include({ kind: 'message', text: 'oui' });
    });
  }

  it('100 000 at once: refused without being queued', async () => {
    const { sealer, opener } = await pair();
    const [signal = ''] = await sealer.seal('oui', at);
    const forged = change(signal, { t: 1 });
    const opened = await Promise.all(Array.from({ length: 100_000 }, () => opener.open(forged)));
    expect(opened.filter((one) => one.kind === 'fault' && one.fault === 'flooded').length).to.be.above(
      99_000,
    );
    expect(opened.some(({ kind }) => kind === 'message')).to.equal(false);
    expect(await opener.open(signal)).to.deep.include({ kind: 'message', text: 'oui' });
  });

  it('a leap of the sequence by the sender itself costs no memory', async () => {
    const { sealer, opener } = await pair();
    for (let message = 0; message < 2000; message++) void sealer.seal('x', at);
    const [signal] = await sealer.seal('oui', at);
    expect(await opener.open(signal)).to.deep.include({ kind: 'message', missing: 2000 });
  });
});

import { expect } from '@open-wc/testing';
import type { Bytes } from '../../../src/verification/bytes.ts';
import { type SasParty, sasDigest } from '../../../src/verification/sas.ts';
import type { SasExchange } from '../../../src/verification/sas-exchange.ts';
import { readSasMessage, writeSasMessage } from '../../../src/verification/sas-message.ts';
import { print } from '../transport-security/support.ts';
import { alice, aliceEnds, alicesView, bob, bobEnds, Line, run, shown } from './sas-support.ts';

const malloryEnds = [print(0xc1), print(0xc2)];

/** Mallory poses as Bob to Alice and as Alice to Bob, with certificates of her own towards both. */
async function interposed(): Promise<readonly [SasExchange, SasExchange]> {
  const a = alice({ fingerprints: { local: aliceEnds, remote: malloryEnds } });
  const b = bob({ fingerprints: { local: bobEnds, remote: malloryEnds } });
  await run(
    a,
    bob({ fingerprints: { local: malloryEnds, remote: aliceEnds }, chatKey: new Uint8Array(65).fill(3) }),
  );
  await run(
    alice({ fingerprints: { local: malloryEnds, remote: bobEnds }, chatKey: new Uint8Array(65).fill(3) }),
    b,
  );
  return [a, b];
}

const bits = (digest: Uint8Array, count: number): number =>
  (((digest[0] ?? 0) << 8) | (digest[1] ?? 0)) >> (16 - count);
const fresh = (): Bytes => crypto.getRandomValues(new Uint8Array(32));

describe('somebody in between', () => {
  it('who rewrites the fingerprints and answers for both sides: the codes differ', async () => {
    const [a, b] = await interposed();
    expect(shown(a)).to.match(/^\d{4} \d{4}$/);
    expect(shown(b)).to.match(/^\d{4} \d{4}$/);
    expect(shown(a)).not.to.equal(shown(b));
  });

  it('who rewrites the fingerprints and passes on the messages: no code at all', async () => {
    const a = alice({ fingerprints: { local: aliceEnds, remote: malloryEnds } });
    const b = bob({ fingerprints: { local: bobEnds, remote: malloryEnds } });
    await run(a, b);
    expect(shown(a)).to.equal('waiting: fingerprints-differ');
    expect(shown(b)).to.equal('waiting: fingerprints-differ');
  });

  it('who swaps the fingerprints or the key in a message: noticed', async () => {
    for (const swap of [{ fingerprints: malloryEnds }, { chatKey: new Uint8Array(65).fill(3) }]) {
      const [a, b] = [alice(), bob()];
      const line = new Line(a, b, (text) => {
        const message = readSasMessage(text);
        if (typeof message === 'string' || !message.reveal) return [text];
        return [writeSasMessage({ ...message, reveal: { ...message.reveal, ...swap } })];
      });
      await line.start();
      await line.deliver();
      expect(shown(a)).to.equal('failed: wrong-commitment');
    }
  });

  it('who only swaps the chat key: the codes differ', async () => {
    const mallory = new Uint8Array(65).fill(3);
    const [a, b] = [alice(), bob()];
    await run(a, bob({ chatKey: mallory }));
    await run(alice({ chatKey: mallory }), b);
    expect(shown(a)).not.to.equal(shown(b));
  });
});

describe('grinding for a code that both sides would find the same', () => {
  const COMPARED = 8;
  const TRIES = 4096;

  /** What one side would show, with so few bits that a search is quick. */
  const side = async (
    one: Omit<SasParty, 'fingerprints'>,
    other: Omit<SasParty, 'fingerprints'>,
    set: string[],
  ): Promise<number> => bits(await sasDigest('room', [one, other], set), COMPARED);
  const party = (id: string, key: number): Omit<SasParty, 'fingerprints'> => ({
    id,
    nonce: fresh(),
    chatKey: new Uint8Array(65).fill(key),
  });

  it('wins without the commitment: she picks her nonce when she knows the others', async () => {
    const [a, b] = [party('alice', 1), party('bob', 2)];
    const shownToAlice = await side(a, party('bob', 3), ['a', 'm']);
    let found = false;
    for (let attempt = 0; attempt < TRIES && !found; attempt++) {
      found = (await side(party('alice', 3), b, ['b', 'm'])) === shownToAlice;
    }
    expect(found).to.equal(true);
  });

  it('does not win with it: a nonce other than the one committed to is refused', async () => {
    const b = bob({ fingerprints: { local: bobEnds, remote: malloryEnds } });
    const mallory = alice({ fingerprints: { local: malloryEnds, remote: bobEnds } });
    const [hello = ''] = await mallory.start();
    await b.start();
    // Only now, bound to Mallory's commitment, does Bob reveal; and she searches for a better nonce.
    const { send } = await b.receive(hello);
    const [answer = ''] = send;
    expect(answer).to.contain('nonce');
    await mallory.receive(answer);
    const own = readSasMessage(mallory.resend()[0]);
    if (typeof own === 'string' || !own.reveal) throw new Error('expected a reveal');
    const ground = writeSasMessage({ ...own, reveal: { ...own.reveal, nonce: fresh() } });
    expect(await b.receive(ground)).to.deep.equal({ send: [], fault: 'wrong-commitment' });
    expect(shown(b)).to.equal('failed: wrong-commitment');
  });

  it('does not win with it: a second commitment in the round is refused', async () => {
    const b = bob();
    await b.start();
    const [first = ''] = await alice().start();
    const [second = ''] = await alice().start();
    await b.receive(first);
    expect((await b.receive(second)).fault).to.equal('commitment-changed');
  });

  it('leaves her one blind guess a call: 1 in 256 with 8 bits, 1 in 16 777 216 with 24', async () => {
    const CALLS = 200;
    let hits = 0;
    for (let call = 0; call < CALLS; call++) {
      const [a, b] = await interposed();
      if (a.state.status !== 'ready' || b.state.status !== 'ready') throw new Error('expected two codes');
      const top = (digits: string): number => Number(digits.replace(' ', '')) >> (24 - COMPARED);
      if (top(a.state.code.digits) === top(b.state.code.digits)) hits += 1;
    }
    // 0.8 are expected; twelve or more happen once in ten thousand million times.
    expect(hits).to.be.below(12);
  });
});

describe('hostile messages', () => {
  const valid = async (): Promise<Record<string, unknown>> => {
    const [a, b] = [alice(), bob()];
    await run(a, b);
    return JSON.parse(a.resend()[0] ?? '') as Record<string, unknown>;
  };

  const wrong: [string, (message: Record<string, unknown>) => unknown, string][] = [
    ['not a string', () => 7, 'malformed'],
    ['a polluted prototype', () => '{"__proto__": {"v": 1, "r": 1}}', 'malformed'],
    ['megabytes', () => 'x'.repeat(1e6), 'too-large'],
    ['another version', (m) => JSON.stringify({ ...m, v: 2 }), 'other-version'],
    ['a round of a fraction', (m) => JSON.stringify({ ...m, r: 1.5 }), 'malformed'],
    ['a round just too far ahead', (m) => JSON.stringify({ ...m, r: 66 }), 'round-out-of-range'],
    ['a round far ahead', (m) => JSON.stringify({ ...m, r: 1e6 }), 'round-out-of-range'],
    ['a nonce before a commitment', (m) => JSON.stringify({ ...m, seen: undefined }), 'malformed'],
  ];
  for (const [name, spoil, fault] of wrong) {
    it(`${name}: ${fault}, and the exchange goes on`, async () => {
      const b = bob();
      const started = await b.start();
      const receipt = await b.receive(spoil(await valid()));
      expect(receipt).to.deep.equal({ send: [], fault });
      const a = alice();
      const line = new Line(a, b);
      line.send(0, started);
      line.send(1, await a.start());
      await line.deliver();
      expect(shown(b)).to.equal(shown(a));
    });
  }

  it('its own, sent back', async () => {
    const [a, b] = [alice(), bob()];
    const line = await run(a, b);
    for (const { to, message } of line.sent) {
      expect((await (to === 1 ? a : b).receive(message)).fault).to.equal('reflected');
    }
    expect(shown(a)).to.equal(shown(b));
  });

  it('of a round that is over, and of another call', async () => {
    const [a, b] = [alice(), bob()];
    const line = await run(a, b);
    const old = line.sent.filter(({ to }) => to === 1);
    line.send(1, await a.restart());
    await line.deliver();
    const now = shown(b);
    for (const { message } of old) expect((await b.receive(message)).fault).to.equal('stale');
    expect(shown(b)).to.equal(now);
    const other = await run(alice({ room: 'other' }), bob({ room: 'other' }));
    const c = bob();
    await c.start();
    const replayed = other.sent.filter(({ to }) => to === 1);
    for (const { message } of replayed) await c.receive(message);
    expect(c.state.status).not.to.equal('ready');
  });

  it('meant for somebody else', async () => {
    const toCarol = alice({ peer: 'carol', fingerprints: alicesView });
    const b = bob();
    const line = new Line(toCarol, b);
    await line.start();
    await line.deliver();
    expect(shown(b)).to.equal('failed: wrong-commitment');
  });

  it('in a flood: refused without being queued', async () => {
    const b = bob();
    await b.start();
    const [hello = ''] = await alice().start();
    const receipts = await Promise.all(Array.from({ length: 2000 }, () => b.receive(hello)));
    expect(receipts.filter(({ fault }) => fault === 'flooded').length).to.be.above(1900);
    expect((await b.receive(hello)).fault).to.equal(undefined);
  });
});

import { expect } from '@open-wc/testing';
import type { Bytes } from '../../../src/verification/bytes.ts';
import { fromBase64Url, toBase64Url } from '../../../src/verification/bytes.ts';
import {
  readComparisonMessage,
  writeComparisonMessage,
} from '../../../src/verification/comparison-message.ts';
import { commitmentOf, type Party, sasDigest } from '../../../src/verification/sas.ts';
import { print } from '../transport-security/support.ts';
import { alice, bob, forged, Pair, Side, shownToBoth } from './comparison-support.ts';

/** Mallory's certificate, which both people see in place of each other's. */
const fingerprint = print(0xcc);
const asBob: Party = { ...bob, fingerprint };
const asAlice: Party = { ...alice, fingerprint };

/** Mallory in the middle, with a comparison of her own to each side. */
async function interposed(): Promise<readonly [towardsAlice: Pair, towardsBob: Pair]> {
  return [
    await shownToBoth(new Pair(new Side(alice, asBob), new Side(asBob, alice))),
    await shownToBoth(new Pair(new Side(asAlice, bob), new Side(bob, asAlice))),
  ];
}

const fresh = (): Bytes => crypto.getRandomValues(new Uint8Array(32));
const top8 = (digits: string): number => Number(digits.replace(' ', '')) >> 16;

/** Commits to a nonce towards Bob in somebody's place. Returns it, and the message that reveals it. */
async function commit(b: Side, round: number, as: Party = asAlice) {
  const nonce = fresh();
  const value = await commitmentOf('session', round, { ...as, nonce }, bob);
  await b.receive(writeComparisonMessage({ kind: 'commit', round, value }));
  const reveal = writeComparisonMessage({ kind: 'reveal', round, value: toBase64Url(nonce) });
  return { nonce, reveal };
}

describe('a machine in the middle', () => {
  it('gives each person rows that the other one does not read aloud', async () => {
    const [{ a }, { b }] = await interposed();
    expect(a.shown.transcript).not.to.equal(b.shown.transcript);
    expect(b.shown.choices.map(({ digits }) => digits)).not.to.include(a.shown.own.digits);
    expect(a.shown.choices.map(({ digits }) => digits)).not.to.include(b.shown.own.digits);
    const readByBob = b.shown.own;
    await b.pick(a.shown.own);
    await a.pick(readByBob);
    expect([a.results, b.results]).to.deep.equal([['mismatch'], ['mismatch']]);
  });

  it('who passes on the messages gets no code at all', async () => {
    const pair = await shownToBoth(new Pair(new Side(alice, asBob), new Side(bob, asAlice)));
    expect(pair.b.results).to.deep.equal(['failed']);
    expect([pair.a.state.status, pair.b.state.status]).not.to.include('shown');
  });

  it('who confirms on behalf of the other person gains nothing without this person', async () => {
    const [towardsAlice, { b }] = await interposed();
    const { a } = towardsAlice;
    await towardsAlice.pick(towardsAlice.b, a.shown.own);
    expect([a.state.status, a.results]).to.deep.equal(['shown', []]);
    await a.pick(b.shown.own);
    expect(a.results).to.deep.equal(['mismatch']);
  });

  it('is hit by a press that is made unread, three times in four', async () => {
    let confirmed = 0;
    for (let call = 0; call < 300; call++) {
      const { b } = await shownToBoth(new Pair(new Side(asAlice, bob), new Side(bob, asAlice)));
      b.ms += 1000;
      if ((await b.comparison.pick(b.shown.transcript, 0)).result === 'confirmed') confirmed += 1;
    }
    // 75 are expected, with a deviation of 7.5: six of them either way.
    expect(confirmed).to.be.within(30, 120);
  });
});

describe('grinding for a row that both people would find the same', () => {
  const session = 'session';
  const rowOfAlice = (digest: Uint8Array): number => digest[0] ?? 0;

  it('wins without commitments, 8 bits: she picks her nonce when she knows the others', async () => {
    const [towardsAlice, towardsBob] = [fresh(), fresh()];
    const read = rowOfAlice(
      await sasDigest(session, 1, { ...alice, nonce: towardsAlice }, { ...asBob, nonce: fresh() }),
    );
    let found = false;
    for (let attempt = 0; attempt < 4096 && !found; attempt++) {
      const own = { ...asAlice, nonce: fresh() };
      found = rowOfAlice(await sasDigest(session, 1, own, { ...bob, nonce: towardsBob })) === read;
    }
    expect(found).to.equal(true);
  });

  it('does not win with them: the nonce that was found is not the one she is bound to', async () => {
    const b = new Side(bob, asAlice);
    await commit(b, 1);
    const message = readComparisonMessage((await b.open())[0]);
    if (typeof message === 'string') throw new Error(message);
    const bobsNonce = fromBase64Url(message.value, 32) as Bytes;
    const wanted = 0x5a;
    let nonce = fresh();
    const row = async () =>
      rowOfAlice(await sasDigest(session, 1, { ...asAlice, nonce }, { ...bob, nonce: bobsNonce }));
    while ((await row()) !== wanted) nonce = fresh();
    await b.receive(writeComparisonMessage({ kind: 'reveal', round: 1, value: toBase64Url(nonce) }));
    expect(b.state).to.deep.equal({ status: 'failed', fault: 'wrong-commitment' });
    expect([b.results, b.attempts]).to.deep.equal([['failed'], 1]);
  });

  it('leaves her one blind guess: 1 in 256 with 8 bits, 1 in 16 777 216 with 24', async () => {
    let hits = 0;
    for (let call = 0; call < 200; call++) {
      const [towardsAlice, towardsBob] = await interposed();
      // Mallory's side towards Bob reads, in Alice's place, the row that Bob takes for the right one.
      if (top8(towardsAlice.a.shown.own.digits) === top8(towardsBob.a.shown.own.digits)) hits += 1;
    }
    // 0.8 are expected; twelve or more happen once in ten thousand million times.
    expect(hits).to.be.below(12);
  });

  it('shows a code to the honest side when she keeps to her commitment', async () => {
    const b = new Side(bob, asAlice);
    const { reveal } = await commit(b, 1);
    await b.open();
    await b.receive(reveal);
    expect(b.state.status).to.equal('shown');
  });
});

describe('rounds that the other side begins', () => {
  const situations: [string, () => Promise<Side>][] = [
    ['idle', async () => new Side(bob, alice)],
    [
      'waiting',
      async () => {
        const side = new Side(bob, alice);
        await side.open();
        return side;
      },
    ],
    ['shown', async () => (await shownToBoth()).b],
    [
      'confirmed',
      async () => {
        const { a, b } = await shownToBoth();
        await b.pick(a.shown.own);
        return b;
      },
    ],
    [
      'failed',
      async () => {
        const { b } = await shownToBoth();
        await b.receive('rubbish');
        return b;
      },
    ],
  ];
  for (const [status, situation] of situations) {
    it(`reveal nothing and show nothing, a hundred of them: ${status}`, async () => {
      const side = await situation();
      const before = side.state;
      expect(before.status).to.equal(status);
      const revealed = side.count('reveal');
      const last = side.count('commit');
      for (let round = last + 1; round <= last + 100; round++) {
        const { reveal } = await commit(side, round, alice);
        expect(await side.receive(reveal)).to.deep.equal([]);
        if (status === 'confirmed' || status === 'failed') expect(side.state).to.equal(before);
        else expect(side.state).to.deep.equal({ status: 'idle', wanted: true });
      }
      expect(side.count('reveal')).to.equal(revealed);
      expect(side.count('commit')).to.equal(last + 100);
    });
  }

  it('want the person, and each needs a press of its own', async () => {
    const { b } = await shownToBoth();
    for (let round = 2; round < 102; round++) {
      await b.receive(forged('commit', round));
      expect(b.state).to.deep.equal({ status: 'idle', wanted: true });
    }
    expect(b.count('reveal')).to.equal(1);
    expect(await b.open()).to.have.length(1);
    expect(b.count('reveal')).to.equal(2);
  });

  it('are answered one by one, each with another nonce', async () => {
    const b = new Side(bob, alice);
    for (let round = 1; round <= 50; round++) await b.receive(forged('commit', round));
    expect(new Set(b.sent.map((message) => JSON.stringify(message)))).to.have.property('size', 50);
    expect(new Set(b.sent.map(({ kind }) => kind))).to.deep.equal(new Set(['commit']));
  });

  it('may not leap', async () => {
    for (const round of [2, 1000, 1e9]) {
      const b = new Side(bob, alice);
      expect(await b.receive(forged('commit', round))).to.deep.equal([]);
      expect(b.state).to.deep.equal({ status: 'failed', fault: 'out-of-order' });
    }
  });
});

describe('attempts', () => {
  it('count each guess that is given up before its code comes on screen', async () => {
    const b = new Side(bob, asAlice);
    for (let round = 1; round <= 20; round++) {
      await commit(b, round);
      await b.open();
      expect([b.count('reveal'), b.attempts]).to.deep.equal([round, round]);
    }
  });

  it('count each guess whose code is taken away before anybody can answer', async () => {
    const b = new Side(bob, asAlice);
    for (let round = 1; round <= 20; round++) {
      const { reveal } = await commit(b, round);
      await b.open();
      expect(b.attempts).to.equal(round);
      await b.receive(reveal);
      expect([b.state.status, b.attempts]).to.deep.equal(['shown', round]);
    }
    await b.receive(forged('commit', 21));
    expect(b.attempts).to.equal(20);
  });

  it('do not count a code that the person has answered, and count one that they have left for another', async () => {
    const { a, b } = await shownToBoth();
    await b.pick(a.shown.own);
    await a.open();
    await b.receive(forged('commit', 2));
    expect([a.attempts, b.attempts]).to.deep.equal([1, 0]);
  });
});

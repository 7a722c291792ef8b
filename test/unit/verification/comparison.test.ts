import { expect } from '@open-wc/testing';
import { type Bytes, fromBase64Url } from '../../../src/verification/bytes.ts';
import { Comparison } from '../../../src/verification/comparison.ts';
import { type Party, sasOf } from '../../../src/verification/sas.ts';
import { print } from '../transport-security/support.ts';
import { alice, bob, Pair, Side, shownToBoth } from './comparison-support.ts';

describe('Comparison between two honest people', () => {
  const others = (pair: Pair) =>
    [
      [pair.a, pair.b],
      [pair.b, pair.a],
    ] as const;

  for (const opener of [0, 1] as const) {
    for (const presser of [0, 1] as const) {
      it(`is confirmed by both: ${opener ? 'bob' : 'alice'} opens, ${presser ? 'bob' : 'alice'} picks first`, async () => {
        const pair = new Pair();
        const [first, second] = others(pair)[opener];
        await pair.open(first);
        expect(first.state).to.include({ status: 'waiting' });
        expect(second.state).to.deep.equal({ status: 'idle', wanted: true });
        await pair.open(second);
        const [one, other] = others(pair)[presser];
        const [{ own, transcript }, heard] = [one.shown, other.shown.own];
        expect(other.shown.transcript).to.equal(transcript);
        await pair.pick(one, heard);
        expect(one.state).to.deep.equal({ status: 'confirmed', transcript });
        expect([one.results, other.results]).to.deep.equal([['confirmed'], []]);
        await pair.pick(other, own);
        expect(other.state).to.deep.equal({ status: 'confirmed', transcript });
        expect(one.results).to.deep.equal(['confirmed', 'both-confirmed']);
        expect(other.results).to.deep.equal(['both-confirmed']);
      });
    }
  }

  it('shows codes when both open at the same time', async () => {
    const pair = new Pair();
    await pair.put(pair.a, pair.a.open());
    await pair.put(pair.b, pair.b.open());
    await pair.settle();
    expect(pair.a.shown.transcript).to.equal(pair.b.shown.transcript);
    expect(pair.wire).to.have.length(4);
  });

  it('reports both as confirmed when both pick at the same time', async () => {
    const pair = await shownToBoth();
    const { a, b } = pair;
    const [readByAlice, readByBob] = [a.shown.own, b.shown.own];
    await pair.put(a, a.pick(readByBob));
    await pair.put(b, b.pick(readByAlice));
    await pair.settle();
    expect([a.results, b.results]).to.deep.equal([
      ['confirmed', 'both-confirmed'],
      ['confirmed', 'both-confirmed'],
    ]);
  });

  it('has each read one row aloud and find the other one among four', async () => {
    const { a, b } = await shownToBoth();
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      expect(one.shown.choices).to.have.length(4);
      expect(one.shown.choices.filter(({ digits }) => digits === other.shown.own.digits)).to.have.length(1);
      expect(one.shown.choices.map(({ digits }) => digits)).not.to.include(one.shown.own.digits);
    }
  });

  it('has the person with the lower id read the first 24 bits, the other one the next', async () => {
    const { a, b } = await shownToBoth();
    const digest = fromBase64Url(a.shown.transcript, 32) as Bytes;
    expect(a.shown.own).to.deep.equal(sasOf(digest));
    expect(b.shown.own).to.deep.equal(sasOf(digest.subarray(3)));
  });

  it('reveals nothing on the side whose person has not opened it', async () => {
    const pair = new Pair();
    await pair.open(pair.a);
    await pair.open(pair.a);
    expect([pair.a.attempts, pair.b.attempts]).to.deep.equal([1, 0]);
    expect([pair.a.count('reveal'), pair.b.count('reveal')]).to.deep.equal([1, 0]);
    expect([pair.a.count('commit'), pair.b.count('commit')]).to.deep.equal([1, 1]);
    expect(pair.a.state).to.deep.equal({ status: 'waiting', revealed: true });
  });

  it('counts the attempt until its code is answered, be it on screen', async () => {
    const { a, b } = await shownToBoth();
    expect([a.attempts, b.attempts]).to.deep.equal([1, 1]);
    await a.pick(b.shown.own);
    expect([a.attempts, b.attempts]).to.deep.equal([0, 1]);
    await b.pick(null);
    expect([a.attempts, b.attempts]).to.deep.equal([0, 0]);
  });

  it('forgets what is on screen and what was confirmed, which then counts no more', async () => {
    for (const confirmed of [true, false]) {
      const pair = await shownToBoth();
      const { a, b } = pair;
      const [readByAlice, readByBob] = [a.shown.own, b.shown.own];
      const { transcript } = a.shown;
      if (confirmed) await pair.pick(a, readByBob);
      a.comparison.forget();
      expect(a.comparison.state).to.deep.equal({ status: 'idle', wanted: false });
      const before = a.results.length;
      await pair.pick(b, readByAlice);
      for (const choice of [0, 1, 2, 3, null]) {
        const { result, send } = await a.comparison.pick(transcript, choice);
        expect([result, send]).to.deep.equal([null, []]);
      }
      expect(a.results.slice(before)).to.deep.equal([]);
      await shownToBoth(pair);
      expect(a.shown.transcript).not.to.equal(transcript);
    }
  });

  it('forgets nothing that it needs where there is no code', async () => {
    const pair = new Pair();
    pair.a.comparison.forget();
    expect(pair.a.comparison.state).to.deep.equal({ status: 'idle', wanted: false });
    await shownToBoth(pair);
    expect(pair.a.shown.transcript).to.equal(pair.b.shown.transcript);
  });

  it('gives another code in every round and in every session', async () => {
    const codes = new Set<string>();
    const pair = new Pair();
    for (let round = 0; round < 5; round++) {
      await shownToBoth(pair);
      codes.add(pair.a.shown.own.digits);
    }
    for (let call = 0; call < 5; call++) codes.add((await shownToBoth()).a.shown.own.digits);
    expect(codes).to.have.property('size', 10);
  });

  it('needs what both see to be the same: names, roles, ids, fingerprints, session', async () => {
    const changes: Partial<Party>[] = [
      { name: 'Bob' },
      { role: 'host' },
      { id: 'bo' },
      { fingerprint: print(1) },
    ];
    const sides = changes.map((change) => new Side(alice, { ...bob, ...change }));
    sides.push(new Side({ ...alice, name: 'Alix' }, bob), new Side(alice, bob, { session: 'other' }));
    for (const side of sides) {
      const pair = await shownToBoth(new Pair(side));
      expect([pair.a.state, pair.b.state]).to.deep.include({ status: 'failed', fault: 'wrong-commitment' });
      expect([pair.a.state.status, pair.b.state.status]).not.to.include('shown');
    }
  });

  it('takes fingerprints in any spelling, and none that can be forged', async () => {
    const spelt = { ...alice, fingerprint: alice.fingerprint.toLowerCase() };
    const { a, b } = await shownToBoth(new Pair(new Side(spelt, bob)));
    expect(a.shown.transcript).to.equal(b.shown.transcript);
    for (const fingerprint of ['', 'sha-256 AA', `sha-1 ${'AB:'.repeat(19)}AB`]) {
      const options = { session: 'session', now: () => 0 };
      const wrong = { ...bob, fingerprint };
      expect(() => new Comparison({ ...options, self: alice, peer: wrong })).to.throw(TypeError);
      expect(() => new Comparison({ ...options, self: wrong, peer: alice })).to.throw(TypeError);
    }
  });
});

describe('Comparison, the press', () => {
  it('is a mismatch on both sides when no row is the one heard, and the next round is open', async () => {
    const pair = await shownToBoth();
    await pair.pick(pair.b, null);
    expect([pair.a.results, pair.b.results]).to.deep.equal([['told-mismatch'], ['mismatch']]);
    for (const side of [pair.a, pair.b]) expect(side.state).to.deep.equal({ status: 'idle', wanted: false });
    await shownToBoth(pair);
    const [readByAlice, readByBob] = [pair.a.shown.own, pair.b.shown.own];
    await pair.pick(pair.b, readByAlice);
    await pair.pick(pair.a, readByBob);
    expect(pair.a.results).to.deep.equal(['told-mismatch', 'both-confirmed']);
  });

  it('is right for one of the four rows, and a mismatch for any other choice', async () => {
    for (const choice of [0, 1, 2, 3, 4, -1, 0.5]) {
      const { a, b } = await shownToBoth();
      const { choices, transcript } = b.shown;
      const right = choices[choice]?.digits === a.shown.own.digits;
      b.ms += 1000;
      expect((await b.comparison.pick(transcript, choice)).result).to.equal(right ? 'confirmed' : 'mismatch');
    }
  });

  it('is one mismatch for each when both find no row at the same time', async () => {
    const pair = await shownToBoth();
    await pair.put(pair.a, pair.a.pick(null));
    await pair.put(pair.b, pair.b.pick(null));
    await pair.settle();
    expect([pair.a.results, pair.b.results]).to.deep.equal([['mismatch'], ['mismatch']]);
  });

  it('takes back what the other one has confirmed', async () => {
    const pair = await shownToBoth();
    await pair.pick(pair.a, pair.b.shown.own);
    await pair.pick(pair.b, null);
    expect(pair.a.results).to.deep.equal(['confirmed', 'told-mismatch']);
    expect(pair.a.state).to.deep.equal({ status: 'idle', wanted: false });
  });

  it('counts half a second after the code has come on screen, not earlier', async () => {
    for (const [after, counts] of [
      [-1, false],
      [0, false],
      [499, false],
      [Number.NaN, false],
      [500, true],
    ] as const) {
      const { b } = await shownToBoth();
      const { transcript } = b.shown;
      b.ms += after;
      const step = await b.comparison.pick(transcript, null);
      expect(step.result, `${after}`).to.equal(counts ? 'mismatch' : null);
      expect(step.send).to.have.length(counts ? 1 : 0);
      expect(b.state.status).to.equal(counts ? 'idle' : 'shown');
    }
  });

  it('counts when it was made, not when its turn comes', async () => {
    const { b } = await shownToBoth();
    b.ms += 499;
    const early = b.comparison.pick(b.shown.transcript, null);
    b.ms += 1000;
    expect((await early).result).to.equal(null);
  });

  it('counts for the code on screen alone, and once', async () => {
    const pair = await shownToBoth();
    const { b } = pair;
    const stale = b.shown.transcript;
    await shownToBoth(pair);
    b.ms += 1000;
    for (const transcript of [stale, pair.b.shown.own.digits, '']) {
      expect((await b.comparison.pick(transcript, null)).result).to.equal(null);
    }
    const { transcript } = b.shown;
    const [first, second] = await Promise.all([0, 0].map(() => b.comparison.pick(transcript, null)));
    expect([first?.result, second?.result]).to.deep.equal(['mismatch', null]);
    expect(second?.send).to.deep.equal([]);
  });

  it('does nothing before there is a code', async () => {
    const { comparison } = new Side(alice, bob);
    const state = { status: 'idle', wanted: false };
    expect(await comparison.pick('', null)).to.deep.equal({ state, send: [], attempts: 0, result: null });
  });
});

describe('Comparison, another round', () => {
  it('is begun by the person alone after a code, and the old code is dead on both sides', async () => {
    const pair = await shownToBoth();
    const old = pair.b.shown.transcript;
    await pair.open(pair.a);
    expect(pair.b.state).to.deep.equal({ status: 'idle', wanted: true });
    await pair.open(pair.b);
    expect(pair.b.shown.transcript).not.to.equal(old);
    expect(pair.a.shown.transcript).to.equal(pair.b.shown.transcript);
  });

  it('leaves what was confirmed until this person opens it', async () => {
    const pair = await shownToBoth();
    const { transcript } = pair.a.shown;
    await pair.pick(pair.a, pair.b.shown.own);
    await pair.open(pair.b);
    expect(pair.a.state).to.deep.equal({ status: 'confirmed', transcript });
    expect(pair.a.count('reveal')).to.equal(1);
    await pair.open(pair.a);
    expect(pair.a.shown.transcript).to.equal(pair.b.shown.transcript);
    // Joined, not begun: each has committed once to each of the two rounds.
    expect(pair.a.count('commit')).to.equal(2);
  });

  it('does not lose an answer that crosses it', async () => {
    for (const wrong of [true, false]) {
      const pair = await shownToBoth();
      const { a, b } = pair;
      const heard = a.shown.own;
      await pair.pick(a, b.shown.own);
      await pair.put(b, b.pick(wrong ? null : heard));
      await pair.put(a, a.open());
      await pair.settle();
      expect(a.results).to.deep.equal(['confirmed', wrong ? 'told-mismatch' : 'both-confirmed']);
      expect(a.state).to.deep.equal(
        wrong ? { status: 'idle', wanted: false } : { status: 'waiting', revealed: true },
      );
    }
  });

  it('follows a failure when the person begins again', async () => {
    const pair = new Pair();
    await pair.open(pair.a);
    await pair.b.receive('rubbish');
    expect(pair.b.state).to.deep.equal({ status: 'failed', fault: 'malformed' });
    await pair.open(pair.b);
    await pair.open(pair.a);
    expect(pair.a.shown.transcript).to.equal(pair.b.shown.transcript);
  });

  it('is not begun by a press that was made before the code came on screen', async () => {
    const pair = new Pair();
    await pair.open(pair.a);
    const [, second] = await Promise.all([pair.b.comparison.open(), pair.b.comparison.open()]);
    expect(second.send).to.deep.equal([]);
    expect(pair.b.shown.own.pictures).to.have.length(4);
  });
});

describe('Comparison, calls at the same time', () => {
  it('never share a step', async () => {
    const [a, b] = [new Side(alice, bob), new Side(bob, alice)];
    const [commit] = await a.open();
    const [answer] = (await b.receive(commit)) as [string];
    const [reveal] = await a.receive(answer);
    const steps = await Promise.all([b.comparison.open(), b.comparison.receive(reveal), b.comparison.open()]);
    expect(steps.map(({ state, send, attempts }) => [state.status, send.length, attempts])).to.deep.equal([
      ['waiting', 1, 1],
      ['shown', 0, 0],
      ['shown', 0, 0],
    ]);
  });
});

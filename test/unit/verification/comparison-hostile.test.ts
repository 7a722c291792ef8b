import { expect } from '@open-wc/testing';
import type { ComparisonFault } from '../../../src/verification/comparison-state.ts';
import { alice, bob, forged, Pair, Side, shownToBoth } from './comparison-support.ts';

const failed = (fault: ComparisonFault) => ({ status: 'failed', fault });

/** The messages that a side sent in an honest run, one for each kind. */
async function honest() {
  const pair = await shownToBoth();
  await pair.pick(pair.a, pair.b.shown.own);
  const of = (side: Side) => pair.wire.filter(({ from }) => from === side).map(({ text }) => text);
  return { pair, a: pair.a, b: pair.b, fromAlice: of(pair.a), fromBob: of(pair.b) };
}

describe('hostile messages', () => {
  const texts: [string, unknown, ComparisonFault][] = [
    ['not a string', 7, 'malformed'],
    ['a polluted prototype', `{"__proto__": ${forged('commit', 1)}}`, 'malformed'],
    ['megabytes', 'x'.repeat(1e6), 'too-large'],
    ['another version', forged('commit', 1).replace('2', '3'), 'other-version'],
    ['a nonce before a commitment', forged('reveal', 1), 'out-of-order'],
    ['an answer before a code', forged('confirmed', 1), 'out-of-order'],
    ['an alarm before a code', forged('mismatch', 1), 'out-of-order'],
    ['a nonce of a round to come', forged('reveal', 2), 'out-of-order'],
    ['an answer of a round to come', forged('confirmed', 2), 'out-of-order'],
  ];
  for (const [name, text, fault] of texts) {
    it(`${name}: ${fault}, and nothing more of that round is accepted`, async () => {
      const [a, b] = [new Side(alice, bob), new Side(bob, alice)];
      await b.open();
      const [commit] = await a.open();
      expect(await b.receive(text)).to.deep.equal([]);
      expect(b.state).to.deep.equal(failed(fault));
      expect(await b.receive(commit)).to.deep.equal([]);
      await b.receive('rubbish');
      expect(b.state).to.deep.equal(failed(fault));
      expect([b.results, b.attempts, b.count('reveal')]).to.deep.equal([['failed'], 0, 0]);
      // The person begins again, and all is well.
      const pair = new Pair(a, b);
      await pair.open(b);
      await pair.open(a);
      expect(a.shown.transcript).to.equal(b.shown.transcript);
    });
  }

  it('its own commitment, sent back', async () => {
    const b = new Side(bob, alice);
    const [own] = await b.open();
    await b.receive(own);
    expect(b.state).to.deep.equal(failed('reflected'));
  });

  it('its own nonce, sent back', async () => {
    const [a, b] = [new Side(alice, bob), new Side(bob, alice)];
    await b.receive((await a.open())[0]);
    const [reveal] = await b.open();
    await b.receive(reveal);
    expect(b.state).to.deep.equal(failed('wrong-commitment'));
  });

  it('a second commitment in the round, before and after the code', async () => {
    const b = new Side(bob, alice);
    await b.receive(forged('commit', 1, 1));
    await b.receive(forged('commit', 1, 2));
    expect(b.state).to.deep.equal(failed('commitment-changed'));
    const { b: late } = await shownToBoth();
    await late.receive(forged('commit', 1, 2));
    expect(late.state).to.deep.equal(failed('commitment-changed'));
  });

  it('a nonce that was not committed to', async () => {
    const [a, b] = [new Side(alice, bob), new Side(bob, alice)];
    await b.receive((await a.open())[0]);
    await b.receive(forged('reveal', 1));
    expect(b.state).to.deep.equal(failed('wrong-commitment'));
  });

  it('an answer for another code', async () => {
    for (const kind of ['confirmed', 'mismatch'] as const) {
      const { b } = await shownToBoth();
      await b.receive(forged(kind, 1));
      expect(b.state).to.deep.equal(failed('out-of-order'));
    }
  });

  it('any message of this round a second time', async () => {
    for (const index of [0, 1, 2]) {
      const { b, fromAlice } = await honest();
      expect(fromAlice).to.have.length(3);
      await b.receive(fromAlice[index]);
      expect(b.state).to.deep.equal(failed('out-of-order'));
    }
  });

  it('any message of an earlier round: ignored', async () => {
    const { pair, a, b, fromAlice, fromBob } = await honest();
    await shownToBoth(pair);
    const before = b.state;
    for (const text of [...fromAlice, ...fromBob]) expect(await b.receive(text)).to.deep.equal([]);
    expect(b.state).to.equal(before);
    expect([a.results, b.results]).to.deep.equal([['confirmed'], []]);
  });

  it('of another call', async () => {
    const { fromAlice } = await honest();
    const b = new Side(bob, alice);
    await b.receive(fromAlice[0]);
    await b.open();
    await b.receive(fromAlice[1]);
    expect(b.state.status).to.equal('shown');
    const other = new Side(bob, alice, { session: 'other' });
    await other.receive(fromAlice[0]);
    await other.receive(fromAlice[1]);
    expect(other.state).to.deep.equal(failed('wrong-commitment'));
  });

  it('meant for somebody else', async () => {
    const carol = { ...bob, id: 'carol' };
    const pair = await shownToBoth(new Pair(new Side(alice, carol), new Side(bob, alice)));
    expect(pair.b.results).to.deep.equal(['failed']);
    expect([pair.a.state.status, pair.b.state.status]).not.to.include('shown');
  });

  it('in a flood: one failure, and the way out stays open', async () => {
    const { pair, a, b, fromAlice } = await honest();
    await shownToBoth(pair);
    const steps = await Promise.all(Array.from({ length: 2000 }, () => b.comparison.receive(fromAlice[0])));
    // Refused at once: what is too much does not wait.
    expect(steps.at(-1)?.state.status).to.equal('shown');
    for (const step of steps) b.note(step);
    expect(b.results).to.deep.equal(['failed']);
    expect(b.state).to.deep.equal(failed('flooded'));
    await pair.open(b);
    await pair.open(a);
    expect(a.shown.transcript).to.equal(b.shown.transcript);
    await Promise.all(Array.from({ length: 66 }, () => b.comparison.receive(fromAlice[0])));
    expect(b.state).to.deep.equal(failed('flooded'));
  });

  it('up to 64 at once: no flood', async () => {
    const { pair, b, fromAlice } = await honest();
    await shownToBoth(pair);
    await Promise.all(Array.from({ length: 64 }, () => b.comparison.receive(fromAlice[0])));
    expect(b.state.status).to.equal('shown');
    await Promise.all(Array.from({ length: 65 }, () => b.comparison.receive(fromAlice[0])));
    expect(b.state).to.deep.equal(failed('flooded'));
  });
});

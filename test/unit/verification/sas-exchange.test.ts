import { expect } from '@open-wc/testing';
import { MAX_ROUNDS, type SasExchange } from '../../../src/verification/sas-exchange.ts';
import type { SasState } from '../../../src/verification/sas-state.ts';
import { print, random } from '../transport-security/support.ts';
import { alice, alicesView, bob, bobsView, Line, run, shown } from './sas-support.ts';

const code = /^\d{4} \d{4}$/;
const same = (left: SasExchange, right: SasExchange): void => {
  expect(shown(left)).to.match(code);
  expect(shown(right)).to.equal(shown(left));
};

describe('CodeExchange between two honest ends', () => {
  it('gives both the same code, whoever is first', async () => {
    for (const first of [0, 1]) {
      const [a, b] = [alice(), bob()];
      const line = new Line(a, b);
      await line.start();
      await line.deliver((count) => (first === 0 ? 0 : count - 1));
      same(a, b);
    }
  });

  it('gives each its own view of the other chat key', async () => {
    const [a, b] = [alice(), bob()];
    await run(a, b);
    expect(a.state).to.have.property('peerChatKey').deep.equal(new Uint8Array(65).fill(2));
    expect(b.state).to.have.property('peerChatKey').deep.equal(new Uint8Array(65).fill(1));
  });

  it('gives another code in another call', async () => {
    const codes = new Set<string>();
    for (let call = 0; call < 5; call++) {
      const [a, b] = [alice(), bob()];
      await run(a, b);
      codes.add(shown(a));
    }
    expect(codes.size).to.equal(5);
  });

  it('knows nothing before it starts, and takes no message', async () => {
    const [a, b] = [alice(), bob()];
    const idle = { status: 'waiting', reason: 'no-fingerprints', round: 0, answer: 'none', withdrawn: false };
    expect(a.state).to.deep.equal(idle);
    const [hello = ''] = await b.start();
    expect(await a.receive(hello)).to.deep.equal({ send: [] });
    expect(a.state).to.deep.equal(idle);
  });

  it('waits for an end that is not there yet', async () => {
    const [a, b] = [alice(), bob()];
    const line = new Line(a, b);
    await a.start();
    expect(shown(a)).to.equal('waiting: peer');
    line.send(0, await b.start());
    await line.deliver();
    same(a, b);
  });

  it('comes to rest: nothing is sent once both are ready', async () => {
    const [a, b] = [alice(), bob()];
    const line = await run(a, b);
    const before = line.sent.length;
    expect(before).to.be.below(9);
    line.resend();
    expect(await line.deliver()).to.equal(0);
  });

  it('does not start without fingerprints, and starts once they are seen', async () => {
    const [a, b] = [alice({ fingerprints: { local: [], remote: [] } }), bob()];
    const line = await run(a, b);
    expect(shown(a)).to.equal('waiting: no-fingerprints');
    expect(a.resend()).to.deep.equal([]);
    line.send(1, await a.update(alicesView));
    line.resend();
    await line.deliver();
    same(a, b);
  });

  it('never sends its nonce before it holds the other commitment', async () => {
    const a = alice();
    for (const message of [...(await a.start()), ...a.resend()]) expect(message).not.to.contain('nonce');
  });

  it('takes no nonce that was revealed to somebody else', async () => {
    const [a, b] = [alice(), bob()];
    await run(a, b);
    const [meant = ''] = a.resend();
    // Bob's page has been loaded anew, with another commitment.
    const again = bob();
    await again.start();
    const { send, fault } = await again.receive(meant);
    expect(fault).to.equal(undefined);
    expect(shown(again)).to.equal('waiting: peer');
    expect(send).to.have.length(1);
  });

  for (let seed = 1; seed <= 25; seed++) {
    it(`survives loss, repetition and disorder (${seed})`, async () => {
      const next = random(seed);
      const [a, b] = [alice(), bob()];
      let lossy = true;
      const line = new Line(a, b, (message) => {
        if (!lossy) return [message];
        const luck = next();
        return luck < 0.4 ? [] : luck < 0.7 ? [message] : [message, message, message];
      });
      const shuffle = (count: number): number => Math.floor(next() * count);
      await line.start();
      for (let second = 0; second < 6; second++) {
        await line.deliver(shuffle);
        // In the middle of it all the connections change, at one end before the other.
        if (second === 2) line.send(1, await a.update({ ...alicesView, local: [print(0xa3)] }));
        if (second === 3) line.send(0, await b.update({ ...bobsView, remote: [print(0xa3)] }));
        line.resend();
      }
      // What was sent before may come again at any time.
      for (const old of line.sent.slice()) line.way.push(old);
      await line.deliver(shuffle);
      lossy = false;
      line.resend();
      await line.deliver(shuffle);
      same(a, b);
    });
  }
});

describe('CodeExchange when the connections change', () => {
  it('withdraws code and answer, and begins anew with another nonce', async () => {
    const [a, b] = [alice(), bob()];
    const line = await run(a, b);
    const before = shown(a);
    a.answer('same');
    b.answer('same');
    line.send(1, await a.update({ ...alicesView, local: [print(0xa3)] }));
    expect(shown(a)).to.equal('waiting: peer');
    expect(a.state).to.include({ answer: 'none', withdrawn: true });
    await line.deliver();
    // Bob still sees the old certificate, so that there is no code to compare with Alice's.
    expect(shown(b)).to.equal('waiting: fingerprints-differ');
    expect(b.state).to.include({ answer: 'none', withdrawn: true });
    line.send(0, await b.update({ ...bobsView, remote: [print(0xa3)] }));
    await line.deliver();
    same(a, b);
    expect(shown(a)).not.to.equal(before);
    a.answer('same');
    expect(a.state).to.include({ answer: 'same', withdrawn: false });
  });

  it('changes nothing when the set is the same in other words', async () => {
    const [a, b] = [alice(), bob()];
    await run(a, b);
    a.answer('same');
    const again = {
      local: [...alicesView.local].reverse(),
      remote: alicesView.remote.map((one) => one.toLowerCase()),
    };
    expect(await a.update(again)).to.deep.equal([]);
    expect(a.state).to.include({ status: 'ready', answer: 'same' });
  });

  it('keeps a code while some or all of its certificates are out of sight, and withdraws it for a new one', async () => {
    const [a, b] = [alice(), bob()];
    await run(a, b);
    a.answer('same');
    const { code } = a.state as Extract<SasState, { status: 'ready' }>;
    for (const seen of [{ local: [], remote: [] }, { ...alicesView, remote: [] }, alicesView]) {
      expect(await a.update(seen)).to.deep.equal([]);
      expect(a.state).to.include({ status: 'ready', answer: 'same', code });
    }
    expect(await a.update({ local: [], remote: [print(0xe1)] })).to.deep.equal([]);
    expect(a.state).to.include({ status: 'waiting', reason: 'no-fingerprints', withdrawn: true });
    expect(await a.update({ ...alicesView, remote: [...alicesView.remote, print(0xe1)] })).to.have.length(1);
    expect(a.state).to.include({ status: 'waiting', answer: 'none', withdrawn: true });
  });

  it('begins anew where there is no code yet and the fingerprints go out of sight', async () => {
    const a = alice();
    await a.start();
    expect(await a.update({ local: [], remote: [] })).to.deep.equal([]);
    expect(a.state).to.include({ status: 'waiting', reason: 'no-fingerprints' });
  });

  it('keeps "different" until the person says otherwise', async () => {
    const [a, b] = [alice(), bob()];
    const line = await run(a, b);
    a.answer('different');
    line.send(0, await b.restart());
    await line.deliver();
    same(a, b);
    expect(a.state.answer).to.equal('different');
    a.answer('same');
    expect(a.state.answer).to.equal('same');
  });

  it('takes no "same" where there is no code', () => {
    const a = alice();
    a.answer('same');
    expect(a.state.answer).to.equal('none');
  });

  it('bounds the guesses of whoever begins rounds again and again', async () => {
    const [a, b] = [alice(), bob()];
    const line = await run(a, b);
    for (let round = 0; round <= MAX_ROUNDS; round++) {
      line.send(1, await a.restart());
      await line.deliver();
    }
    expect(shown(a)).to.equal('failed: too-many-rounds');
    // The rounds that the other end began count too.
    expect(await b.restart()).to.deep.equal([]);
    expect(shown(b)).to.equal('failed: too-many-rounds');
    expect(a.resend()).to.deep.equal([]);
  });
});

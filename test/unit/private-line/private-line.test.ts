import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { shownCandidate, withoutCandidates } from '../../../src/private-line/own-addresses.ts';
import { connections, endAll, open, openLines, patience, recordConnections, typeOf } from './line-support.ts';

describe('a private line', function () {
  this.timeout(40_000);
  beforeEach(recordConnections);
  afterEach(endAll);

  it('opens both ways, proves both ends and carries messages', async () => {
    const { a, b, printOfA, printOfB } = await open(await openLines());
    await Promise.all([a.line.send('chat', 'Bonjour 😀'), b.line.send('secret', 'x'.repeat(60_000))]);
    expect([a.texts, a.topics]).to.deep.equal([['x'.repeat(60_000)], ['secret']]);
    expect([b.texts, b.topics]).to.deep.equal([['Bonjour 😀'], ['chat']]);
    expect(a.proofs.map(({ run: _run, ...proof }) => proof)).to.deep.equal([
      { fingerprint: printOfB, role: 'client' },
    ]);
    expect(b.proofs.map(({ run: _run, ...proof }) => proof)).to.deep.equal([
      { fingerprint: printOfA, role: 'host' },
    ]);
    expect([a.states, b.states]).to.deep.equal([['open'], ['open']]);
    expect([a.faults, b.faults]).to.deep.equal([[], []]);
    expect(connections.length).to.equal(2);
  });

  it('carries what was sent before it opened', async () => {
    const { a, b } = await openLines();
    await Promise.all([a.line.send('chat', 'early'), b.line.send('chat', 'early too')]);
    expect([a.texts, b.texts]).to.deep.equal([['early too'], ['early']]);
  });

  for (const [whose, index] of [
    ['Alice’s', 0],
    ['Bob’s', 1],
  ] as const)
    it(`opens again when ${whose} connection is cut, loses nothing and shows nothing twice`, async () => {
      const pair = await open(await openLines());
      const { a, b } = pair;
      const texts = Array.from({ length: 5 }, (_, number) => `${number} ${'é'.repeat(number * 6000)}`);
      const sent = texts.flatMap((text) => [a.line.send('chat', text), b.line.send('chat', text)]);
      connections
        .find(({ localDescription }) => localDescription?.type === ['offer', 'answer'][index])
        ?.close();
      sent.push(a.line.send('chat', 'during'), b.line.send('chat', 'during'));
      await Promise.all(sent);
      expect([a.texts, b.texts]).to.deep.equal([
        [...texts, 'during'],
        [...texts, 'during'],
      ]);
      expect([a.proofs.length, b.proofs.length]).to.deep.equal([2, 2]);
      expect([a.states, b.states]).to.deep.equal(Array(2).fill(['open', 'interrupted', 'open']));
      expect([a.faults, b.faults]).to.deep.equal([[], []]);
      expect(connections.filter(({ connectionState }) => connectionState !== 'closed').length).to.equal(2);
    });

  it('tries again when the session does not carry its messages', async () => {
    let refused = 0;
    const pair = await openLines((data) => {
      if (refused < 2) {
        refused += 1;
        throw new Error('away');
      }
      return [data];
    });
    await open(pair);
    expect(refused).to.equal(2);
  });

  it('takes nothing more and rejects what waits once it is closed', async () => {
    const { a, b } = await open(await openLines());
    b.line.close();
    const waits = a.line.send('chat', 'too late').catch(({ code }) => code);
    await waitUntil(() => a.line.state === 'interrupted', 'the cut is noticed', patience);
    a.line.close();
    expect(await waits).to.equal('connection-lost');
    expect(await a.line.send('chat', 'x').catch(({ code }) => code)).to.equal('not-connected');
    expect([a.states.at(-1), b.states.at(-1), b.texts]).to.deep.equal(['closed', 'closed', []]);
    expect(connections.every(({ connectionState }) => connectionState === 'closed')).to.equal(true);
  });

  it('shows no address and does not open when it must be relayed and there is no relay', async () => {
    const pair = await openLines(undefined, { relayOnly: true });
    const { a, b } = pair;
    const gathered = () =>
      connections.length >= 2 &&
      connections.every(({ iceGatheringState }) => iceGatheringState === 'complete');
    await waitUntil(gathered, 'both gather', patience);
    await aTimeout(200);
    expect([...a.signals, ...b.signals].filter((data) => /candidate:|candidates/.test(data))).to.deep.equal(
      [],
    );
    expect([a.line.state, b.line.state]).to.deep.equal(['opening', 'opening']);
    a.line.goDirect();
    b.line.goDirect();
    await open(pair);
    expect(a.signals.map(typeOf)).to.contain('candidates');
  });

  it('tells no address in its descriptions', async () => {
    const { a, b } = await open(await openLines());
    const described = [...a.signals, ...b.signals].filter((data) => /"sdp"/.test(data));
    expect(described.map(typeOf)).to.deep.equal(['offer', 'answer']);
    for (const data of described) expect(data).not.to.contain('a=candidate');
  });
});

describe('own addresses', () => {
  const relay = 'candidate:1 1 udp 41885695 203.0.113.7 50000 typ relay raddr 192.0.2.55 rport 49203';
  const own = 'candidate:2 1 udp 2122260223 192.0.2.55 49203 typ host';

  it('are not shown as the related address of a relayed candidate', () => {
    const shown = 'candidate:1 1 udp 41885695 203.0.113.7 50000 typ relay raddr 0.0.0.0 rport 0';
    expect([shownCandidate(relay, true), shownCandidate(relay, false)]).to.deep.equal([shown, shown]);
  });

  it('are shown only where there may be a direct path', () => {
    expect([shownCandidate(own, false), shownCandidate(own, true)]).to.deep.equal([own, undefined]);
    expect([shownCandidate('', false), shownCandidate(`${own} ${'x'.repeat(300)}`, false)]).to.deep.equal([
      undefined,
      undefined,
    ]);
  });

  it('are taken out of a description', () => {
    expect(withoutCandidates(`a=mid:0\r\na=${own}\r\na=${relay}\r\na=setup:active\r\n`)).to.equal(
      'a=mid:0\r\na=setup:active\r\n',
    );
  });
});

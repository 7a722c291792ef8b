import { aTimeout, expect } from '@open-wc/testing';
import { MAX_FRAME } from '../../../src/private-line/line-frame.ts';
import { utf8 } from '../../../src/verification/bytes.ts';
import {
  alice,
  aliceEnd,
  alicePrint,
  bob,
  bobEnd,
  bobPrint,
  Channel,
  type End,
  malloryPrint,
  openPair,
} from './protocol-support.ts';

/** Lets promises settle. */
const settled = () => aTimeout(0);
const run = 'A'.repeat(22);
const hello = (changes: Record<string, unknown> = {}) =>
  JSON.stringify({
    ...{ type: 'hello', v: 2, session: 'session', from: 'bob', to: 'alice', name: 'Bob', role: 'client' },
    ...{ sees: alicePrint, run, of: '', got: 0 },
    ...changes,
  });
const message = (n: number, changes: Record<string, unknown> = {}) =>
  JSON.stringify({ type: 'message', n, topic: 'chat', text: `text ${n}`, ...changes });

/** Alice's end on a channel whose other end the test plays. */
function attached(...frames: readonly unknown[]) {
  const end = aliceEnd();
  const sent: string[] = [];
  end.protocol.attach((frame) => sent.push(frame), bobPrint);
  for (const frame of frames) end.protocol.receive(frame);
  return { end, sent };
}

describe('the first frame of a line', () => {
  it('opens it at both ends, with the certificate and the role of the other', () => {
    const { a, b } = openPair();
    expect(a.proofs.map(({ run: _run, ...proof }) => proof)).to.deep.equal([
      { fingerprint: bobPrint, role: 'client' },
    ]);
    expect(b.proofs.map(({ run: _run, ...proof }) => proof)).to.deep.equal([
      { fingerprint: alicePrint, role: 'host' },
    ]);
    expect([a.protocol.open, b.protocol.open]).to.deep.equal([true, true]);
  });

  it('tells a role that was not known before', () => {
    const [a, b] = [aliceEnd({ peer: { ...bob, role: '' } }), bobEnd()];
    new Channel(a, b).deliver();
    expect(a.proofs[0]?.role).to.equal('client');
  });

  for (const [member, value] of Object.entries({
    session: 'another',
    from: 'mallory',
    to: 'mallory',
    name: 'Bob ',
    role: 'host',
    sees: malloryPrint,
  }))
    it(`is refused with another ${member}`, () => {
      const { end } = attached(hello({ [member]: value }), message(1));
      expect(end.faults).to.deep.equal(['misnamed']);
      expect([end.proofs, end.messages, end.protocol.open]).to.deep.equal([[], [], false]);
    });

  it('is refused when it is one’s own, sent back', () => {
    const { end, sent } = attached();
    end.protocol.receive(sent[0]);
    expect(end.faults).to.deep.equal(['misnamed']);
  });

  for (const [what, changes, fault] of [
    ['of another version', { v: 3 }, 'other-version'],
    ['without a version', { v: undefined }, 'malformed'],
    ['without a name', { name: undefined }, 'malformed'],
    ['with a role that is no text', { role: 1 }, 'malformed'],
    ['with a long role', { role: 'r'.repeat(65) }, 'malformed'],
    ['without a run', { run: '' }, 'malformed'],
    ['with an odd run before', { of: 'x' }, 'malformed'],
    ['with a negative count', { got: -1 }, 'malformed'],
    ['with a broken count', { got: 0.5 }, 'malformed'],
  ] as const)
    it(`is refused ${what}`, () => {
      const { end } = attached(hello(changes));
      expect(end.faults).to.deep.equal([fault]);
      expect(end.protocol.open).to.equal(false);
    });

  it('comes first and once', () => {
    expect(attached(message(1)).end.faults).to.deep.equal(['malformed']);
    expect(attached(JSON.stringify({ type: 'ack', got: 1 })).end.faults).to.deep.equal(['malformed']);
    expect(attached(hello(), hello()).end.faults).to.deep.equal(['malformed']);
  });

  it('does not mind what was received from an earlier instance of its reader', () => {
    const { end } = attached(hello({ of: 'B'.repeat(22), got: 5 }), message(1));
    expect([end.faults, end.texts]).to.deep.equal([[], ['text 1']]);
  });

  it('does not count what was never sent as received', () => {
    const { end, sent } = attached();
    const own: { run: string } = JSON.parse(sent[0] ?? '');
    end.protocol.receive(hello({ of: own.run, got: 1 }));
    expect(end.faults).to.deep.equal(['gap']);
  });
});

describe('a frame', () => {
  for (const [what, frame, fault] of [
    ['that is no text', new ArrayBuffer(2), 'malformed'],
    ['that is no JSON', '{', 'malformed'],
    ['that is a list', '[]', 'malformed'],
    ['of no known type', message(1, { type: 'other' }), 'malformed'],
    ['whose members are inherited', `{"__proto__":${message(1)}}`, 'malformed'],
    ['without a number', message(0), 'malformed'],
    ['whose number is a text', message(1, { n: '1' }), 'malformed'],
    ['without a text', message(1, { text: null }), 'malformed'],
    ['without a topic', message(1, { topic: undefined }), 'malformed'],
    ['that acknowledges what was not sent', JSON.stringify({ type: 'ack', got: 1 }), 'malformed'],
    ['with more characters than are taken', message(1, { text: 'x'.repeat(MAX_FRAME) }), 'too-large'],
    ['with more bytes than are taken', message(1, { text: '€'.repeat(MAX_FRAME / 3) }), 'too-large'],
    ['after a gap', message(2), 'gap'],
  ] as const)
    it(`${what} closes the channel`, () => {
      const { end } = attached(hello(), frame, message(1));
      expect(end.faults).to.deep.equal([fault]);
      expect([end.messages, end.protocol.open]).to.deep.equal([[], false]);
    });

  it('that comes again is dropped', () => {
    const { end } = attached(hello(), message(1), message(1), message(2), message(1));
    expect(end.texts).to.deep.equal(['text 1', 'text 2']);
    expect(end.faults).to.deep.equal([]);
  });

  it('about a later version’s topic is acknowledged and not shown', () => {
    const { end, sent } = attached(hello(), message(1, { topic: 'whiteboard' }), message(2));
    expect(end.texts).to.deep.equal(['text 2']);
    expect(sent.slice(1).map((frame) => JSON.parse(frame).got)).to.deep.equal([1, 2]);
  });

  it('in excess is a flood, after an hour of quiet too', () => {
    const { end } = attached(hello());
    end.clock = 3_600_000;
    for (let n = 1; n <= 501; n += 1) end.protocol.receive(message(n));
    expect(end.messages.length).to.equal(500);
    expect(end.faults).to.deep.equal(['flooded']);
  });

  it('in time is no flood', () => {
    const { end } = attached(hello());
    for (let n = 1; n <= 1500; n += 1) {
      end.clock += 10;
      end.protocol.receive(message(n));
    }
    expect([end.messages.length, end.faults]).to.deep.equal([1500, []]);
  });

  it('that is part of an endless message is too large', () => {
    const { end } = attached(hello());
    for (let n = 1; n <= 9; n += 1)
      end.protocol.receive(JSON.stringify({ type: 'part', n, text: 'x'.repeat(8192) }));
    expect(end.faults).to.deep.equal(['too-large']);
  });
});

describe('a message', () => {
  for (const [what, text] of Object.entries({
    'of no character': '',
    'of one character': 'x',
    'that fills a frame without what is around it': 'x'.repeat(MAX_FRAME - 2),
    'of one byte less than a frame': 'x'.repeat(MAX_FRAME - 1),
    'of a frame': 'x'.repeat(MAX_FRAME),
    'of one byte more than a frame': 'x'.repeat(MAX_FRAME + 1),
    'of 60 KB': 'aé€'.repeat(10_000),
    'with pairs across the cuts': `x${'😀'.repeat(16_000)}`,
    'of control characters': '\u0001'.repeat(65_536),
    'with half a pair': '\ud83d alone',
    'that looks like markup': '<b>non</b>"\\',
  }))
    it(`${what} arrives as it was sent`, async () => {
      const { a, b, channel } = openPair();
      const sent = a.send(text);
      channel.deliver();
      await settled();
      expect(b.texts).to.deep.equal([text]);
      expect([sent.outcome, a.faults, b.faults]).to.deep.equal(['received', [], []]);
      expect(Math.max(...channel.carried.map((frame) => utf8(frame).length))).to.be.at.most(MAX_FRAME);
    });

  it('with pairs is cut within one, so that the case above is one', () => {
    const { a, channel } = openPair();
    a.send(`x${'😀'.repeat(16_000)}`);
    expect(channel.carried.some((frame) => /\\ud83d","?|\\ud83d"/.test(frame))).to.equal(true);
  });

  it('is about what it was sent about, in order, both ways', () => {
    const { a, b, channel } = openPair();
    void a.protocol.send('secret', '1');
    void a.protocol.send('chat', '2');
    void b.protocol.send('comparison', '3');
    channel.deliver();
    expect(b.messages).to.deep.equal([
      ['secret', '1'],
      ['chat', '2'],
    ]);
    expect(a.messages).to.deep.equal([['comparison', '3']]);
  });

  it('of more than 64 KiB is refused', async () => {
    const { a, channel } = openPair();
    const [most, more] = [a.send('x'.repeat(65_536)), a.send('é'.repeat(32_769))];
    channel.deliver();
    await settled();
    expect([most.outcome, more.outcome]).to.deep.equal(['received', 'message-invalid']);
  });

  it('is refused when 256 wait, and taken when they have gone', async () => {
    const [a, b] = [aliceEnd(), bobEnd()];
    const waiting = Array.from({ length: 256 }, (_, index) => a.send(`${index}`));
    const excess = a.send('x');
    await settled();
    expect(excess.outcome).to.equal('rate-limited');
    const channel = new Channel(a, b);
    channel.deliver();
    // What is sent as the channel begins counts as sent on it.
    const next = Array.from({ length: 64 }, () => a.send('next'));
    const tooMany = a.send('x');
    channel.deliver();
    await settled();
    expect(new Set([...waiting, ...next].map(({ outcome }) => outcome))).to.deep.equal(new Set(['received']));
    expect([b.texts.length, tooMany.outcome]).to.deep.equal([320, 'rate-limited']);
  });

  it('is refused when 1 MiB waits', async () => {
    const a = aliceEnd();
    const sent = Array.from({ length: 16 }, () => a.send('x'.repeat(65_536)));
    await settled();
    expect(sent.map(({ outcome }) => outcome)).to.deep.equal([...Array(15).fill('waits'), 'rate-limited']);
  });

  it('in excess is refused by its sender, before it is a flood', async () => {
    const { a, b, channel } = openPair();
    const sent = Array.from({ length: 330 }, (_, index) => {
      const one = a.send(`${index}`);
      channel.deliver();
      return one;
    });
    await settled();
    expect(sent.filter(({ outcome }) => outcome === 'rate-limited').length).to.equal(10);
    expect([b.texts.length, b.faults]).to.deep.equal([320, []]);
    a.clock += 25;
    a.send('later');
    channel.deliver();
    expect(b.texts.at(-1)).to.equal('later');
  });

  it('waits while the line is not open and the other end is not known to have it', () => {
    const waiting: boolean[] = [];
    const a = aliceEnd({ onOpen: () => waiting.push(a.protocol.waits) });
    const b = bobEnd();
    expect(a.protocol.waits).to.equal(false);
    a.send('before');
    expect(a.protocol.waits).to.equal(true);
    const channel = new Channel(a, b);
    expect(a.protocol.waits).to.equal(true);
    channel.deliver();
    expect(waiting, 'as it opens, before it goes out').to.deep.equal([true]);
    a.send('while it is open');
    expect(a.protocol.waits).to.equal(false);
    channel.cut();
    expect(a.protocol.waits, 'without an acknowledgement').to.equal(true);
    new Channel(a, b).deliver();
    expect(a.protocol.waits).to.equal(false);
    a.protocol.detach();
    expect(a.protocol.waits, 'all of it was acknowledged').to.equal(false);
    a.send('last');
    a.protocol.close();
    expect(a.protocol.waits, 'it is given up').to.equal(false);
  });

  it('that waits is rejected when the line is closed, and so is every later one', async () => {
    const { a } = openPair();
    const before = a.send('before');
    a.protocol.close();
    const after = a.send('after');
    await settled();
    expect([before.outcome, after.outcome]).to.deep.equal(['connection-lost', 'not-connected']);
  });
});

describe('a line over a new channel', () => {
  /** What each of the two sends, over channels that break after every few frames. */
  for (const survives of [0, 1, 2, 3, 5, 8])
    it(`loses nothing and shows nothing twice when it breaks after ${survives} frames each way`, async () => {
      const { a, b, channel } = openPair();
      const texts = Array.from({ length: 6 }, (_, index) => `${index} ${'é'.repeat(index * 5000)}`);
      const sent = texts.flatMap((text) => [a.send(text), b.send(text)]);
      channel.deliverTo(1, survives);
      channel.deliverTo(0, survives);
      channel.cut();
      sent.push(a.send('during'), b.send('during'));
      // A channel that breaks before, between or after the two hellos.
      for (const [toA, toB] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
        [2, 9],
      ] as const) {
        const next = new Channel(a, b);
        next.deliverTo(0, toA);
        next.deliverTo(1, toB);
        next.cut();
      }
      new Channel(a, b).deliver();
      await settled();
      expect(a.texts).to.deep.equal([...texts, 'during']);
      expect(b.texts).to.deep.equal([...texts, 'during']);
      expect(new Set(sent.map(({ outcome }) => outcome))).to.deep.equal(new Set(['received']));
      expect([a.faults, b.faults]).to.deep.equal([[], []]);
    });

  it('says at its beginning what arrived before', async () => {
    const { a, b, channel } = openPair();
    const sent = a.send('arrives, and its acknowledgement does not');
    channel.deliverTo(1);
    channel.cut();
    const next = new Channel(a, b);
    next.deliver();
    await settled();
    expect(sent.outcome).to.equal('received');
    expect(next.carried.filter((frame) => frame.includes('"message"'))).to.deep.equal([]);
  });

  it('rejects what was not acknowledged when the other end began anew', async () => {
    const { a, b, channel } = openPair();
    const received = a.send('one');
    b.send('from before');
    channel.deliver();
    const [seen, unseen] = [a.send('two'), a.send('three')];
    channel.deliverTo(1, 1);
    channel.cut();
    const during = a.send('four');
    const another = bobEnd();
    const next = new Channel(a, another);
    next.deliver();
    const after = [a.send('five'), another.send('six')];
    next.deliver();
    await settled();
    expect([received, seen, unseen, during].map(({ outcome }) => outcome)).to.deep.equal([
      'received',
      ...Array(3).fill('connection-lost'),
    ]);
    expect(after.map(({ outcome }) => outcome)).to.deep.equal(['received', 'received']);
    expect([b.texts, another.texts, a.texts]).to.deep.equal([
      ['one', 'two'],
      ['five'],
      ['from before', 'six'],
    ]);
    expect([a.faults, another.faults]).to.deep.equal([[], []]);
  });

  it('notices that the other end forgot what it had acknowledged', () => {
    const { a, b, channel } = openPair();
    a.send('one');
    channel.deliver();
    channel.cut();
    const frames: string[] = [];
    b.protocol.attach((frame) => frames.push(frame), alicePrint);
    a.protocol.attach(() => undefined, bobPrint);
    a.protocol.receive(JSON.stringify({ ...JSON.parse(frames[0] ?? ''), got: 0 }));
    expect(a.faults).to.deep.equal(['gap']);
  });

  it('says nothing to another certificate, and goes on with the first one', async () => {
    const { a, b, channel } = openPair();
    channel.cut();
    const sent = a.send('for Bob');
    const frames: string[] = [];
    a.protocol.attach((frame) => frames.push(frame), malloryPrint);
    a.protocol.receive(hello());
    expect(a.faults).to.deep.equal(['certificate-changed']);
    expect(frames).to.deep.equal([]);
    new Channel(a, b).deliver();
    await settled();
    expect([sent.outcome, b.texts]).to.deep.equal(['received', ['for Bob']]);
  });

  it('may have another certificate while none has opened it', () => {
    const a = aliceEnd();
    a.protocol.attach(() => undefined, malloryPrint);
    a.protocol.receive(hello({ sees: malloryPrint }));
    expect(a.faults).to.deep.equal(['misnamed']);
    new Channel(a, bobEnd()).deliver();
    expect(a.proofs.length).to.equal(1);
  });

  it('sends nothing that waits when it is closed as it opens', async () => {
    const b = bobEnd();
    const a: End = aliceEnd({ onOpen: () => a.protocol.close() });
    const sent = a.send('for nobody');
    new Channel(a, b).deliver();
    await settled();
    expect([sent.outcome, b.texts]).to.deep.equal(['connection-lost', []]);
    expect(a.protocol.open).to.equal(false);
  });

  it('sends what is said as it opens after what waits', () => {
    const b = bobEnd();
    const a: End = aliceEnd({ onOpen: () => a.send('second') });
    a.send('first');
    new Channel(a, b).deliver();
    expect(b.texts).to.deep.equal(['first', 'second']);
    expect([alice.id, b.faults]).to.deep.equal(['alice', []]);
  });
});

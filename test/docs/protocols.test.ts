import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  LINE_VERSION,
  type LineFault,
  type LineTopic,
  MAX_FRAME,
  readFrame,
} from '../../src/private-line/line-frame.ts';
import { createLineId } from '../../src/private-line/line-id.ts';
import { LineProtocol } from '../../src/private-line/line-protocol.ts';
import { MAX_MESSAGE, MAX_WAITING } from '../../src/private-line/outbox.ts';
import {
  MAX_CANDIDATE,
  MAX_CANDIDATES,
  readSignal,
  type SignallingMessage,
} from '../../src/private-line/signalling-message.ts';
import { type Bytes, toBase64Url } from '../../src/verification/bytes.ts';
import { choicesFor } from '../../src/verification/choices.ts';
import {
  type ComparisonMessage,
  readComparisonMessage,
  writeComparisonMessage,
} from '../../src/verification/comparison-message.ts';
import { codeOf } from '../../src/verification/comparison-round.ts';
import type { ComparisonFault } from '../../src/verification/comparison-state.ts';
import { SAS_VERSION, sasDigest, sasOf } from '../../src/verification/sas.ts';
import type { Document } from './support/markdown.ts';
import { number, read, sorted } from './support/protocol.ts';

const line = read('docs/private-line.md');
const comparison = read('docs/verification.md');

/** The rows of a table: the name in the first column, and the code in the others. */
const rowsOf = (document: Document, heading: string) =>
  new Map(document.rows(heading).map(({ names, rest }) => [names[0] ?? '', rest]));

const prints = { alice: `sha-256 ${'A1:'.repeat(31)}A1`, bob: `sha-256 ${'B2:'.repeat(31)}B2` };
const people = {
  alice: { id: 'alice', name: 'Alice', role: 'moderator' },
  bob: { id: 'bob', name: 'Bob', role: 'publisher' },
};

/** Alice and Bob on one channel: what each frame was, and what reaches Bob. */
function talk(...messages: readonly (readonly [string, string])[]) {
  const frames: string[] = [];
  const shown: string[] = [];
  const end = (self: 'alice' | 'bob', peer: 'alice' | 'bob') =>
    new LineProtocol({
      ...{ session: 'session', self: people[self], peer: people[peer], ownFingerprint: prints[self] },
      onOpen: () => undefined,
      onMessage: (topic) => shown.push(topic),
      onFault: (fault) => assert.fail(fault),
    });
  const [alice, bob] = [end('alice', 'bob'), end('bob', 'alice')];
  const carry = (to: LineProtocol) => (frame: string) => {
    frames.push(frame);
    queueMicrotask(() => to.receive(frame));
  };
  alice.attach(carry(bob), prints.bob);
  bob.attach(carry(alice), prints.alice);
  return new Promise<{ frames: readonly string[]; shown: readonly string[] }>((resolve) => {
    setImmediate(async () => {
      await Promise.all(messages.map(([topic, text]) => alice.send(topic as LineTopic, text)));
      resolve({ frames, shown });
    });
  });
}

describe('the page about the private line', () => {
  // A topic that is added or taken away does not compile here.
  const topics = Object.keys({
    chat: 0,
    comparison: 0,
    secret: 0,
    attestation: 0,
    command: 0,
  } satisfies Record<LineTopic, 0>);

  it('has each frame with its members, and nothing else', async () => {
    const { frames } = await talk(['chat', 'x'], ['chat', 'x'.repeat(MAX_FRAME)]);
    const members = new Map<string, string[]>();
    for (const frame of frames) {
      const { type, ...others } = JSON.parse(frame);
      members.set(type, sorted(Object.keys(others)));
    }
    const said = [...rowsOf(line, 'frame')].map(([type, rest]) => [
      type,
      sorted(rest.filter((name) => !topics.includes(name))),
    ]);
    assert.deepEqual(Object.fromEntries(said), Object.fromEntries(members));
  });

  it('has each topic', async () => {
    const said = rowsOf(line, 'frame')
      .get('message')
      ?.filter((name) => !['n', 'topic', 'text'].includes(name));
    assert.deepEqual(sorted(said ?? []), sorted(topics));
    const { shown } = await talk(...[...topics, 'later'].map((topic) => [topic, 'x'] as const));
    assert.deepEqual(shown, topics);
  });

  it('has each signalling message with its members, none of which may be missing', () => {
    const values = {
      epoch: createLineId(),
      sdp: 'v=0',
      candidates: ['candidate:1 1 udp 1 192.0.2.1 9 typ host'],
    };
    const types = { offer: 0, answer: 0, candidates: 0, please: 0 } satisfies Record<
      SignallingMessage['type'],
      0
    >;
    const rows = rowsOf(line, '`type`');
    assert.deepEqual(sorted(rows.keys()), sorted(Object.keys(types)));
    for (const [type, names] of rows) {
      const message = Object.fromEntries(names.map((name) => [name, Reflect.get(values, name)]));
      const signal = (members: object) => readSignal(JSON.stringify({ v: LINE_VERSION, type, ...members }));
      assert.deepEqual(signal(message), { type, ...message });
      for (const name of names) assert.equal(signal({ ...message, [name]: undefined }), undefined, name);
    }
  });

  it('has each fault', () => {
    const faults: Record<LineFault, 0> = {
      ...{ malformed: 0, 'too-large': 0, 'other-version': 0, flooded: 0, gap: 0, misnamed: 0 },
      'certificate-changed': 0,
    };
    const said = line.rows('what happened').flatMap(({ rest }) => rest);
    assert.deepEqual(sorted(said), sorted(Object.keys(faults)));
  });

  it('gives versions and limits as they are', () => {
    assert.equal(number(line, 'The private line, version #'), LINE_VERSION);
    assert.equal(number(line, '`v`: #;'), LINE_VERSION);
    assert.equal(number(line, 'members beside `v`: # |'), LINE_VERSION);
    assert.equal(number(line, 'a text of at most # bytes'), MAX_FRAME);
    assert.equal(number(line, '| message | # bytes of UTF-8'), MAX_MESSAGE);
    assert.equal(number(line, '| waiting for an acknowledgement | # frames'), MAX_WAITING);
    assert.equal(number(line, '`candidates`: at most # of'), MAX_CANDIDATES);
    assert.equal(number(line, `\`candidates\`: at most ${MAX_CANDIDATES} of # characters`), MAX_CANDIDATE);
    const word = number(line, '| role, topic | # characters');
    const message = (topic: string) => readFrame(JSON.stringify({ type: 'message', n: 1, topic, text: '' }));
    assert.notEqual(message('x'.repeat(word)), 'malformed');
    assert.equal(message('x'.repeat(word + 1)), 'malformed');
    const offer = (sdp: string) =>
      JSON.stringify({ v: LINE_VERSION, type: 'offer', epoch: createLineId(), sdp });
    const room = number(line, 'Messages of at most # characters') - offer('').length;
    assert.ok(readSignal(offer('x'.repeat(room))));
    assert.equal(readSignal(offer('x'.repeat(room + 1))), undefined);
  });
});

describe('the page about the comparison', () => {
  const value = toBase64Url(new Uint8Array(32) as Bytes);

  it('has each member of a message, and each kind', () => {
    const kinds = { commit: 0, reveal: 0, confirmed: 0, mismatch: 0 } satisfies Record<
      ComparisonMessage['kind'],
      0
    >;
    const members = rowsOf(comparison, 'member');
    assert.deepEqual(sorted(members.get('kind') ?? []), sorted(Object.keys(kinds)));
    const written = writeComparisonMessage({ kind: 'commit', round: 1, value });
    assert.deepEqual(sorted(members.keys()), sorted(Object.keys(JSON.parse(written))));
    assert.equal(number(comparison, 'short authentication string, version #'), SAS_VERSION);
    assert.equal(number(comparison, '| `v` | # |'), SAS_VERSION);
    const most = number(comparison, 'JSON strings of at most # characters');
    assert.equal(typeof readComparisonMessage(written.padEnd(most)), 'object');
    assert.equal(readComparisonMessage(written.padEnd(most + 1)), 'too-large');
  });

  it('has each fault', () => {
    const faults: Record<ComparisonFault, 0> = {
      ...{ malformed: 0, 'too-large': 0, 'other-version': 0, flooded: 0, reflected: 0 },
      ...{ 'commitment-changed': 0, 'wrong-commitment': 0, 'out-of-order': 0 },
    };
    for (const fault of Object.keys(faults)) assert.ok(comparison.spans.includes(fault), fault);
  });

  it('says which bits of the digest each person reads', async () => {
    const bits = number(
      comparison,
      'The first # bits of the digest are the row that the person with the lower id reads',
    );
    assert.equal(bits % 8, 0);
    const nonces = ['low', 'high'].map((text) => new TextEncoder().encode(text.padEnd(32)) as Bytes);
    const [low, high] = [people.alice, people.bob].map((one, index) => ({
      ...{ ...one, fingerprint: Object.values(prints)[index] ?? '', nonce: nonces[index] as Bytes },
    }));
    assert.ok(low && high);
    const digest = await sasDigest('session', 1, low, high);
    const rows = [digest, digest.subarray(bits / 8)].map(sasOf);
    for (const [self, peer, own] of [
      [low, high, 0],
      [high, low, 1],
    ] as const) {
      const round = { number: 1, nonce: self.nonce, commitment: '' };
      const code = await codeOf({ session: 'session', self, peer, now: () => 0 }, round, peer.nonce);
      assert.deepEqual(code.own, rows[own]);
      assert.deepEqual(code.right, rows[1 - own]);
      assert.equal(code.transcript, toBase64Url(digest));
    }
    const { pictures, digits } = sasOf(digest);
    assert.equal(pictures.length, 4);
    assert.equal(
      Number(digits.replace(' ', '')),
      (digest[0] ?? 0) * 65536 + (digest[1] ?? 0) * 256 + (digest[2] ?? 0),
    );
    assert.ok(comparison.spans.includes('0123 4567') && /^\d{4} \d{4}$/.test(digits));
    assert.equal(2 ** bits, number(comparison, `2²⁴ = #`));
  });

  it('says how the rows differ', () => {
    const { choices } = choicesFor(Uint8Array.of(1, 2, 3));
    assert.equal(choices.length, 4);
    assert.ok(comparison.prose.includes('Any two of the four rows differ in exactly two positions'));
    for (const [at, one] of choices.entries())
      for (const other of choices.slice(at + 1))
        assert.equal(one.pictures.filter((picture, index) => picture !== other.pictures[index]).length, 2);
  });
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { decodeFrame, encodeFrame, FrameType, MAX_FRAME_BYTES } from '../../demo/session-service/frames.ts';
import { SignallingClient } from '../support/signalling-client.ts';
import { Room } from './support/room.ts';

const headers = { 'TRANSACTION-ID': 't1', 'X-TB-TOKEN-AUTH': 'é ✓' };

/** A frame with its length written anew. */
function framed(...rest: (number | Uint8Array)[]): Buffer {
  const bytes = Buffer.concat(rest.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

const text = (value: string | Uint8Array) => {
  const bytes = Buffer.from(value as string);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};

/** Frames that are none, by what is wrong with them. */
const hostile: Readonly<Record<string, Uint8Array>> = {
  empty: new Uint8Array(),
  'only a length': Buffer.from([0, 0, 0, 0]),
  'shorter than it says': encodeFrame(FrameType.message, headers, '{}').subarray(0, -1),
  'longer than it says': Buffer.concat([encodeFrame(FrameType.ping), Buffer.from([0])]),
  'a length of 4 GB': Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, FrameType.ping, 0, 0]),
  'a reserved field that is not zero': framed(0, 1, FrameType.ping, 0, 0),
  'no counts': framed(0, 0, FrameType.ping),
  'addresses that are not there': framed(0, 0, FrameType.ping, 255, 0),
  'headers that are not there': framed(0, 0, FrameType.ping, 0, 255),
  'a key without a value': framed(0, 0, FrameType.ping, 0, 1, text('A')),
  'a text beyond the end': framed(0, 0, FrameType.ping, 0, 1, text('A'), Buffer.from([0xff, 0xff, 0x41])),
  'a key that is not UTF-8': framed(0, 0, FrameType.ping, 0, 1, text(Buffer.from([0xc3, 0x28])), text('')),
  'a body that is not UTF-8': framed(0, 0, FrameType.message, 0, 0, Buffer.from([0xed, 0xa0, 0x80])),
};

describe('a frame', () => {
  it('is read as it was written', () => {
    const frame = decodeFrame(encodeFrame(FrameType.message, headers, '{"a":"é"}'));
    assert.deepEqual(
      [frame.type, frame.addresses, Object.fromEntries(frame.headers), frame.body],
      [FrameType.message, [], headers, '{"a":"é"}'],
    );
  });

  it('has addresses before its headers, and keeps a byte order mark', () => {
    const bytes = framed(0, 0, 2, 2, text('a'), text('b'), 1, text('k'), text('v'), Buffer.from('\uFEFFx'));
    const { addresses, headers: read, body } = decodeFrame(bytes);
    assert.deepEqual([addresses, [...read], body], [['a', 'b'], [['k', 'v']], '\uFEFFx']);
  });

  it('may lie anywhere in its buffer', () => {
    const inside = Buffer.concat([Buffer.alloc(7, 9), encodeFrame(FrameType.ping, headers)]).subarray(7);
    assert.equal(decodeFrame(inside).headers.get('TRANSACTION-ID'), 't1');
  });

  it('has no headers of more than 65 535 bytes', () => {
    assert.throws(() => encodeFrame(FrameType.ping, { A: 'é'.repeat(33_000) }), RangeError);
  });

  for (const [name, bytes] of Object.entries(hostile)) {
    it(`is not: ${name}`, () => {
      assert.throws(
        () => decodeFrame(bytes),
        (error) => error instanceof RangeError || error instanceof TypeError,
      );
    });
  }

  it('is whole or nothing at every place where it may be cut', () => {
    const whole = encodeFrame(FrameType.message, headers, 'é');
    for (let end = 0; end < whole.length; end++) assert.throws(() => decodeFrame(whole.subarray(0, end)));
  });
});

describe('the service', () => {
  let room: Room;
  beforeEach(async () => {
    room = await Room.open();
  });
  afterEach(() => room.close());

  const messages: Record<string, Uint8Array | string> = {
    ...hostile,
    'a text frame': 'BONJOUR',
    'an unknown type': framed(0, 0, 77, 0, 0),
    'a message without a transaction': encodeFrame(FrameType.message, {}, '{"method":"create","uri":"/"}'),
    'a message with a huge transaction': encodeFrame(
      FrameType.message,
      { 'TRANSACTION-ID': 'A'.repeat(60_000) },
      '{"method":"create","uri":"/"}',
    ),
  };
  for (const [name, body] of Object.entries({
    'a body that is not JSON': '{"method":',
    'a body that is nothing': '',
    'a body that is null': 'null',
    'a body that is a list': '[]',
    'a method that is a number': '{"method":1,"uri":"/"}',
    'an address that is an object': '{"method":"create","uri":{"toString":"/"}}',
    'a method from the prototype': '{"__proto__":{"method":"create","uri":"/"}}',
  })) {
    messages[name] = encodeFrame(FrameType.message, { 'TRANSACTION-ID': 'x' }, body);
  }

  for (const [name, bytes] of Object.entries(messages)) {
    it(`hangs up on ${name}, and goes on with others`, async () => {
      const other = await room.person();
      const one = await room.person();
      one.bytes(bytes);
      assert.equal(await one.closed(), 1002);
      await other.hears('deleted', `/connection/${one.id}`);
      await other.ping();
    });
  }

  it('hangs up on a frame that is too large', async () => {
    const one = await room.person();
    one.bytes(Buffer.alloc(MAX_FRAME_BYTES + 1));
    assert.equal(await one.closed(), 1009);
  });

  it('carries out nothing that comes after a malformed frame', async () => {
    const other = await room.person();
    const one = await room.person();
    one.bytes('BONJOUR');
    const signal = { method: 'signal', uri: `${one.base}/signal/s`, content: { type: 'late' } };
    one.bytes(encodeFrame(FrameType.message, { 'TRANSACTION-ID': 'late' }, JSON.stringify(signal)));
    await other.hears('deleted', `/connection/${one.id}`);
    assert.deepEqual(other.all('signal', /./), []);
  });

  it('takes no member from a prototype, and lets none be changed', async () => {
    const [one, other] = [await room.person(), await room.person()];
    const body = `{"method":"signal","uri":"${one.base}/signal/s","content":{"type":"t","__proto__":{"data":"evil"}}}`;
    assert.equal((await one.send(body)).status, 200);
    const { content } = await other.hears('signal', '/signal/s');
    assert.deepEqual(content, { type: 't' });
    const stream = `{"method":"create","uri":"${one.base}/stream/a","content":{"channel":[{"id":"__proto__","active":true,"__proto__":{"evil":1}}]}}`;
    assert.equal((await one.send(stream)).status, 200);
    const update = `{"method":"update","uri":"${one.base}/stream/a/channel/__proto__","content":{"__proto__":{"evil":1},"active":false}}`;
    assert.equal((await one.send(update)).status, 200);
    assert.equal(Reflect.get({}, 'evil'), undefined);
  });

  it('survives an upgrade to an address that is none', async () => {
    for (const query of ['socketId=', 'socketId=a%2Fb', `socketId=${'a'.repeat(200)}`]) {
      await assert.rejects(
        SignallingClient.open(room.seat, { socketId: decodeURIComponent(query.slice(9)) }),
        /400/,
        query,
      );
    }
    const { request } = await import('node:http');
    for (const path of ['//[', 'http://[', '/%']) {
      await new Promise<void>((resolve) => {
        const { port } = new URL(room.service.origin);
        const upgrade = request({
          port,
          path,
          headers: { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' },
        });
        upgrade.on('error', () => resolve());
        upgrade.on('response', (response) => response.resume().on('end', resolve));
        upgrade.end();
      });
    }
    await (await room.person()).ping();
  });
});

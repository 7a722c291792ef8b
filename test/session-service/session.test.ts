import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { SignallingClient } from '../support/signalling-client.ts';
import { clientToken } from '../support/tokens.ts';
import { channels, Room } from './support/room.ts';

let room: Room;
let moderator: SignallingClient;
let guest: SignallingClient;
beforeEach(async () => {
  room = await Room.open();
  moderator = await room.person({ role: 'moderator', connection_data: 'host' });
  guest = await room.person({ connection_data: 'guest' });
});
afterEach(() => room.close());

/** Somebody publishes. Returns the path of the stream. */
async function publish(client: SignallingClient, id: string = crypto.randomUUID()): Promise<string> {
  const { status } = await client.request('create', `/stream/${id}`, { name: 'S', channel: channels });
  assert.equal(status, 200);
  return `/stream/${id}`;
}

describe('a connection', () => {
  it('is told who and what is there, and the others are told of it', async () => {
    const path = await publish(guest, 'one');
    const late = await SignallingClient.open(room.seat);
    const { body } = await late.connect(await clientToken(room.sessionId));
    assert.deepEqual(
      body.connection.map(({ id }: { id: string }) => id),
      [moderator.id, guest.id, late.id],
    );
    assert.deepEqual(body.archive, []);
    assert.equal(body.stream[0].connection.id, guest.id);
    assert.deepEqual(body.stream[0].channel, channels);
    const seen = await guest.hears('created', `/connection/${late.id}`);
    assert.deepEqual(Object.keys(seen.content).sort(), ['creationTime', 'data', 'id', 'permissions']);
    late.leave();
    assert.equal((await guest.hears('deleted', `/connection/${late.id}`)).reason, 'clientDisconnected');
    assert.equal(path, '/stream/one');
  });

  it('has an id that is free and well-formed', async () => {
    const token = await clientToken(room.sessionId);
    for (const id of [guest.id, 'a%20b', 'a'.repeat(101)]) {
      const client = await SignallingClient.open(room.seat, { id });
      assert.notEqual((await client.connect(token)).status, 200, id);
    }
  });

  it('is the first thing a client asks for', async () => {
    const client = await SignallingClient.open(room.seat);
    for (const [method, path] of [
      ['signal', '/signal/s'],
      ['create', '/stream/a'],
      ['update', ''],
      ['delete', `/connection/${guest.id}`],
    ] as const) {
      assert.equal((await client.request(method, path)).status, 403);
    }
    await client.ping();
  });

  it('gets a pong with the transaction of its ping', () => guest.ping());

  it('has one answer for one transaction, however often it is asked', async () => {
    const twice = { 'TRANSACTION-ID': 'same' };
    const first = await guest.request('signal', '/signal/s', { type: 'once' }, twice);
    const again = await guest.request('signal', '/signal/s', { type: 'once' }, twice);
    assert.deepEqual([first.status, again.status], [200, 200]);
    await moderator.ping();
    assert.equal(moderator.all('signal', '/signal/s').length, 1);
  });
});

describe('a stream', () => {
  it('is announced, changed by its owner and taken back', async () => {
    const path = await publish(guest);
    const created = await moderator.hears('created', path);
    assert.deepEqual([created.content.name, created.content.channel], ['S', channels]);
    assert.equal((await guest.request('update', `${path}/channel/audio1`, { active: false })).status, 200);
    const updated = await moderator.hears('updated', `${path}/channel/audio1`);
    assert.deepEqual([updated.content, updated.from], [{ active: false }, guest.id]);
    assert.equal((await guest.request('delete', path)).status, 200);
    assert.equal((await moderator.hears('deleted', path)).reason, 'clientDisconnected');
  });

  it('goes with its owner', async () => {
    const path = await publish(guest);
    guest.leave();
    await moderator.hears('deleted', path);
    await moderator.hears('deleted', `/connection/${guest.id}`);
    const order = moderator.heard.filter(({ method }) => method === 'deleted').map((one) => one.path);
    assert.deepEqual(order, [path, `/connection/${guest.id}`]);
  });

  it('is refused when the id is taken or it is no stream', async () => {
    const path = await publish(guest);
    assert.equal((await moderator.request('create', path, { channel: channels })).status, 400);
    assert.equal((await guest.request('create', '/stream/a%20b', {})).status, 400);
    assert.equal((await guest.request('create', '/stream/b', [])).status, 400);
    assert.equal((await guest.request('update', `${path}/channel/other`, {})).status, 404);
    assert.equal((await guest.request('delete', '/stream/none')).status, 404);
  });
});

describe('a subscription', () => {
  let path: string;
  beforeEach(async () => {
    path = `${await publish(guest)}/subscriber/sub`;
    assert.equal((await moderator.request('create', path)).status, 200);
  });

  it('asks the publisher for an offer and carries messages between the two, unchanged', async () => {
    const asked = await guest.hears('generateoffer', path);
    assert.deepEqual([asked.from, asked.content.sourceStreamId], [moderator.id, 'P2P']);
    const content = { sdp: 'v=0\r\n…', nested: { é: [1, null] } };
    for (const [method, from, to] of [
      ['offer', guest, moderator],
      ['pranswer', moderator, guest],
      ['answer', moderator, guest],
      ['candidate', guest, moderator],
    ] as const) {
      assert.equal((await from.request(method, path, content)).status, 200);
      const heard = await to.hears(method, path);
      assert.deepEqual([heard.from, heard.content], [from.id, content]);
      assert.deepEqual(from.all(method, path), []);
    }
  });

  it('is nobody else’s', async () => {
    const third = await room.person();
    for (const method of ['offer', 'answer', 'pranswer', 'candidate', 'update', 'delete']) {
      assert.equal((await third.request(method, path, { sdp: '' })).status, 403, method);
    }
    assert.equal((await third.request('create', path)).status, 400);
    assert.deepEqual(guest.all('offer', path), []);
  });

  it('ends with a word to the publisher', async () => {
    assert.equal((await moderator.request('update', path, {})).status, 200);
    assert.equal((await moderator.request('delete', path)).status, 200);
    assert.equal((await guest.hears('deleted', path)).from, moderator.id);
  });

  it('ends when the subscriber leaves', async () => {
    moderator.leave();
    assert.equal((await guest.hears('deleted', path)).from, moderator.id);
  });
});

describe('a signal', () => {
  it('to all reaches the sender too, as it was sent', async () => {
    assert.equal((await guest.request('signal', '/signal/s', { type: 't', data: '<b>é</b>' })).status, 200);
    for (const one of [guest, moderator]) {
      const { from, content } = await one.hears('signal', '/signal/s');
      assert.deepEqual([from, content], [guest.id, { type: 't', data: '<b>é</b>' }]);
    }
  });

  it('to one reaches nobody else', async () => {
    const third = await room.person();
    const to = `/connection/${moderator.id}/signal/s`;
    assert.equal((await guest.request('signal', to, { type: 't' })).status, 200);
    await moderator.hears('signal', to);
    for (const one of [guest, third]) {
      await one.ping();
      assert.deepEqual(one.all('signal', /./), []);
    }
    assert.equal((await guest.request('signal', '/connection/none/signal/s', {})).status, 404);
  });

  it('is text at an address of its own', async () => {
    for (const content of [null, [], 'x', { type: 7 }, { data: {} }, { type: ['a'] }]) {
      assert.equal((await guest.request('signal', '/signal/s', content)).status, 400);
    }
    for (const path of ['/signal/a/b', '/signal/', `/connection/${moderator.id}/signal/a/stream/b`]) {
      assert.equal((await guest.request('signal', path, { type: 't' })).status, 400, path);
    }
  });
});

it('what nobody knows is refused', async () => {
  for (const [method, path] of [
    ['create', '/archive/a'],
    ['read', ''],
    ['update', '/connection/x'],
    ['toString', '/stream/a'],
    ['create', '/__proto__/a'],
    ['create', '/stream'],
    ['create', '/stream/a/subscriber/b/channel/c'],
  ] as const) {
    const { status } = await moderator.request(method, path, {});
    assert.ok(status === 400 || status === 404, `${method} ${path}: ${status}`);
  }
  const foreign = JSON.stringify({ method: 'signal', uri: `${guest.base}x/signal/s`, content: {} });
  assert.equal((await guest.send(foreign)).status, 403);
});

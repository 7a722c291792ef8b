import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Message } from '../../demo/session-service/client.ts';
import type { SignallingClient } from '../support/signalling-client.ts';
import { channels, Room } from './support/room.ts';

let room: Room;
let one: SignallingClient;
let two: SignallingClient;
beforeEach(async () => {
  room = await Room.open();
  [one, two] = [await room.person(), await room.person()];
});
afterEach(() => room.close());

const say = (type: string) => one.request('signal', `/signal/${type}`, { type });
const heard = async () => {
  await two.ping();
  return two.all('signal', /./).map(({ content }) => content.type);
};

describe('a service that is not honest', () => {
  it('drops, rewrites and repeats what it delivers to one person', async () => {
    room.service.control.intercept({
      outgoing(message, from, to) {
        if (message.method !== 'signal' || to.id !== two.id) return [message];
        assert.equal(from, one.id);
        if (message.uri.endsWith('/drop')) return [];
        if (message.uri.endsWith('/twice')) return [message, message];
        return [{ ...message, content: { type: 'other' } }];
      },
    });
    for (const type of ['drop', 'twice', 'rewrite']) assert.equal((await say(type)).status, 200);
    assert.deepEqual(await heard(), ['twice', 'twice', 'other']);
    assert.equal(one.all('signal', /./).length, 3);
  });

  it('holds messages back, delivers them in another order and invents some', async () => {
    const held: Message[] = [];
    room.service.control.intercept({
      outgoing(message, _from, to) {
        if (message.method !== 'signal' || to.id !== two.id) return [message];
        held.push(message);
        return [];
      },
    });
    for (const type of ['first', 'second']) await say(type);
    assert.deepEqual(await heard(), []);
    for (const message of held.toReversed()) room.service.control.deliver(two.id, message, one.id);
    const invented = { method: 'signal', uri: `${one.base}/signal/x`, content: { type: 'invented' } };
    assert.equal(room.service.control.deliver(two.id, invented, one.id), true);
    assert.equal(room.service.control.deliver('nobody', invented), false);
    assert.deepEqual(await heard(), ['second', 'first', 'invented']);
  });

  it('takes a request for itself, or carries out another, and tells the client that all is well', async () => {
    room.service.control.intercept({
      incoming: (message, from) =>
        from.id !== one.id || message.uri.endsWith('/drop')
          ? []
          : [{ ...message, content: { type: 'changed' } }],
    });
    assert.equal((await say('drop')).status, 200);
    assert.equal((await say('kept')).status, 200);
    assert.deepEqual(await heard(), ['changed']);
  });

  it('is honest again', async () => {
    room.service.control.intercept({ outgoing: () => [] });
    await say('lost');
    room.service.control.intercept();
    await say('found');
    assert.deepEqual(await heard(), ['found']);
  });
});

it('an archive is announced to those who are there and those who come', async () => {
  const session = room.service.control.session(room.sessionId);
  session?.setArchive('record', 'started');
  assert.equal((await two.hears('created', '/archive/record')).content.status, 'started');
  const late = await room.person();
  session?.setArchive('record', 'stopped');
  assert.equal((await late.hears('updated', '/archive/record')).content.status, 'stopped');
});

it('nothing on the network starts an archive', async () => {
  const moderator = await room.person({ role: 'moderator' });
  assert.equal((await moderator.request('create', '/archive/a', { channel: channels })).status, 400);
  assert.equal(await room.rest('POST', '/archive'), 404);
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { SignallingClient } from '../support/signalling-client.ts';
import { channels, Room } from './support/room.ts';

let room: Room;
let moderator: SignallingClient;
let guest: SignallingClient;
let other: SignallingClient;
beforeEach(async () => {
  room = await Room.open();
  moderator = await room.person({ role: 'moderator' });
  [guest, other] = [await room.person(), await room.person()];
  for (const one of [moderator, guest, other])
    await one.request('create', `/stream/${one.id}`, { channel: channels });
});
afterEach(() => room.close());

describe('a moderator', () => {
  it('mutes one stream', async () => {
    const content = { reason: 'mute', active: true };
    assert.equal((await moderator.request('update', `/stream/${guest.id}`, content)).status, 200);
    const heard = await guest.hears('update', `/stream/${guest.id}`);
    assert.deepEqual(heard.content, { reason: 'mute', channels: ['audio'], active: true });
    await other.ping();
    assert.deepEqual(other.all('update', /./), []);
  });

  it('mutes all but some, and says so to the session', async () => {
    const content = { reason: 'mute', active: true, exclusion: [moderator.id] };
    assert.equal((await moderator.request('update', '', content)).status, 200);
    for (const one of [guest, other]) await one.hears('update', `/stream/${one.id}`);
    assert.equal((await moderator.hears('update', '')).content.active, true);
    await moderator.ping();
    assert.deepEqual(moderator.all('update', /stream/), []);
    assert.equal((await moderator.request('update', '', { reason: 'mute', active: false })).status, 200);
    await guest.ping();
    assert.equal(guest.all('update', '').length, 2);
  });

  it('takes a stream away', async () => {
    assert.equal((await moderator.request('delete', `/stream/${guest.id}`)).status, 200);
    assert.equal((await guest.hears('deleted', `/stream/${guest.id}`)).reason, 'forceUnpublished');
  });

  it('puts somebody out, who is told why and hung up on', async () => {
    const closed = guest.closed();
    assert.equal((await moderator.request('delete', `/connection/${guest.id}`)).status, 200);
    assert.equal((await guest.hears('deleted', `/connection/${guest.id}`)).reason, 'forceDisconnected');
    assert.equal((await other.hears('deleted', `/connection/${guest.id}`)).reason, 'forceDisconnected');
    assert.equal(await closed, 1000);
    assert.equal((await moderator.request('delete', `/connection/${guest.id}`)).status, 404);
  });
});

describe('the server', () => {
  it('does the same over HTTP', async () => {
    assert.equal(await room.rest('POST', `/stream/${guest.id}/mute`), 200);
    await guest.hears('update', `/stream/${guest.id}`);
    assert.equal(await room.rest('POST', '/mute', undefined, { excludedStreamIds: [other.id] }), 200);
    await guest.hears('update', '');
    await other.ping();
    assert.deepEqual(other.all('update', /stream/), []);
    assert.equal(await room.rest('DELETE', `/connection/${guest.id}`), 204);
    assert.equal((await other.hears('deleted', `/connection/${guest.id}`)).reason, 'forceDisconnected');
    assert.equal(await room.rest('DELETE', `/connection/${guest.id}`), 404);
    assert.equal(await room.rest('POST', '/stream/none/mute'), 404);
  });

  it('is answered when it sends what is none', async () => {
    for (const body of ['{', '7', 'null', '[]', '{"__proto__":{"active":false}}']) {
      assert.equal(await room.rest('POST', '/mute', undefined, body), 200, body);
    }
    for (const path of ['/connection/%E0%A4%A', '/stream/%00/mute', '/x', '', '/mute/../connection']) {
      assert.equal(await room.rest('DELETE', path), 404, path);
    }
  });
});

for (const role of ['publisher', 'subscriber', 'publisheronly']) {
  it(`a ${role} moderates nobody`, async () => {
    const insider = await room.person({ role });
    for (const [method, path, content] of [
      ['update', '', { reason: 'mute', active: true }],
      ['update', `/stream/${other.id}`, { reason: 'mute', active: true }],
      ['update', `/stream/${other.id}/channel/audio1`, { active: false }],
      ['delete', `/stream/${other.id}`, {}],
      ['delete', `/connection/${other.id}`, {}],
    ] as const) {
      assert.equal((await insider.request(method, path, content)).status, 403, `${method} ${path}`);
    }
    await other.ping();
    assert.deepEqual(
      [other.all('update', /|/), other.all('updated', /|/), other.all('deleted', /|/)],
      [[], [], []],
    );
  });
}

it('a subscriber publishes nothing, and who only publishes receives nothing', async () => {
  const subscriber = await room.person({ role: 'subscriber' });
  assert.equal((await subscriber.request('create', '/stream/s', { channel: channels })).status, 403);
  assert.equal((await subscriber.request('create', `/stream/${guest.id}/subscriber/a`)).status, 200);
  const publisher = await room.person({ role: 'publisheronly' });
  assert.equal((await publisher.request('create', '/stream/p', { channel: channels })).status, 200);
  assert.equal((await publisher.request('create', `/stream/${guest.id}/subscriber/b`)).status, 403);
});

describe('who has been put out', () => {
  it('says nothing more over a socket that does not close', async () => {
    const session = room.service.control.session(room.sessionId);
    assert.ok(session?.expel(guest.id));
    for (const [method, path] of [
      ['signal', '/signal/late'],
      ['create', '/stream/late'],
      ['create', `/stream/${other.id}/subscriber/late`],
    ] as const) {
      assert.equal((await guest.request(method, path, { channel: channels })).status, 403);
    }
    await other.ping();
    assert.deepEqual(other.all('signal', /./), []);
  });

  it('while away is told when coming back, and stays out', async () => {
    guest.drop();
    assert.equal((await moderator.request('delete', `/connection/${guest.id}`)).status, 200);
    await guest.resume();
    assert.equal((await guest.hears('deleted', `/connection/${guest.id}`)).reason, 'forceDisconnected');
    assert.equal(await guest.closed(), 1000);
  });
});

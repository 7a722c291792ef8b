import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { SignallingClient } from '../support/signalling-client.ts';
import { clientToken } from '../support/tokens.ts';
import { channels, Room } from './support/room.ts';

let room: Room;
let guest: SignallingClient;
let other: SignallingClient;
beforeEach(async () => {
  room = await Room.open();
  [guest, other] = [await room.person(), await room.person()];
  await guest.request('create', '/stream/g', { channel: channels });
});
afterEach(() => room.close());

describe('after a drop', () => {
  it('a client goes on where it was: connection, stream, and what it missed, in order', async () => {
    guest.drop();
    for (const type of ['a', 'b', 'c'])
      assert.equal((await other.request('signal', `/signal/${type}`, { type })).status, 200);
    assert.deepEqual(guest.all('signal', /./), []);
    await guest.resume();
    await guest.hears('signal', '/signal/c');
    assert.deepEqual(
      guest.all('signal', /./).map(({ path }) => path),
      ['/signal/a', '/signal/b', '/signal/c'],
    );
    assert.equal((await guest.request('update', '/stream/g/channel/audio1', { active: false })).status, 200);
    assert.deepEqual(other.all('deleted', /./), []);
  });

  it('what was not acknowledged comes again with its transaction, the rest does not', async () => {
    await other.request('signal', '/signal/known', { type: 'known' });
    await guest.hears('signal', '/signal/known');
    await guest.ping();
    guest.acknowledges = false;
    await other.request('signal', '/signal/new', { type: 'new' });
    await guest.hears('signal', '/signal/new');
    guest.drop();
    guest.acknowledges = true;
    await guest.resume();
    await guest.ping();
    const [first, again, ...more] = guest.all('signal', '/signal/new');
    assert.ok(first && again);
    assert.equal(first.transaction, again.transaction);
    assert.deepEqual(more, []);
    assert.equal(guest.all('signal', '/signal/known').length, 1);
  });

  it('a request sent again is answered again and carried out once', async () => {
    const transaction = { 'TRANSACTION-ID': 'again' };
    await guest.request('signal', '/signal/s', { type: 's' }, transaction);
    guest.drop();
    await guest.resume();
    assert.equal((await guest.request('signal', '/signal/s', { type: 's' }, transaction)).status, 200);
    await other.ping();
    assert.equal(other.all('signal', '/signal/s').length, 1);
  });

  it('a client that does not come back is gone, with its stream', async () => {
    await room.close();
    room = await Room.open({ resumeSeconds: 0.01 });
    [guest, other] = [await room.person(), await room.person()];
    await guest.request('create', '/stream/g', { channel: channels });
    guest.drop();
    assert.equal((await other.hears('deleted', '/stream/g')).reason, 'networkDisconnected');
    assert.equal((await other.hears('deleted', `/connection/${guest.id}`)).reason, 'networkDisconnected');
    await assert.rejects(guest.resume(), /404/);
  });

  it('nobody comes back when a test forbids it', async () => {
    room.service.control.allowResume(false);
    assert.equal(room.service.control.dropSocket(guest.id), true);
    await assert.rejects(guest.resume(), /404/);
    room.service.control.allowResume(true);
    await guest.resume();
  });

  it('who said goodbye does not come back', async () => {
    guest.leave();
    await other.hears('deleted', `/connection/${guest.id}`);
    await assert.rejects(guest.resume(), /404/);
  });
});

describe('a socket’s id', () => {
  it('in use is not taken by a second client', async () => {
    await assert.rejects(SignallingClient.open(room.seat, { socketId: guest.socketId }), /409/);
  });

  it('asked for by two at once goes to one, and the other is nobody', async () => {
    const socketId = crypto.randomUUID();
    const [one, two] = [
      await SignallingClient.open(room.seat, { socketId }),
      await SignallingClient.open(room.seat, { socketId }),
    ];
    const token = await clientToken(room.sessionId);
    const outcomes = await Promise.allSettled([one.connect(token), two.connect(token)]);
    const entered = outcomes.filter((one) => one.status === 'fulfilled' && one.value.status === 200);
    assert.equal(entered.length, 1);
    const winner = [one, two][outcomes.findIndex((one) => entered.includes(one))];
    assert.deepEqual(
      room.service.control.session(room.sessionId)?.clients.map(({ id }) => id),
      [guest.id, other.id, winner?.id],
    );
  });
});

it('a client that hangs up while its token is being checked is not left behind', async () => {
  const token = await clientToken(room.sessionId);
  const hasty = await SignallingClient.open(room.seat);
  const answer = hasty.connect(token).catch(() => undefined);
  hasty.leave();
  await answer;
  const last = await room.person();
  if (other.all('created', `/connection/${hasty.id}`).length > 0)
    await other.hears('deleted', `/connection/${hasty.id}`);
  await last.ping();
  const ids = room.service.control.session(room.sessionId)?.clients.map(({ id }) => id);
  assert.equal(ids?.includes(hasty.id), false);
});

import assert from 'node:assert/strict';
import { request } from 'node:http';
import { afterEach, describe, it } from 'node:test';
import { SignallingClient } from '../support/signalling-client.ts';
import { clientToken } from '../support/tokens.ts';
import { channels, Room } from './support/room.ts';

let room: Room;
afterEach(() => room.close());

describe('a signal', () => {
  it('has 8 KB for its type and data together, in bytes', async () => {
    room = await Room.open();
    const [one, other] = [await room.person(), await room.person()];
    for (const [type, data, status] of [
      ['t', 'A'.repeat(8191), 200],
      ['t', 'A'.repeat(8192), 413],
      ['t', 'é'.repeat(4096), 413],
      ['t'.repeat(8193), '', 413],
    ] as const) {
      assert.equal((await one.request('signal', '/signal/s', { type, data })).status, status);
    }
    await other.ping();
    assert.equal(other.all('signal', '/signal/s').length, 1);
  });
});

describe('a session', () => {
  it('has room for so many connections, and again when one leaves', async () => {
    room = await Room.open({ limits: { connections: 2 } });
    const [one, two] = [await room.person(), await room.person()];
    await assert.rejects(room.person(), /409/);
    two.leave();
    await one.hears('deleted', `/connection/${two.id}`);
    await room.person();
  });

  it('is one of so many', async () => {
    room = await Room.open();
    assert.throws(() => {
      for (let n = 0; n < 1000; n++) room.service.createSession();
    }, RangeError);
  });
});

describe('a socket', () => {
  it('is closed when it shows no token in time, and stays open when it does', async () => {
    room = await Room.open({ connectSeconds: 0.2 });
    const person = await room.person();
    const silent = await SignallingClient.open(room.seat);
    const forged = await SignallingClient.open(room.seat);
    assert.equal((await forged.connect('a.b.c')).status, 403);
    await Promise.all([silent.closed(), forged.closed()]);
    await person.ping();
    assert.equal(person.isOpen, true);
  });

  it('is one of so many', async () => {
    room = await Room.open();
    const sockets = await Promise.all(Array.from({ length: 500 }, () => SignallingClient.open(room.seat)));
    await assert.rejects(SignallingClient.open(room.seat), /503/);
    sockets[0]?.leave();
    const isTaken = () =>
      SignallingClient.open(room.seat).then(
        () => true,
        () => false,
      );
    // The service learns a moment later that one has gone.
    while (!(await isTaken()));
  });
});

describe('the service', () => {
  it('remembers so many kinds of requests, whatever is asked', async () => {
    room = await Room.open();
    for (let block = 0; block < 60; block++) {
      const paths = Array.from({ length: 10 }, (_, n) => `${room.service.origin}/host/${block}-${n}`);
      await Promise.all(paths.map(async (path) => (await fetch(path)).arrayBuffer()));
    }
    assert.equal(room.service.control.requests.size, 500);
  });

  it('answers under its own name only', async () => {
    room = await Room.open();
    const { port } = new URL(room.service.origin);
    const status = (host: string, headers: Record<string, string> = {}) =>
      new Promise((resolve, reject) => {
        const asked = request(
          { port, path: '/config.opentok.com/', headers: { ...headers, host } },
          (answer) => {
            answer.resume();
            resolve(answer.statusCode);
          },
        );
        asked.on('error', reject).end();
      });
    const upgrade = {
      ...{ Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' },
      'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64'),
    };
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1.evil.example',
      'localhost.evil.example',
    ]) {
      assert.equal(await status(host), 421, host);
      assert.equal(await status(host, upgrade), 421, host);
    }
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'LOCALHOST'])
      assert.equal(await status(host), 200, host);
  });
});

describe('a client', () => {
  it('publishes so many streams', async () => {
    room = await Room.open({ limits: { streamsPerConnection: 2 } });
    const client = await room.person();
    const publish = async (id: string) =>
      (await client.request('create', `/stream/${id}`, { channel: channels })).status;
    assert.deepEqual([await publish('a'), await publish('b'), await publish('c')], [200, 200, 409]);
    await client.request('delete', '/stream/a');
    assert.equal(await publish('c'), 200);
  });

  it('describes a stream in 8 KB, at once or bit by bit', async () => {
    room = await Room.open();
    const client = await room.person();
    const big = [{ id: 'a', type: 'audio', more: 'A'.repeat(9000) }];
    assert.equal((await client.request('create', '/stream/a', { channel: big })).status, 413);
    await client.request('create', '/stream/b', { channel: channels });
    const update = async (key: string) =>
      (await client.request('update', '/stream/b/channel/audio1', { [key]: 'A'.repeat(5000) })).status;
    assert.deepEqual([await update('x'), await update('y')], [200, 413]);
  });

  it('subscribes to one stream so many times', async () => {
    room = await Room.open();
    const [client, publisher] = [await room.person(), await room.person()];
    await publisher.request('create', '/stream/a', { channel: channels });
    const outcomes = [];
    for (let n = 0; n < 6; n++)
      outcomes.push((await client.request('create', `/stream/a/subscriber/${n}`)).status);
    assert.deepEqual(outcomes, [200, 200, 200, 200, 409, 409]);
  });

  it('says so many things a second, by the service’s clock', async () => {
    let now = 1_800_000_000_000;
    room = await Room.open({ now: () => now, limits: { messagesPerSecond: 3 } });
    const client = await SignallingClient.join(
      room.seat,
      await clientToken(room.sessionId, { claims: { exp: now / 1000 + 60 } }),
    );
    const burst = async () => {
      const outcomes = [];
      for (let n = 0; n < 5; n++)
        outcomes.push((await client.request('signal', '/signal/s', { type: 't' })).status);
      return outcomes;
    };
    assert.deepEqual(await burst(), [200, 200, 200, 429, 429]);
    now += 1000;
    assert.deepEqual(await burst(), [200, 200, 200, 429, 429]);
    // Coming back does not start the count again.
    client.drop();
    await client.resume();
    assert.equal((await client.request('signal', '/signal/s', {})).status, 429);
  });

  it('that acknowledges nothing is hung up on before it fills the memory', async () => {
    room = await Room.open({ limits: { messagesPerSecond: 10_000 } });
    const [deaf, client] = [await room.person(), await room.person()];
    deaf.acknowledges = false;
    const closed = deaf.closed();
    await Promise.all(
      Array.from({ length: 5010 }, (_, n) => client.request('signal', `/connection/${deaf.id}/signal/${n}`)),
    );
    assert.equal(await closed, 1006);
    await client.ping();
  });
});

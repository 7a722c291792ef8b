import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { SignallingClient } from '../support/signalling-client.ts';
import { application, clientToken, serverToken } from '../support/tokens.ts';
import { Room } from './support/room.ts';

let room: Room;
/** Milliseconds; moved by the test. */
let now: number;
beforeEach(async () => {
  now = Date.now();
  room = await Room.open({ now: () => now });
});
afterEach(() => room.close());

const second = () => Math.floor(now / 1000);

it('an honest token opens the session it names, on both doors', async () => {
  const token = await clientToken(room.sessionId, { claims: { connection_data: '{"name":"A"}' } });
  assert.equal((await room.info(token)).session_id, room.sessionId);
  const client = await SignallingClient.open(room.seat);
  const { status, body } = await client.connect(token);
  assert.equal(status, 200);
  assert.deepEqual(body.connection[0].permissions, ['publish', 'subscribe', 'signal']);
  assert.equal(body.connection[0].data, '{"name":"A"}');
});

describe('time', () => {
  it('opens and closes a token to the second', async () => {
    const claims = { nbf: second() + 10, exp: second() + 20 };
    const token = await clientToken(room.sessionId, { claims });
    for (const [at, open] of [
      [0, false],
      [9, false],
      [10, true],
      [19, true],
      [20, false],
    ] as const) {
      now = (claims.nbf - 10 + at) * 1000;
      assert.equal((await room.info(token)).session_id !== undefined, open, `${at} s`);
    }
  });

  it('does not put out who is in', async () => {
    const client = await room.person({ exp: second() + 10 });
    now += 60_000;
    assert.equal((await client.request('signal', '/signal/s', { type: 't' })).status, 200);
  });
});

describe('the four roles', () => {
  for (const [role, permissions] of Object.entries({
    moderator: 'publish subscribe signal forceunpublish forcedisconnect forcemute',
    publisher: 'publish subscribe signal',
    subscriber: 'subscribe signal',
    publisheronly: 'publish signal',
  })) {
    it(role, async () => {
      const client = await room.person({ role });
      const { content } = await client.hears('created', `/connection/${client.id}`);
      assert.equal(content.permissions.join(' '), permissions);
    });
  }

  it('and without one, a publisher', async () => {
    const client = await room.person({ role: undefined });
    const { content } = await client.hears('created', `/connection/${client.id}`);
    assert.deepEqual(content.permissions, ['publish', 'subscribe', 'signal']);
  });
});

describe('what a token says of its holder', () => {
  it('is text, and short', async () => {
    for (const [data, seen] of [
      ['A'.repeat(2000), 'A'.repeat(1000)],
      [{ name: 'A' }, ''],
      [7, ''],
    ]) {
      const client = await room.person({ connection_data: data });
      assert.equal((await client.hears('created', `/connection/${client.id}`)).content.data, seen);
    }
  });
});

describe('the server’s interface', () => {
  const mute = (token: string) => room.rest('POST', '/mute', token, { active: true });

  it('opens with a server’s token', async () => {
    assert.equal(await mute(await serverToken()), 200);
  });

  it('does not open with a client’s, an expired or a foreign one, or none', async () => {
    const { applicationId } = application;
    for (const token of [
      await clientToken(room.sessionId, { claims: { role: 'moderator' } }),
      await serverToken({ claims: { exp: second() } }),
      await serverToken({ claims: { exp: undefined } }),
      await serverToken({ claims: { application_id: crypto.randomUUID() } }),
      `${applicationId}`,
      'Bearer',
      'a.b.c',
    ]) {
      assert.equal(await mute(token), 403);
    }
    const bare = await fetch(
      `${room.service.origin}/v2/project/${applicationId}/session/${room.sessionId}/mute`,
      { method: 'POST' },
    );
    assert.equal(bare.status, 403);
  });

  it('does not open the session to a client', async () => {
    const client = await SignallingClient.open(room.seat);
    assert.equal((await client.connect(await serverToken())).status, 403);
  });
});

it('a token is taken for two connections of its holder, as Vonage does', async () => {
  const token = await clientToken(room.sessionId);
  const [one, two] = [
    await SignallingClient.join(room.seat, token),
    await SignallingClient.join(room.seat, token),
  ];
  await one.hears('created', `/connection/${two.id}`);
});

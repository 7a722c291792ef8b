import assert from 'node:assert/strict';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { application, clientToken, serverToken } from '../support/tokens.ts';
import { Room } from './support/room.ts';

let room: Room;
beforeEach(async () => {
  room = await Room.open();
});
afterEach(() => room.close());

/** Sends the path as it is, which `fetch` would tidy up. Resolves with the status; 0 for a closed connection. */
const raw = (path: string, options: { method?: string; body?: string; auth?: string } = {}) =>
  new Promise<number>((resolve) => {
    const { port } = new URL(room.service.origin);
    const { method = 'GET', auth = '' } = options;
    const asked = request({ port, path, method, headers: { Authorization: auth } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', () => resolve(0));
    asked.end(options.body);
  });

describe('what the SDK asks before a call', () => {
  for (const [mediaMode, preference] of [
    ['relayed', 'enabled'],
    ['routed', 'disabled'],
    ['adaptive', 'adaptive'],
  ] as const) {
    it(`tells it that the session is ${mediaMode}`, async () => {
      const id = room.service.createSession({ mediaMode });
      const info = await room.info(await clientToken(id), id);
      assert.equal(info.session_id, id);
      assert.equal(info.partner_id, application.applicationId);
      assert.equal(info.properties.p2p.preference.value, preference);
      assert.equal(info.properties.clientCandidates, undefined);
      assert.ok(info.ice_servers.length > 0);
    });
  }

  it('tells it to go by TURN only, and where that is', async () => {
    await room.close();
    const turn = { urls: 'turn:127.0.0.1:3478', username: 'u', credential: 'c' };
    room = await Room.open({ iceServers: [turn] });
    const id = room.service.createSession({ relayOnly: true });
    const info = await room.info(await clientToken(id), id);
    assert.equal(info.properties.clientCandidates, 'relayed');
    assert.deepEqual(info.ice_servers, [{ ...turn, url: turn.urls }]);
  });

  it('is 404 for a session that is not, and 403 without a good token', async () => {
    assert.equal((await room.info(await clientToken('none'), 'none')).error.code, 404);
    for (const token of ['', 'x', await clientToken('other'), await serverToken()])
      assert.equal((await room.info(token)).error.code, 403);
  });

  it('is answered to every page, with what it may send', async () => {
    const address = `${room.service.origin}/anvil.opentok.com/session/${room.sessionId}`;
    const preflight = await fetch(address, {
      method: 'OPTIONS',
      headers: { Origin: 'https://cabinet.example', 'Access-Control-Request-Headers': 'x-opentok-auth' },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), 'https://cabinet.example');
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'x-opentok-auth');
    assert.equal(preflight.headers.get('access-control-allow-credentials'), null);
  });
});

describe('an HTTP request', () => {
  it('for what is not there is 404', async () => {
    const auth = `Bearer ${await serverToken()}`;
    const { applicationId } = application;
    for (const path of [
      '/',
      '//[',
      'http://[',
      '/x',
      '/anvil.opentok.com/',
      '/anvil.opentok.com/session/a/b',
      `/v2/project/other/session/${room.sessionId}/mute`,
      `/v2/project/${applicationId}/session/none/mute`,
      `/v2/project/${applicationId}/session/%E0%A4%A/mute`,
      '/v2/project/a/session/constructor/mute',
    ]) {
      assert.equal(await raw(path, { method: 'POST', auth }), 404, path);
    }
  });

  it('with a huge body is refused, and the next one is answered', async () => {
    const body = 'A'.repeat(5_000_000);
    const status = await raw('/session/create', { method: 'POST', body });
    assert.ok(status === 413 || status === 0, `${status}`);
    assert.equal((await room.info(await clientToken(room.sessionId))).session_id, room.sessionId);
  });

  it('of the server makes a session of the kind it asks for', async () => {
    const create = async (body: string) => {
      const response = await fetch(`${room.service.origin}/session/create`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${await serverToken()}` },
        body,
      });
      const [{ session_id: id }] = await response.json();
      return room.service.control.session(id)?.properties.mediaMode;
    };
    assert.equal(await create('p2p.preference=enabled'), 'relayed');
    assert.equal(await create('p2p.preference=disabled'), 'routed');
    assert.equal(await raw('/session/create', { method: 'POST' }), 403);
  });

  it('is counted by host and path, without the ids', async () => {
    await room.info(await clientToken(room.sessionId));
    await fetch(`${room.service.origin}/hlg.tokbox.com/prod/logging/ClientEvent`, { method: 'POST' });
    assert.deepEqual(
      [...room.service.control.requests],
      [
        ['anvil.opentok.com/session/…', 1],
        ['hlg.tokbox.com/prod/logging/ClientEvent', 1],
      ],
    );
  });
});

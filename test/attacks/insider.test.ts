import { afterEach, beforeEach } from 'node:test';
import { channels, Room } from '../session-service/support/room.ts';
import { attack } from '../support/attack.ts';
import { SignallingClient } from '../support/signalling-client.ts';
import { clientToken } from '../support/tokens.ts';

let room: Room;
let moderator: SignallingClient;
let guest: SignallingClient;
let token: string;
beforeEach(async () => {
  room = await Room.open();
  moderator = await room.person({ role: 'moderator' });
  token = await clientToken(room.sessionId);
  guest = await SignallingClient.join(room.seat, token);
  await moderator.request('create', '/stream/host', { channel: channels });
});
afterEach(() => room.close());

/** What the moderator has been told, apart from who came in and what was published. */
async function consequences(): Promise<string> {
  await moderator.ping();
  const told = moderator.heard.filter(({ method }) => method !== 'created');
  return told.length === 0 ? 'nothing happened' : told.map(({ method, path }) => `${method} ${path}`).join();
}

for (const [name, method, path, content] of [
  ['mutes everybody', 'update', () => '', { reason: 'mute', active: true }],
  ['mutes the host', 'update', () => '/stream/host', { reason: 'mute', active: true }],
  ['switches the host’s microphone off', 'update', () => '/stream/host/channel/audio1', { active: false }],
  ['takes the host’s picture away', 'delete', () => '/stream/host', {}],
  ['puts the host out', 'delete', () => `/connection/${moderator.id}`, {}],
  ['takes the host’s stream id', 'create', () => '/stream/host', { channel: channels }],
] as const) {
  const expected = name.includes('stream id') ? '400, nothing happened' : '403, nothing happened';
  attack('Insider', `a publisher ${name}`, expected, async () => {
    const { status } = await guest.request(method, path(), content);
    return `${status}, ${await consequences()}`;
  });
}

attack(
  'Insider',
  'a publisher mutes everybody over HTTP, with the client token',
  '403, nothing happened',
  async () => {
    const status = await room.rest('POST', '/mute', token, { active: true });
    return `${status}, ${await consequences()}`;
  },
);

attack('Insider', 'a third person answers a call between two others', '403, nothing happened', async () => {
  const path = '/stream/host/subscriber/sub';
  await guest.request('create', path);
  await moderator.hears('generateoffer', path);
  moderator.heard.length = 0;
  const third = await room.person();
  const { status } = await third.request('answer', path, { sdp: 'v=0' });
  return `${status}, ${await consequences()}`;
});

attack(
  'Insider',
  'a removed guest comes back with the old token',
  'information 403, connection 403',
  async () => {
    await moderator.request('delete', `/connection/${guest.id}`);
    const { error } = await room.info(token);
    const again = await SignallingClient.open(room.seat);
    const { status } = await again.connect(token);
    return `information ${error?.code}, connection ${status}`;
  },
);

attack(
  'Insider',
  'a removed guest takes the old socket up again',
  'told of the removal, closed, nothing said',
  async () => {
    guest.drop();
    await moderator.request('delete', `/connection/${guest.id}`);
    moderator.heard.length = 0;
    await guest.resume();
    const { reason } = await guest.hears('deleted', `/connection/${guest.id}`);
    const late = guest.request('signal', '/signal/late', { type: 'late' }).then(
      ({ status }) => status,
      () => 0,
    );
    const code = await guest.closed();
    await late;
    const said = (await consequences()) === 'nothing happened' ? 'nothing said' : await consequences();
    return `${reason === 'forceDisconnected' ? 'told of the removal' : reason}, ${code === 1000 ? 'closed' : code}, ${said}`;
  },
);

attack(
  'Insider',
  'a second socket with an id in use, and the resumption of an unknown one',
  '404 or 409 for every one',
  async () => {
    const outcomes = await Promise.allSettled([
      SignallingClient.open(room.seat, { socketId: guest.socketId }),
      SignallingClient.open(room.seat, { socketId: crypto.randomUUID() }, '&reconnect=true'),
    ]);
    const refused = outcomes.every((one) => one.status === 'rejected' && /404|409/.test(String(one.reason)));
    return refused ? '404 or 409 for every one' : JSON.stringify(outcomes.map(({ status }) => status));
  },
);

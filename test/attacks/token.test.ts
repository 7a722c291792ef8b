import { createHmac } from 'node:crypto';
import { afterEach, beforeEach } from 'node:test';
import { Room } from '../session-service/support/room.ts';
import { attack } from '../support/attack.ts';
import { SignallingClient } from '../support/signalling-client.ts';
import {
  application,
  clientToken,
  encodePart,
  forger,
  honestClaims,
  type TokenChanges,
} from '../support/tokens.ts';

let room: Room;
beforeEach(async () => {
  room = await Room.open();
});
afterEach(() => room.close());

const REFUSED = 'information 403, connection 403, nobody told';
const now = Math.floor(Date.now() / 1000);

/** Tries a token on both doors of the service, while somebody is inside. */
async function enter(token: string): Promise<string> {
  const inside = await room.person();
  const { error } = await room.info(token);
  const client = await SignallingClient.open(room.seat);
  const { status } = await client.connect(token, { role: 'moderator', permissions: ['forcemute'] });
  await inside.ping();
  const told = inside.all('created', `/connection/${client.id}`).length;
  return `information ${error?.code ?? 200}, connection ${status}, ${told ? 'the others told' : 'nobody told'}`;
}

const changed: Readonly<Record<string, () => TokenChanges>> = {
  expired: () => ({ claims: { exp: now - 1 } }),
  'without an end': () => ({ claims: { exp: undefined } }),
  'an end that is no number': () => ({ claims: { exp: 'never' } }),
  'not yet valid': () => ({ claims: { nbf: now + 600 } }),
  'for another session': () => ({ claims: { session_id: room.service.createSession() } }),
  'for a list of sessions': () => ({ claims: { session_id: [room.sessionId] } }),
  'without a session': () => ({ claims: { session_id: undefined } }),
  'of another application': () => ({ claims: { application_id: crypto.randomUUID() } }),
  'without an application': () => ({ claims: { application_id: undefined } }),
  'signed with a forger’s key': () => ({ key: forger.privateKey }),
  'another algorithm (RS512)': () => ({ header: { alg: 'RS512' } }),
  'another scope': () => ({ claims: { scope: 'session.observe' } }),
  'an invented role': () => ({ claims: { role: 'owner' } }),
  'a role out of the prototype': () => ({ claims: { role: 'constructor' } }),
  'a role that is a list': () => ({ claims: { role: ['moderator'] } }),
};
for (const [name, changes] of Object.entries(changed)) {
  attack('Token', name, REFUSED, async () => enter(await clientToken(room.sessionId, changes())));
}

/** An honest token in three parts, and the same with other contents under the old signature. */
async function parts(): Promise<{ header: string; payload: string; signature: string }> {
  const [header = '', payload = '', signature = ''] = (await clientToken(room.sessionId)).split('.');
  return { header, payload, signature };
}

attack('Token', '`alg: none`, without a signature', REFUSED, async () =>
  enter(`${encodePart({ alg: 'none', typ: 'JWT' })}.${encodePart(honestClaims(room.sessionId))}.`),
);
attack('Token', '`alg: none`, with the old signature', REFUSED, async () => {
  const { payload, signature } = await parts();
  return enter(`${encodePart({ alg: 'none' })}.${payload}.${signature}`);
});
attack('Token', 'HS256 with the public key as the secret', REFUSED, async () => {
  const signed = `${encodePart({ alg: 'HS256', typ: 'JWT' })}.${encodePart(honestClaims(room.sessionId))}`;
  const signature = createHmac('sha256', application.publicKey).update(signed).digest('base64url');
  return enter(`${signed}.${signature}`);
});
attack('Token', 'role raised under the old signature', REFUSED, async () => {
  const { header, signature } = await parts();
  const payload = encodePart(honestClaims(room.sessionId, { role: 'moderator' }));
  return enter(`${header}.${payload}.${signature}`);
});
attack('Token', 'signature cut off', REFUSED, async () => {
  const { header, payload } = await parts();
  return enter(`${header}.${payload}.`);
});
attack('Token', 'none at all', REFUSED, () => enter(''));
attack('Token', '60 KB of nothing', REFUSED, async () => {
  const inside = await room.person();
  const client = await SignallingClient.open(room.seat);
  const { status } = await client.connect('A'.repeat(60_000));
  const { error } = await room.info('A'.repeat(8000));
  await inside.ping();
  const told = inside.all('created', `/connection/${client.id}`).length;
  return `information ${error?.code}, connection ${status}, ${told ? 'the others told' : 'nobody told'}`;
});

attack(
  'Token',
  'role raised by what the client says of itself',
  'connection 200, permissions publish subscribe signal',
  async () => {
    const client = await SignallingClient.open(room.seat);
    const raised = { role: 'moderator', permissions: ['forcemute'], data: 'host' };
    const { status, body } = await client.connect(await clientToken(room.sessionId), raised);
    const own = body.connection.find(({ id }: { id: string }) => id === client.id);
    return `connection ${status}, permissions ${own.permissions.join(' ')}`;
  },
);

for (const [name, jti] of [
  ['with an id', crypto.randomUUID()],
  ['without an id', undefined],
] as const) {
  attack('Token', `replayed after removal, ${name}`, REFUSED, async () => {
    const token = await clientToken(room.sessionId, { claims: { jti } });
    const guest = await SignallingClient.join(room.seat, token);
    await room.rest('DELETE', `/connection/${guest.id}`);
    return enter(token);
  });
}

attack('Token', 'replayed after removal, its signature written another way', REFUSED, async () => {
  const token = await clientToken(room.sessionId, { claims: { jti: undefined } });
  const guest = await SignallingClient.join(room.seat, token);
  await room.rest('DELETE', `/connection/${guest.id}`);
  // 256 bytes end in a character with four bits to spare.
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(token.at(-1) ?? '');
  return enter(`${token.slice(0, -1)}${alphabet[last ^ 1]}`);
});

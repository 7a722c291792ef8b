import { afterEach, beforeEach } from 'node:test';
import { Room } from '../session-service/support/room.ts';
import { attack } from '../support/attack.ts';
import { SignallingClient } from '../support/signalling-client.ts';
import { clientToken } from '../support/tokens.ts';

/** The service's clock stands still: one second lasts as long as the attack. */
const now = Date.now();
let room: Room;
let attacker: SignallingClient;
let victim: SignallingClient;
beforeEach(async () => {
  room = await Room.open({ now: () => now });
  [attacker, victim] = [await room.person(), await room.person()];
});
afterEach(() => room.close());

attack(
  'Signalling',
  '100 000 signals from one participant',
  '200 accepted, 99800 refused (429), 200 received, the others served',
  async () => {
    const path = `/connection/${victim.id}/signal/flood`;
    const statuses = new Map<number, number>();
    for (let sent = 0; sent < 100_000; sent += 1000) {
      const burst = Array.from({ length: 1000 }, () => attacker.request('signal', path, { type: 'flood' }));
      for (const { status } of await Promise.all(burst))
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    await victim.ping();
    const { status } = await victim.request('signal', '/signal/calm', { type: 'calm' });
    const received = victim.all('signal', path).length;
    return `${statuses.get(200)} accepted, ${statuses.get(429)} refused (429), ${received} received, ${
      status === 200 ? 'the others served' : status
    }`;
  },
);

attack('Signalling', 'a signal over 8 KB', '413, nothing received', async () => {
  const { status } = await attacker.request('signal', '/signal/big', { type: 't', data: 'A'.repeat(8192) });
  await victim.ping();
  return `${status}, ${victim.all('signal', /./).length || 'nothing'} received`;
});

attack('Signalling', 'a frame over 256 KB', 'closed (1009), the others served', async () => {
  attacker.bytes(Buffer.alloc(300_000));
  const code = await attacker.closed();
  await victim.ping();
  return `closed (${code}), the others served`;
});

attack('Signalling', 'one message sent twice', 'received once', async () => {
  const same = { 'TRANSACTION-ID': 'same' };
  for (let n = 0; n < 2; n++) await attacker.request('signal', '/signal/s', { type: 't' }, same);
  await victim.ping();
  return victim.all('signal', '/signal/s').length === 1 ? 'received once' : 'received twice';
});

attack('Signalling', 'a sender’s address in the message', 'received from the attacker', async () => {
  const forged = { 'X-TB-FROM-ADDRESS': victim.id };
  await attacker.request('signal', '/signal/s', { type: 't', from: victim.id }, forged);
  const { from } = await victim.hears('signal', '/signal/s');
  return from === attacker.id ? 'received from the attacker' : `received from ${from}`;
});

attack(
  'Signalling',
  '10 000 tries to enter with a bad token',
  'all refused (403), the others served',
  async () => {
    const token = `${(await clientToken(room.sessionId)).slice(0, -8)}AAAAAAAA`;
    const intruder = await SignallingClient.open(room.seat);
    let refused = 0;
    for (let sent = 0; sent < 10_000; sent += 500) {
      const burst = Array.from({ length: 500 }, () => intruder.connect(token));
      refused += (await Promise.all(burst)).filter(({ status }) => status === 403).length;
    }
    await victim.ping();
    return `${refused === 10_000 ? 'all' : refused} refused (403), the others served`;
  },
);

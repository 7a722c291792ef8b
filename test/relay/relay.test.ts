import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Person } from '../support/person.ts';
import { TurnServer } from '../support/turn-server.ts';
import { World } from '../support/world.ts';

let turn: TurnServer;
let world: World;
/** Candidates that the two pages have told each other, as the service saw them. */
const candidates: string[] = [];
before(async () => {
  turn = await TurnServer.start();
  world = await World.start([{ id: 'relais', waitingRoom: false, open: true }], {
    iceServers: turn.iceServers,
  });
  world.service.control.intercept({
    outgoing(message) {
      const { candidate, sdp } = (message.content ?? {}) as { candidate?: string; sdp?: string };
      if (candidate) candidates.push(candidate);
      candidates.push(...(sdp?.match(/^a=candidate:.*$/gm) ?? []));
      return [message];
    },
  });
});
after(async () => {
  await world.close();
  await turn.close();
});

const report = ({ page }: Person) =>
  page.evaluate(() => document.querySelector('visio-avocat-room')?.securityReport());

/** The kinds of candidates that were told, in words of RFC 8839. */
const kinds = () => [...new Set(candidates.map((one) => / typ (\w+)/.exec(one)?.[1]))];

async function call(attributes: Record<string, boolean>): Promise<[Person, Person]> {
  candidates.length = 0;
  const lawyer = await world.person('Maître Vasseur', { room: 'relais', ...attributes });
  const client = await world.person('Zoé Martin', { room: 'relais', ...attributes });
  await lawyer.enter();
  await client.enter();
  await Promise.all([lawyer.receivesMedia(), client.receivesMedia()]);
  for (const one of [lawyer, client]) await one.until((room) => room.security?.level === 'end-to-end');
  return [lawyer, client];
}

describe('a call with relay-only, through a real TURN server', () => {
  it('tells the other side no address but the relay’s, stays end to end, and says so in the report', async () => {
    const [lawyer, client] = await call({ 'relay-only': true });
    assert.deepEqual(kinds(), ['relay']);
    assert.ok(turn.allocations >= 2, `${turn.allocations} allocations`);
    // The related address of a relayed candidate would be one's own.
    for (const one of candidates) assert.match(one, / raddr 0\.0\.0\.0 | raddr :: |^(?!.* raddr )/);
    for (const one of [lawyer, client]) {
      const said = await report(one);
      assert.equal(said?.relayOnly, true);
      assert.ok(said?.connections.length);
      for (const { route } of said?.connections ?? []) {
        assert.equal(route.kind, 'relay');
        assert.equal('local' in route && route.local, 'relay');
      }
      const promise = said?.promises.find(({ key }) => key === 'ip-addresses-only');
      assert.deepEqual([promise?.mark, promise?.outcome], ['measured', 'kept']);
      assert.doesNotMatch(JSON.stringify(said), /\b\d{1,3}(\.\d{1,3}){3}\b/);
    }
    await client.press(/^Chiffré de bout en bout/);
    const panel = client.page.getByRole('region', { name: 'Confidentialité de l’appel' });
    await panel.getByText('par un relais TURN, qui n’a pas les clés').first().waitFor();
    await Promise.all([lawyer.vanish(), client.vanish()]);
  });

  it('without it the two find the direct way, though the relay is there', async () => {
    const [lawyer, client] = await call({});
    assert.ok(kinds().includes('host'));
    const said = await report(lawyer);
    assert.ok(said?.connections.every(({ route }) => route.kind === 'direct'));
    await Promise.all([lawyer.vanish(), client.vanish()]);
  });
});

import type { Build } from '../support/builds.ts';
import type { Attributes, Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';
import { TurnServer } from '../support/turn-server.ts';
import { World } from '../support/world.ts';

let turn: TurnServer;
let world: World;
/** Candidates that the two pages have told each other, as the service saw them. */
const candidates: string[] = [];
test.beforeAll(async ({ browser }) => {
  turn = await TurnServer.start();
  world = await World.start({ browser, iceServers: turn.iceServers });
});
test.afterAll(async () => {
  await world?.close();
  await turn?.close();
});
test.afterEach(() => world.clear());

const report = ({ page }: Person) =>
  page.evaluate(() => document.querySelector('visio-avocat-room')?.securityReport());

/** The kinds of candidates that were told, in words of RFC 8839. */
const kinds = () => [...new Set(candidates.map((one) => / typ (\w+)/.exec(one)?.[1]))];

/** Two people in a call, whose candidates are noted. */
async function call(build: Build, attributes: Attributes): Promise<[Person, Person]> {
  candidates.length = 0;
  world.service.control.intercept({
    outgoing(message) {
      const { candidate, sdp } = (message.content ?? {}) as { candidate?: string; sdp?: string };
      if (candidate) candidates.push(candidate);
      candidates.push(...(sdp?.match(/^a=candidate:.*$/gm) ?? []));
      return [message];
    },
  });
  const people = await world.consultation({}, build).pair(attributes);
  for (const one of people) {
    await one.receivesMedia();
    await one.until((room) => room.security?.level === 'end-to-end');
  }
  return people;
}

test.describe('a call with relay-only, through a real TURN server', () => {
  test('tells the other side no address but the relay’s, stays end to end, and says so in the report', async ({
    build,
  }) => {
    const [lawyer, client] = await call(build, { 'relay-only': true });
    expect(kinds()).toEqual(['relay']);
    expect(turn.allocations).toBeGreaterThanOrEqual(2);
    // The related address of a relayed candidate would be one's own.
    for (const one of candidates) expect(one).toMatch(/ raddr 0\.0\.0\.0 | raddr :: |^(?!.* raddr )/);
    for (const one of [lawyer, client]) {
      const said = await report(one);
      expect(said?.relayOnly).toBe(true);
      expect(said?.connections).not.toHaveLength(0);
      for (const { route } of said?.connections ?? [])
        expect(route).toMatchObject({ kind: 'relay', local: 'relay' });
      const claim = said?.claims.find(({ key }) => key === 'ip-addresses-only');
      expect(claim).toMatchObject({ mark: 'measured', check: 'met' });
      expect(JSON.stringify(said)).not.toMatch(/\b\d{1,3}(\.\d{1,3}){3}\b/);
    }
    await client.press(/^Chiffré d/);
    const panel = client.page.getByRole('region', { name: 'Confidentialité de l’appel' });
    await expect(panel.getByText('par un relais TURN, qui n’a pas les clés').first()).toBeVisible();
  });

  test('without it the two find the direct way, though the relay is there', async ({ build }) => {
    const [lawyer] = await call(build, {});
    expect(kinds()).toContain('host');
    const said = await report(lawyer);
    expect(said?.connections).not.toHaveLength(0);
    for (const { route } of said?.connections ?? []) expect(route.kind).toBe('direct');
  });
});

import { LossyRoad } from '../support/lossy-road.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';
import { TurnServer } from '../support/turn-server.ts';
import { World } from '../support/world.ts';

let turn: TurnServer;
/** Two ways to the same relay. */
let roads: readonly [LossyRoad, LossyRoad];
let world: World;
test.beforeAll(async ({ browser }) => {
  turn = await TurnServer.start();
  roads = [await LossyRoad.to(turn.port), await LossyRoad.to(turn.port)];
  const { username, credential } = turn;
  const iceServers = roads.map(({ port }) => ({
    urls: `turn:127.0.0.1:${port}?transport=udp`,
    username,
    credential,
  }));
  world = await World.start({ browser, iceServers });
});
test.afterAll(async () => {
  await world?.close();
  for (const road of roads ?? []) road.close();
  await turn?.close();
});

/** Keeps the texts that this person receives, in their order. */
const listen = ({ page }: Person) =>
  page.evaluate(() => {
    const heard: string[] = [];
    Reflect.set(window, 'heard', heard);
    const room = document.querySelector('visio-avocat-room');
    const self = room?.participants.find((one) => one.self)?.id;
    room?.addEventListener('visio-message', ({ detail }) => {
      if (detail.from !== self) heard.push(detail.text);
    });
  });

const heardBy = ({ page }: Person) => page.evaluate(() => Reflect.get(window, 'heard') as string[]);

const say = ({ page }: Person, text: string) =>
  page.evaluate((words) => document.querySelector('visio-avocat-room')?.sendMessage(words), text);

test('the private line resumes after 2 s, on another way to the relay, and after 50 s: nothing is lost, nothing comes twice', async ({
  build,
}) => {
  test.setTimeout(240_000);
  const people = await world.consultation({}, build).pair({ 'relay-only': true });
  const [lawyer, client] = people;
  for (const one of people) await listen(one);
  const expected: Record<'lawyer' | 'client', string[]> = { lawyer: [], client: [] };
  const both = async (text: string) => {
    await say(lawyer, `Maître\u00a0: ${text}`);
    await say(client, `Cliente\u00a0: ${text}`);
    expected.client.push(`Maître\u00a0: ${text}`);
    expected.lawyer.push(`Cliente\u00a0: ${text}`);
  };
  const arrives = async () => {
    await expect.poll(() => heardBy(lawyer)).toEqual(expected.lawyer);
    await expect.poll(() => heardBy(client)).toEqual(expected.client);
  };
  const cut = (percents: readonly [number, number]) => {
    roads[0].percent = percents[0];
    roads[1].percent = percents[1];
  };

  cut([0, 100]);
  await both('avant');
  await arrives();

  cut([100, 100]);
  await both('pendant deux secondes');
  // As long as the network is away.
  await lawyer.page.waitForTimeout(2000);
  await both('encore pendant');
  cut([0, 100]);
  await arrives();

  // The first way is gone for good.
  cut([100, 0]);
  await both('par un autre chemin');
  await arrives();

  cut([100, 100]);
  for (let count = 0; count < 5; count++) {
    await lawyer.page.waitForTimeout(10_000);
    await both(`pendant la longue coupure, ${count}`);
  }
  cut([100, 0]);
  await arrives();
  await both('après');
  await arrives();
  for (const one of people) await expect(one.page.getByText(/Non remis/)).toHaveCount(0);
});

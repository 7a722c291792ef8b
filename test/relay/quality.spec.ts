import { LossyRoad } from '../support/lossy-road.ts';
import { expect, test } from '../support/test.ts';
import { TurnServer } from '../support/turn-server.ts';
import { World } from '../support/world.ts';

let turn: TurnServer;
let road: LossyRoad;
let world: World;
test.beforeAll(async ({ browser }) => {
  turn = await TurnServer.start();
  road = await LossyRoad.to(turn.port);
  const { username, credential } = turn;
  const iceServers = [{ urls: `turn:127.0.0.1:${road.port}?transport=udp`, username, credential }];
  world = await World.start({ browser, iceServers });
});
test.afterAll(async () => {
  await world?.close();
  road?.close();
  await turn?.close();
});

test('a call over a line that loses packets is measured, told to the person and to the page, and is over when it is over', async ({
  build,
}) => {
  const consultation = world.consultation({}, build);
  const lawyer = await consultation.person('Maître Vasseur', { 'relay-only': true });
  const client = await consultation.person('Zoé Martin', { 'relay-only': true });
  await lawyer.page.evaluate(() => {
    const heard: string[] = [];
    Reflect.set(window, 'heard', heard);
    const room = document.querySelector('visio-avocat-room');
    room?.addEventListener('visio-quality', ({ detail }) => heard.push(detail.level));
  });
  await lawyer.enter();
  await client.enter();
  await lawyer.until((room) => room.quality?.level === 'good');
  road.percent = 40;
  await lawyer.until((room) => room.quality?.level === 'poor');
  await expect(lawyer.page.getByText('Connexion faible')).toBeVisible();
  await expect(lawyer.page.getByText('Votre connexion est faible.')).toBeAttached();
  await lawyer.press('Éteindre la caméra');
  await client.sees('Maître Vasseur', { camera: false });
  road.percent = 0;
  await lawyer.until((room) => room.quality?.level === 'good');
  await expect(lawyer.page.getByText('Connexion faible')).toHaveCount(0);
  const levels = await lawyer.page.evaluate(() => Reflect.get(window, 'heard') as string[]);
  expect([levels[0], levels.at(-1)]).toEqual(['good', 'good']);
  expect(levels).toContain('poor');
});

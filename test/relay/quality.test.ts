import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { LossyRoad } from '../support/lossy-road.ts';
import type { Person } from '../support/person.ts';
import { TurnServer } from '../support/turn-server.ts';
import { World } from '../support/world.ts';

describe('a call over a line that loses packets', () => {
  let turn: TurnServer;
  let road: LossyRoad;
  let world: World;
  before(async () => {
    turn = await TurnServer.start();
    road = await LossyRoad.to(turn.port);
    const { username, credential } = turn;
    world = await World.start([], {
      iceServers: [{ urls: `turn:127.0.0.1:${road.port}?transport=udp`, username, credential }],
    });
  });
  after(async () => {
    await world.close();
    road.close();
    await turn.close();
  });

  /** What the page heard of it. */
  const heard = ({ page }: Person) => page.evaluate(() => Reflect.get(window, 'heard') as string[]);

  it('is measured, told to the person and to the page, and is over when it is over', async () => {
    const lawyer = await world.person('Maître Vasseur', { 'relay-only': true });
    const client = await world.person('Zoé Martin', { 'relay-only': true });
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
    await lawyer.page.getByText('Connexion faible').waitFor();
    await lawyer.page.getByText('Votre connexion est faible.').waitFor({ state: 'attached' });
    await lawyer.press('Éteindre la caméra');
    await client.sees('Maître Vasseur', { camera: false });
    road.percent = 0;
    await lawyer.until((room) => room.quality?.level === 'good');
    await lawyer.page.getByText('Connexion faible').waitFor({ state: 'detached' });
    const levels = await heard(lawyer);
    assert.deepEqual([levels[0], levels.at(-1)], ['good', 'good']);
    assert.ok(levels.includes('poor'), levels.join(' '));
    for (const one of [lawyer, client]) await one.vanish();
  });
});

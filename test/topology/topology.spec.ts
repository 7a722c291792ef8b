import type { Browser } from '@playwright/test';
import { Room } from '../session-service/support/room.ts';
import { ForwardingPage } from '../support/forwarding-page.ts';
import { HiddenReceiver } from '../support/hidden-receiver.ts';
import { MachineInTheMiddle } from '../support/machine-in-the-middle.ts';
import { MediaServer } from '../support/media-server.ts';
import { PATIENCE } from '../support/patience.ts';
import { type FarEnd, SdkPage } from '../support/sdk-page.ts';
import { silentGuest } from '../support/silent-guest.ts';
import { expect, test } from '../support/test.ts';
import { application, clientToken } from '../support/tokens.ts';

let room: Room;
test.beforeEach(async () => {
  room = await Room.open();
});
test.afterEach(async ({ browser }) => {
  for (const context of browser.contexts()) await context.close();
  await room?.close();
});

const grant = async (sessionId: string) => ({
  applicationId: application.applicationId,
  sessionId,
  token: await clientToken(sessionId),
});

/** Two people in a session, each in a browser profile of their own. */
async function pair(browser: Browser, sessionId: string): Promise<[SdkPage, SdkPage]> {
  const one = await SdkPage.open(await browser.newContext());
  const two = await SdkPage.open(await browser.newContext());
  await one.join(room.service.origin, await grant(sessionId));
  await two.join(room.service.origin, await grant(sessionId));
  return [one, two];
}

const forwarding = async (browser: Browser) => ForwardingPage.open(await browser.newContext());

/** Waits until what one person publishes ends as a test expects. */
async function publishes(person: SdkPage, isSo: (ends: FarEnd[]) => boolean): Promise<FarEnd[]> {
  let ends: FarEnd[] = [];
  await expect(async () => {
    ends = await person.farEnds();
    expect(isSo(ends), JSON.stringify(ends)).toBe(true);
  }).toPass({ timeout: PATIENCE });
  return ends;
}

const isServer = (ends: FarEnd[]) =>
  ends.length === 1 && ends[0]?.connectionId === undefined && ends[0]?.remote !== '';
const isPeer = (ends: FarEnd[]) => ends.length === 1 && typeof ends[0]?.connectionId === 'string';

test.describe('the SDK', () => {
  test('in a relayed session is connected to the other; hears of an archive; nothing of a silent guest', async ({
    browser,
  }) => {
    const sessionId = room.service.createSession();
    const [one, two] = await pair(browser, sessionId);
    await Promise.all([one.sees(), two.sees()]);
    await publishes(one, isPeer);
    const session = room.service.control.session(sessionId);
    session?.setArchive('record', 'started');
    await Promise.all([one.hears('archiveStarted'), two.hears('archiveStarted')]);
    session?.setArchive('record', 'stopped');
    await one.hears('archiveStopped');
    const same = await grant(sessionId);
    await silentGuest(room.service.origin, same);
    await silentGuest(room.service.origin, same);
    expect(session?.clients).toHaveLength(4);
    expect(session?.streamIds).toHaveLength(2);
  });

  test('in a routed session is connected to the media server, and the media comes through', async ({
    browser,
  }) => {
    const server = new MediaServer(room.service.control, await forwarding(browser));
    room.service.control.intercept(server);
    const [one, two] = await pair(browser, room.service.createSession({ mediaMode: 'routed' }));
    await Promise.all([one.sees(), two.sees()]);
    for (const person of [one, two]) await publishes(person, isServer);
    expect(server.failures).toEqual([]);
  });

  test('in an adaptive session moves from the media server to the other person and back', async ({
    browser,
  }) => {
    const server = new MediaServer(room.service.control, await forwarding(browser));
    room.service.control.intercept(server);
    const [one, two] = await pair(browser, room.service.createSession({ mediaMode: 'adaptive' }));
    await Promise.all([one.sees(), two.sees()]);
    for (const person of [one, two]) await publishes(person, isServer);
    server.toRelayed();
    for (const person of [one, two]) await publishes(person, isPeer);
    await Promise.all([one.sees(), two.sees()]);
    server.toRouted();
    for (const person of [one, two]) await publishes(person, isServer);
    await Promise.all([one.sees(), two.sees()]);
    expect(server.failures).toEqual([]);
  });

  test('sends to somebody whom it was never told of', async ({ browser }) => {
    const receiver = new HiddenReceiver(room.service.control, await forwarding(browser));
    room.service.control.intercept(receiver);
    const sessionId = room.service.createSession();
    await pair(browser, sessionId);
    for (const { id } of room.service.control.session(sessionId)?.clients ?? []) {
      const legs = [receiver.ask(id, 'nobody'), await receiver.offer(id, 'nobody')];
      for (const leg of legs) await expect.poll(() => receiver.packets(leg), leg).toBeGreaterThan(0);
    }
    expect(receiver.failures).toEqual([]);
  });

  test('does not notice a machine in the middle; the certificates show it', async ({ browser }) => {
    const machine = new MachineInTheMiddle(room.service.control, await forwarding(browser));
    room.service.control.intercept(machine);
    const [one, two] = await pair(browser, room.service.createSession());
    await Promise.all([one.sees(), two.sees()]);
    const [a, b] = await Promise.all([publishes(one, isPeer), publishes(two, isPeer)]);
    const own = [...a, ...b].map(({ local }) => local);
    const attackers = (await machine.fingerprints()).join();
    for (const { remote } of [...a, ...b]) {
      expect(own).not.toContain(remote);
      expect(attackers).toContain(remote);
    }
    expect(machine.failures).toEqual([]);
  });
});

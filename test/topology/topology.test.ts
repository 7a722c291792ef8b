import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { chromeArgs, ensureChrome } from '../../scripts/browser.mjs';
import { Room } from '../session-service/support/room.ts';
import { ForwardingPage } from '../support/forwarding-page.ts';
import { MachineInTheMiddle } from '../support/machine-in-the-middle.ts';
import { MediaServer } from '../support/media-server.ts';
import { until } from '../support/person.ts';
import { type FarEnd, SdkPage } from '../support/sdk-page.ts';
import { silentGuest } from '../support/silent-guest.ts';
import { application, clientToken } from '../support/tokens.ts';

let room: Room;
let browser: Browser;
before(async () => {
  room = await Room.open();
  browser = await chromium.launch({
    executablePath: ensureChrome(),
    args: [...chromeArgs, '--autoplay-policy=no-user-gesture-required'],
  });
});
after(async () => {
  await browser.close();
  await room.close();
});

const grant = async (sessionId: string) => ({
  applicationId: application.applicationId,
  sessionId,
  token: await clientToken(sessionId),
});

/** Two people in a session, each in a browser profile of their own. */
async function pair(sessionId: string): Promise<[SdkPage, SdkPage]> {
  const one = await SdkPage.open(await browser.newContext());
  const two = await SdkPage.open(await browser.newContext());
  await one.join(room.service.origin, await grant(sessionId));
  await two.join(room.service.origin, await grant(sessionId));
  return [one, two];
}

const forwarding = async () => ForwardingPage.open(await browser.newContext());

/** Waits until what one person publishes ends as a test expects. */
async function publishes(person: SdkPage, isSo: (ends: FarEnd[]) => boolean): Promise<FarEnd[]> {
  let ends: FarEnd[] = [];
  await until(
    async () => {
      ends = await person.farEnds().catch(() => []);
      return isSo(ends);
    },
    () => `far ends: ${JSON.stringify(ends)}`,
  );
  return ends;
}

const isServer = (ends: FarEnd[]) =>
  ends.length === 1 && ends[0]?.connectionId === undefined && ends[0]?.remote !== '';
const isPeer = (ends: FarEnd[]) => ends.length === 1 && typeof ends[0]?.connectionId === 'string';

describe('the SDK', () => {
  it('in a relayed session is connected to the other; hears of an archive; nothing of a silent guest', async () => {
    const sessionId = room.service.createSession();
    const [one, two] = await pair(sessionId);
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
    assert.equal(session?.clients.length, 4);
    assert.equal(session?.streamIds.length, 2);
  });

  it('in a routed session is connected to the media server, and the media comes through', async () => {
    const server = new MediaServer(room.service.control, await forwarding());
    room.service.control.intercept(server);
    const [one, two] = await pair(room.service.createSession({ mediaMode: 'routed' }));
    await Promise.all([one.sees(), two.sees()]);
    for (const person of [one, two]) await publishes(person, isServer);
    assert.deepEqual(server.failures, []);
    room.service.control.intercept();
  });

  it('in an adaptive session moves from the media server to the other person and back', async () => {
    const server = new MediaServer(room.service.control, await forwarding());
    room.service.control.intercept(server);
    const [one, two] = await pair(room.service.createSession({ mediaMode: 'adaptive' }));
    await Promise.all([one.sees(), two.sees()]);
    for (const person of [one, two]) await publishes(person, isServer);
    server.toRelayed();
    for (const person of [one, two]) await publishes(person, isPeer);
    await Promise.all([one.sees(), two.sees()]);
    server.toRouted();
    for (const person of [one, two]) await publishes(person, isServer);
    await Promise.all([one.sees(), two.sees()]);
    assert.deepEqual(server.failures, []);
    room.service.control.intercept();
  });

  it('does not notice a machine in the middle; the certificates show it', async () => {
    const machine = new MachineInTheMiddle(room.service.control, await forwarding());
    room.service.control.intercept(machine);
    const [one, two] = await pair(room.service.createSession());
    await Promise.all([one.sees(), two.sees()]);
    const [[a], [b]] = await Promise.all([publishes(one, isPeer), publishes(two, isPeer)]);
    const own = [a?.local, b?.local];
    assert.equal(own.includes(a?.remote), false);
    assert.equal(own.includes(b?.remote), false);
    const attackers = await machine.fingerprints();
    assert.ok(attackers.some((one) => one.includes(a?.remote ?? 'none')));
    assert.ok(attackers.some((one) => one.includes(b?.remote ?? 'none')));
    assert.deepEqual(machine.failures, []);
    room.service.control.intercept();
  });
});

import { MemoryStore } from '../../demo/access-server/store.ts';
import { expect, test } from '../support/test.ts';
import { World } from '../support/world.ts';

/** The type of the SDK's frame that says goodbye. */
const DISCONNECT = 4;

test('a page that goes says goodbye with its first message: it may not come to send a second one', async ({
  consultation,
}) => {
  const page = await consultation.page();
  await page.addInitScript(() => {
    // Once: what the page sends after it has come back is not what it sent when it went.
    if (sessionStorage.getItem('sent') !== null) return;
    addEventListener('pagehide', () => sessionStorage.setItem('sent', ''));
    const { send, close } = WebSocket.prototype;
    // Without inner functions: what a build adds to their names is not there in the page.
    WebSocket.prototype.send = function (data) {
      const sent = sessionStorage.getItem('sent');
      // Its seventh byte is a frame’s type.
      const [type] = new Uint8Array(data as ArrayBuffer, 6, 1);
      if (sent !== null) sessionStorage.setItem('sent', `${sent} ${type}`);
      send.call(this, data);
    };
    // Firefox lets nothing be sent any more; what closes the socket is a goodbye too.
    WebSocket.prototype.close = function (...reason) {
      const sent = sessionStorage.getItem('sent');
      if (sent !== null) sessionStorage.setItem('sent', `${sent} close`);
      close.apply(this, reason);
    };
  });
  const lawyer = await consultation.person('Maître Vasseur');
  const client = await consultation.person('Zoé Martin', {}, page);
  for (const one of [lawyer, client]) await one.enter();
  await lawyer.sees(client.name, { camera: true });
  await page.reload();
  await lawyer.losesSightOf(client.name);
  const sent = await page.evaluate(() => sessionStorage.getItem('sent'));
  expect([`${DISCONNECT}`, 'close']).toContain(sent?.trim().split(' ')[0]);
});

test('a host who leaves tells the firm’s server so, by the button and by closing the page', async ({
  browser,
  build,
}) => {
  const store = new MemoryStore();
  const world = await World.start({ browser, build: () => build, access: { store } });
  try {
    const people = [{ id: 'vasseur', role: 'host', name: 'Maître Vasseur' }] as const;
    const consultation = world.consultation({ people, waitingRoom: true });
    const left = async () => (await store.read(consultation.room)).leftAt !== undefined;
    const lawyer = await consultation.invited('vasseur');
    await lawyer.enter();
    expect(await left()).toBe(false);
    await lawyer.page.evaluate(() => document.querySelector('visio-avocat-room')?.leave());
    await expect.poll(left).toBe(true);
    await lawyer.page.reload();
    await lawyer.enter();
    expect(await left()).toBe(false);
    await lawyer.page.reload();
    await expect.poll(left).toBe(true);
    await consultation.close();
  } finally {
    await world.close();
  }
});

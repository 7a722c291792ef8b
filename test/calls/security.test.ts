import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Person } from '../support/person.ts';
import { World } from '../support/world.ts';

let world: World;
before(async () => {
  world = await World.start();
});
after(() => world.close());

const level = ({ page }: Person) =>
  page.evaluate(() => document.querySelector('visio-avocat-room')?.security?.level);

describe('the level of a relayed call', () => {
  it('is measured at both ends once the two are connected, and shown in words with its facts', async () => {
    const lawyer = await world.person('Maître Vasseur');
    await lawyer.page.evaluate(() => {
      const levels: string[] = [];
      Reflect.set(window, 'levels', levels);
      document
        .querySelector('visio-avocat-room')
        ?.addEventListener('visio-security', ({ detail }) => levels.push(detail.level));
    });
    await lawyer.enter();
    // Alone, there is nothing to measure, and nothing that reassures.
    assert.equal(await level(lawyer), 'verifying');
    assert.equal(await lawyer.page.getByText('Chiffré').count(), 0);
    const client = await world.person('Zoé Martin');
    await client.enter();
    for (const person of [lawyer, client]) {
      await person.until((element) => element.security?.level === 'end-to-end');
      await person.press(/^Chiffré de bout en bout/);
      const panel = person.page.getByRole('region', { name: 'Confidentialité de l’appel' });
      await panel.getByText('SRTP_AES128_CM_HMAC_SHA1_80, comme promis').first().waitFor();
      assert.equal(await panel.getByText(/^DTLS 1\.[23]$/).count(), 2);
      assert.equal(await panel.getByText('direct, d’un appareil à l’autre').count(), 2);
    }
    await client.vanish();
    await lawyer.until((element) => element.security?.level === 'verifying');
    assert.deepEqual(await lawyer.page.evaluate(() => Reflect.get(window, 'levels')), [
      'end-to-end',
      'verifying',
    ]);
    await lawyer.vanish();
  });

  it('keeps no address in what is shown', async () => {
    const [lawyer, client] = [await world.person('Maître Vasseur'), await world.person('Zoé Martin')];
    await lawyer.enter();
    await client.enter();
    await client.until((element) => element.security?.level === 'end-to-end');
    const shown = await client.page.evaluate(() =>
      JSON.stringify(document.querySelector('visio-avocat-room')?.security),
    );
    assert.doesNotMatch(shown, /\b\d{1,3}(\.\d{1,3}){3}\b|"[0-9a-f:]*::[0-9a-f:]*"/i);
    await Promise.all([lawyer.vanish(), client.vanish()]);
  });
});

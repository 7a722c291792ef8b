import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const level = ({ page }: Person) =>
  page.evaluate(() => document.querySelector('visio-avocat-room')?.security?.level);

test.describe('the level of a relayed call', () => {
  test('is measured at both ends once the two are connected, and shown in words with its facts', async ({
    consultation,
    browserName,
  }) => {
    // What the two browsers of a call agree on.
    const cipher =
      browserName === 'firefox'
        ? 'SRTP_AEAD_AES_128_GCM, mieux que promis'
        : 'SRTP_AES128_CM_HMAC_SHA1_80, comme promis';
    const lawyer = await consultation.person('Maître Vasseur');
    await lawyer.page.evaluate(() => {
      const levels: string[] = [];
      Reflect.set(window, 'levels', levels);
      document
        .querySelector('visio-avocat-room')
        ?.addEventListener('visio-security', ({ detail }) => levels.push(detail.level));
    });
    await lawyer.enter();
    // Alone, there is nothing to measure, and nothing that reassures.
    expect(await level(lawyer)).toBe('verifying');
    await expect(lawyer.page.getByText('Chiffré')).toHaveCount(0);
    const client = await consultation.person('Zoé Martin');
    await client.enter();
    for (const person of [lawyer, client]) {
      await person.until((element) => element.security?.level === 'end-to-end');
      await person.press(/^Chiffré d/);
      const panel = person.page.getByRole('region', { name: 'Confidentialité de l’appel' });
      await expect(panel.getByText(cipher).first()).toBeVisible();
      await expect(panel.getByText(/^DTLS 1\.[23]$/)).toHaveCount(2);
      await expect(panel.getByText('direct, d’un appareil à l’autre')).toHaveCount(2);
    }
    await client.vanish();
    await lawyer.until((element) => element.security?.level === 'verifying');
    const levels: string[] = await lawyer.page.evaluate(() => Reflect.get(window, 'levels'));
    // Once more where what the client sends comes a moment after what the client receives.
    const [once, twice] = ['end-to-end,verifying', 'end-to-end,verifying,end-to-end,verifying'];
    expect([once, twice]).toContain(levels.join());
  });

  test('keeps no address in what is shown', async ({ consultation }) => {
    const [, client] = await consultation.pair();
    await client.until((element) => element.security?.level === 'end-to-end');
    const shown = await client.page.evaluate(() =>
      JSON.stringify(document.querySelector('visio-avocat-room')?.security),
    );
    expect(shown).not.toMatch(/\b\d{1,3}(\.\d{1,3}){3}\b|"[0-9a-f:]*::[0-9a-f:]*"/i);
  });
});

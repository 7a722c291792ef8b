import type { Message } from '../../demo/session-service/client.ts';
import type { Session } from '../../demo/session-service/session.ts';
import { choicesOf, openComparison, ownRow, panel, pick } from '../support/comparison.ts';
import type { Consultation } from '../support/consultation.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test.describe('two people alone', () => {
  let consultation: Consultation;
  let lawyer: Person;
  let client: Person;
  let session: Session | undefined;
  /** Messages between elements, as the service saw them. */
  const seen: Message[] = [];
  test.beforeAll(async ({ world }) => {
    consultation = world.consultation();
    world.service.control.intercept({
      outgoing(message, from) {
        if (from && message.method === 'signal') seen.push(message);
        return [message];
      },
    });
    [lawyer, client] = await consultation.pair();
    for (const one of [lawyer, client]) await one.until((room) => room.security?.level === 'end-to-end');
    session = world.service.control.sessions.at(-1);
  });
  test.afterAll(() => consultation.close());

  test('read a row each to the other, who finds it among four; the level rises for the person who has found it', async () => {
    await openComparison(lawyer);
    await expect(panel(lawyer).getByText('En attente de Zoé Martin')).toBeVisible();
    // The other one is told, and one press brings them there.
    await client.page
      .getByRole('status')
      .filter({ hasText: 'Maître Vasseur vous propose de comparer.' })
      .getByRole('button', { name: 'Comparer' })
      .click();
    const rows = [await ownRow(lawyer), await ownRow(client)] as const;
    expect(rows[0]).not.toEqual(rows[1]);
    for (const { pictures, digits } of rows) {
      expect(pictures).toHaveLength(4);
      for (const name of pictures) expect(name).toMatch(/\S/);
      expect(digits).toMatch(/^\d{4} \d{4}$/);
    }
    await expect(panel(lawyer).locator('.own-row svg')).toHaveCount(4);
    expect(await choicesOf(lawyer)).toHaveLength(4);
    expect(await choicesOf(lawyer)).toContain(rows[1].digits);
    expect(await choicesOf(lawyer)).not.toContain(rows[0].digits);
    await pick(lawyer, rows[1].digits);
    await lawyer.until((room) => room.security?.level === 'end-to-end-verified');
    expect(
      await client.page.evaluate(() => document.querySelector('visio-avocat-room')?.security?.level),
    ).toBe('end-to-end');
    await expect(
      lawyer.page.getByRole('button', { name: /^Chiffré de bout en bout · vérifié/ }),
    ).toBeVisible();
    await pick(client, rows[0].digits);
    await client.until((room) => room.security?.level === 'end-to-end-verified');
  });

  test('write to each other on the private line: nothing of it passes through the service', async () => {
    await client.page.evaluate(() =>
      document.querySelector('visio-avocat-room')?.addEventListener('visio-message', ({ detail }) => {
        Reflect.set(window, 'message', detail.text);
      }),
    );
    const before = seen.length;
    await lawyer.press('Messages');
    const field = lawyer.page.getByLabel('Votre message');
    const text = 'Le dossier <b>42</b> : https://exemple.fr/acte?x=1. À demain';
    await field.fill(text);
    await field.press('Enter');
    await client.page.getByRole('button', { name: /^Messages.*1 message non lu/ }).click();
    const log = client.page.getByRole('log', { name: 'Messages' });
    await expect(log.getByText('Le dossier <b>42</b>')).toBeVisible();
    const link = log.getByRole('link', { name: 'https://exemple.fr/acte?x=1' });
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
    expect(await client.page.evaluate(() => Reflect.get(window, 'message'))).toBe(text);
    await expect(field).toHaveValue('');
    await expect(lawyer.page.getByText('En cours d’envoi…')).toHaveCount(0);

    // By the page, the other way.
    await client.page.evaluate(() => document.querySelector('visio-avocat-room')?.sendMessage('Bien reçu'));
    await expect(lawyer.page.getByRole('log').getByText('Bien reçu')).toBeVisible();
    expect(seen.slice(before)).toEqual([]);
  });

  test('take a confidential pause: nothing goes out or is heard, one press brings back what was on', async ({
    browserName,
  }) => {
    await lawyer.press('Pause');
    await expect(lawyer.page.getByRole('heading', { name: 'Pause confidentielle' })).toBeVisible();
    // At once: nobody waits for a cover.
    expect(await lawyer.page.getByText('Zoé Martin').count()).toBe(0);
    await client.sees('Maître Vasseur', { microphone: false, camera: false });
    await client.hearsNothing(lawyer);
    // What still arrives at the lawyer’s own side is not played there either; Firefox counts what it does not play too.
    if (browserName !== 'firefox') await lawyer.hearsNothing(lawyer);
    await lawyer.press('Reprendre l’appel');
    await client.sees('Maître Vasseur', { microphone: true, camera: true });
    await client.receivesMedia();
    await expect(lawyer.page.getByText('Zoé Martin').first()).toBeVisible();
  });

  test('are asked before they are recorded; whoever does not agree sends nothing', async () => {
    session?.setArchive('enregistrement', 'started');
    for (const one of [lawyer, client]) {
      await expect(one.page.getByRole('alertdialog', { name: 'Un enregistrement a commencé' })).toBeVisible();
    }
    await client.sees('Maître Vasseur', { microphone: false, camera: false });
    await lawyer.sees('Zoé Martin', { microphone: false, camera: false });
    await client.press('J’accepte d’être enregistré');
    await lawyer.sees('Zoé Martin', { microphone: true, camera: true });
    await lawyer.receivesMedia();
    await client.sees('Maître Vasseur', { microphone: false, camera: false });
    session?.setArchive('enregistrement', 'stopped');
    await client.sees('Maître Vasseur', { microphone: true, camera: true });
    await client.receivesMedia();
  });
});

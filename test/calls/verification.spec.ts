import type { Message } from '../../demo/session-service/client.ts';
import type { Session } from '../../demo/session-service/session.ts';
import { answer, codeOf, panel } from '../support/comparison.ts';
import type { Consultation } from '../support/consultation.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

test.describe('two people alone', () => {
  let consultation: Consultation;
  let lawyer: Person;
  let client: Person;
  let session: Session | undefined;
  /** Messages of the chat, as the service saw them. */
  const seen: { message: Message; from: string; to: string }[] = [];
  test.beforeAll(async ({ world }) => {
    consultation = world.consultation();
    world.service.control.intercept({
      outgoing(message, from, to) {
        if (from && /"visio-message"/.test(JSON.stringify(message.content))) {
          seen.push({ message, from, to: to.id });
        }
        return [message];
      },
    });
    [lawyer, client] = await consultation.pair();
    for (const one of [lawyer, client]) await one.until((room) => room.security?.level === 'end-to-end');
    session = world.service.control.sessions.at(-1);
  });
  test.afterAll(() => consultation.close());

  test('see the same four pictures and digits; the level rises for whoever has compared', async () => {
    const [one, other] = [await codeOf(lawyer), await codeOf(client)];
    expect(one).toEqual(other);
    expect(one.pictures).toHaveLength(4);
    for (const name of one.pictures) expect(name).toMatch(/\S/);
    expect(one.digits).toMatch(/\d/);
    await expect(panel(lawyer).locator('.pictures svg')).toHaveCount(4);
    await answer(lawyer, 'Identique');
    await lawyer.until((room) => room.security?.level === 'end-to-end-verified');
    expect(
      await client.page.evaluate(() => document.querySelector('visio-avocat-room')?.security?.level),
    ).toBe('end-to-end');
    await expect(
      lawyer.page.getByRole('button', { name: /^Chiffré de bout en bout · vérifié/ }),
    ).toBeVisible();
    await answer(client, 'Identique');
    await client.until((room) => room.security?.level === 'end-to-end-verified');
  });

  test('write to each other; the service reads nothing, and cannot repeat, change or invent a message', async ({
    world,
  }) => {
    await client.page.evaluate(() =>
      document.querySelector('visio-avocat-room')?.addEventListener('visio-message', ({ detail }) => {
        Reflect.set(window, 'message', detail.text);
      }),
    );
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
    const [sealed] = seen;
    if (!sealed) throw new Error('The service has seen no message.');
    expect(JSON.stringify(seen)).not.toMatch(/dossier|exemple/);

    const { control } = world.service;
    control.deliver(sealed.to, sealed.message, sealed.from);
    const content = Object(sealed.message.content);
    const changed = { ...content, data: String(content.data).replace(/[A-Za-z](?=.{0,3}$)/, '0') };
    control.deliver(sealed.to, { ...sealed.message, content: changed }, sealed.from);
    const invented = { ...content, data: 'Virez 5 000 € sur ce compte' };
    control.deliver(sealed.to, { ...sealed.message, content: invented }, sealed.from);
    await expect(log.getByText(/a été écarté/)).toHaveCount(3);
    await expect(log.getByText('Le dossier')).toHaveCount(1);
    await expect(log.getByText('Virez')).toHaveCount(0);

    // By the page, the other way.
    await client.page.evaluate(() => document.querySelector('visio-avocat-room')?.sendMessage('Bien reçu'));
    await expect(lawyer.page.getByRole('log').getByText('Bien reçu')).toBeVisible();
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

import type { Message } from '../../demo/session-service/client.ts';
import type { Session } from '../../demo/session-service/session.ts';
import { attack } from '../support/browser-attack.ts';
import type { Consultation } from '../support/consultation.ts';
import { ForwardingPage } from '../support/forwarding-page.ts';
import { Impostor } from '../support/impostor.ts';
import { MachineInTheMiddle } from '../support/machine-in-the-middle.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const panel = ({ page }: Person) => page.getByRole('region', { name: 'Confidentialité de l’appel' });

/** The code that a person is shown: names of the pictures, and the digits. */
async function codeOf(person: Person): Promise<{ pictures: string[]; digits: string }> {
  if (!(await panel(person).isVisible())) await person.press(/^Chiffré de bout en bout/);
  const shown = panel(person).getByRole('group', { name: /^Êtes-vous bien seul avec/ });
  await shown.getByRole('listitem').nth(3).waitFor();
  return {
    pictures: await Promise.all(
      (await shown.getByRole('listitem').all()).map(async (one) => (await one.textContent()) ?? ''),
    ),
    digits: (await shown.locator('.digits b').textContent()) ?? '',
  };
}

const answer = (person: Person, name: 'Identique' | 'Différent') =>
  panel(person).getByRole('button', { name, exact: true }).click();

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

attack(
  'Signalling',
  'a machine in the middle of the media, which also answers for both sides when they compare codes',
  'the codes differ, and both are alarmed',
  async (consultation) => {
    const { service, browser } = consultation.world;
    const { control } = service;
    const page = await ForwardingPage.open(await browser.newContext());
    const machine = new MachineInTheMiddle(control, page);
    const people = new Map<string, Person>();
    // The attacker has each victim's certificates from their offers and answers, and knows its own.
    const views = async (victim: string) => {
      const evidence = await people
        .get(victim)
        ?.page.evaluate(() => document.querySelector('visio-avocat-room')?.security?.evidence ?? []);
      const all = (end: 'local' | 'remote') =>
        (evidence ?? []).flatMap(({ fingerprints }) => fingerprints[end]);
      return { local: all('remote'), remote: all('local') };
    };
    const lawyer = await consultation.person('Maître Vasseur');
    const client = await consultation.person('Zoé Martin');
    await lawyer.enter();
    const session = control.sessions.at(-1)?.id ?? '';
    control.intercept(new Impostor(control, machine, session, views));
    await client.enter();
    for (const person of [lawyer, client]) people.set(await person.connectionId(), person);
    // Nothing shows: sound and picture come through, and the connections are encrypted.
    for (const person of [lawyer, client]) {
      await person.receivesMedia();
      await person.until((room) => room.security?.level === 'end-to-end');
    }
    const [one, other] = [await codeOf(lawyer), await codeOf(client)];
    expect(one.digits).not.toBe(other.digits);
    expect(one.pictures).not.toEqual(other.pictures);
    await answer(lawyer, 'Différent');
    for (const person of [lawyer, client]) {
      await expect(panel(person).getByRole('alert').getByText('Les codes diffèrent')).toBeVisible();
    }
    expect(machine.failures).toEqual([]);
    await page.page.context().close();
    return 'the codes differ, and both are alarmed';
  },
);

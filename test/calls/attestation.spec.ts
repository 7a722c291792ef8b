import type { Appointment } from '../../demo/access-server/appointments.ts';
import { compare } from '../support/comparison.ts';
import { Firm } from '../support/firm.ts';
import type { Person } from '../support/person.ts';
import { quiet } from '../support/quiet.ts';
import { expect, test } from '../support/test.ts';

const people: Appointment['people'] = [
  { id: 'vasseur', role: 'host', name: 'Maître Vasseur' },
  { id: 'zoe', role: 'guest', name: 'Zoé Martin' },
];

test.use({ attestations: 'required', appointment: { people } });

const attested = (...those: readonly Person[]) =>
  Promise.all(those.map((one) => one.until((room) => room.security?.level === 'end-to-end-attested')));

const say = ({ page }: Person, text: string) =>
  page.evaluate((words) => document.querySelector('visio-avocat-room')?.sendMessage(words), text);

const log = ({ page }: Person) => page.getByRole('log').getByRole('listitem').locator('.text');

test.describe('a consultation whose firm vouches for its people', () => {
  test('shows that the firm attests, and the names that it knows', async ({ consultation }) => {
    const lawyer = await consultation.invited('vasseur');
    const client = await consultation.invited('zoe', { 'display-name': 'Maître Vasseur' });
    for (const one of [lawyer, client]) await one.enter();
    await attested(lawyer, client);
    await lawyer.sees('Zoé Martin', { camera: true, role: 'publisher' });
    await client.sees('Maître Vasseur', { camera: true, role: 'moderator' });
    await client.sees('Zoé Martin', { self: true });
    for (const one of [lawyer, client]) await one.receivesMedia();
    await lawyer.press(/attesté par le cabinet/);
    await expect(
      lawyer.page.getByText('le serveur du cabinet atteste à qui sont les clés', { exact: false }),
    ).toBeVisible();
    await say(client, 'Bonjour Maître');
    await lawyer.press('Messages');
    await expect(log(lawyer)).toHaveText(['Bonjour Maître']);
    expect(quiet(lawyer)).toBe('the page quiet');
  });

  test('is raised above the firm’s word by a comparison', async ({ consultation }) => {
    const lawyer = await consultation.invited('vasseur');
    const client = await consultation.invited('zoe');
    for (const one of [lawyer, client]) await one.enter();
    await attested(lawyer, client);
    await compare(lawyer, client);
    for (const one of [lawyer, client])
      await one.until((room) => room.security?.level === 'end-to-end-verified');
  });

  test('vouches anew for somebody who reloads the page, and is not compared', async ({ consultation }) => {
    const lawyer = await consultation.invited('vasseur');
    const client = await consultation.invited('zoe');
    for (const one of [lawyer, client]) await one.enter();
    await attested(lawyer, client);
    await client.page.reload();
    await client.page.waitForFunction(() => customElements.get('visio-avocat-room') !== undefined);
    await client.enter();
    await attested(lawyer, client);
    await lawyer.receivesMedia();
  });

  test('obeys its host over the line: a microphone, a removal', async ({ consultation }) => {
    const lawyer = await consultation.invited('vasseur');
    const client = await consultation.invited('zoe');
    for (const one of [lawyer, client]) await one.enter();
    await attested(lawyer, client);
    await lawyer.page.evaluate(() => {
      const room = document.querySelector('visio-avocat-room');
      return room?.mute(room.participants.find(({ self }) => !self)?.id ?? '');
    });
    await expect(client.page.getByText('L’hôte a coupé votre micro', { exact: false })).toBeVisible();
    await client.sees('Zoé Martin', { microphone: false });
    await lawyer.page.evaluate(() => {
      const room = document.querySelector('visio-avocat-room');
      return room?.remove(room.participants.find(({ self }) => !self)?.id ?? '');
    });
    await client.inPhase('ended');
    await expect(
      client.page.getByRole('heading', { name: 'L’hôte vous a retiré de la salle.' }),
    ).toBeVisible();
  });
});

test.describe('a firm’s word', () => {
  test('about somebody who typed their name is marked, and gives no level', async ({ consultation }) => {
    const firm = await Firm.of(consultation);
    const lawyer = await firm.person('Maître Vasseur', { role: 'moderator' });
    const client = await firm.person('Zoé Martin', { named: 'typed' });
    for (const one of [lawyer, client]) await one.enter();
    await lawyer.until((room) => room.security?.level === 'end-to-end');
    await attested(client);
    await expect(lawyer.page.locator('[part~=tile-name]').getByText('nom non vérifié')).toBeVisible();
    await lawyer.receivesMedia();
  });

  test('holds for a second device of the same person, which is shown as one', async ({ consultation }) => {
    const firm = await Firm.of(consultation);
    const lawyer = await firm.person('Maître Vasseur', { role: 'moderator', grant: { expected: 2 } });
    const client = await firm.person('Zoé Martin');
    const phone = await firm.person('Zoé Martin');
    for (const one of [lawyer, client, phone]) await one.enter();
    await lawyer.until((room) => room.participants.length === 3);
    await attested(lawyer, client, phone);
    await lawyer.press('Participants');
    await expect(lawyer.page.getByText('autre appareil')).toHaveCount(1);
    await expect(lawyer.page.getByRole('alertdialog')).toHaveCount(0);
  });

  test('covers messages alone where media goes through a server', async ({ consultation }) => {
    const firm = await Firm.of(consultation);
    const routed = { grant: { mediaMode: 'routed' } };
    const lawyer = await firm.person('Maître Vasseur', { role: 'moderator', ...routed });
    const client = await firm.person('Zoé Martin', routed);
    for (const one of [lawyer, client]) await one.enter();
    // Without a TURN server there is no line that shows no addresses, and so no message.
    await lawyer.sees('Zoé Martin', { camera: true });
    await lawyer.press('Participants');
    await expect(lawyer.page.getByText('non attesté par le cabinet')).toBeVisible();
    await say(lawyer, 'Bonjour');
    await lawyer.press('Messages');
    await expect(lawyer.page.getByText('Non remis à Zoé Martin.')).toBeVisible();
  });

  test('required by the page lets nothing out without it', async ({ consultation, browserName }) => {
    const firm = await Firm.of(consultation);
    const attributes = { confidentiality: 'attested' };
    const lawyer = await firm.person('Maître Vasseur', { role: 'moderator', attributes });
    const client = await firm.person('Zoé Martin', { named: 'typed' });
    for (const one of [lawyer, client]) await one.enter();
    await expect(
      lawyer.page.getByRole('alertdialog', { name: 'Le cabinet n’atteste pas tout le monde' }),
    ).toBeVisible();
    // Firefox sends silence for a closed microphone, and a black picture a second for a closed camera.
    await (browserName === 'firefox' ? client.hearsNothing(lawyer) : client.receivesNothing());
    await lawyer.receivesMedia();
  });
});

import type { Consultation } from '../support/consultation.ts';
import { endpointAnswer } from '../support/endpoint-answer.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const people = [
  { id: 'vasseur', name: 'Maître Vasseur', role: 'host' },
  { id: 'lemoine', name: 'Maître Lemoine', role: 'host' },
  { id: 'roy', name: 'Inès Roy', role: 'observer' },
  { id: 'martin', name: 'Zoé Martin', role: 'guest' },
] as const;
const MINUTE = 60_000;

test.use({ appointment: { title: 'Premier entretien', waitingRoom: true, people } });

async function hosting(consultation: Consultation): Promise<Person> {
  const host = await consultation.invited('vasseur');
  await host.enter();
  await host.press('Participants');
  return host;
}

/** A host and a client in a call. */
async function meeting(consultation: Consultation): Promise<[Person, Person]> {
  const [host, client] = [await hosting(consultation), await consultation.invited('martin')];
  await client.enter();
  await host.sees('Zoé Martin', { publishing: true });
  return [host, client];
}

test.describe('the waiting room', () => {
  test('keeps a guest without a token until a host lets them in, and then the call begins by itself', async ({
    consultation,
  }) => {
    const host = await hosting(consultation);
    const client = await consultation.invited('martin');
    const answers: unknown[] = [];
    await client.page.route('**/api/visio', async (route) => {
      const answer = await endpointAnswer(route, consultation, client.name);
      if (answer.status() === 202) answers.push(await answer.json());
      await route.fulfill({ response: answer });
    });
    await client.join();
    await expect(
      client.page.getByRole('heading', { name: 'Vous êtes dans la salle d’attente' }),
    ).toBeVisible();
    await expect(host.page.getByRole('heading', { name: '1 personne attend' })).toBeVisible();
    await expect.poll(() => answers.length).toBeGreaterThan(0);
    expect(JSON.stringify(answers)).not.toContain('token');
    expect(client.sockets).toHaveLength(0);
    await host.press('Faire entrer Zoé Martin');
    await client.inPhase('connected');
    await Promise.all([host.receivesMedia(), client.receivesMedia()]);
  });

  test('tells a refused guest the reason as text', async ({ consultation }) => {
    const host = await hosting(consultation);
    const guest = await consultation.person('<b>Karim</b>');
    await guest.join();
    await guest.inPhase('waiting');
    await host.press('Refuser l’entrée à <b>Karim</b>');
    await host.page.getByLabel('Raison').fill('<i>Le rendez-vous est reporté.</i>');
    await host.page.getByRole('button', { name: 'Refuser', exact: true }).last().click();
    await expect(
      guest.page.getByRole('heading', { name: 'Votre entrée n’a pas été acceptée.' }),
    ).toBeVisible();
    await expect(guest.page.getByText('<i>Le rendez-vous est reporté.</i>')).toBeVisible();
  });

  test('lets a guest whom the host sees give up', async ({ consultation }) => {
    const host = await hosting(consultation);
    const guest = await consultation.person('Karim');
    await guest.join();
    await guest.inPhase('waiting');
    await expect(host.page.getByRole('heading', { name: '1 personne attend' })).toBeVisible();
    await guest.press('Annuler');
    await guest.inPhase('lobby');
  });

  test('shows two hosts the same waiting room, and either may open it', async ({ consultation }) => {
    const first = await hosting(consultation);
    const second = await consultation.invited('lemoine');
    await second.enter();
    const guest = await consultation.person('Karim');
    await guest.join();
    await expect(first.page.getByRole('heading', { name: '1 personne attend' })).toBeVisible();
    await second.press('Participants');
    await second.press('Faire entrer Karim');
    await guest.inPhase('connected');
    await expect(first.page.getByRole('heading', { name: '1 personne attend' })).toHaveCount(0);
  });

  test('lets everybody in at one press', async ({ consultation }) => {
    const host = await hosting(consultation);
    const guests = [await consultation.person('Karim'), await consultation.person('Léa')];
    for (const guest of guests) await guest.join();
    await expect(host.page.getByRole('heading', { name: '2 personnes attendent' })).toBeVisible();
    await host.press('Faire entrer tout le monde');
    await Promise.all(guests.map((guest) => guest.inPhase('connected')));
  });

  test('names a host by visio-waiting, and admits by method', async ({ consultation }) => {
    const host = await hosting(consultation);
    await host.page.evaluate(() => {
      const element = document.querySelector('visio-avocat-room');
      element?.addEventListener('visio-waiting', ({ detail }) => {
        for (const { id } of detail.waiting) void element.admit(id);
      });
    });
    const guest = await consultation.person('Karim');
    await guest.enter();
    const refusal = guest.page.evaluate(() =>
      document
        .querySelector('visio-avocat-room')
        ?.admit('x')
        .then(
          () => 'admitted',
          (error) => error.code,
        ),
    );
    expect(await refusal).toBe('not-allowed');
  });
});

test.describe('roles', () => {
  test.use({ appointment: { people } });

  test('an observer sends nothing, has no switches, and is in the list all the same', async ({
    consultation,
  }) => {
    const [host, client] = await meeting(consultation);
    const observer = await consultation.invited('roy');
    await observer.enter();
    await observer.receivesMedia();
    await expect(observer.page.getByRole('button', { name: 'Micro' })).toHaveCount(0);
    await host.sees('Inès Roy', { publishing: false, role: 'subscriber' });
    await client.sees('Inès Roy', { role: 'subscriber' });
    await client.press('Participants');
    await expect(client.page.getByText('observe sans être vu ni entendu')).toBeVisible();
  });

  test('a guest has none of the host’s commands', async ({ consultation }) => {
    const [, client] = await meeting(consultation);
    await client.press('Participants');
    for (const name of [/^Retirer/, /^Couper le micro de/, 'Terminer pour tous', 'Verrouiller la salle']) {
      await expect(client.page.getByRole('button', { name })).toHaveCount(0);
    }
  });
});

test.describe('moderation', () => {
  test.use({ appointment: { people } });

  test('mutes one, who is told and may speak again', async ({ consultation }) => {
    const [host, client] = await meeting(consultation);
    await host.press('Couper le micro de Zoé Martin');
    await host.sees('Zoé Martin', { microphone: false });
    await expect(client.page.getByText('L’hôte a coupé votre micro.')).toBeVisible();
    await client.page.getByRole('button', { name: 'Micro', exact: true }).click();
    await host.sees('Zoé Martin', { microphone: true });
  });

  test('mutes everybody else', async ({ consultation }) => {
    const [host] = await meeting(consultation);
    await (await consultation.person('Karim')).enter();
    await host.sees('Karim', { microphone: true });
    await host.press('Couper tous les micros');
    await Promise.all([
      host.sees('Zoé Martin', { microphone: false }),
      host.sees('Karim', { microphone: false }),
    ]);
    await host.sees('Maître Vasseur', { microphone: true });
  });

  test('removes somebody, who reads why and cannot come back with the same token', async ({
    consultation,
  }) => {
    const [host, client] = await meeting(consultation);
    await host.press('Retirer Zoé Martin de la salle');
    await host.page.getByLabel('Raison').fill('Le rendez-vous est terminé pour vous.');
    await host.page.getByRole('button', { name: 'Retirer', exact: true }).last().click();
    await expect(
      client.page.getByRole('heading', { name: 'L’hôte vous a retiré de la salle.' }),
    ).toBeVisible();
    await expect(client.page.getByText('Le rendez-vous est terminé pour vous.')).toBeVisible();
    await host.losesSightOf('Zoé Martin');
    expect(await client.openDevices()).toBe(0);
    await client.page.reload();
    await client.page.waitForFunction(() => customElements.get('visio-avocat-room'));
    await client.join();
    await expect(
      client.page.getByRole('heading', { name: 'Votre entrée n’a pas été acceptée.' }),
    ).toBeVisible();
  });

  test('puts out at once somebody who comes with a token that was issued before its owner was removed', async ({
    consultation,
  }) => {
    const [host, client] = await meeting(consultation);
    const spare = await client.page.evaluate(async (room) => {
      const body = JSON.stringify({ room, displayName: 'Zoé Martin' });
      const headers = { 'Content-Type': 'application/json' };
      return (await fetch('/api/visio', { method: 'POST', headers, body })).json();
    }, consultation.room);
    await host.page.evaluate(
      (id) => document.querySelector('visio-avocat-room')?.remove(id),
      await client.connectionId(),
    );
    await client.inPhase('ended');
    const again = await consultation.person('Zoé Martin');
    await again.page.evaluate((grant) => {
      const element = document.querySelector('visio-avocat-room');
      if (element) element.accessProvider = async () => grant;
    }, spare);
    await again.join();
    await again.inPhase('ended');
    await host.losesSightOf('Zoé Martin');
  });

  test('a locked room lets nobody new in', async ({ consultation }) => {
    const [host] = await meeting(consultation);
    await host.press('Verrouiller la salle');
    await expect(
      host.page.getByRole('button', { name: 'Verrouiller la salle', pressed: true }),
    ).toBeVisible();
    const late = await consultation.person('Karim');
    await late.join();
    await expect(
      late.page.getByRole('heading', { name: 'Votre entrée n’a pas été acceptée.' }),
    ).toBeVisible();
  });

  test('ends for everybody', async ({ consultation }) => {
    const [host, client] = await meeting(consultation);
    await host.press('Terminer pour tous');
    await host.page.getByRole('dialog').getByRole('button', { name: 'Terminer pour tous' }).click();
    await Promise.all([host.inPhase('ended'), client.inPhase('ended')]);
    await expect(client.page.getByRole('heading', { name: 'Le rendez‑vous est terminé.' })).toBeVisible();
    expect(await client.openDevices()).toBe(0);
  });
});

test('a personal link opens the room for the first browser that uses it, and for no other', async ({
  consultation,
}) => {
  const client = await consultation.invited('martin');
  await client.join();
  await client.inPhase('waiting');
  const second = await consultation.page();
  await second.goto(await consultation.world.access.link(consultation.room, 'martin'));
  await expect(second.getByText(/déjà/).first()).toBeVisible();
  await second.context().close();
});

test.describe('an appointment', () => {
  test.use({
    appointment: { title: 'Plus tard', waitingRoom: true, startsAt: new Date(Date.now() + 24 * 60 * MINUTE) },
  });

  test('that begins later counts down, and is entered by itself once it has been moved', async ({
    consultation,
    world,
  }) => {
    const page = await consultation.page();
    await page.clock.install();
    const early = await consultation.person('Karim', {}, page);
    await early.join();
    await expect(page.getByRole('heading', { name: 'La salle n’est pas encore ouverte' })).toBeVisible();
    await early.inPhase('waiting');
    await expect(page.getByRole('timer')).toBeVisible();
    world.consultation({ id: consultation.room, startsAt: new Date() });
    await page.clock.fastForward(MINUTE);
    await early.inPhase('connected');
  });
});

test.describe('an appointment', () => {
  test.use({ appointment: {} });

  test('says how many minutes are left to somebody who comes towards its end', async ({ consultation }) => {
    const client = await consultation.person('Karim');
    await client.page.route('**/api/visio', async (route) => {
      const answer = await endpointAnswer(route, consultation, client.name);
      const endsAt = new Date(Date.now() + 9 * MINUTE).toISOString();
      await route.fulfill({ json: { ...(await answer.json()), room: { endsAt } } });
    });
    await client.enter();
    await expect(client.page.getByText(/se termine dans [3-9] minutes/)).toBeVisible();
  });
});

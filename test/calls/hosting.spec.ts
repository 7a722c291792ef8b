import { type Person, until } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const people = [
  { id: 'vasseur', name: 'Maître Vasseur', role: 'host' },
  { id: 'lemoine', name: 'Maître Lemoine', role: 'host' },
  { id: 'roy', name: 'Inès Roy', role: 'observer' },
  { id: 'martin', name: 'Zoé Martin', role: 'guest' },
] as const;
/** A room of its own for each test, so that what one decides does not follow another. */
const rooms = Array.from({ length: 16 }, (_, index) => ({
  id: `rdv-${index}`,
  title: 'Premier entretien',
  waitingRoom: true,
  open: true,
  people,
}));
const MINUTE = 60_000;

let used = 0;
const nextRoom = (): string => `rdv-${used++}`;

/** Somebody with a personal link. */
async function invited(room: string, id: (typeof people)[number]['id']): Promise<Person> {
  const page = await world.page();
  await page.goto(await world.access.link(room, id));
  return world.person(people.find((one) => one.id === id)?.name ?? '', { room }, page);
}

/** Somebody without any. */
const stranger = (room: string, name: string): Promise<Person> => world.person(name, { room });

async function hosting(room: string): Promise<Person> {
  const host = await invited(room, 'vasseur');
  await host.enter();
  await host.press('Participants');
  return host;
}

/** A host and a client in a call. */
async function meeting(): Promise<{ room: string; host: Person; client: Person }> {
  const room = nextRoom();
  const host = await hosting(room);
  const client = await invited(room, 'martin');
  await client.join();
  await client.inPhase('waiting');
  await host.press('Faire entrer Zoé Martin');
  await client.inPhase('connected');
  await host.sees('Zoé Martin', { publishing: true });
  return { room, host, client };
}

const leave = (...all: Person[]) => Promise.all(all.map((one) => one.vanish()));

test.describe('the waiting room', () => {
  test('keeps a guest without a token until a host lets them in, and then the call begins by itself', async () => {
    const room = nextRoom();
    const host = await hosting(room);
    const client = await invited(room, 'martin');
    const answers: unknown[] = [];
    await client.page.route('**/api/visio', async (route) => {
      const answer = await route.fetch();
      if (answer.status() === 202) answers.push(await answer.json());
      await route.fulfill({ response: answer });
    });
    await client.join();
    await expect(
      client.page.getByRole('heading', { name: 'Vous êtes dans la salle d’attente' }),
    ).toBeVisible();
    await expect(host.page.getByRole('heading', { name: '1 personne attend' })).toBeVisible();
    await until(
      () => answers.length > 0,
      () => 'no answer was read',
    );
    expect(!JSON.stringify(answers).includes('token')).toBe(true);
    expect(client.sockets.length).toBe(0);
    await host.press('Faire entrer Zoé Martin');
    await client.inPhase('connected');
    await Promise.all([host.receivesMedia(), client.receivesMedia()]);
  });

  test('tells a refused guest the reason as text', async () => {
    const room = nextRoom();
    const host = await hosting(room);
    const guest = await stranger(room, '<b>Karim</b>');
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

  test('lets a guest give up, and the host sees it', async () => {
    const room = nextRoom();
    const host = await hosting(room);
    const guest = await stranger(room, 'Karim');
    await guest.join();
    await guest.inPhase('waiting');
    await expect(host.page.getByRole('heading', { name: '1 personne attend' })).toBeVisible();
    await guest.press('Annuler');
    await guest.inPhase('lobby');
  });

  test('shows two hosts the same door, and either may open it', async () => {
    const room = nextRoom();
    const first = await hosting(room);
    const second = await invited(room, 'lemoine');
    await second.enter();
    const guest = await stranger(room, 'Karim');
    await guest.join();
    await expect(first.page.getByRole('heading', { name: '1 personne attend' })).toBeVisible();
    await second.press('Participants');
    await second.press('Faire entrer Karim');
    await guest.inPhase('connected');
    await expect(first.page.getByRole('heading', { name: '1 personne attend' })).toHaveCount(0);
  });

  test('lets everybody in at one press', async () => {
    const room = nextRoom();
    const host = await hosting(room);
    const guests = [await stranger(room, 'Karim'), await stranger(room, 'Léa')];
    for (const guest of guests) await guest.join();
    await expect(host.page.getByRole('heading', { name: '2 personnes attendent' })).toBeVisible();
    await host.press('Faire entrer tout le monde');
    await Promise.all(guests.map((guest) => guest.inPhase('connected')));
  });

  test('names a host by visio-waiting, and admits by method', async () => {
    const room = nextRoom();
    const host = await hosting(room);
    await host.page.evaluate(() => {
      const element = document.querySelector('visio-avocat-room');
      element?.addEventListener('visio-waiting', ({ detail }) => {
        for (const { id } of detail.waiting) void element.admit(id);
      });
    });
    const guest = await stranger(room, 'Karim');
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
  test('an observer sends nothing, has no switches, and is in the list all the same', async () => {
    const { room, host, client } = await meeting();
    const observer = await invited(room, 'roy');
    await observer.join();
    await host.press('Faire entrer Inès Roy');
    await observer.inPhase('connected');
    await observer.receivesMedia();
    await expect(observer.page.getByRole('button', { name: 'Micro' })).toHaveCount(0);
    await host.sees('Inès Roy', { publishing: false, role: 'subscriber' });
    await client.sees('Inès Roy', { role: 'subscriber' });
    await client.press('Participants');
    await expect(client.page.getByText('observe sans être vu ni entendu')).toBeVisible();
  });

  test('a guest has none of the host’s commands', async () => {
    const { host, client } = await meeting();
    await client.press('Participants');
    for (const name of [/^Retirer/, /^Couper le micro de/, 'Terminer pour tous', 'Verrouiller la salle']) {
      await expect(client.page.getByRole('button', { name })).toHaveCount(0);
    }
  });
});

test.describe('moderation', () => {
  test('mutes one, who is told and may speak again', async () => {
    const { host, client } = await meeting();
    await host.press('Couper le micro de Zoé Martin');
    await host.sees('Zoé Martin', { microphone: false });
    await expect(client.page.getByText('L’hôte a coupé votre micro.')).toBeVisible();
    await client.page.getByRole('button', { name: 'Micro', exact: true }).click();
    await host.sees('Zoé Martin', { microphone: true });
  });

  test('mutes everybody else', async () => {
    const { room, host, client } = await meeting();
    const guest = await stranger(room, 'Karim');
    await guest.join();
    await host.press('Faire entrer Karim');
    await host.sees('Karim', { microphone: true });
    await host.press('Couper tous les micros');
    await Promise.all([
      host.sees('Zoé Martin', { microphone: false }),
      host.sees('Karim', { microphone: false }),
    ]);
    await host.sees('Maître Vasseur', { microphone: true });
  });

  test('removes somebody, who reads why and cannot come back with the same token', async () => {
    const { host, client } = await meeting();
    await host.press('Retirer Zoé Martin de la salle');
    await host.page.getByLabel('Raison').fill('Le rendez-vous est terminé pour vous.');
    await host.page.getByRole('button', { name: 'Retirer', exact: true }).last().click();
    await expect(
      client.page.getByRole('heading', { name: 'L’hôte vous a retiré de la salle.' }),
    ).toBeVisible();
    await expect(client.page.getByText('Le rendez-vous est terminé pour vous.')).toBeVisible();
    await host.losesSightOf('Zoé Martin', 5000);
    expect(await client.openDevices()).toBe(0);
    await client.page.reload();
    await client.page.waitForFunction(() => customElements.get('visio-avocat-room'));
    await client.join();
    await expect(
      client.page.getByRole('heading', { name: 'Votre entrée n’a pas été acceptée.' }),
    ).toBeVisible();
  });

  test('a locked room lets nobody new in', async () => {
    const { room, host, client } = await meeting();
    await host.press('Verrouiller la salle');
    await expect(
      host.page.getByRole('button', { name: 'Verrouiller la salle', pressed: true }),
    ).toBeVisible();
    const late = await stranger(room, 'Karim');
    await late.join();
    await expect(
      late.page.getByRole('heading', { name: 'Votre entrée n’a pas été acceptée.' }),
    ).toBeVisible();
  });

  test('ends for everybody', async () => {
    const { host, client } = await meeting();
    await host.press('Terminer pour tous');
    await host.page.getByRole('dialog').getByRole('button', { name: 'Terminer pour tous' }).click();
    await Promise.all([host.inPhase('ended'), client.inPhase('ended')]);
    await expect(client.page.getByRole('heading', { name: 'Le rendez‑vous est terminé.' })).toBeVisible();
    expect(await client.openDevices()).toBe(0);
  });
});

test.describe('a personal link', () => {
  test('opens the room for the first browser that uses it, and for no other', async () => {
    const room = nextRoom();
    const link = await world.access.link(room, 'martin');
    const [first, second] = [await world.page(), await world.page()];
    await first.goto(link);
    const client = await world.person('Zoé Martin', { room }, first);
    await client.join();
    await client.inPhase('waiting');
    await second.goto(link);
    await expect(second.getByText(/déjà/).first()).toBeVisible();
    await second.context().close();
  });
});

test.describe('appointments', () => {
  test('a room that opens later counts down, and opens by itself', async () => {
    const early = await stranger('tot', 'Karim');
    await early.join();
    await expect(
      early.page.getByRole('heading', { name: 'La salle n’est pas encore ouverte' }),
    ).toBeVisible();
    await early.inPhase('waiting');
    await expect(early.page.getByRole('timer')).toBeVisible();
  });

  test('says when ten minutes are left', async () => {
    const client = await world.person('Karim');
    await client.page.route('**/api/visio', async (route) => {
      const answer = await route.fetch();
      const endsAt = new Date(Date.now() + 10 * MINUTE + 2000).toISOString();
      await route.fulfill({ json: { ...(await answer.json()), room: { endsAt } } });
    });
    await client.enter();
    await expect(client.page.getByText('se termine dans 10 minutes')).toBeVisible();
  });
});

// What the element can show, scene by scene: for screenshots, and for what is tested in each of them.
import type { Page } from 'playwright-core';
import { drawCamera, palettes } from '../../scripts/portrait.ts';
import type { VisioAvocatRoom } from '../../src/visio-avocat-room.ts';
import type { Attributes, Person } from './person.ts';
import type { World } from './world.ts';

/** A name, and what makes it come about: the first person’s page is the one to look at. */
export type Scene = readonly [string, () => Promise<Person | readonly Person[]>];

const hosts = { id: 'hote', name: 'Maître Vasseur', role: 'host' } as const;
/** The appointments that the scenes are about. */
export const rooms: NonNullable<Parameters<typeof World.start>[0]> = [
  // One for each scene: whoever waits is waited for a while after they have gone.
  ...['rdv', 'question'].map((id) => ({
    id,
    title: 'Premier entretien',
    waitingRoom: true,
    open: true,
    people: [hosts, { id: 'stagiaire', name: 'Inès Roy', role: 'observer' } as const],
  })),
  { id: 'foule', title: 'Premier entretien', waitingRoom: true, open: true, people: [hosts] },
  { id: 'aparte', title: 'Premier entretien', waitingRoom: false, open: true, people: [hosts] },
];

const firm: Attributes = { firm: 'Cabinet Vasseur & Lemoine', 'privacy-url': '/confidentialite' };

const style =
  '<meta name="viewport" content="width=device-width"><style>body{margin:0;padding:16px;font-family:system-ui,sans-serif;color-scheme:light dark;background:Canvas}@media(max-width:400px){body{padding:8px}}</style>';
/** Statistics as a bad line would have them, in the page. */
function loseMuch(): void {
  const { getStats } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.getStats = async function (this: RTCPeerConnection, ...args) {
    const report = await getStats.apply(this, args);
    const get = report.values.bind(report);
    Reflect.set(report, 'values', () => [...get(), { type: 'remote-inbound-rtp', fractionLost: 0.3 }]);
    return report;
  };
}

/**
 * The scenes, to be played in a world with these rooms.
 *
 * @param drawn Cameras show drawn people, for pictures; otherwise what the browser makes up, which is cheaper.
 */
export function scenesIn(world: World, drawn = false): readonly Scene[] {
  async function inLobby(
    name: string,
    attributes: Attributes = {},
    answer?: Parameters<Page['route']>[1],
  ): Promise<Person> {
    const page = await drawnPage();
    if (answer) await page.route('**/api/visio', answer);
    return world.person(name, { ...firm, ...attributes }, page, style);
  }

  const json = (status: number, body: unknown, contentType = 'application/json') => ({
    status,
    contentType,
    body: JSON.stringify(body),
  });
  /** Everything that the element can show, in the order in which a call goes. */
  const scenes: readonly Scene[] = [
    ['lobby', () => inLobby('Zoé Martin')],
    [
      'lobby-preview',
      async () => {
        const person = await inLobby('Zoé Martin');
        await person.press('Vérifier ma caméra et mon micro');
        await person.page.getByText('Choisir les appareils').click();
        return person;
      },
    ],
    [
      'lobby-refused',
      async () => {
        const person = await inLobby('Zoé Martin');
        await person.page.evaluate(() => {
          navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
        });
        await person.join();
        await person.page.getByRole('alert').waitFor();
        return person;
      },
    ],
    ['requesting', async () => joining(await inLobby('Zoé Martin', {}, () => undefined), 'requesting')],
    [
      'waiting',
      async () =>
        joining(
          await inLobby('Zoé Martin', {}, (route) =>
            route.fulfill(
              json(202, {
                waiting: {
                  ticket: 't',
                  retryAfter: 60,
                  message: 'Maître Vasseur termine un rendez-vous et vous reçoit dans quelques minutes.',
                },
                room: { startsAt: new Date(Date.now() - 12 * 60_000).toISOString() },
              }),
            ),
          ),
          'waiting',
        ),
    ],
    [
      'early',
      async () =>
        joining(
          await inLobby('Zoé Martin', {}, (route) =>
            route.fulfill(
              json(
                403,
                { code: 'not-open-yet', opensAt: new Date(Date.now() + 12.5 * 60_000).toISOString() },
                'application/problem+json',
              ),
            ),
          ),
          'waiting',
        ),
    ],
    [
      'failed',
      async () =>
        joining(
          await inLobby('Zoé Martin', {}, (route) => route.fulfill(json(404, { code: 'room-not-found' }))),
          'failed',
        ),
    ],
    [
      'alone',
      async () => {
        const person = await inLobby('Maître Vasseur');
        await person.enter();
        await person.until((room) => room.participants[0]?.microphone === true);
        return person;
      },
    ],
    ['call-2', () => call('Maître Vasseur', 'Zoé Martin')],
    [
      'call-2-camera-off',
      async () => {
        const [person, other] = await call('Maître Vasseur', 'Zoé Martin');
        await other?.press('Caméra');
        await other?.press('Micro');
        await person?.sees('Zoé Martin', { camera: false, microphone: false });
        return [person, other].filter((one) => one !== undefined);
      },
    ],
    ['call-3', () => call('Maître Vasseur', 'Zoé Martin', 'Jean-Baptiste Lemoine')],
    ['call-4', () => call('Maître Vasseur', 'Zoé Martin', 'Jean-Baptiste Lemoine', 'Amélie Roux')],
    [
      'settings',
      async () => {
        const people = await call('Maître Vasseur', 'Zoé Martin');
        await people[0]?.press('Réglages');
        return people;
      },
    ],
    [
      'shortcuts',
      async () => {
        const people = await call('Maître Vasseur', 'Zoé Martin');
        await people[0]?.press('Réglages');
        await people[0]?.page.getByText('Raccourcis clavier').click();
        return people;
      },
    ],
    ['screen-sharing', () => sharing()],
    ['screen-shown', async () => (await sharing()).reverse()],
    [
      'weak',
      async () => {
        const people = [await inLobby('Maître Vasseur'), await inLobby('Zoé Martin')];
        await people[0]?.page.evaluate(loseMuch);
        for (const one of people) await one.enter();
        await people[0]?.page.getByText('Connexion faible').waitFor();
        return people;
      },
    ],
    ['people', () => hosting('rdv')],
    ['people-50', () => crowd()],
    ['aside', () => aside()],
    ['on-hold', async () => (await aside()).reverse()],
    [
      'dialog',
      async () => {
        const people = await hosting('question');
        await people[0]?.press('Refuser l’entrée à Zoé Martin');
        return people;
      },
    ],
    [
      'proof-code',
      async () => {
        const people = await measured();
        await people[0]?.press(/^Chiffré de bout en bout/);
        await people[0]?.page.locator('.pictures svg').nth(3).waitFor();
        return people;
      },
    ],
    [
      'proof-sheet',
      async () => {
        const people = await measured();
        await people[0]?.press(/^Chiffré de bout en bout/);
        await people[0]?.page.getByText('Fiche de confidentialité et rapport').click();
        await people[0]?.page.getByText('Les six questions').waitFor();
        await people[0]?.page
          .getByText('Fiche de confidentialité et rapport')
          .evaluate((one) => one.scrollIntoView());
        return people;
      },
    ],
    [
      'proof-different',
      async () => {
        const people = await measured();
        for (const one of people) await one.press(/^Chiffré de bout en bout/);
        await people[1]?.press('Différent');
        await people[0]?.page.getByText('Les codes diffèrent').waitFor();
        return people;
      },
    ],
    [
      'chat',
      async () => {
        const people = await measured();
        const [lawyer, client] = people;
        const say = (one: Person | undefined, text: string) =>
          one?.page.evaluate(
            (words) => document.querySelector('visio-avocat-room')?.sendMessage(words),
            text,
          );
        await say(lawyer, 'Bonjour Madame. Voici la décision dont je vous parlais\u00a0:');
        await say(lawyer, 'https://www.courdecassation.fr/decision/6079b2c1');
        await say(client, 'Merci Maître, je la lis.\nPuis-je vous envoyer le contrat demain\u00a0?');
        await lawyer?.press(/^Messages/);
        await lawyer?.page.getByText('je la lis').waitFor();
        return people;
      },
    ],
    [
      'guard',
      async () => {
        const people = await measured({ confidentiality: 'verified' });
        await people[0]?.page.getByRole('alertdialog').waitFor();
        return people;
      },
    ],
    [
      'recording',
      async () => {
        // A session of its own: it stays recorded.
        const people = await measured({ room: 'aparte' }, { room: 'aparte' });
        const own = await people[0]?.page.evaluate(
          () => document.querySelector('visio-avocat-room')?.participants[0]?.id,
        );
        const session = world.service.control.sessions.find(({ clients }) =>
          clients.some(({ id }) => id === own),
        );
        session?.setArchive('a', 'started');
        for (const one of people) await one.press('J’accepte d’être enregistré');
        await people[0]?.sees('Zoé Martin', { camera: true });
        await people[0]?.press(/^Messages/);
        return people;
      },
    ],
    [
      'pause',
      async () => {
        const people = await measured();
        await people[0]?.press('Pause');
        return people;
      },
    ],
    [
      'reconnecting',
      async () => {
        const people = await call('Maître Vasseur', 'Zoé Martin');
        world.service.control.allowResume(false);
        const id = await people[0]?.page.evaluate(
          () => document.querySelector('visio-avocat-room')?.participants[0]?.id,
        );
        world.service.control.dropSocket(id ?? '');
        await people[0]?.inPhase('reconnecting');
        return people;
      },
    ],
    [
      'ended',
      async () => {
        const person = await inLobby('Zoé Martin');
        await person.enter();
        await person.press('Quitter');
        return person;
      },
    ],
  ];

  let painted = 0;
  /** A page whose camera shows a drawn person, each time another one. */
  async function drawnPage(): Promise<Page> {
    const page = await world.page();
    const palette = drawn && palettes[painted++ % palettes.length];
    // What runs this file names its functions with a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (value) => value');
    if (palette) await page.addInitScript(drawCamera, palette);
    return page;
  }

  async function joining(person: Person, phase: VisioAvocatRoom['phase']): Promise<Person> {
    await person.join();
    await person.inPhase(phase);
    return person;
  }

  async function call(...names: string[]): Promise<Person[]> {
    const people: Person[] = [];
    for (const name of names) {
      const person = await inLobby(name);
      await person.enter();
      people.push(person);
    }
    for (const name of names.slice(1)) await people[0]?.sees(name, { camera: true });
    await people[0]?.receivesMedia();
    return people;
  }

  /** A lawyer who shows her screen to a client. */
  async function sharing(): Promise<Person[]> {
    const people = await measured();
    await people[0]?.press('Partager l’écran');
    await people[1]?.page.getByText('Écran de Maître Vasseur').waitFor();
    return people;
  }

  /** A lawyer and a client, in pages with these attributes; both have measured their call. */
  async function measured(lawyer: Attributes = {}, client: Attributes = {}): Promise<Person[]> {
    const people = [await inLobby('Maître Vasseur', lawyer), await inLobby('Zoé Martin', client)];
    for (const one of people) await one.enter();
    for (const one of people) await one.until((room) => room.security?.level === 'end-to-end');
    return people;
  }

  async function invited(room: string, id: string, name: string): Promise<Person> {
    const page = await drawnPage();
    await page.goto(await world.access.link(room, id));
    return world.person(name, { ...firm, room }, page, style);
  }

  /** A host with fifty people at the door. */
  async function crowd(): Promise<Person> {
    for (let one = 1; one <= 50; one++) {
      const displayName = one === 2 ? 'Anne-Marie '.repeat(40) : `Invité ${one}`;
      await fetch(`${world.origin}/api/visio`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: world.origin },
        body: JSON.stringify({ room: 'foule', displayName }),
      });
    }
    const host = await invited('foule', 'hote', 'Maître Vasseur');
    await host.enter();
    await host.press('Participants');
    await host.page.getByText('50 personnes attendent').first().waitFor();
    return host;
  }

  /** A host in an aside with the first of two guests. */
  async function aside(): Promise<Person[]> {
    const host = await invited('aparte', 'hote', 'Maître Vasseur');
    await host.enter();
    const guests = [
      await inLobby('Zoé Martin', { room: 'aparte' }),
      await inLobby('Karim Benali', { room: 'aparte' }),
    ];
    for (const guest of guests) await guest.enter();
    await host.sees('Karim Benali', { camera: true });
    await host.press('Participants');
    await host.page.getByText('Aparté', { exact: true }).click();
    await host.page.getByRole('checkbox', { name: 'Zoé Martin' }).check();
    await host.press('Commencer un aparté');
    await Promise.all(
      guests.map((guest) =>
        guest.page
          .getByText(/En aparté|en attente/)
          .first()
          .waitFor(),
      ),
    );
    return [host, ...guests];
  }

  /** A host with an observer in the room and three people at the door. */
  async function hosting(room: string): Promise<Person[]> {
    const host = await invited(room, 'hote', 'Maître Vasseur');
    await host.enter();
    const observer = await invited(room, 'stagiaire', 'Inès Roy');
    await observer.join();
    await host.press('Participants');
    await host.press('Faire entrer Inès Roy');
    await observer.inPhase('connected');
    const guests: Person[] = [];
    for (const name of ['Zoé Martin', 'Jean-Baptiste de La Rochefoucauld', 'Karim']) {
      const guest = await inLobby(name, { room });
      await guest.join();
      await guest.inPhase('waiting');
      guests.push(guest);
    }
    await host.page.getByText('3 personnes attendent').first().waitFor();
    return [host, observer, ...guests];
  }

  return scenes;
}

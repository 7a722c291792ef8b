import { randomUUID } from 'node:crypto';
// What the element can show, scene by scene: for screenshots, and for what is tested in each of them.
import type { Appointment } from '../../demo/access-server/appointments.ts';
import type { VisioAvocatRoom } from '../../src/element/visio-avocat-room.ts';
import { compare, openComparison, pick } from './comparison.ts';
import { ForwardingPage } from './forwarding-page.ts';
import { HiddenReceiver } from './hidden-receiver.ts';
import type { Person } from './person.ts';
import { SdkPage } from './sdk-page.ts';
import { requestGrant } from './silent-guest.ts';
import type { Stage } from './stage.ts';

/** A name, what makes it come about and whose page to look at, and what is special about its room. */
export type Scene = readonly [
  name: string,
  play: (stage: Stage) => Promise<Person>,
  room?: Partial<Appointment>,
];

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

const json = (status: number, body: unknown, contentType = 'application/json') => ({
  status,
  contentType,
  body: JSON.stringify(body),
});

async function joining(person: Person, phase: VisioAvocatRoom['phase']): Promise<Person> {
  await person.join();
  await person.inPhase(phase);
  return person;
}

/** The identifier that somebody has at the session service. */
const ownId = ({ page }: Person): Promise<string> =>
  page.evaluate(() => document.querySelector('visio-avocat-room')?.participants[0]?.id ?? '');

/** The appointment that a scene is about. */
export const appointmentOf = ([, , room]: Scene): Partial<Appointment> => ({
  title: 'Premier entretien',
  people: [
    { id: 'hote', name: 'Maître Vasseur', role: 'host' },
    { id: 'stagiaire', name: 'Inès Roy', role: 'observer' },
  ],
  ...room,
});

const waitingRoom: Partial<Appointment> = { waitingRoom: true };

/** Everything that the element can show, in the order in which a call goes. */
export const scenes: readonly Scene[] = [
  ['lobby', (stage) => stage.inLobby('Zoé Martin')],
  [
    'lobby-preview',
    async (stage) => {
      const person = await stage.inLobby('Zoé Martin');
      await person.press('Vérifier ma caméra et mon micro');
      await person.page.getByText('Choisir les appareils').click();
      return person;
    },
  ],
  [
    'lobby-refused',
    async (stage) => {
      const person = await stage.inLobby('Zoé Martin');
      await person.page.evaluate(() => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      });
      await person.join();
      await person.page.getByRole('alert').waitFor();
      return person;
    },
  ],
  [
    'requesting',
    async (stage) => joining(await stage.inLobby('Zoé Martin', {}, () => undefined), 'requesting'),
  ],
  [
    'waiting',
    async (stage) =>
      joining(
        await stage.inLobby('Zoé Martin', {}, (route) =>
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
    async (stage) =>
      joining(
        await stage.inLobby('Zoé Martin', {}, (route) =>
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
    async (stage) =>
      joining(
        await stage.inLobby('Zoé Martin', {}, (route) =>
          route.fulfill(json(404, { code: 'room-not-found' })),
        ),
        'failed',
      ),
  ],
  [
    'alone',
    async (stage) => {
      const person = await stage.inLobby('Maître Vasseur');
      await person.enter();
      await person.until((room) => room.participants[0]?.microphone === true);
      return person;
    },
  ],
  ['call-2', (stage) => stage.call('Zoé Martin')],
  [
    'call-2-camera-off',
    async (stage) => {
      const [lawyer, client] = await stage.measured();
      await client.press('Caméra');
      await client.press('Micro');
      await lawyer.sees('Zoé Martin', { camera: false, microphone: false });
      return lawyer;
    },
  ],
  ['call-3', (stage) => stage.call('Zoé Martin', 'Jean-Baptiste Lemoine')],
  ['call-4', (stage) => stage.call('Zoé Martin', 'Jean-Baptiste Lemoine', 'Amélie Roux')],
  [
    'settings',
    async (stage) => {
      const lawyer = await stage.call('Zoé Martin');
      await lawyer.press('Réglages');
      return lawyer;
    },
  ],
  [
    'shortcuts',
    async (stage) => {
      const lawyer = await stage.call('Zoé Martin');
      await lawyer.press('Réglages');
      await lawyer.page.getByText('Raccourcis clavier').click();
      return lawyer;
    },
  ],
  ['screen-sharing', async (stage) => (await stage.sharing())[0]],
  ['screen-shown', async (stage) => (await stage.sharing())[1]],
  [
    'weak',
    async (stage) => {
      const [lawyer, client] = [await stage.inLobby('Maître Vasseur'), await stage.inLobby('Zoé Martin')];
      await lawyer.page.evaluate(loseMuch);
      for (const one of [lawyer, client]) await one.enter();
      await lawyer.page.getByText('Connexion faible').waitFor();
      return lawyer;
    },
  ],
  ['people', (stage) => stage.hosting(), waitingRoom],
  ['people-50', (stage) => stage.crowd(), waitingRoom],
  ['breakout', async (stage) => (await stage.breakout())[0]],
  ['on-hold', async (stage) => (await stage.breakout())[2]],
  [
    'confirmation-dialog',
    async (stage) => {
      const host = await stage.hosting();
      await host.press('Refuser l’entrée à Zoé Martin');
      return host;
    },
    waitingRoom,
  ],
  [
    'verification',
    async (stage) => {
      const [lawyer, client] = await stage.measured();
      for (const one of [lawyer, client]) await openComparison(one);
      await lawyer.page.locator('.pictures svg').nth(19).waitFor();
      return lawyer;
    },
  ],
  [
    'asked-to-compare',
    async (stage) => {
      const [lawyer, client] = await stage.measured();
      await openComparison(client);
      await lawyer.page.getByText('vous propose de comparer').waitFor();
      return lawyer;
    },
  ],
  [
    'attested',
    async (stage) => {
      const lawyer = await stage.attested();
      await lawyer.press('Participants');
      await lawyer.page.getByRole('heading', { name: 'Non attestés par le cabinet' }).waitFor();
      return lawyer;
    },
  ],
  [
    'returned',
    async (stage) => {
      const [lawyer, client] = await stage.measured();
      await compare(lawyer, client);
      await lawyer.until((room) => room.security?.level === 'end-to-end-verified');
      await lawyer.page.keyboard.press('Escape');
      await client.page.reload();
      await lawyer.losesSightOf(client.name);
      await client.enter();
      await lawyer.page.getByRole('alertdialog').waitFor();
      return lawyer;
    },
  ],
  [
    'confidentiality-report',
    async (stage) => {
      const [lawyer] = await stage.measured();
      await lawyer.press(/^Chiffré d/);
      await lawyer.page.getByText('Fiche de confidentialité et rapport').click();
      await lawyer.page.getByText('Les six questions').waitFor();
      await lawyer.page
        .getByText('Fiche de confidentialité et rapport')
        .evaluate((one) => one.scrollIntoView());
      return lawyer;
    },
  ],
  [
    'mismatch',
    async (stage) => {
      const [lawyer, client] = await stage.measured();
      for (const one of [lawyer, client]) await openComparison(one);
      await pick(client, null);
      await lawyer.page.getByRole('alertdialog').waitFor();
      return lawyer;
    },
  ],
  [
    'chat',
    async (stage) => {
      const [lawyer, client] = await stage.measured();
      const say = (one: Person, text: string) =>
        one.page.evaluate((words) => document.querySelector('visio-avocat-room')?.sendMessage(words), text);
      await say(lawyer, 'Bonjour Madame. Voici la décision dont je vous parlais\u00a0:');
      await say(lawyer, 'https://www.courdecassation.fr/decision/6079b2c1');
      await say(client, 'Merci Maître, je la lis.\nPuis-je vous envoyer le contrat demain\u00a0?');
      await lawyer.press(/^Messages/);
      await lawyer.page.getByText('je la lis').waitFor();
      return lawyer;
    },
  ],
  [
    'send-policy',
    async (stage) => {
      const [lawyer] = await stage.measured({ confidentiality: 'verified' });
      await lawyer.page.getByRole('alertdialog').waitFor();
      return lawyer;
    },
  ],
  [
    'unknown-receiver',
    async (stage) => {
      const { service } = stage.consultation.world;
      const page = await stage.consultation.page();
      const receiver = new HiddenReceiver(service.control, await ForwardingPage.open(page.context()));
      service.control.intercept(receiver);
      const [lawyer] = await stage.measured();
      receiver.ask(await ownId(lawyer), randomUUID());
      await lawyer.page.getByRole('alertdialog').waitFor();
      return lawyer;
    },
  ],
  [
    'unverifiable',
    async (stage) => {
      const { world, room } = stage.consultation;
      const lawyer = await stage.inLobby('Maître Vasseur');
      await lawyer.enter();
      const other = await SdkPage.open((await stage.consultation.page()).context());
      const grant = await requestGrant(world.origin, room, { displayName: 'Paul Roux' });
      await other.join(world.service.origin, grant);
      await lawyer.press('Continuer malgré tout');
      await lawyer.until((element) => element.security?.level === 'unverifiable');
      await lawyer.press('Une personne ne peut pas être vérifiée');
      return lawyer;
    },
  ],
  [
    'recording',
    async (stage) => {
      const [lawyer, client] = await stage.measured();
      const own = await ownId(lawyer);
      const session = stage.consultation.world.service.control.sessions.find(({ clients }) =>
        clients.some(({ id }) => id === own),
      );
      session?.setArchive('a', 'started');
      for (const one of [lawyer, client]) await one.press('J’accepte d’être enregistré');
      await lawyer.sees('Zoé Martin', { camera: true });
      await lawyer.press(/^Messages/);
      return lawyer;
    },
  ],
  [
    'privacy-screen',
    async (stage) => {
      const [lawyer] = await stage.measured();
      await lawyer.press('Pause');
      return lawyer;
    },
  ],
  [
    'reconnecting',
    async (stage) => {
      const [person] = await stage.measured();
      const { control } = stage.consultation.world.service;
      control.allowResume(false);
      control.dropSocket(await ownId(person));
      await person.inPhase('reconnecting');
      return person;
    },
  ],
  [
    'ended',
    async (stage) => {
      const person = await stage.inLobby('Zoé Martin');
      await person.enter();
      await person.press('Quitter');
      return person;
    },
  ],
];

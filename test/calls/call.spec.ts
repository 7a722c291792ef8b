import type { Consultation } from '../support/consultation.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

/** Everything of one's own is closed: devices, peer connections, sockets. */
async function isFreed(person: Person): Promise<void> {
  await person.page.waitForFunction(
    () =>
      window.recorder.tracks.every((track) => track.readyState === 'ended') &&
      window.recorder.connections.every((one) => one.connectionState === 'closed'),
  );
  for (const socket of person.sockets) {
    if (!socket.isClosed()) await socket.waitForEvent('close');
  }
}

const pairs = [
  ['video-client', 'video-client'],
  ['client-sdk-video', 'client-sdk-video'],
  ['video-client', 'client-sdk-video'],
] as const;

for (const [first, second] of pairs) {
  test.describe(`a call between ${first} and ${second}`, () => {
    let consultation: Consultation;
    let lawyer: Person;
    let client: Person;
    test.beforeAll(async ({ world }) => {
      consultation = world.consultation();
      [lawyer, client] = await consultation.pair({ sdk: first }, { sdk: second });
    });
    test.afterAll(() => consultation.close());

    test('shows each the other’s moving picture and lets them hear it', async () => {
      await Promise.all([lawyer.receivesMedia(), client.receivesMedia()]);
      await lawyer.sees('Zoé Martin', { camera: true, microphone: true, publishing: true });
      await client.sees('Maître Vasseur', { camera: true, microphone: true, publishing: true });
      const playing = await client.page.evaluate(() => {
        const video = document.querySelector('visio-avocat-room')?.shadowRoot?.querySelector('.tile video');
        return video instanceof HTMLVideoElement && video.videoWidth > 0 && !video.paused;
      });
      expect(playing).toBe(true);
    });

    test('shows who speaks', async ({ browserName }) => {
      test.skip(browserName === 'firefox', 'Firefox runs no AudioContext without a sound card');
      await client.sees('Maître Vasseur', { speaking: true });
    });

    test('shows the other a muted microphone, and silence', async () => {
      await client.press('Micro');
      await client.sees('Zoé Martin', { microphone: false });
      await lawyer.sees('Zoé Martin', { microphone: false });
      await client.press('Micro');
      await lawyer.sees('Zoé Martin', { microphone: true });
      await lawyer.receivesMedia({ audio: true });
    });

    test('shows the other a camera that is off, and closes the device', async () => {
      await client.press('Caméra');
      await lawyer.sees('Zoé Martin', { camera: false });
      await client.page.waitForFunction(() =>
        window.recorder.tracks
          .filter(({ kind }) => kind === 'video')
          .every(({ readyState }) => readyState === 'ended'),
      );
      await expect(lawyer.page.getByText('ZM', { exact: true })).toBeVisible();
      await client.press('Caméra');
      await lawyer.sees('Zoé Martin', { camera: true });
      await lawyer.receivesMedia({ video: true });
    });

    test('lets a third person join and leave', async () => {
      const trainee = await consultation.person('Stagiaire', { sdk: second });
      await trainee.enter();
      await Promise.all([
        lawyer.sees('Stagiaire', { camera: true }),
        client.sees('Stagiaire', { camera: true }),
      ]);
      await trainee.receivesMedia();
      await trainee.press('Quitter');
      await Promise.all([lawyer.losesSightOf('Stagiaire'), client.losesSightOf('Stagiaire')]);
      await isFreed(trainee);
    });

    // Last: nobody is left for another case.
    test('frees everything when one leaves, lets them come back, and frees it when the element is removed', async () => {
      await client.press('Quitter');
      await client.inPhase('ended');
      await lawyer.losesSightOf('Zoé Martin');
      await isFreed(client);
      await expect(client.page.getByRole('heading', { name: 'Vous avez quitté la salle.' })).toBeVisible();
      await client.press('Revenir dans la salle');
      await client.enter();
      await Promise.all([lawyer.receivesMedia(), client.receivesMedia()]);
      await client.page.evaluate(() => document.querySelector('visio-avocat-room')?.remove());
      await lawyer.losesSightOf('Zoé Martin');
      await isFreed(client);
    });
  });
}

test('leaving by closing the tab is seen by the other', async ({ consultation }) => {
  const [lawyer, client] = await consultation.pair();
  await client.page.close({ runBeforeUnload: false });
  await lawyer.losesSightOf('Zoé Martin');
});

test('joining with the devices off opens none of them, and opens each when it is switched on', async ({
  consultation,
}) => {
  const lawyer = await consultation.person('Maître Vasseur');
  const client = await consultation.person('Zoé Martin', { camera: 'off', microphone: 'off' });
  await lawyer.enter();
  await client.enter();
  await lawyer.sees('Zoé Martin', { publishing: true, camera: false, microphone: false });
  expect(await client.openDevices()).toBe(0);
  await client.press('Caméra');
  await lawyer.sees('Zoé Martin', { camera: true });
  await lawyer.receivesMedia({ video: true });
  await client.press('Micro');
  await lawyer.sees('Zoé Martin', { microphone: true });
  await lawyer.receivesMedia({ audio: true });
  expect(await client.openDevices()).toBe(2);
});

test('a lost signalling connection is shown, mended, and leaves the media in place', async ({
  consultation,
  world,
}) => {
  const { control } = world.service;
  const [lawyer, client] = await consultation.pair();
  await client.receivesMedia();
  // Until it has been seen: the SDK is often back before anybody could read it.
  control.allowResume(false);
  expect(control.dropSocket(await client.connectionId())).toBe(true);
  await expect(client.page.getByText('Connexion interrompue')).toBeVisible();
  control.allowResume(true);
  await client.inPhase('connected');
  await client.receivesMedia();
  await lawyer.sees('Zoé Martin', { camera: true });
});

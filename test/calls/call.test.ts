import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Person } from '../support/person.ts';
import { World } from '../support/world.ts';

let world: World;
before(async () => {
  world = await World.start();
});
after(() => world.close());

/** Everything of one's own is closed: devices, peer connections, sockets. */
async function isFreed(person: Person): Promise<void> {
  await person.page.waitForFunction(
    () =>
      window.witness.tracks.every((track) => track.readyState === 'ended') &&
      window.witness.connections.every((one) => one.connectionState === 'closed'),
  );
  for (const socket of person.sockets) {
    if (!socket.isClosed()) await socket.waitForEvent('close');
  }
}

const builds = [
  ['video-client', 'video-client'],
  ['client-sdk-video', 'client-sdk-video'],
  ['video-client', 'client-sdk-video'],
] as const;

for (const [first, second] of builds) {
  describe(`a call between ${first} and ${second}`, () => {
    let lawyer: Person;
    let client: Person;
    before(async () => {
      lawyer = await world.person('Maître Vasseur', { sdk: first });
      client = await world.person('Zoé Martin', { sdk: second });
      await lawyer.enter();
      await client.enter();
    });
    after(async () => {
      await lawyer.vanish();
      await client.vanish();
    });

    it('shows each the other’s moving picture and lets them hear it', async () => {
      await Promise.all([lawyer.receivesMedia(), client.receivesMedia()]);
      await lawyer.sees('Zoé Martin', { camera: true, microphone: true, publishing: true });
      await client.sees('Maître Vasseur', { camera: true, microphone: true, publishing: true });
      const playing = await client.page.evaluate(() => {
        const video = document.querySelector('visio-avocat-room')?.shadowRoot?.querySelector('.tile video');
        return video instanceof HTMLVideoElement && video.videoWidth > 0 && !video.paused;
      });
      assert.equal(playing, true);
    });

    it('shows who speaks', async () => {
      await client.sees('Maître Vasseur', { speaking: true });
    });

    it('shows the other a muted microphone, and silence', async () => {
      await client.press('Micro');
      await client.sees('Zoé Martin', { microphone: false });
      await lawyer.sees('Zoé Martin', { microphone: false });
      await client.press('Micro');
      await lawyer.sees('Zoé Martin', { microphone: true });
      await lawyer.receivesMedia({ audio: true });
    });

    it('shows the other a camera that is off, and closes the device', async () => {
      await client.press('Caméra');
      await lawyer.sees('Zoé Martin', { camera: false });
      await client.page.waitForFunction(() =>
        window.witness.tracks
          .filter(({ kind }) => kind === 'video')
          .every(({ readyState }) => readyState === 'ended'),
      );
      await lawyer.page.getByText('ZM', { exact: true }).waitFor();
      await client.press('Caméra');
      await lawyer.sees('Zoé Martin', { camera: true });
      await lawyer.receivesMedia({ video: true });
    });

    it('lets a third person join and leave', async () => {
      const trainee = await world.person('Stagiaire', { sdk: second });
      await trainee.enter();
      await Promise.all([
        lawyer.sees('Stagiaire', { camera: true }),
        client.sees('Stagiaire', { camera: true }),
      ]);
      await trainee.receivesMedia();
      await trainee.press('Quitter');
      await Promise.all([lawyer.losesSightOf('Stagiaire', 3000), client.losesSightOf('Stagiaire', 3000)]);
      await isFreed(trainee);
      await trainee.vanish();
    });

    it('frees everything when the button is pressed, and the other sees it', async () => {
      await client.press('Quitter');
      await client.inPhase('ended');
      await lawyer.losesSightOf('Zoé Martin', 3000);
      await isFreed(client);
      await client.page.getByRole('heading', { name: 'Vous avez quitté la salle.' }).waitFor();
    });

    it('lets one come back', async () => {
      await client.press('Revenir dans la salle');
      await client.enter();
      await Promise.all([lawyer.receivesMedia(), client.receivesMedia()]);
    });

    it('frees everything when the element is removed', async () => {
      await client.page.evaluate(() => document.querySelector('visio-avocat-room')?.remove());
      await lawyer.losesSightOf('Zoé Martin', 3000);
      await isFreed(client);
    });
  });
}

describe('leaving by closing the tab', () => {
  it('is seen by the other within three seconds', async () => {
    const lawyer = await world.person('Maître Vasseur');
    const client = await world.person('Zoé Martin');
    await lawyer.enter();
    await client.enter();
    await lawyer.sees('Zoé Martin', { publishing: true });
    await client.page.close({ runBeforeUnload: false });
    await lawyer.losesSightOf('Zoé Martin', 3000);
    await lawyer.vanish();
  });
});

describe('joining with the devices off', () => {
  it('opens none of them, and opens each when it is switched on', async () => {
    const lawyer = await world.person('Maître Vasseur');
    const client = await world.person('Zoé Martin', { camera: 'off', microphone: 'off' });
    await lawyer.enter();
    await client.enter();
    await lawyer.sees('Zoé Martin', { publishing: true, camera: false, microphone: false });
    assert.equal(await client.openDevices(), 0);
    await client.press('Caméra');
    await lawyer.sees('Zoé Martin', { camera: true });
    await lawyer.receivesMedia({ video: true });
    await client.press('Micro');
    await lawyer.sees('Zoé Martin', { microphone: true });
    await lawyer.receivesMedia({ audio: true });
    assert.equal(await client.openDevices(), 2);
    await lawyer.vanish();
    await client.vanish();
  });
});

describe('a lost signalling connection', () => {
  it('is shown, mended, and leaves the media in place', async () => {
    const lawyer = await world.person('Maître Vasseur');
    const client = await world.person('Zoé Martin');
    await lawyer.enter();
    await client.enter();
    await client.receivesMedia();
    const id = await client.page.evaluate(
      () => document.querySelector('visio-avocat-room')?.participants[0]?.id,
    );
    // Until it has been seen: the SDK is often back before anybody could read it.
    world.service.control.allowResume(false);
    assert.ok(world.service.control.dropSocket(id ?? ''));
    await client.page.getByText('Connexion interrompue').waitFor();
    world.service.control.allowResume(true);
    await client.inPhase('connected');
    await client.receivesMedia();
    await lawyer.sees('Zoé Martin', { camera: true });
    await lawyer.vanish();
    await client.vanish();
  });
});

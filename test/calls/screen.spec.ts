import assert from 'node:assert/strict';
import type { Person } from '../support/person.ts';
import { until } from '../support/person.ts';
import { test } from '../support/test.ts';

test.describe('a screen in a call', () => {
  const sharing = (person: Person) =>
    person.page.evaluate(() => document.querySelector('visio-avocat-room')?.matches(':state(sharing)'));

  test('is shown large, moves, is measured like everything else, and ends at both sides', async ({
    consultation,
  }) => {
    const [lawyer, client] = await consultation.pair();
    for (const one of [lawyer, client]) await one.until((room) => room.security?.level === 'end-to-end');
    // What was compared before stays compared: the screen’s connection has the same certificates.
    await client.press(/^Chiffré de bout en bout/);
    await client.press('Identique');
    await client.until((room) => room.security?.level === 'end-to-end-verified');
    await client.page.keyboard.press('Escape');
    await lawyer.press('Partager l’écran');
    await client.sees('Maître Vasseur', { sharing: true });
    await lawyer.page.getByText('Vous partagez votre écran.').waitFor();
    assert.equal(await sharing(lawyer), true);
    await client.page.getByText('Écran de Maître Vasseur').waitFor();
    const video = client.page.locator('.shown-screen video');
    await video.evaluate(
      (screen: HTMLVideoElement) =>
        new Promise((resolve) => {
          screen.requestVideoFrameCallback(() => screen.requestVideoFrameCallback(resolve));
        }),
    );
    // Two cameras each way, one screen: three connections at this side, all measured.
    await client.until((room) => room.security?.evidence.length === 3);
    await client.until((room) => room.security?.level === 'end-to-end-verified');
    const box = await client.page.locator('.shown-screen').boundingBox();
    const face = await client.page.locator('.tile:not(.shown-screen)').first().boundingBox();
    assert.ok(box && face && box.width * box.height > 4 * face.width * face.height);
    await lawyer.press('Arrêter le partage d’écran');
    await client.sees('Maître Vasseur', { sharing: false });
    assert.equal(await client.page.locator('.shown-screen').count(), 0);
    assert.equal(await sharing(lawyer), false);
    await client.receivesMedia();
    // And again.
    await lawyer.press('Partager l’écran');
    await client.sees('Maître Vasseur', { sharing: true });
    await lawyer.press('Quitter');
    await client.losesSightOf('Maître Vasseur');
    assert.equal(await client.page.locator('.shown-screen').count(), 0);
    await lawyer.inPhase('ended');
    assert.equal(await lawyer.openDevices(), 0);
  });

  test('that floats above other windows goes with a confidential pause, and is offered by nobody else', async ({
    consultation,
  }) => {
    const [lawyer] = await consultation.pair();
    const floating = () =>
      lawyer.page.evaluate(() => document.pictureInPictureElement?.localName ?? 'nothing');
    const withheld = () =>
      lawyer.page.locator('.tile video').evaluate((one: HTMLVideoElement) => one.disablePictureInPicture);
    assert.equal(await withheld(), true);
    await lawyer.press('Image incrustée');
    await until(
      async () => (await floating()) === 'visio-avocat-room',
      () => 'nothing floats',
    );
    await lawyer.press('Pause');
    await until(
      async () => (await floating()) === 'nothing',
      () => 'the picture floats over the pause',
    );
    await lawyer.press('Reprendre l’appel');
    await until(withheld, () => 'the browser offers it');
    // Nor is anything of a call left when it is over.
    await lawyer.press('Image incrustée');
    await until(
      async () => (await floating()) === 'visio-avocat-room',
      () => 'nothing floats',
    );
    await lawyer.press('Quitter');
    await until(
      async () => (await floating()) === 'nothing',
      () => 'the picture floats after the call',
    );
  });

  test('is asked of the browser by the page too, and a choice of none is no failure', async ({
    consultation,
  }) => {
    const [lawyer, client] = await consultation.pair({ controlslist: 'noscreenshare' });
    assert.equal(await lawyer.page.getByRole('button', { name: 'Partager l’écran' }).count(), 0);
    await lawyer.page.evaluate(() => document.querySelector('visio-avocat-room')?.startScreenShare());
    await client.sees('Maître Vasseur', { sharing: true });
    await lawyer.page.evaluate(() => document.querySelector('visio-avocat-room')?.stopScreenShare());
    await client.sees('Maître Vasseur', { sharing: false });
    const code = await lawyer.page.evaluate(async () => {
      navigator.mediaDevices.getDisplayMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      return document
        .querySelector('visio-avocat-room')
        ?.startScreenShare()
        .catch(({ code }) => code);
    });
    assert.equal(code, 'aborted');
    assert.equal(await lawyer.page.locator('.notice').count(), 0);
  });
});

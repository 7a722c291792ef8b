import { compare } from '../support/comparison.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const NO_SCREEN = 'Firefox offers no screen without a person who chooses it';

test.describe('a screen in a call', () => {
  const sharing = (person: Person) =>
    person.page.evaluate(() => document.querySelector('visio-avocat-room')?.matches(':state(sharing)'));

  const areaOf = (box: { width: number; height: number } | null) => (box?.width ?? 0) * (box?.height ?? 0);

  test('is shown large, moves, is measured like everything else, and ends at both sides', async ({
    consultation,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', NO_SCREEN);
    const [lawyer, client] = await consultation.pair();
    for (const one of [lawyer, client]) await one.until((room) => room.security?.level === 'end-to-end');
    // What was compared before stays compared: the screen’s connection has the same certificates.
    await compare(lawyer, client);
    await client.until((room) => room.security?.level === 'end-to-end-verified');
    for (const one of [lawyer, client]) await one.page.keyboard.press('Escape');
    await lawyer.press('Partager l’écran');
    await client.sees('Maître Vasseur', { sharing: true });
    await expect(lawyer.page.getByText('Vous partagez votre écran.')).toBeVisible();
    expect(await sharing(lawyer)).toBe(true);
    await expect(client.page.getByText('Écran de Maître Vasseur')).toBeVisible();
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
    expect(areaOf(face)).toBeGreaterThan(0);
    expect(areaOf(box)).toBeGreaterThan(4 * areaOf(face));
    await lawyer.press('Arrêter le partage d’écran');
    await client.sees('Maître Vasseur', { sharing: false });
    expect(await client.page.locator('.shown-screen').count()).toBe(0);
    expect(await sharing(lawyer)).toBe(false);
    await client.receivesMedia();
    // And again.
    await lawyer.press('Partager l’écran');
    await client.sees('Maître Vasseur', { sharing: true });
    await lawyer.press('Quitter');
    await client.losesSightOf('Maître Vasseur');
    expect(await client.page.locator('.shown-screen').count()).toBe(0);
    await lawyer.inPhase('ended');
    expect(await lawyer.openDevices()).toBe(0);
  });

  test('that floats above other windows goes with a confidential pause, and is offered by nobody else', async ({
    consultation,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', 'Firefox has no API for picture-in-picture');
    const [lawyer] = await consultation.pair();
    const floating = () =>
      lawyer.page.evaluate(() => document.pictureInPictureElement?.localName ?? 'nothing');
    const withheld = () =>
      lawyer.page.locator('.tile video').evaluate((one: HTMLVideoElement) => one.disablePictureInPicture);
    expect(await withheld()).toBe(true);
    await lawyer.press('Image incrustée');
    await expect.poll(floating).toBe('visio-avocat-room');
    await lawyer.press('Pause');
    await expect.poll(floating).toBe('nothing');
    await lawyer.press('Reprendre l’appel');
    await expect.poll(withheld).toBe(true);
    // Nor is anything of a call left when it is over.
    await lawyer.press('Image incrustée');
    await expect.poll(floating).toBe('visio-avocat-room');
    await lawyer.press('Quitter');
    await expect.poll(floating).toBe('nothing');
  });

  test('is asked of the browser by the page too, and a choice of none is no failure', async ({
    consultation,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', NO_SCREEN);
    const [lawyer, client] = await consultation.pair({ controlslist: 'noscreenshare' });
    await expect(lawyer.page.getByRole('button', { name: 'Partager l’écran' })).toHaveCount(0);
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
    expect(code).toBe('aborted');
    await expect(lawyer.page.locator('.notice')).toHaveCount(0);
  });
});

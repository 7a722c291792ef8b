import { expect, test } from '../support/test.ts';
import { hosted, lobby, SCRIPT, tag } from './support/hosted.ts';

test.describe('what stands below the element', () => {
  for (const [width, height] of [
    [320, 568],
    [390, 844],
    [768, 1024],
    [1280, 720],
    [1280, 1000],
  ] as const) {
    test(`${width} × ${height}: does not move from the lobby to the call, its end and back`, async ({
      consultation,
    }) => {
      const page = await consultation.page({ viewport: { width, height } });
      const person = await hosted(consultation, 'Zoé', {
        head: `<meta name="viewport" content="width=device-width">${SCRIPT}`,
        body: `${tag(consultation)}<p id="after">Après</p>`,
        page,
      });
      await lobby(person);
      await page.getByLabel('Votre nom').fill('Zoé');
      // Where the lobby is higher than the call, its own list of devices, which opening them brings, is part of it.
      await person.press('Vérifier ma caméra et mon micro');
      await page.getByText('Choisir les appareils').waitFor();
      const place = () =>
        page.evaluate(() =>
          Math.round((document.querySelector('#after')?.getBoundingClientRect().top ?? 0) + scrollY),
        );
      const before = await place();
      // Where it lay whenever the phase changed, and a frame later.
      await page.evaluate(() => {
        const places: Record<string, number> = {};
        Reflect.set(window, 'places', places);
        document.addEventListener('visio-phase', () =>
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              const phase = document.querySelector('visio-avocat-room')?.phase ?? '';
              const { top = 0 } = document.querySelector('#after')?.getBoundingClientRect() ?? {};
              places[phase] = Math.round(top + scrollY);
            }),
          ),
        );
      });
      await person.join();
      await person.inPhase('connected');
      await expect.poll(place).toBe(before);
      await person.press('Quitter');
      await person.inPhase('ended');
      await expect.poll(place).toBe(before);
      await person.press('Revenir dans la salle');
      await person.inPhase('lobby');
      await expect.poll(place).toBe(before);
      const places: Record<string, number> = await page.evaluate(() => Reflect.get(window, 'places'));
      expect(Object.keys(places)).toContain('connected');
      expect([...new Set(Object.values(places))]).toEqual([before]);
    });
  }
});

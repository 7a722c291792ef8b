// `npm run screenshots`: every phase, in light and dark, at three widths, into screenshots/.
// `npm run screenshots -- people` takes only those whose name contains the word; `-- people ar` takes them in Arabic (`all` takes every one),
// `-- people pseudo` in a French that is 40 % longer.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { lengthen } from '../test/support/pseudo.ts';
import { appointmentOf, scenes } from '../test/support/scenes.ts';
import { Stage } from '../test/support/stage.ts';
import { World } from '../test/support/world.ts';
import { ensureBuild, root } from './setup.mjs';

ensureBuild();
const folder = join(root, 'screenshots');
mkdirSync(folder, { recursive: true });

const widths = [320, 768, 1280] as const;
const themes = ['light', 'dark'] as const;
const only = process.argv[2] ?? '';
const language = process.argv[3] ?? '';

const world = await World.start({ access: { attestations: 'off' } });

async function shoot(page: Page, scene: string): Promise<void> {
  const name = language ? `${scene}-${language}` : scene;
  if (language === 'pseudo') await lengthen(page);
  else if (language) {
    await page.evaluate((lang) => {
      const element = document.querySelector('visio-avocat-room');
      if (element) element.lang = lang;
    }, language);
    await page.waitForFunction(
      (lang) =>
        document.querySelector('visio-avocat-room')?.shadowRoot?.querySelector(`.room[lang=${lang}]`) !==
        null,
      language,
    );
    // What comes after the lobby has words of its own, which arrive a moment later.
    await page.waitForLoadState('networkidle');
  }
  for (const theme of themes) {
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 320 ? 640 : 800 });
      await page.emulateMedia({ colorScheme: theme });
      // Two frames: one to lay out, one to paint.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`) });
    }
  }
  // The picture of the read-me.
  if (name === 'call-2') {
    await page.setViewportSize({ width: 1120, height: 720 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.locator('visio-avocat-room').screenshot({ path: join(root, 'docs/call.png') });
  }
  console.log(name);
}

for (const scene of scenes) {
  const [name, play] = scene;
  if (only !== 'all' && !name.includes(only)) continue;
  const consultation = world.consultation(appointmentOf(scene));
  const { page } = await play(new Stage(consultation, true));
  await shoot(page, name);
  await consultation.close();
}
await world.close();

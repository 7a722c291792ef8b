// `npm run pictures`: what each part of the element is, drawn over pictures of it, into docs/parts/. The words stand in
// docs/theming.md; a part that no picture shows is a failure.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { names, readManifest } from '../test/package/support/manifest.ts';
import { partsByScene } from '../test/support/parts.ts';
import { appointmentOf, scenes } from '../test/support/scenes.ts';
import { Stage } from '../test/support/stage.ts';
import { World } from '../test/support/world.ts';
import { ensureBuild, root } from './setup.mjs';

/** Draws a frame with its name around the first thing in sight that has each part. */
function frame(page: Page, parts: readonly string[]): Promise<readonly string[]> {
  return page.evaluate((names) => {
    const shadow = document.querySelector('visio-avocat-room')?.shadowRoot;
    const hues = [330, 210, 30, 270, 150, 0, 190, 300, 60, 120];
    const taken: DOMRect[] = [];
    return names.filter((name, index) => {
      const one = [...(shadow?.querySelectorAll(`[part~="${name}"]`) ?? [])].find((element) => {
        const { width, height } = element.getBoundingClientRect();
        // The level's badge has a picture of its own.
        const other = name === 'badge' && element.matches('[part~=badge-encryption]');
        return element.checkVisibility() && width > 8 && height > 8 && !other;
      });
      if (!one) return true;
      const { left, top, width, height } = one.getBoundingClientRect();
      const colour = `hsl(${hues[index % hues.length]} 85% 35%)`;
      const box = document.createElement('div');
      box.popover = 'manual';
      box.style.cssText = `position:fixed;inset:${top}px auto auto ${left}px;width:${width}px;height:${height}px;margin:0;padding:0;border:0;box-sizing:border-box;outline:2px solid ${colour};outline-offset:-2px;background:none;overflow:visible;pointer-events:none`;
      const label = document.createElement('span');
      label.textContent = name;
      label.style.cssText = `position:absolute;left:0;top:${top > 40 ? -18 : 0}px;padding:0 5px;background:${colour};color:#fff;font:600 12px/18px system-ui;white-space:nowrap`;
      box.append(label);
      document.body.append(box);
      box.showPopover();
      // A name that would lie on another one goes further down.
      for (let tries = 0; tries < 12; tries++) {
        const place = label.getBoundingClientRect();
        const hit = taken.some(
          (other) =>
            place.left < other.right &&
            other.left < place.right &&
            place.top < other.bottom &&
            other.top < place.bottom,
        );
        if (!hit) break;
        label.style.top = `${Number.parseFloat(label.style.top) + 19}px`;
      }
      taken.push(label.getBoundingClientRect());
      return false;
    });
  }, parts);
}

ensureBuild();
const folder = join(root, 'docs/parts');
mkdirSync(folder, { recursive: true });
const only = process.argv[2] ?? '';
const shown = new Set(Object.values(partsByScene).flat());
const unseen = names(readManifest().cssParts).filter((name) => !shown.has(name));
if (unseen.length > 0) throw new Error(`no picture shows ${unseen.join(', ')}`);
const world = await World.start({ access: { attestations: 'off' } });
for (const scene of scenes) {
  const [name, play] = scene;
  const parts = partsByScene[name];
  if (!parts || !name.includes(only)) continue;
  const consultation = world.consultation(appointmentOf(scene));
  const { page } = await play(new Stage(consultation, true));
  await page.setViewportSize({ width: 900, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  for (const part of parts) await page.locator(`[part~=${part}]`).first().waitFor();
  const missing = await frame(page, parts);
  if (missing.length > 0) throw new Error(`${name} does not show ${missing.join(', ')}`);
  await page.locator('visio-avocat-room').screenshot({ path: join(folder, `${name}.png`) });
  await consultation.close();
  console.log(name);
}
await world.close();

// What the compartment costs: prints its size and start-up time as ratios to the vendor's file in a script tag.
// Run it with `node --import tsx test/vonage/startup.ts`.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';
import { sdkBuilds, sdkSource, wrapSdk } from '../../scripts/sdk-compartment.mjs';
import { launchChromium } from '../support/world.ts';
import { Site } from './support/site.ts';
import type { Build } from './support/survey.ts';

const ROUNDS = 15;
const { resolve } = createRequire(import.meta.url);

/** Milliseconds from asking for the code, which is in memory, until `OT` can be used; in a page of its own. */
async function startUp(site: Site, code: string, inCompartment: boolean): Promise<number> {
  const page = await site.page();
  const time = await page.evaluate(
    async ([text, wrapped]) => {
      const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
      const start = performance.now();
      if (wrapped) await window.inside.evaluate(url);
      else {
        const script = document.createElement('script');
        script.src = url;
        await new Promise((done) => {
          script.onload = done;
          document.head.append(script);
        });
      }
      return performance.now() - start;
    },
    [code, inCompartment] as const,
  );
  await page.context().close();
  return time;
}

const browser = await launchChromium();
const site = await Site.open(browser);
for (const build of Object.keys(sdkBuilds) as Build[]) {
  const plain = await readFile(resolve(sdkBuilds[build]), 'utf8');
  const wrapped = wrapSdk(await sdkSource(build));
  const times: Record<'plain' | 'wrapped', number[]> = { plain: [], wrapped: [] };
  for (let round = 0; round < ROUNDS; round++) {
    // In turns, so that what else the machine does falls on both.
    times.plain.push(await startUp(site, plain, false));
    times.wrapped.push(await startUp(site, wrapped, true));
  }
  const size = brotliCompressSync(wrapped).length / brotliCompressSync(plain).length;
  // The quickest of each: whatever else the machine does can only add.
  const start = Math.min(...times.wrapped) / Math.min(...times.plain);
  console.log(
    `${build}: size ×${size.toFixed(4)} (brotli), start-up ×${start.toFixed(2)} (best of ${ROUNDS})`,
  );
}
await site.close();
await browser.close();

import { brotliCompressSync } from 'node:zlib';
import type { LobbyCost } from './pages/lobby-probe.ts';
import { inPairs, type Pairs, type Side } from './pairs.ts';
import type { Stage } from './stage.ts';
import { closeContext } from './stage.ts';
import type { Samples } from './statistics.ts';

interface Conditions {
  readonly figure: string;
  /** How many times slower the processor is made. */
  readonly slower: number;
  readonly slow4G: boolean;
  /** A share of the runs asked for: what takes a second each is measured less often. */
  readonly share: number;
}

const conditions: readonly Conditions[] = [
  { figure: 'lobby', slower: 1, slow4G: false, share: 2 },
  { figure: 'lobby, 4x slower', slower: 4, slow4G: false, share: 1 },
  { figure: 'lobby, 4x slower, slow 4G', slower: 4, slow4G: true, share: 0.6 },
];

/** Chromium's preset: milliseconds, and bytes a second. */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };

/** From the navigation until the join button is painted and can be pressed; and what has to be loaded for that. */
export async function measureLobby(stage: Stage, runs: number): Promise<Samples[]> {
  const figures: Samples[] = [];
  for (const one of conditions) {
    const warmUp = one === conditions[0];
    const costs = await inPairs(Math.ceil(runs * one.share), (side) => load(stage, side, one), { warmUp });
    if (warmUp) figures.push(...(await sizes(costs)));
    figures.push({
      figure: one.figure,
      unit: 'ms',
      element: costs.element.map(({ usable }) => usable),
      bare: costs.bare.map(({ usable }) => usable),
    });
  }
  return figures;
}

/** The same on every load: the first one tells. */
async function sizes({ element, bare }: Pairs<LobbyCost>): Promise<Samples[]> {
  const [one, other] = [element[0], bare[0]];
  if (!one || !other) return [];
  const bytes = { element: [await bytesOf(one.files)], bare: [await bytesOf(other.files)] };
  return [
    { figure: 'lobby, bytes', unit: 'bytes, brotli', ...bytes },
    { figure: 'lobby, elements', unit: 'elements', element: [one.elements], bare: [other.elements] },
  ];
}

/** Compressed as by a site that compresses its files once, as well as it can. */
async function bytesOf(files: readonly string[]): Promise<number> {
  let sum = 0;
  for (const file of files) {
    const body = await (await fetch(file)).arrayBuffer();
    sum += brotliCompressSync(Buffer.from(body)).byteLength;
  }
  return sum;
}

async function load(stage: Stage, side: Side, { slower, slow4G }: Conditions): Promise<LobbyCost> {
  const page = await stage.blank();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  if (slow4G) {
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  }
  await page.goto(`${stage.site.origin}/lobby/${side}`, { waitUntil: 'commit' });
  const cost = await page.evaluate(() => window.lobby);
  await closeContext(page);
  return cost;
}

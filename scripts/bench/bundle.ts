import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../setup.mjs';

const pages = join(root, 'scripts/bench/pages');

/** Bundles the pages' scripts into a folder, minified, with Lit's production build. */
export async function bundlePages(folder: string): Promise<void> {
  await build({
    entryPoints: ['bare-lobby', 'lobby-probe', 'element-call', 'bare-call'].map((name) =>
      join(pages, `${name}.ts`),
    ),
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'chrome100',
    conditions: ['production'],
    logLevel: 'error',
  });
}

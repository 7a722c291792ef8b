import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';
import { assets } from './scripts/assets.mjs';
import { notices } from './scripts/notices.mjs';
import { sdkConfigs } from './scripts/sdk-compartment.mjs';

/** Browsers that can hold a call and know custom elements' modern half. */
const target = ['chrome100', 'edge100', 'firefox98', 'safari15.4'];

/** The wrapped SDK builds lie in `dist/sdk/`; whoever imports them is a chunk, in `dist/chunks/`. */
const sdkBeside = {
  name: 'sdk-beside',
  resolveId: (id) => (id.startsWith('./sdk/') ? { id: `.${id}`, external: true } : null),
};

/**
 * What the private line and the comparison need of other rooms is in their own files. Shared, it would be in the
 * controller's, which they would import by its first address, and a controller that was asked for again has another.
 */
const ownCopies = {
  name: 'own-copies',
  resolveId(source, importer = '') {
    const from = importer.replace(/\?line$/, '');
    if (!/src\/(private-line\/|verification\/comparison)/.test(from) && from === importer) return null;
    const file = resolve(dirname(from), source);
    return /src\/(verification|transport-security)\/[\w-]+\.ts$/.test(file) ? `${file}?line` : null;
  },
  async load(id) {
    if (!id.endsWith('?line')) return null;
    const file = id.replace(/\?line$/, '');
    const { code, map } = await transform(await readFile(file, 'utf8'), {
      ...{ loader: 'ts', target, sourcemap: true, sourcefile: file },
    });
    return { code, map };
  },
};

// The first file may hand its own parts to the chunks, so that it is one request and not two.
const common = { preserveEntrySignatures: 'allow-extension' };
const output = {
  dir: 'dist',
  format: 'es',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  hoistTransitiveImports: false,
  sourcemap: true,
};

/** For the script tag: everything inside, `lit` too. */
const scriptTag = {
  ...common,
  input: { 'visio-avocat-room': 'src/define.ts' },
  plugins: [
    sdkBeside,
    ownCopies,
    assets(),
    nodeResolve({ exportConditions: ['production'] }),
    esbuild({ target, minify: true }),
    notices(),
  ],
  output: { ...output, generatedCode: 'es2015', compact: true },
};

/** For bundlers: `lit` stays an import, so that a page has one of it. */
const bundlers = {
  ...common,
  input: { index: 'src/index.ts', define: 'src/define.ts' },
  external: [/^lit(\/|$)/],
  plugins: [
    sdkBeside,
    ownCopies,
    assets(),
    nodeResolve({ resolveOnly: ['lucide-static'] }),
    esbuild({ target }),
  ],
  output,
};

/** For classic scripts: no name of it may reach the page. */
const loader = {
  input: { 'visio-avocat-room.loader': 'src/loader.ts' },
  plugins: [esbuild({ target, minify: true })],
  output: { ...output, format: 'iife' },
};

export default [scriptTag, loader, bundlers, ...sdkConfigs];

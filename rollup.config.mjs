import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import MagicString from 'magic-string';
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
 * What the session, the private line and the comparison need of other rooms is in their own files. Shared, it would be in the
 * controller's, which they would import by its first address, and a controller that was asked for again has another.
 */
const apart =
  /src\/(private-line|verification(?=\/comparison)|vonage(?!\/(load|call-certificate|compartment\/whole-)))\//;
const shared =
  /src\/(time|call\/clean-name|(verification|transport-security)\/[\w-]+|vonage\/compartment\/whole-\w+)\.ts$/;
const ownCopies = {
  name: 'own-copies',
  resolveId(source, importer = '') {
    const [from, copy] = importer.split('?for=');
    const room = copy ?? apart.exec(from)?.[1];
    const file = resolve(dirname(from), source);
    return room && shared.test(file) ? `${file}?for=${room}` : null;
  },
  async load(id) {
    const [file, copy] = id.split('?for=');
    if (!copy) return null;
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

/** Puts each template of the first file on one line. What is minified has line breaks nowhere else but in notices. */
const oneLine = {
  name: 'one-line',
  renderChunk(code, { isEntry }) {
    if (!isEntry) return null;
    const text = new MagicString(code).replace(/\n\s+(?![\s*])/g, ' ');
    return { code: text.toString(), map: text.generateMap({ hires: true }) };
  },
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
    esbuild({ target }),
    // Two hundredths less than esbuild's own.
    terser({ module: true, ecma: 2020, compress: { passes: 2 }, format: { comments: /@license/ } }),
    oneLine,
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

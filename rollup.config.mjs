import { nodeResolve } from '@rollup/plugin-node-resolve';
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
  plugins: [sdkBeside, assets(), nodeResolve({ resolveOnly: ['lucide-static'] }), esbuild({ target })],
  output,
};

/** For classic scripts: no name of it may reach the page. */
const loader = {
  input: { 'visio-avocat-room.loader': 'src/loader.ts' },
  plugins: [esbuild({ target, minify: true })],
  output: { ...output, format: 'iife' },
};

export default [scriptTag, loader, bundlers, ...sdkConfigs];

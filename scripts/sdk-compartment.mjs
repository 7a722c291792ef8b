// Wraps the vendor's SDK builds into modules that run nothing by themselves: see src/vonage/compartment/compartment.ts.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** Name of the wrapped build → the vendor's file, as published. */
export const sdkBuilds = {
  'video-client': '@vonage/video-client/dist/js/opentok.min.js',
  'client-sdk-video': '@vonage/client-sdk-video/dist/js/opentok.min.js',
};

/**
 * What the vendor's code asks for by its bare name and must not get from the page. `eval` cannot be among them: strict
 * code may not have it as a parameter. A test compares the list with the names that are free in both builds.
 */
export const compartmentNames = [
  ...['window', 'self', 'globalThis', 'global', 'document', 'navigator', 'location', 'console', 'Function'],
  // Loaders and hosts that the code looks for.
  ...['exports', 'module', 'define', 'require', 'process', 'importScripts', 'setImmediate'],
  ...['localStorage', 'sessionStorage', 'indexedDB'],
  ...['XMLHttpRequest', 'fetch', 'WebSocket', 'EventSource', 'RTCPeerConnection', 'AudioContext', 'Worker'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  ...['requestAnimationFrame', 'cancelAnimationFrame'],
  // Methods of the window: the code calls them bare and on what it takes for the window.
  ...['addEventListener', 'removeEventListener', 'postMessage', 'queueMicrotask', 'createImageBitmap'],
  ...['alert', 'atob', 'btoa', 'JSON'],
];

/** The vendor's file as it is shipped: all of it but the reference to a source map that is not beside it. */
export async function sdkSource(name) {
  const text = await readFile(resolve(sdkBuilds[name]), 'utf8');
  return text.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n');
}

/** The module around it: a function of the scope that takes the place of the page's globals. */
export function wrapSdk(source) {
  const licence = source.match(/^\/\*[\s\S]*?\*\//)?.[0] ?? '';
  return `${licence}\nexport default function ({ ${compartmentNames.join(', ')} }) {\n${source}}\n`;
}

/**
 * Puts the wrapped builds into `dist/sdk/`. Rollup never parses the vendor's code, so that it cannot change it, and
 * half a second of work is saved.
 *
 * @returns {import('rollup').Plugin}
 */
function sdkCompartment() {
  return {
    name: 'sdk-compartment',
    resolveId: (id) => (id in sdkBuilds ? `\0${id}` : null),
    load: (id) => (id.slice(1) in sdkBuilds ? 'export default 0;' : null),
    async renderChunk(_code, chunk) {
      const name = chunk.facadeModuleId?.slice(1);
      return name && name in sdkBuilds ? { code: wrapSdk(await sdkSource(name)), map: null } : null;
    },
  };
}

/** @type {import('rollup').RollupOptions[]} */
export const sdkConfigs = [
  {
    input: Object.fromEntries(Object.keys(sdkBuilds).map((name) => [`sdk/${name}`, name])),
    plugins: [sdkCompartment()],
    output: { dir: 'dist', format: 'es', entryFileNames: '[name].js' },
  },
];

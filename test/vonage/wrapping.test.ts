import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { rollup } from 'rollup';
import { compartmentNames, sdkBuilds, sdkConfigs } from '../../scripts/sdk-compartment.mjs';
import { freeNames } from './support/free-names.ts';

const { resolve } = createRequire(import.meta.url);
const builds = Object.keys(sdkBuilds) as (keyof typeof sdkBuilds)[];
const vendorFile = (name: keyof typeof sdkBuilds) => readFile(resolve(sdkBuilds[name]), 'utf8');

/** Both files as the project's build makes them. */
async function built(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { output, ...input } of sdkConfigs) {
    assert.ok(output && !Array.isArray(output));
    const bundle = await rollup(input);
    for (const file of (await bundle.generate(output)).output) {
      if (file.type === 'chunk') files.set(file.fileName, file.code);
    }
    await bundle.close();
  }
  return files;
}

/** What the code may take from the page: it asks nobody, stores nothing, and holds nothing open by itself. */
const harmless = new Set([
  // Not there in a browser's window, or only where a page defines it; the code asks before it uses them.
  ...[
    'DEBUG',
    'Module',
    'OTScreenSharing',
    '__global__',
    '__magic__',
    'Browser',
    'addFunction',
    'msCrypto',
    'readline',
  ],
  ...['WorkerGlobalScope', 'AudioWorkletProcessor', 'registerProcessor', 'startWorker', 'onmessage'],
  ...['createMediapipeSolutionsWasm', 'MediaStreamTrackHandle'],
  // For backgrounds behind a person, which the element does not offer; its files would come by `fetch` too.
  'Image',
  // Cannot be a parameter of strict code; see the test under a Content-Security-Policy.
  'eval',
  // Newer than some versions of Node.
  'Float16Array',
  ...['crypto', 'performance', 'length', 'hasOwnProperty', 'WebAssembly'],
  ...[
    'AbortController',
    'Blob',
    'CryptoKey',
    'DOMException',
    'DOMRectReadOnly',
    'Element',
    'Event',
    'EventTarget',
  ],
  ...['FormData', 'HTMLElement', 'HTMLImageElement', 'HTMLVideoElement', 'ImageBitmap', 'ImageData'],
  ...[
    'MessageChannel',
    'MutationObserver',
    'OffscreenCanvas',
    'SVGGraphicsElement',
    'URL',
    'URLSearchParams',
  ],
  ...['ReadableStream', 'WritableStream', 'TransformStream', 'TextDecoder', 'TextEncoder', 'XMLSerializer'],
  ...['MediaStream', 'MediaStreamTrack', 'MediaStreamTrackGenerator', 'MediaStreamTrackProcessor'],
  ...['VideoFrame', 'VideoTrackGenerator', 'AudioData', 'AudioWorkletNode'],
  ...['RTCSessionDescription', 'RTCEncodedAudioFrame', 'RTCEncodedVideoFrame', 'RTCStatsReport'],
  ...['WebGL2RenderingContext', 'WebGLBuffer', 'WebGLRenderbuffer', 'WebGLSampler', 'WebGLTexture'],
]);

describe('the wrapped builds of the SDK', () => {
  for (const name of builds) {
    it(`hold the vendor's ${name} byte for byte, with its licence first`, async () => {
      const file = (await built()).get(`sdk/${name}.js`) ?? '';
      const vendor = await vendorFile(name);
      const reference = vendor.lastIndexOf('\n//# sourceMappingURL=');
      assert.ok(reference > 0 && vendor.length - reference < 80, 'only the last line refers to a source map');
      assert.ok(file.includes(vendor.slice(0, reference + 1)));
      assert.match(file, /^\/\*\*\n \* @license OpenTok\.js /);
      assert.doesNotMatch(file, /^\/\/# sourceMappingURL=/m);
      assert.ok(file.length - vendor.length < 1500, 'nothing else is added');
    });

    it(`leave no global of ${name} out`, async () => {
      const language = new Set<string>(runInNewContext('Object.getOwnPropertyNames(globalThis)'));
      const known = new Set([...compartmentNames, ...harmless]);
      const names = [...freeNames(await vendorFile(name))];
      assert.ok(names.includes('navigator'));
      assert.deepEqual(
        names.filter((one) => !language.has(one) && !known.has(one)),
        [],
      );
    });
  }
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { imported } from './support/imports.ts';
import { Scratch } from './support/scratch.ts';

let scratch: Scratch;
before(async () => {
  scratch = await Scratch.install();
});
after(() => scratch.remove());

const json = async (file: string) => JSON.parse(await readFile(scratch.installed(file), 'utf8'));

describe('the package as npm packs it', () => {
  it('has no fault that publint knows', async () => {
    const { buffer, byteOffset, byteLength } = await readFile(scratch.tarball);
    const tarball = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    const { messages } = await publint({ pack: { tarball }, strict: true });
    assert.deepEqual(messages, []);
  });

  it('has types that fit, for projects of ECMAScript modules', async () => {
    const data = new Uint8Array(await readFile(scratch.tarball));
    const result = await checkPackage(createPackageFromTarballData(data));
    assert.ok(result.types);
    // As the profile `esm-only` of attw: no CommonJS, and no resolution that knows nothing of `exports`.
    const problems = result.problems.filter(
      (one) => !('resolutionKind' in one) || ['node16-esm', 'bundler'].includes(one.resolutionKind),
    );
    assert.deepEqual(
      // What is meant for a script tag or an editor has no types.
      problems.filter((one) => !('entrypoint' in one && /loader|script|json/.test(one.entrypoint))),
      [],
    );
  });

  it('names only files that are there', async () => {
    const { exports, types, customElements, sideEffects, 'web-types': webTypes } = await json('package.json');
    const targets = Object.values<string | Record<string, string>>(exports).flatMap((one) =>
      typeof one === 'string' ? one : Object.values(one),
    );
    for (const file of [...targets, types, customElements, webTypes, ...sideEffects])
      assert.ok(existsSync(scratch.installed(file)), file);
  });

  it('is found under each of its names', async () => {
    const { exports } = await json('package.json');
    const resolve = createRequire(scratch.path('index.js')).resolve;
    for (const [name, target] of Object.entries<string | { default?: string }>(exports)) {
      if (typeof target !== 'string' && !target.default) continue;
      assert.ok(existsSync(resolve(join('visio-avocat-room', name))), name);
    }
  });

  it('has the hash of every file', async () => {
    const hashes = await json('dist/integrity.json');
    for (const [name, hash] of Object.entries(hashes)) {
      const content = await readFile(scratch.installed(`dist/${name}`));
      assert.equal(hash, `sha384-${createHash('sha384').update(content).digest('base64')}`, name);
    }
    for (const file of await imported(scratch.installed('dist/visio-avocat-room.js')))
      assert.ok(file.slice(scratch.installed('dist/').length) in hashes, file);
  });
});

describe('what the entries import', () => {
  it('lit stays an import of the package’s entry', async () => {
    const bare = new Set<string>();
    await imported(scratch.installed('dist/index.js'), bare);
    assert.ok(bare.has('lit'));
    const { dependencies } = await json('package.json');
    for (const name of bare) assert.ok(name.split('/')[0] ?? '' in dependencies, name);
  });

  it('the script tag’s file and all that it loads name nothing but files beside them', async () => {
    const bare = new Set<string>();
    const file = scratch.installed('dist/visio-avocat-room.js');
    const files = await imported(file, bare);
    assert.deepEqual([...bare], []);
    assert.ok([...files].some((one) => one.endsWith('sdk/video-client.js')));
    for (const one of files) assert.ok(one.startsWith(dirname(file)), one);
  });

  it('the loader puts no name into the page', async () => {
    const source = await readFile(scratch.installed('dist/visio-avocat-room.loader.js'), 'utf8');
    assert.match(source, /^\(function\(\)\{/);
    assert.doesNotMatch(source, /\beval\b|new Function|innerHTML|document\.write/);
  });
});

describe('in Node, without a DOM', () => {
  for (const name of ['visio-avocat-room', 'visio-avocat-room/define']) {
    it(`import '${name}' does not throw`, async () => {
      const script = `const it = await import('${name}'); console.log(Object.keys(it).sort().join());`;
      const printed = await scratch.node('--input-type=module', '-e', script);
      assert.equal(printed.trim(), name.endsWith('define') ? '' : 'VisioAvocatRoom,VisioError,VisioEvent');
    });
  }
});

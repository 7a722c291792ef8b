import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { root, Scratch } from './support/scratch.ts';
import { consumers } from './support/typed.ts';

describe('TypeScript, in a project with the installed package', () => {
  let scratch: Scratch;
  before(async () => {
    scratch = await Scratch.install();
    await scratch.borrow(
      'react',
      'react-dom',
      '@types/react',
      '@types/react-dom',
      'preact',
      'solid-js',
      'csstype',
    );
  });

  after(() => scratch.remove());

  for (const [name, { options, files }] of Object.entries(consumers)) {
    it(`${name}: compiles, and refuses what is wrong`, async () => {
      await mkdir(scratch.path(name), { recursive: true });
      for (const [file, content] of Object.entries(files))
        await scratch.write({ [`${name}/${file}`]: content });
      if (name === 'react') await copyFile(join(root, 'demo/react/app.tsx'), scratch.path('react/app.tsx'));
      await scratch.write({
        [`${name}/tsconfig.json`]: JSON.stringify({
          compilerOptions: {
            target: 'ES2022',
            module: 'ESNext',
            moduleResolution: 'bundler',
            lib: ['ES2022', 'DOM', 'DOM.Iterable'],
            types: [],
            strict: true,
            noEmit: true,
            exactOptionalPropertyTypes: true,
            noUncheckedSideEffectImports: true,
            ...options,
          },
        }),
      });
      const compiler = join(root, 'node_modules/typescript/bin/tsc');
      const compiled = promisify(execFile)(process.execPath, [compiler, '-p', scratch.path(name)]);
      const { stdout } = await compiled.catch((error: { stdout: string }) => error);
      assert.equal(stdout, '');
    });
  }
});

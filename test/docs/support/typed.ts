import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { compileScript, parse } from 'vue/compiler-sfc';
import { root } from '../../package/support/scratch.ts';
import type { Rule } from './bench.ts';
import { isPointer } from './endpoint.ts';
import type { Block } from './markdown.ts';

/** A program beside the file that shows it: it imports files of this repository. */
export const isProgram = ({ language, code }: Block) => language === 'ts' && /from '\.\.?\//.test(code);

/** The block's code, with its relative imports as they are from anywhere. */
export const anywhere = ({ code, document }: Block, spell: (path: string) => string = (path) => path) =>
  code.replace(/ from '(\.\.?\/[^']+)'/g, (_, name: string) => {
    return ` from '${spell(join(root, dirname(document.file), name))}'`;
  });

/** What the compiler is given: a component's template as the code that it becomes. */
function source(block: Block): { extension: string; text: string } {
  const { language, code } = block;
  if (language !== 'vue') return { extension: language, text: anywhere(block) };
  const { descriptor, errors } = parse(code);
  assert.deepEqual(errors, []);
  const compilerOptions = { isCustomElement: (tag: string) => tag.includes('-') };
  const templateOptions = { compilerOptions };
  const { content } = compileScript(descriptor, { id: 'block', inlineTemplate: true, templateOptions });
  return { extension: 'ts', text: content };
}

function options(block: Block): object {
  const outside = {
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'bundler',
    moduleDetection: 'force',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    types: /from '(node:|express)/.test(block.code) ? ['node'] : [],
    jsx: 'react-jsx',
    strict: true,
    // JavaScript has no way to say that something is there.
    ...(block.language.startsWith('js') ? { strictNullChecks: false } : { exactOptionalPropertyTypes: true }),
    noUncheckedSideEffectImports: true,
    skipLibCheck: true,
    allowJs: true,
    checkJs: true,
    noEmit: true,
  };
  if (!isProgram(block)) return { compilerOptions: outside };
  const types = { typeRoots: [join(root, 'node_modules/@types')], types: ['node'] };
  // What a block makes, its reader uses.
  return { extends: join(root, 'tsconfig.json'), compilerOptions: { ...types, noUnusedLocals: false } };
}

export const typed: Rule = {
  name: 'compiles',
  covers: (block) => ['js', 'jsx', 'ts', 'tsx', 'vue'].includes(block.language) && !isPointer(block),
  async check(block, bench) {
    const scratch = await bench.scratch();
    const folder = `typed/${block.document.file.replaceAll('/', '-')}-${block.line}`;
    await mkdir(scratch.path(folder), { recursive: true });
    const { extension, text } = source(block);
    const { language } = block;
    // The page that the script is in has the element, and JSX its types.
    const jsx = language.endsWith('x') ? "import type {} from 'visio-avocat-room/jsx/react';\n" : '';
    const around = `${jsx}import 'visio-avocat-room/define';\n`;
    const files = [`block.${extension}`, ...(isProgram(block) ? [] : ['page.ts'])];
    await scratch.write({
      [`${folder}/block.${extension}`]: text,
      [`${folder}/page.ts`]: around,
      [`${folder}/tsconfig.json`]: JSON.stringify({ include: [], files, ...options(block) }),
    });
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const compiled = promisify(execFile)(process.execPath, [compiler, '-p', scratch.path(folder)]);
    const { stdout } = await compiled.catch((error: { stdout: string }) => error);
    assert.equal(stdout, '');
  },
};

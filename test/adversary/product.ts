import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';
import type { Platform } from './simulation/platform.ts';

export type Product = typeof import('./entry.ts');

/** A change of the product's source text that puts an old fault back. */
export interface Edit {
  /** Path within `src`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const root = join(import.meta.dirname, '../..');

/** @throws Error if the text that an edit replaces does not occur exactly once */
function edited(code: string, file: string, edits: readonly Edit[]): string {
  return edits
    .filter((edit) => edit.file === file)
    .reduce((text, { from, to }) => {
      const parts = text.split(from);
      if (parts.length !== 2) throw new Error(`${file}: ${parts.length - 1} times: ${from}`);
      return parts.join(to);
    }, code);
}

/** Bundles the product's own source files, with these edits, and runs them on a simulated platform. */
export async function loadProduct(platform: Platform, edits: readonly Edit[] = []): Promise<Product> {
  const read = new Set<string>();
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['test/adversary/entry.ts'],
    ...{ bundle: true, write: false, format: 'cjs', platform: 'neutral', target: 'node20' },
    plugins: [
      {
        name: 'edits',
        setup({ onLoad }) {
          onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
            const file = relative(join(root, 'src'), path).replaceAll('\\', '/');
            read.add(file);
            return { loader: 'ts', contents: edited(readFileSync(path, 'utf8'), file, edits) };
          });
        },
      },
    ],
  });
  const missing = edits.find(({ file }) => !read.has(file));
  if (missing) throw new Error(`${missing.file} is not among the files of the product`);
  const module = { exports: {} };
  const globals = { module, ...platform.globals };
  const code = outputFiles[0]?.text ?? '';
  compileFunction(code, Object.keys(globals))(...Object.values(globals));
  return module.exports as Product;
}

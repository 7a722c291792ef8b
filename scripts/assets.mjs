import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { transform } from 'esbuild';

const { resolve } = createRequire(import.meta.url);
const LUCIDE = 'lucide:';
/** Rollup's mark for a module that is not a file. */
const VIRTUAL = `\0${LUCIDE}`;

/**
 * Turns style sheets and Lucide icons into Lit templates: `import sheet from './lobby.css'` is a minified
 * `CSSResult`, `import mic from 'lucide:mic'` the drawing inside the icon's `<svg>`.
 *
 * @returns {import('rollup').Plugin}
 */
export function assets() {
  return {
    name: 'assets',
    resolveId: (id) => (id.startsWith(LUCIDE) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(VIRTUAL)) return null;
      const file = resolve(`lucide-static/icons/${id.slice(VIRTUAL.length)}.svg`);
      const drawing = (await readFile(file, 'utf8')).replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '');
      return `import { svg } from 'lit';\nexport default svg\`${drawing.replace(/\s*\n\s*/g, '').replace(/ \/>/g, '/>')}\`;`;
    },
    async transform(source, id) {
      if (!id.split('?')[0].endsWith('.css')) return null;
      const { code } = await transform(source, {
        loader: 'css',
        minify: true,
        target: ['chrome100', 'safari15'],
      });
      return {
        code: `import { css } from 'lit';\nexport default css\`${code.trim().replace(/[\\`$]/g, '\\$&')}\`;`,
        map: null,
      };
    },
  };
}

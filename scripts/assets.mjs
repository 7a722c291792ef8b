import { transform } from 'esbuild';

/**
 * Turns style sheets and Lucide icons into Lit templates: `import sheet from './lobby.css'` is a minified
 * `CSSResult`, `import mic from 'lucide-static/icons/mic.svg'` the drawing inside the icon's `<svg>`.
 *
 * @returns {import('rollup').Plugin}
 */
export function assets() {
  return {
    name: 'assets',
    async transform(source, id) {
      const [file] = id.split('?');
      if (file.endsWith('.css')) return template('css', await minified(source));
      if (file.endsWith('.svg')) return template('svg', drawing(source));
      return null;
    },
  };
}

function template(tag, text) {
  const code = `import { ${tag} } from 'lit';\nexport default ${tag}\`${text.replace(/[\\`$]/g, '\\$&')}\`;`;
  return { code, map: null };
}

async function minified(sheet) {
  const { code } = await transform(sheet, { loader: 'css', minify: true, target: ['chrome100', 'safari15'] });
  return code.trim();
}

function drawing(icon) {
  return icon
    .replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '')
    .replace(/\s*\n\s*/g, '')
    .replace(/ \/>/g, '/>');
}

// The element in React and in Vue: `npm run demo:frameworks` builds both pages and serves them on this machine.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { compileScript, parse } from 'vue/compiler-sfc';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Single-file components, with the one setting that Vue needs for a custom element. */
const vue = {
  name: 'vue',
  setup(pages) {
    pages.onLoad({ filter: /\.vue$/ }, async ({ path }) => {
      const { descriptor } = parse(await readFile(path, 'utf8'), { filename: path });
      const compilerOptions = { isCustomElement: (tag) => tag === 'visio-avocat-room' };
      const { content } = compileScript(descriptor, {
        id: 'page',
        inlineTemplate: true,
        templateOptions: { compilerOptions },
      });
      return { contents: content, loader: 'ts', resolveDir: dirname(path) };
    });
  },
};

/**
 * Builds one of the pages.
 *
 * @param {'react' | 'vue'} name
 * @returns {Promise<Map<string, Uint8Array>>} File name → content.
 */
export async function buildPage(name) {
  const entry = { react: 'app.tsx', vue: 'app.ts' }[name];
  const { outputFiles } = await build({
    entryPoints: { app: join(root, 'demo', name, entry) },
    outdir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    write: false,
    logLevel: 'error',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    plugins: [vue],
  });
  const files = outputFiles.map(({ path, contents }) => [
    path.slice(root.length + 1).replaceAll('\\', '/'),
    contents,
  ]);
  return new Map([...files, ['', await readFile(join(root, 'demo', name, 'index.html'))]]);
}

async function main() {
  const pages = { react: await buildPage('react'), vue: await buildPage('vue') };
  const server = createServer((request, response) => {
    const [, name, file] = (request.url ?? '').split('?')[0].match(/^\/(react|vue)\/(.*)$/) ?? [];
    const content = name && pages[name].get(file);
    const type = file ? 'text/javascript' : 'text/html; charset=utf-8';
    response
      .writeHead(content ? 200 : 404, { 'Content-Type': content ? type : 'text/plain' })
      .end(content ?? '');
  });
  server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
    const origin = `http://localhost:${server.address().port}`;
    console.log(`${origin}/react/\n${origin}/vue/\nPress Ctrl+C to stop.`);
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

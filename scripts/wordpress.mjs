// Makes the WordPress plugin ready to install: `node scripts/wordpress.mjs [folder]`. Uses nothing but Node.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild, ensureDependencies, root } from './setup.mjs';
import { plugin, readPo, writeMo } from './wordpress-messages.mjs';

const DOMAIN = 'visio-avocat';
const EDITOR_SCRIPT = 'visio-avocat-block';

/** Copies the plugin, the element as built, and its translations into `target`. */
export function packageWordPress(target) {
  const version = /^const VERSION = '([\d.]+)';$/m.exec(
    readFileSync(join(plugin, `${DOMAIN}.php`), 'utf8'),
  )[1];
  rmSync(target, { recursive: true, force: true });
  cpSync(plugin, target, { recursive: true });
  const dist = join(target, 'dist', version);
  mkdirSync(dist, { recursive: true });
  // Only what browsers load: the script, its chunks, the SDK.
  for (const name of ['visio-avocat-room.js', 'chunks', 'sdk']) {
    cpSync(join(root, 'dist', name), join(dist, name), {
      recursive: true,
      filter: (path) => !path.endsWith('.map'),
    });
  }
  const languages = join(target, 'languages');
  for (const name of readdirSync(languages).filter((file) => file.endsWith('.po'))) {
    const messages = readPo(readFileSync(join(languages, name), 'utf8'));
    const base = join(languages, name.slice(0, -3));
    writeFileSync(`${base}.mo`, writeMo(messages));
    const locale = name.slice(DOMAIN.length + 1, -3);
    const words = { '': { domain: DOMAIN, lang: locale } };
    for (const [id, translation] of messages) words[id] = [translation];
    writeFileSync(
      `${base}-${EDITOR_SCRIPT}.json`,
      JSON.stringify({ domain: DOMAIN, locale_data: { [DOMAIN]: words } }),
    );
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureDependencies();
  ensureBuild();
  const target = process.argv[2] ?? join(root, 'dist-wordpress', DOMAIN);
  packageWordPress(target);
  console.log(`Ready to install: ${target}`);
}

// `npm run bench`: the element beside the bare SDK and a bare Lit lobby, on this machine, from a fresh clone.
import { spawnSync } from 'node:child_process';
import { ensureBuild, ensureDependencies, root } from './setup.mjs';

const help = process.argv.includes('--help');
ensureDependencies();
if (!help) ensureBuild();
const { ensureChrome } = await import('./browser.mjs');
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', 'scripts/bench/main.ts', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...(help ? {} : { CHROME_PATH: ensureChrome() }) } },
);
process.exit(status ?? 1);

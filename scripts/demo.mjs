// `npm run demo`: a law firm's site with a room, on this machine, from a fresh clone.
import { spawn } from 'node:child_process';
import { ensureBuild, ensureDependencies, root } from './setup.mjs';

ensureDependencies();
ensureBuild();
const demo = spawn(process.execPath, ['--import', 'tsx', 'demo/start.ts'], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => demo.kill(signal));
demo.on('exit', (code) => process.exit(code ?? 0));

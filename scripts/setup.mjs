// What a command needs before it can run on a fresh clone. Uses nothing but Node.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a command in the project's folder and ends this process with its status when it fails. */
function must(command, args, what) {
  console.log(what);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Installs the dependencies where they are missing or older than the lock file. */
export function ensureDependencies() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
  )
    return;
  must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], 'Installing dependencies…');
}

/** Milliseconds since the epoch of the newest change below a path. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(...readdirSync(path).map((name) => newest(join(path, name))), stat.mtimeMs);
}

/** Whether dist/ is there and younger than what it is made from. */
export function isBuilt() {
  const built = join(root, 'dist/custom-elements.json');
  const sources = [
    'src',
    'scripts',
    'rollup.config.mjs',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.src.json',
  ];
  return existsSync(built) && sources.every((path) => newest(join(root, path)) <= statSync(built).mtimeMs);
}

/** Builds dist/ where that is to be done. */
export function ensureBuild() {
  if (!isBuilt()) must('npm', ['run', '--silent', 'build'], 'Building…');
}

/** Runs one of the project's TypeScript programs, and ends this process with it and as it ended. */
export function runProgram(file) {
  const program = spawn(process.execPath, ['--import', 'tsx', file], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => program.kill(signal));
  // npm hands a signal to the shell that it runs scripts in: that one dies of it and tells nobody.
  const { ppid } = process;
  if (process.env.npm_lifecycle_event)
    setInterval(() => process.ppid === ppid || program.kill(), 500).unref();
  program.on('exit', (code) => process.exit(code ?? 0));
}

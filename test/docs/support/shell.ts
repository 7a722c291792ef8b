import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localCredentials } from '../../../demo/access-server/index.ts';
import { root, type Scratch } from '../../package/support/scratch.ts';
import { PATIENCE, until } from '../../support/patience.ts';
import type { Rule } from './bench.ts';
import type { Block } from './markdown.ts';

const isShell = ({ language }: Block) => language === 'sh' || language === 'bash';
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const sources = ['demo', 'scripts'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((name) => /\.m?[jt]s$/.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8')),
);

/** A line's variables and its command. */
interface Command {
  readonly variables: Readonly<Record<string, string>>;
  readonly words: readonly string[];
}

const commands = ({ code }: Block): Command[] =>
  code
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => {
      const words = line.split(/\s+/);
      const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
      const variables = Object.fromEntries(
        words.slice(0, first).map((word) => word.split(/=(.*)/).slice(0, 2)),
      );
      return { variables, words: words.slice(first) };
    });

/** What is wrong with a command: a script, a file or a program that is not there. */
export function unknownCommand(words: readonly string[]): string | undefined {
  const [program, first = '', second = ''] = words;
  if (program === 'curl') return undefined;
  if (program === 'node') return existsSync(join(root, first)) ? undefined : `no file ${first}`;
  const script = first === 'run' ? second : first;
  const known = program === 'npm' && (first === 'run' || first === 'test') && script in scripts;
  return known ? undefined : `no command ${words.join(' ')}`;
}

export const shell: Rule = {
  name: 'is shell, and every script, file and variable that it names is there',
  covers: isShell,
  async check(block) {
    for (const { variables, words } of commands(block)) {
      assert.equal(unknownCommand(words), undefined);
      for (const name of Object.keys(variables))
        assert.ok(
          sources.some((source) => source.includes(name)),
          `nothing reads ${name}`,
        );
    }
    const { error, status, stderr } = spawnSync('bash', ['-n'], { input: block.code, encoding: 'utf8' });
    if (error) return 'bash is not installed';
    assert.equal(status, 0, stderr);
    return undefined;
  },
};

/** Starts the demonstration as a line says, and comes as the client. */
async function demonstrate(variables: Command['variables'], scratch: Scratch): Promise<void> {
  const set = ['VONAGE_APPLICATION_ID', 'VONAGE_PRIVATE_KEY', 'PORT', 'WAITING_ROOM'];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !set.includes(name)));
  // What `npm run demo` runs when everything is installed and built; there, the key's path is relative to the project.
  const args = ['--import', import.meta.resolve('tsx'), join(root, 'demo/start.ts')];
  const demo = spawn(process.execPath, args, { cwd: scratch.directory, env: { ...env, ...variables } });
  let output = '';
  for (const stream of [demo.stdout, demo.stderr]) stream.on('data', (data) => (output += data));
  const ended = new Promise((resolve) => demo.on('exit', resolve));
  try {
    const link = (of: string) => new RegExp(`${of}\\s+(http\\S+)`).exec(output)?.[1];
    await until(
      () => demo.exitCode !== null || output.includes('Ctrl+C'),
      () => output,
      PATIENCE,
    );
    const [lawyer, client] = [link('Lawyer'), link('Client')];
    assert.ok(lawyer && client, output);
    for (const one of [lawyer, client]) {
      const { origin, pathname, hash } = new URL(one);
      assert.equal((await fetch(origin + pathname)).status, 200);
      const opened = await fetch(`${origin}/api/visio/${pathname.split('/').at(-1)}/link`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: origin },
        body: JSON.stringify({ link: hash.replace('#a=', '') }),
      });
      const cookie = opened.headers.getSetCookie().map((all) => all.split(';')[0]);
      assert.equal(cookie.length, 1, `${one} ${opened.status}`);
      if ('VONAGE_APPLICATION_ID' in variables || one === lawyer) continue;
      const answer = await fetch(`${origin}/api/visio`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: origin, Cookie: cookie.join() },
        body: JSON.stringify({ room: 'rdv-4821', displayName: 'Zoé', lang: 'fr' }),
      });
      assert.equal(answer.status, variables.WAITING_ROOM === '1' ? 202 : 200, await answer.text());
    }
  } finally {
    demo.kill();
    await ended;
  }
}

/** Lines that were tried: several pages may show the same one. */
const tried = new Map<string, Promise<void>>();

export const demonstration: Rule = {
  name: 'the demonstration starts so, and prints two links that open',
  covers: (block) =>
    isShell(block) && commands(block).some(({ words }) => words.join(' ') === 'npm run demo'),
  async check(block, bench) {
    const scratch = await bench.scratch();
    await scratch.write({ 'private.key': (await localCredentials()).privateKey });
    for (const { variables, words } of commands(block)) {
      if (words.join(' ') !== 'npm run demo') continue;
      const line = JSON.stringify(variables);
      const trying = tried.get(line) ?? demonstrate(variables, scratch);
      tried.set(line, trying);
      await trying;
    }
  },
};

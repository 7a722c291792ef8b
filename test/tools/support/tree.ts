import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const leftOut = ['node_modules', '.git', 'coverage', 'screenshots', 'dist-wordpress'];

/** Files and what they hold: a text, or what becomes of the text that is there. */
export type Faults = Readonly<Record<string, string | ((text: string) => string)>>;

interface Outcome {
  readonly status: number;
  readonly output: string;
}

/** A copy of this project to plant faults in, with the same installed packages. */
export class Tree {
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  static async copy(): Promise<Tree> {
    const directory = await mkdtemp(join(tmpdir(), 'visio-tools-'));
    await cp(root, directory, { recursive: true, filter: (path) => !leftOut.includes(basename(path)) });
    await symlink(join(root, 'node_modules'), join(directory, 'node_modules'), 'dir');
    return new Tree(directory);
  }

  remove(): Promise<void> {
    return rm(this.#directory, { recursive: true, force: true });
  }

  /** Runs a script of the copy, or the command of an installed package. */
  run(command: string, ...args: string[]): Promise<Outcome> {
    const [file, first] = command.endsWith('.mjs')
      ? [process.execPath, [command]]
      : [join(root, 'node_modules/.bin', command), []];
    return new Promise((resolve) => {
      execFile(file, [...first, ...args], { cwd: this.#directory }, (error, stdout, stderr) =>
        resolve({ status: error ? 1 : 0, output: stdout + stderr }),
      );
    });
  }

  /** Runs a command with faults in the copy, and takes them out again. */
  async runWith(faults: Faults, command: string, ...args: string[]): Promise<Outcome> {
    const before = new Map<string, string | undefined>();
    try {
      for (const [name, fault] of Object.entries(faults)) {
        const path = join(this.#directory, name);
        const text = await readFile(path, 'utf8').catch(() => undefined);
        before.set(path, text);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, typeof fault === 'string' ? fault : fault(text ?? ''));
      }
      return await this.run(command, ...args);
    } finally {
      for (const [path, text] of before) {
        if (text === undefined) await rm(path);
        else await writeFile(path, text);
      }
    }
  }
}

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const root = join(import.meta.dirname, '../../..');
const execute = promisify(execFile);

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly optional?: boolean }>>;
}

/** A project of somebody else's, with the package installed as npm packs it. */
export class Scratch {
  readonly directory: string;
  /** The packed archive. */
  readonly tarball: string;

  private constructor(directory: string, tarball: string) {
    this.directory = directory;
    this.tarball = tarball;
  }

  /** Packs `dist/` as it lies there, and installs it with the versions of its dependencies that the lock file has. */
  static async install(): Promise<Scratch> {
    const directory = await mkdtemp(join(tmpdir(), 'visio-scratch-'));
    const packing = ['pack', '--ignore-scripts', '--json', '--pack-destination', directory];
    const { stdout } = await execute('npm', packing, { cwd: root });
    const [{ filename }] = JSON.parse(stdout);
    const tarball = join(directory, filename);
    const { name, version, dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const lock: Lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
    const production = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
    const digest = createHash('sha512')
      .update(await readFile(tarball))
      .digest('base64');
    const project = {
      name: 'scratch',
      version: '1.0.0',
      private: true,
      type: 'module',
      dependencies: { [name]: `file:${filename}` },
    };
    await writeFile(join(directory, 'package.json'), JSON.stringify(project));
    const packages = {
      '': project,
      [`node_modules/${name}`]: {
        version,
        dependencies,
        resolved: `file:${filename}`,
        integrity: `sha512-${digest}`,
      },
      ...Object.fromEntries(production),
    };
    const scratchLock = { name: 'scratch', version: '1.0.0', lockfileVersion: 3, requires: true, packages };
    await writeFile(join(directory, 'package-lock.json'), JSON.stringify(scratchLock));
    // What `npm ci` of this project has fetched lies in npm's cache: nothing is asked of the registry again.
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    await execute('npm', ['ci', ...quiet], { cwd: directory });
    return new Scratch(directory, tarball);
  }

  path(...parts: readonly string[]): string {
    return join(this.directory, ...parts);
  }

  /** A file inside the installed package. */
  installed(file: string): string {
    return this.path('node_modules/visio-avocat-room', file);
  }

  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, content] of Object.entries(files)) await writeFile(this.path(name), content);
  }

  /** Makes this project's copies of other packages available. */
  async borrow(...names: readonly string[]): Promise<void> {
    for (const name of names)
      await symlink(join(root, 'node_modules', name), this.path('node_modules', name));
  }

  /** Runs Node there. @returns what it printed. @throws Error with what it said, when it fails */
  async node(...args: readonly string[]): Promise<string> {
    const { stdout } = await execute(process.execPath, [...args], { cwd: this.directory });
    return stdout;
  }

  remove(): Promise<void> {
    return rm(this.directory, { recursive: true, force: true });
  }
}

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../../support/patience.ts';

const run = promisify(execFile);

/** A MariaDB of one's own: in a folder, behind a socket, off the network. */
export class Database {
  readonly socket: string;
  readonly #server: ChildProcess;

  private constructor(socket: string, server: ChildProcess) {
    this.socket = socket;
    this.#server = server;
  }

  static async start(folder: string): Promise<Database> {
    const data = join(folder, 'data');
    const socket = join(folder, 'db.sock');
    const user = process.getuid?.() === 0 ? ['--user=root'] : [];
    await run('mariadb-install-db', [
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      ...user,
    ]);
    const server = spawn(
      '/usr/sbin/mariadbd',
      [
        '--no-defaults',
        `--datadir=${data}`,
        `--socket=${socket}`,
        `--pid-file=${join(folder, 'db.pid')}`,
        '--skip-networking',
        '--innodb-flush-log-at-trx-commit=0',
        '--innodb-buffer-pool-size=32M',
        ...user,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    server.stderr?.on('data', (text) => {
      said += text;
    });
    const database = new Database(socket, server);
    const ready = async (): Promise<boolean> => {
      if (server.exitCode !== null) throw new Error(`The database ended: ${said.slice(-2000)}`);
      return (
        existsSync(socket) &&
        database.query('CREATE DATABASE IF NOT EXISTS wordpress').then(
          () => true,
          () => false,
        )
      );
    };
    await until(ready, () => `The database does not start: ${said.slice(-2000)}`);
    return database;
  }

  /** Rows as tab-separated lines. */
  async query(sql: string): Promise<string> {
    const { stdout } = await run('mariadb', [
      '--no-defaults',
      `--socket=${this.socket}`,
      '--user=root',
      '-N',
      '-e',
      sql,
    ]);
    return stdout;
  }

  /** Somebody who reads everything as it is now, for as long as they like: until then no deleted row is gone. */
  reader(): { close(): Promise<void> } {
    const client = spawn('mariadb', ['--no-defaults', `--socket=${this.socket}`, '--user=root'], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const closed = new Promise<void>((resolve) => client.once('exit', () => resolve()));
    client.stdin.write('START TRANSACTION WITH CONSISTENT SNAPSHOT;\n');
    return {
      close: () => {
        client.stdin.end();
        return closed;
      },
    };
  }

  async stop(): Promise<void> {
    if (this.#server.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    this.#server.kill('SIGTERM');
    await ended;
  }
}

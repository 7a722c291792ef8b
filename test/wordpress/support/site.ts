import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localCredentials } from '../../../demo/access-server/credentials.ts';
import { type SessionService, startSessionService } from '../../../demo/session-service/service.ts';
import { packageWordPress } from '../../../scripts/wordpress.mjs';
import { until } from '../../support/patience.ts';
import { Database } from './database.ts';

const support = import.meta.dirname;

/** A WordPress from Debian's package with the plugin in it, on loopback, and the local session service behind it. */
export class WordPressSite {
  readonly origin: string;
  readonly service: SessionService;
  readonly database: Database;
  /** Of every user. */
  readonly password = randomBytes(12).toString('hex');
  readonly applicationId: string;
  readonly publicKey: string;
  /** The private key's file, outside the site. */
  readonly keyFile: string;
  /** WordPress's own folder. */
  readonly root: string;
  readonly #folder: string;
  #server: ChildProcess | undefined;

  private constructor(
    parts: Pick<
      WordPressSite,
      'origin' | 'service' | 'database' | 'applicationId' | 'publicKey' | 'keyFile' | 'root'
    >,
    folder: string,
  ) {
    this.origin = parts.origin;
    this.service = parts.service;
    this.database = parts.database;
    this.applicationId = parts.applicationId;
    this.publicKey = parts.publicKey;
    this.keyFile = parts.keyFile;
    this.root = parts.root;
    this.#folder = folder;
  }

  /** @param pages Address → content, as an author would save it. */
  static async start(pages: Readonly<Record<string, string>>): Promise<WordPressSite> {
    const folder = mkdtempSync(join(tmpdir(), 'visio-wordpress-'));
    const credentials = await localCredentials();
    const root = join(folder, 'site');
    // Debian's package is full of links into the system; the site is to be whole.
    cpSync('/usr/share/wordpress', root, { recursive: true, dereference: true });
    packageWordPress(join(root, 'wp-content/plugins/visio-avocat'));
    const keyFile = join(folder, 'vonage.pem');
    writeFileSync(keyFile, credentials.privateKey, { mode: 0o600 });
    const database = await Database.start(folder);
    const service = await startSessionService(credentials);
    const origin = `http://127.0.0.1:${await freePort()}`;
    const parts = { origin, service, database, keyFile, root, ...credentials };
    const site = new WordPressSite(parts, folder);
    try {
      writeFileSync(join(root, 'wp-config.php'), configuration(origin, database.socket));
      site.#install(pages);
      await site.#serve();
    } catch (error) {
      await site.close();
      throw error;
    }
    return site;
  }

  /** Runs PHP inside WordPress and returns what it prints. */
  php(code: string, environment: Readonly<Record<string, string>> = {}): string {
    return execFileSync('php', ['-d', 'display_errors=stderr', '-r', `require 'wp-load.php'; ${code}`], {
      cwd: this.root,
      env: { ...this.#environment, ...environment },
      encoding: 'utf8',
    });
  }

  /** What PHP and the plugin have complained about so far. */
  log(): string {
    const file = join(this.root, 'wp-content/debug.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (server?.pid && server.exitCode === null) {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      // Its workers, too: they are its process group.
      process.kill(-server.pid, 'SIGTERM');
      await ended;
    }
    await this.service.close();
    await this.database.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #environment(): NodeJS.ProcessEnv {
    return { ...process.env, VISIO_AVOCAT_PRIVATE_KEY: this.keyFile, PHP_CLI_SERVER_WORKERS: '6' };
  }

  #install(pages: Readonly<Record<string, string>>): void {
    const settings = {
      application_id: this.applicationId,
      api_url: this.service.origin,
      proxy_url: this.service.origin,
      firm: 'Cabinet Vasseur & Lemoine',
    };
    const { status, stdout, stderr } = spawnSync('php', [join(support, 'install.php')], {
      cwd: this.root,
      env: this.#environment,
      input: JSON.stringify({ title: 'Cabinet Vasseur', password: this.password, settings, pages }),
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`WordPress could not be installed: ${stderr}${this.log() || stdout}`);
  }

  async #serve(): Promise<void> {
    const address = this.origin.replace('http://', '');
    let said = '';
    this.#server = spawn('php', ['-S', address, '-t', this.root, join(support, 'router.php')], {
      env: this.#environment,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    this.#server.stderr?.on('data', (text) => {
      said = `${said}${text}`.slice(-4000);
    });
    await until(
      () =>
        fetch(this.origin).then(
          ({ ok }) => ok,
          () => false,
        ),
      () => `WordPress does not answer: ${said}`,
    );
  }
}

function configuration(origin: string, socket: string): string {
  const constants = {
    DB_NAME: 'wordpress',
    DB_USER: 'root',
    DB_PASSWORD: '',
    DB_HOST: `localhost:${socket}`,
    DB_CHARSET: 'utf8mb4',
    DB_COLLATE: '',
    WP_HOME: origin,
    WP_SITEURL: origin,
    WP_DEBUG: true,
    // As on a real site; a notice in the log fails the tests.
    WP_DEBUG_DISPLAY: false,
    WP_DEBUG_LOG: true,
    DISABLE_WP_CRON: true,
    AUTOMATIC_UPDATER_DISABLED: true,
    WP_HTTP_BLOCK_EXTERNAL: true,
    WP_ACCESSIBLE_HOSTS: '127.0.0.1',
    ...Object.fromEntries(
      ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) => [
        [`${name}_KEY`, randomBytes(32).toString('hex')],
        [`${name}_SALT`, randomBytes(32).toString('hex')],
      ]),
    ),
  };
  const lines = Object.entries(constants).map(
    ([name, value]) => `define( '${name}', ${typeof value === 'string' ? `'${value}'` : value} );`,
  );
  return [
    '<?php',
    ...lines,
    "$table_prefix = 'wp_';",
    // Of a network: the path of the site that is asked for.
    "if ( getenv( 'VISIO_NETWORK' ) ) {",
    "$_SERVER['HTTP_HOST'] = '127.0.0.1';",
    "$_SERVER['REQUEST_URI'] = getenv( 'VISIO_NETWORK' );",
    "define( 'MULTISITE', true ); define( 'SUBDOMAIN_INSTALL', false ); define( 'DOMAIN_CURRENT_SITE', '127.0.0.1' );",
    "define( 'PATH_CURRENT_SITE', '/' ); define( 'SITE_ID_CURRENT_SITE', 1 ); define( 'BLOG_ID_CURRENT_SITE', 1 );",
    '}',
    "defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );",
    "require_once ABSPATH . 'wp-settings.php';",
  ].join('\n');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

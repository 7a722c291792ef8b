import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { findTurnServer } from '../../scripts/turn-package.mjs';
import { until } from './patience.ts';

/** coturn on loopback, with credentials of its own. */
export class TurnServer {
  readonly port: number;
  readonly username = 'visio';
  readonly credential = randomBytes(12).toString('hex');
  readonly #process: ChildProcess;
  #output = '';

  private constructor(path: string, port: number) {
    this.port = port;
    const settings = {
      'listening-ip': '127.0.0.1',
      'relay-ip': '127.0.0.1',
      'listening-port': port,
      realm: 'visio.test',
      user: `${this.username}:${this.credential}`,
      'cli-password': this.credential,
      'log-file': 'stdout',
      pidfile: '/dev/null',
      userdb: '/dev/null',
    };
    this.#process = spawn(path, [
      '-n',
      ...['--lt-cred-mech', '--no-cli', '--no-tls', '--no-dtls', '--allow-loopback-peers', '--verbose'],
      ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
    ]);
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (data) => {
        this.#output = (this.#output + data).slice(-50_000);
      });
    }
  }

  /** Starts it and waits until it answers. */
  static async start(): Promise<TurnServer> {
    const path = findTurnServer();
    if (!path) throw new Error('coturn is not installed');
    const server = new TurnServer(path, await freePort());
    await until(
      () => answers(server.port),
      () => `coturn does not answer: ${server.#output}`,
    );
    return server;
  }

  get iceServers(): readonly RTCIceServer[] {
    const { username, credential } = this;
    return ['udp', 'tcp'].map((transport) => ({
      urls: `turn:127.0.0.1:${this.port}?transport=${transport}`,
      ...{ username, credential },
    }));
  }

  /** How many allocations it has made so far. */
  get allocations(): number {
    return this.#output.match(/ALLOCATE processed, success/g)?.length ?? 0;
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await gone;
  }
}

/** A port that nothing listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Whether a STUN binding request (RFC 8489) is answered. */
function answers(port: number): Promise<boolean> {
  const request = Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)]);
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    const done = (answered: boolean) => {
      clearTimeout(timer);
      socket.close();
      resolve(answered);
    };
    const timer = setTimeout(() => done(false), 300);
    socket.once('message', () => done(true)).once('error', () => done(false));
    socket.send(request, port, '127.0.0.1');
  });
}

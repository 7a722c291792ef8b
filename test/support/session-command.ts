import { type ChildProcess, spawn } from 'node:child_process';
import { root } from '../../scripts/setup.mjs';
import { PATIENCE, until } from './patience.ts';

interface Start {
  readonly port?: string;
  /** What is typed; default: `npm run session-service`. */
  readonly line?: string;
}

/** `npm run session-service` while it runs. */
export class SessionCommand {
  readonly #process: ChildProcess;
  readonly #ended: Promise<number | null>;
  #output = '';

  private constructor(port: string | undefined, line: string) {
    const { PORT: _, ...env } = process.env;
    const [program = '', ...args] = line.split(' ');
    // In a process group of its own, as a shell starts it in a terminal.
    this.#process = spawn(program, args, {
      cwd: root,
      env: { ...env, ...(port === undefined ? {} : { PORT: port }) },
      detached: true,
    });
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.on('data', (data) => {
        this.#output += data;
      });
    this.#ended = new Promise((resolve) => this.#process.on('close', resolve));
  }

  /** Starts it and waits until it serves, or has failed. */
  static async start({ port, line = 'npm run session-service' }: Start = {}): Promise<SessionCommand> {
    const command = new SessionCommand(port, line);
    await until(
      () => command.#process.exitCode !== null || command.#output.includes('Ctrl+C'),
      () => command.#output,
      PATIENCE,
    );
    return command;
  }

  /** All that it printed so far. */
  get output(): string {
    return this.#output;
  }

  get origin(): string {
    return /Session service +(http\S+)/.exec(this.#output)?.[1] ?? '';
  }

  /** The variables that it says to export. */
  get environment(): Readonly<Record<string, string>> {
    const lines = this.#output.match(/^ *export .*$/gm) ?? [];
    return Object.fromEntries(
      lines.flatMap((line) => [...line.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value])),
    );
  }

  /** Ends it as Ctrl+C does: the signal goes to all of its processes. Resolves with the status when all have ended. */
  interrupt(): Promise<number | null> {
    const { pid, exitCode } = this.#process;
    if (pid !== undefined && exitCode === null) process.kill(-pid, 'SIGINT');
    return this.#ended;
  }

  /** Ends it as a supervisor does: the signal goes to the first process alone. Resolves as `interrupt` does. */
  terminate(): Promise<number | null> {
    this.#process.kill('SIGTERM');
    return this.#ended;
  }
}

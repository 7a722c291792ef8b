import { fileURLToPath } from 'node:url';
import {
  type AccessServer,
  type AccessServerOptions,
  type Appointment,
  localCredentials,
  startAccessServer,
} from '../../../demo/access-server/index.ts';
import { type FakeVonage, startFakeVonage } from './fake-vonage.ts';
import { Contract } from './openapi.ts';
import { Visitor } from './visitor.ts';

const site = fileURLToPath(new URL('../../../demo/firm-site', import.meta.url));
const MINUTE = 60_000;
/** One key pair for all: making one takes longer than most tests. */
const keys = localCredentials();

/** A firm with an access server, a clock that only the test moves, and what stands in for Vonage. */
export class Firm {
  readonly server: AccessServer;
  readonly vonage: FakeVonage;
  readonly contract: Contract;
  readonly clock: Clock;
  readonly publicKey: string;
  /** What the server wrote to its log. */
  readonly log: string[];

  private constructor(parts: Pick<Firm, 'server' | 'vonage' | 'contract' | 'clock' | 'publicKey' | 'log'>) {
    this.server = parts.server;
    this.vonage = parts.vonage;
    this.contract = parts.contract;
    this.clock = parts.clock;
    this.publicKey = parts.publicKey;
    this.log = parts.log;
  }

  /** Opens with the given rooms; unless the test says otherwise, with rate limits that it never meets. */
  static async open(
    rooms: readonly Appointment[],
    options: Partial<AccessServerOptions> & { clock?: Clock } = {},
  ): Promise<Firm> {
    const vonage = await startFakeVonage();
    const { publicKey, ...credentials } = await keys;
    const clock = options.clock ?? new Clock();
    const log: string[] = [];
    const server = await startAccessServer({
      credentials,
      sessionService: vonage,
      site,
      now: () => clock.now,
      log: (line) => log.push(line),
      limits: { address: { requests: 100_000, per: MINUTE }, room: { requests: 1000, per: MINUTE } },
      ...options,
      rooms,
    });
    return new Firm({ server, vonage, contract: await Contract.load(), clock, publicKey, log });
  }

  get origin(): string {
    return this.server.origin;
  }

  /** Somebody with a browser of their own. */
  visitor(name = 'Camille Durand'): Visitor {
    return new Visitor(this, name);
  }

  /** Somebody who has opened their personal link. */
  async invited(room: string, person: string, name?: string): Promise<Visitor> {
    const visitor = this.visitor(name);
    await visitor.openLink(await this.server.link(room, person));
    return visitor;
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.vonage.close();
  }
}

/** Time that stands still until it is moved. Milliseconds since the epoch. */
export class Clock {
  now = Math.floor(Date.now() / 1000) * 1000;

  move(milliseconds: number): void {
    this.now += milliseconds;
  }
}

/** A consultation that is on now, between a lawyer, a client and a trainee who only watches. */
export function consultation(clock: Clock, changes: Partial<Appointment> = {}): Appointment {
  return {
    id: 'rdv-4821',
    title: 'Premier entretien',
    startsAt: new Date(clock.now),
    endsAt: new Date(clock.now + 45 * MINUTE),
    people: [
      { id: 'me-vasseur', role: 'host', name: 'Me Hélène Vasseur' },
      { id: 'me-lemoine', role: 'host', name: 'Me Antoine Lemoine' },
      { id: 'client', role: 'guest', name: 'Camille Durand' },
      { id: 'stagiaire', role: 'observer', name: 'Noé Petit' },
    ],
    ...changes,
  };
}

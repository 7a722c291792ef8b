import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cloudCredentials } from './access-server/credentials.ts';
import { type Appointment, localCredentials, startAccessServer } from './access-server/index.ts';
import { startSessionService } from './session-service/service.ts';

/** The demonstration while it runs. */
export interface Demo {
  readonly origin: string;
  /** The lawyer's personal link. */
  readonly lawyer: string;
  /** The client's; under another name of this machine, so that both links work side by side in one browser. */
  readonly client: string;
  close(): Promise<void>;
}

const here = path.dirname(fileURLToPath(import.meta.url));
const MINUTE = 60_000;

/**
 * Starts the firm's site, the access endpoint and, unless `VONAGE_APPLICATION_ID` and `VONAGE_PRIVATE_KEY` name an
 * application in Vonage's cloud, the local session service.
 *
 * @param options.port default: a free one
 * @param options.waitingRoom whether the lawyer has to let the client in
 * @throws Error when the port is taken or the credentials are incomplete
 */
export async function startDemo(
  options: { port?: number; waitingRoom?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<Demo> {
  const cloud = cloudCredentials(options.env ?? process.env);
  const local = cloud ? undefined : await localCredentials();
  const sessionService = local && (await startSessionService({ ...local, port: 0 }));
  const credentials = cloud ?? local;
  if (!credentials) throw new Error('No Vonage application.');
  const appointment = demoAppointment(options.waitingRoom ?? false);
  const server = await startAccessServer({
    credentials,
    sessionService,
    rooms: [appointment],
    port: options.port,
    site: path.join(here, 'firm-site'),
    dist: path.join(here, '..', 'dist'),
  }).catch(async (error: unknown) => {
    await sessionService?.close();
    throw error;
  });
  const links = server.links[appointment.id];
  return {
    origin: server.origin,
    lawyer: links?.lawyer ?? '',
    client: links?.client.replace('//localhost:', '//127.0.0.1:') ?? '',
    async close() {
      await server.close();
      await sessionService?.close();
    },
  };
}

/** Three quarters of an hour, from the last full five minutes. */
function demoAppointment(waitingRoom: boolean): Appointment {
  const startsAt = new Date(Math.floor(Date.now() / (5 * MINUTE)) * 5 * MINUTE);
  return {
    id: 'rdv-4821',
    title: 'Premier entretien',
    startsAt,
    endsAt: new Date(startsAt.getTime() + 45 * MINUTE),
    waitingRoom,
    people: [
      { id: 'me-vasseur', role: 'host', name: 'Me Hélène Vasseur' },
      { id: 'client', role: 'guest', name: 'Camille Durand' },
    ],
  };
}

async function main(): Promise<void> {
  const { PORT, WAITING_ROOM } = process.env;
  const demo = await startDemo({ port: Number(PORT ?? 0), waitingRoom: WAITING_ROOM === '1' });
  process.stdout.write(
    `\n  Lawyer  ${demo.lawyer}\n  Client  ${demo.client}\n\nOpen both; press Ctrl+C to stop.\n`,
  );
  const stop = () => {
    demo.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

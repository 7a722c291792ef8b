import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerApi } from './api.ts';
import { type Agenda, type Appointment, checkAgenda, findAppointment, type Invited } from './appointments.ts';
import { isOrphaned, renew } from './binding.ts';
import { type Context, contextOf } from './context.ts';
import { Files } from './files.ts';
import { type Answer, problemAnswer, send } from './http.ts';
import type { AccessServerOptions } from './options.ts';
import { answerPage, type Site } from './pages.ts';
import { Problem } from './problem.ts';
import { securityHeaders } from './security-headers.ts';

export type { Agenda, Appointment, Invited, Margins, Role } from './appointments.ts';
export { localCredentials } from './credentials.ts';
export { FileStore } from './file-store.ts';
export type { AccessServerOptions, IceServer } from './options.ts';
export type { Limit } from './rate-limit.ts';
export { MemoryStore, type Store } from './store.ts';
export type { VonageCredentials } from './vonage.ts';

/** Personal links of one room. */
export interface RoomLinks {
  /** The first host's. */
  readonly lawyer: string;
  /** The first guest's; of an open room without guests, the bare address. */
  readonly client: string;
  /** Everybody's, by the id of the invitation. */
  readonly people: Readonly<Record<string, string>>;
}

export interface AccessServer {
  /** Without a slash at the end. */
  readonly origin: string;
  /** The port it listens on, which a proxy in front may hide from browsers. */
  readonly port: number;
  /** Of the rooms that were given as a list. */
  readonly links: Readonly<Record<string, RoomLinks>>;
  /** A link for one invited person. @throws Error when there is no such room or person */
  link(room: string, person: string): Promise<string>;
  /** A new link; the earlier ones stop working and what was decided about the person is forgotten. */
  renewLink(room: string, person: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts the access endpoint and, with `site`, the firm's pages. @throws Error on wrong options or a taken port */
export async function startAccessServer(options: AccessServerOptions): Promise<AccessServer> {
  checkAgenda(options.rooms);
  const server = createServer({ requestTimeout: 15_000, headersTimeout: 10_000 });
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = options.publicOrigin ? new URL(options.publicOrigin).origin : `http://localhost:${port}`;
  const loopback = ['localhost', '127.0.0.1', '[::1]'].map((name) => `http://${name}:${port}`);
  const origins = new Set([origin, ...(options.publicOrigin ? [] : loopback)]);
  const context = await contextOf(options, origin, new Set([...origins, ...(options.allowedOrigins ?? [])]));
  const site: Site | undefined = options.site
    ? {
        directory: options.site,
        files: new Files(options.site),
        element: options.dist ? new Files(options.dist) : undefined,
      }
    : undefined;
  const headers = securityHeaders({ proxyUrl: context.proxyUrl, secure: origin.startsWith('https:') });
  const report = reporter(options.log ?? ((line) => process.stderr.write(`${line}\n`)));

  server.on('request', (request, response) => {
    answer(context, site, request, report)
      .catch((error: unknown): Answer => {
        report(error);
        return { status: 500 };
      })
      .then((answered) => {
        const all = { ...headers, ...answered.headers };
        send(request, response, { ...answered, headers: all }, context.now());
      });
  });

  const linkOf = async (room: string, person: string) => {
    const { appointment, invited } = await lookUp(options.rooms, room, person);
    const made = await context.store.update(room, (draft) => {
      if (isOrphaned(draft, person, context.now())) renew(draft, person);
      return context.identities.makeLink(appointment, invited, draft);
    });
    return `${origin}/rendez-vous/${room}#a=${made}`;
  };
  return {
    origin,
    port,
    links: await linksOf(options.rooms, origin, linkOf),
    link: linkOf,
    async renewLink(room, person) {
      await lookUp(options.rooms, room, person);
      await context.store.update(room, (draft) => renew(draft, person));
      return linkOf(room, person);
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      context.attendance.close();
      await context.store.close();
    },
  };
}

async function answer(
  context: Context,
  site: Site | undefined,
  request: IncomingMessage,
  report: (error: unknown) => void,
): Promise<Answer> {
  // Split by hand: parsed as a URL, `//elsewhere/` would name another host.
  const [pathname = ''] = (request.url ?? '').split('?');
  try {
    context.guard.checkHost(request);
    if (!pathname.startsWith('/')) throw Problem.invalid('No such address', 404);
  } catch (error) {
    if (error instanceof Problem) return problemAnswer(error, 'en');
    throw error;
  }
  return pathname.startsWith('/api/')
    ? answerApi(context, request, pathname, report)
    : answerPage(context, site, request, pathname);
}

/** Only the error's own words: the objects of HTTP clients hold bearer tokens. */
function reporter(log: (line: string) => void): (error: unknown) => void {
  return (error) =>
    log(`access server: ${error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure'}`);
}

async function lookUp(
  rooms: Agenda,
  room: string,
  person: string,
): Promise<{ appointment: Appointment; invited: Invited }> {
  const appointment = await findAppointment(rooms, room);
  const invited = appointment?.people?.find(({ id }) => id === person);
  if (!appointment || !invited) throw new Error(`No ${person} is invited to ${room}.`);
  return { appointment, invited };
}

async function linksOf(
  rooms: Agenda,
  origin: string,
  link: (room: string, person: string) => Promise<string>,
): Promise<Record<string, RoomLinks>> {
  const links: Record<string, RoomLinks> = {};
  for (const { id, people = [] } of typeof rooms === 'function' ? [] : rooms) {
    const made: Record<string, string> = {};
    for (const person of people) made[person.id] = await link(id, person.id);
    const first = (role: string) => made[people.find((person) => person.role === role)?.id ?? ''];
    const bare = `${origin}/rendez-vous/${id}`;
    links[id] = { lawyer: first('host') ?? bare, client: first('guest') ?? bare, people: made };
  }
  return links;
}

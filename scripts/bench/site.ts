import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Files } from '../../demo/access-server/files.ts';
import { send } from '../../demo/access-server/http.ts';
import { localCredentials, startAccessServer } from '../../demo/access-server/index.ts';
import { startSessionService } from '../../demo/session-service/service.ts';
import { root } from '../setup.mjs';
import { bundlePages } from './bundle.ts';
import { bareCall, bareLobby, elementCall, elementLobby } from './documents.ts';

/** One room for the calls with another person, one for each side's repeated joins. */
const rooms = ['salle', 'seul-element', 'seul-bare'] as const;
export type Room = (typeof rooms)[number];

/** The pages that are measured, and all they talk to, on loopback. */
export interface Site {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves both sides in the same way: no interception in the browser, brotli, no cache. */
export async function startSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  await bundlePages(folder);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const credentials = await localCredentials();
  const service = await startSessionService(credentials);
  const access = await startAccessServer({
    credentials,
    sessionService: service,
    publicOrigin: origin,
    rooms: rooms.map((id) => ({ id, title: id, waitingRoom: false, open: true })),
    limits: { address: { requests: 1000, per: 1000 }, room: { requests: 1000, per: 1000 } },
  });
  const answer = await answers(folder);
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/api/')) forward(request, response, access.port);
    else void answer(request, response);
  });
  return {
    origin,
    async close() {
      server.closeAllConnections();
      server.close();
      await access.close();
      await service.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(folder: string) {
  const probe = await readFile(join(folder, 'lobby-probe.js'), 'utf8');
  const documents: Readonly<Record<string, (room: string) => string>> = {
    '/lobby/element': () => elementLobby(probe),
    '/lobby/bare': () => bareLobby(probe),
    '/call/element': elementCall,
    '/call/bare': bareCall,
  };
  const folders: Readonly<Record<string, Files>> = {
    visio: new Files(join(root, 'dist')),
    pages: new Files(folder),
    sdk: new Files(dirname(createRequire(import.meta.url).resolve('@vonage/video-client'))),
  };
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const room = rooms.find((one) => one === searchParams.get('room')) ?? 'salle';
    const document = documents[pathname]?.(room);
    const [, folderName = '', ...rest] = pathname.split('/');
    const answered = document
      ? { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: document }
      : ((await folders[folderName]?.answer(request, rest.join('/'))) ?? { status: 404 });
    send(request, response, answered, Date.now());
  };
}

/** Hands a request on to the access server, under the name that browsers know. */
function forward(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url, headers } = request;
  const onward = ask({ port, host: '127.0.0.1', method, path: url, headers }, (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

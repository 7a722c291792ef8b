import { type KeyObject, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Message } from './client.ts';
import { MAX_FRAME_BYTES } from './frames.ts';
import { handleHttp, newSessionId } from './http.ts';
import type { Interceptors } from './interceptors.ts';
import { Session } from './session.ts';
import type { SessionLimits, SessionProperties } from './settings.ts';
import { type SocketPorts, speak } from './socket.ts';
import { startStunServer } from './stun.ts';
import { publicKeyOf } from './tokens.ts';

export interface SessionServiceOptions {
  readonly applicationId: string;
  /** Checks the tokens that are signed with its private half: PEM (SPKI) or a key object. */
  readonly publicKey: string | KeyObject;
  /** Default 0: any free port. */
  readonly port?: number;
  /** In how many seconds a client must have shown a token. Default 10. */
  readonly connectSeconds?: number;
  /** For how long a dropped client may come back. Default 60. */
  readonly resumeSeconds?: number;
  readonly limits?: Partial<SessionLimits & { readonly messagesPerSecond: number }>;
  /** Default: one that nobody answers at, on loopback; the SDK complains of a session without any. */
  readonly iceServers?: readonly RTCIceServer[];
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Sees into the service, and does to it what networks do. For tests. */
export interface SessionControl {
  /** Requests by `host/path`, with ids left out. */
  readonly requests: ReadonlyMap<string, number>;
  session(id: string): Session | undefined;
  readonly sessions: readonly Session[];
  /** Breaks a client's connection, as a network does. Returns whether there was one. */
  dropSocket(connectionId: string): boolean;
  /** Whether dropped clients find their way back. */
  allowResume(allowed: boolean): void;
  /** Makes the service dishonest, or with nothing honest again. */
  intercept(interceptors?: Interceptors): void;
  /** Sends a client a message that no interceptor sees. Returns whether the client is connected. */
  deliver(connectionId: string, message: Message, from?: string): boolean;
}

export interface SessionService {
  /** Without a slash at the end: what `OT.setProxyUrl` is given. */
  readonly origin: string;
  readonly control: SessionControl;
  createSession(properties?: Partial<SessionProperties>): string;
  close(): Promise<void>;
}

const DEFAULT_LIMITS = {
  connections: 20,
  streamsPerConnection: 4,
  signalBytes: 8192,
  messagesPerSecond: 200,
};
const DEFAULT_PROPERTIES: SessionProperties = { mediaMode: 'relayed', relayOnly: false, e2ee: true };
/** More sessions than this are not an afternoon's demo. */
const MAX_SESSIONS = 1000;

/** Kinds of requests that are counted: a client chooses the path. */
const MAX_COUNTED = 500;
/** Sockets at a time, with a token or without. */
const MAX_SOCKETS = 500;

/** Starts the service on loopback. */
export async function startSessionService(options: SessionServiceOptions): Promise<SessionService> {
  const { applicationId, connectSeconds = 10, resumeSeconds = 60, now = Date.now } = options;
  const publicKey = publicKeyOf(options.publicKey);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const sessions = new Map<string, Session>();
  const requests = new Map<string, number>();
  const clients: SocketPorts['clients'] = new Map();
  let resumeAllowed = true;
  let interceptors: Interceptors = {};

  const create = (properties: Partial<SessionProperties> = {}): Session => {
    if (sessions.size >= MAX_SESSIONS) throw new RangeError('too many sessions');
    const session = new Session(
      applicationId,
      newSessionId(),
      { ...DEFAULT_PROPERTIES, ...properties },
      limits,
    );
    sessions.set(session.id, session);
    return session;
  };
  const connected = (id: string) => [...clients.values()].find(({ client }) => client.id === id)?.client;
  const common = {
    rules: () => ({ applicationId, publicKey, now: now() }),
    session: (id: string) => sessions.get(id),
  };

  /** Keeps a name that an attacker points at this address (DNS rebinding) from being a way in. */
  const isOurs = ({ headers: { host = '' } }: IncomingMessage): boolean =>
    /^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host);

  const server = createServer((request, response) => {
    if (!isOurs(request)) {
      response.writeHead(421).end();
      return;
    }
    const ports = {
      ...common,
      iceServers,
      create: (mediaMode: 'relayed' | 'routed') => create({ mediaMode }),
      count: (host: string, path: string) => {
        const key = `${host}${path}`;
        if (requests.has(key) || requests.size < MAX_COUNTED) requests.set(key, (requests.get(key) ?? 0) + 1);
      },
    };
    handleHttp(ports, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const refuse = (status: string) => stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
    if (!isOurs(request)) return refuse('421 Misdirected Request');
    if (sockets.clients.size >= MAX_SOCKETS) return refuse('503 Service Unavailable');
    const query = new URLSearchParams(request.url?.split('?')[1]);
    const socketId = query.get('socketId') ?? randomUUID();
    const resuming = query.get('reconnect') === 'true';
    if (!/^[\w-]{1,100}$/.test(socketId)) return refuse('400 Bad Request');
    // Nothing is kept of it any more: the client tries for a minute, then reports that it is disconnected.
    if (resuming && !(resumeAllowed && clients.has(socketId))) return refuse('404 Not Found');
    if (!resuming && clients.has(socketId)) return refuse('409 Conflict');
    const ports = {
      ...common,
      clients,
      connectWithin: connectSeconds * 1000,
      resumeWithin: resumeSeconds * 1000,
      messagesPerSecond: limits.messagesPerSecond,
      interceptors: () => interceptors,
    };
    sockets.handleUpgrade(request, stream, head, (socket) => speak(ports, socket, socketId, resuming));
  });
  const stun = await startStunServer();
  const iceServers = options.iceServers ?? [{ urls: stun.url }];
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => stun.close().then(() => reject(error)));
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    createSession: (properties) => create(properties).id,
    control: {
      requests,
      session: (id) => sessions.get(id),
      get sessions() {
        return [...sessions.values()];
      },
      dropSocket(connectionId) {
        const client = connected(connectionId);
        client?.socket.terminate();
        return client !== undefined;
      },
      allowResume(allowed) {
        resumeAllowed = allowed;
      },
      intercept(own = {}) {
        interceptors = own;
      },
      deliver(connectionId, message, from) {
        const client = connected(connectionId);
        client?.deliver(message, from);
        return client !== undefined;
      },
    },
    async close() {
      for (const { timer } of clients.values()) clearTimeout(timer);
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await Promise.all([stun.close(), new Promise((resolve) => server.close(resolve))]);
    },
  };
}

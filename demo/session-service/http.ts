import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Session } from './session.ts';
import { checkClientToken, checkServerToken, TokenError, type TokenRules } from './tokens.ts';

/** What the HTTP side needs of the service. */
export interface HttpPorts {
  readonly rules: () => Omit<TokenRules, 'sessionId'>;
  readonly iceServers: readonly RTCIceServer[];
  /** For the SDK: where the WebSocket is, as if without a proxy. */
  readonly session: (id: string) => Session | undefined;
  readonly create: (mediaMode: 'relayed' | 'routed') => Session;
  readonly count: (host: string, path: string) => void;
}

interface Reply {
  readonly status: number;
  readonly json?: unknown;
}

/** Bodies larger than this many bytes are not read. */
const MAX_BODY = 64 * 1024;

/** Answers one HTTP request of the SDK (first step of the path: the host it thinks it asks) or of the server package. */
export async function handleHttp(
  ports: HttpPorts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { origin } = request.headers;
  // The real service lets every page ask; what is private is behind a token.
  response.setHeader('Access-Control-Allow-Origin', origin ?? '*');
  response.setHeader('Vary', 'Origin');
  response.setHeader('Cache-Control', 'no-store');
  if (request.method === 'OPTIONS') {
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    response.setHeader(
      'Access-Control-Allow-Headers',
      request.headers['access-control-request-headers'] ?? '',
    );
    response.setHeader('Access-Control-Max-Age', '600');
    response.writeHead(204).end();
    return;
  }
  const { status, json } = await answer(ports, request);
  response.setHeader('Content-Type', 'application/json');
  response.writeHead(status).end(json === undefined ? '' : JSON.stringify(json));
}

async function answer(ports: HttpPorts, request: IncomingMessage): Promise<Reply> {
  // Ids have no characters that would be escaped.
  const [pathname = '/'] = (request.url ?? '/').split('?');
  const [, host = '', ...rest] = pathname.split('/');
  const path = `/${rest.join('/')}`;
  ports.count(host, path.replace(/\/(session|project)\/[^/]+/g, '/$1/…'));
  const body = await readBody(request);
  if (body === undefined) return { status: 413 };
  if (/^hlg\./.test(host)) return { status: 200, json: {} };
  if (/^config\./.test(host)) return { status: 200, json: {} };
  const asked = path.match(/^\/session\/([\w.~-]+)$/)?.[1];
  if (/^anvil\./.test(host) && asked && request.method === 'GET') return sessionInfo(ports, request, asked);
  return restApi(ports, request, pathname, body);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** The SDK reads the outcome from the body: 403 becomes its 1004 (authentication), 404 its 1005 (session id). */
async function sessionInfo(ports: HttpPorts, request: IncomingMessage, id: string): Promise<Reply> {
  const failed = (code: number, message: string): Reply => ({
    status: 200,
    json: [{ error: { code, errorMessage: { message } } }],
  });
  const session = ports.session(id);
  if (!session) return failed(404, 'Session not found');
  const rules = ports.rules();
  try {
    const token = String(request.headers['x-opentok-auth'] ?? '');
    const { tokenId } = await checkClientToken(token, { ...rules, sessionId: id });
    if (session.isDead(tokenId) || session.locked) return failed(403, 'No entry');
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    return failed(403, error.message);
  }
  const { mediaMode, relayOnly, e2ee } = session.properties;
  const preference = { relayed: 'enabled', routed: 'disabled', adaptive: 'adaptive' }[mediaMode];
  const info = {
    session_id: id,
    partner_id: rules.applicationId,
    session_status: 'VALID',
    messaging_server_url: 'messaging.opentok.com',
    messaging_url: 'wss://messaging.opentok.com:443/rumorwebsocketsv2',
    media_server_hostname: 'media.opentok.com',
    symphony_address: 'symphony.opentok.com',
    ice_servers: ports.iceServers.map((server) => ({ ...server, url: [server.urls].flat()[0] })),
    properties: {
      p2p: { preference: { value: preference } },
      reconnection: true,
      renegotiation: true,
      vp8: true,
      vp9: true,
      h264: true,
      e2ee,
      ...(relayOnly ? { clientCandidates: 'relayed' } : {}),
    },
  };
  return { status: 200, json: [info] };
}

/** The part of Vonage's REST interface that its server package calls for sessions and moderation. */
async function restApi(
  ports: HttpPorts,
  request: IncomingMessage,
  pathname: string,
  body: string,
): Promise<Reply> {
  const create = pathname === '/session/create' && request.method === 'POST';
  const rules = ports.rules();
  const path = pathname.match(/^\/v2\/project\/([^/]+)\/session\/([^/]+)(\/.*)$/);
  if (!create && !path) return { status: 404, json: { message: 'Not found' } };
  try {
    await checkServerToken((request.headers.authorization ?? '').replace(/^Bearer /i, ''), rules);
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    return { status: 403, json: { message: 'Invalid authentication' } };
  }
  if (create) {
    const preference = new URLSearchParams(body).get('p2p.preference');
    const session = ports.create(preference === 'disabled' ? 'routed' : 'relayed');
    return { status: 200, json: [{ session_id: session.id, project_id: rules.applicationId }] };
  }
  const [, project, sessionId = '', action = ''] = path ?? [];
  const session = project === rules.applicationId ? ports.session(sessionId) : undefined;
  if (!session) return { status: 404, json: { message: 'Session not found' } };
  return moderate(session, request.method ?? '', action, body);
}

function moderate(session: Session, method: string, action: string, body: string): Reply {
  const connection = action.match(/^\/connection\/([^/]+)$/)?.[1];
  if (method === 'DELETE' && connection) {
    const gone = session.expel(connection);
    gone?.socket.close(1000);
    return gone ? { status: 204 } : { status: 404, json: { message: 'Connection not found' } };
  }
  const stream = action.match(/^\/stream\/([^/]+)\/mute$/)?.[1];
  if (method === 'POST' && stream) {
    return session.muteStream(stream) ? { status: 200, json: {} } : { status: 404 };
  }
  if (method === 'POST' && action === '/mute') {
    const { active, excludedStreamIds }: { active?: unknown; excludedStreamIds?: unknown } = parse(body);
    session.muteAll(Array.isArray(excludedStreamIds) ? excludedStreamIds.map(String) : [], active !== false);
    return { status: 200, json: {} };
  }
  return { status: 404, json: { message: 'Not found' } };
}

function parse(body: string): object {
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    return {};
  }
}

/** A session id of the usual look. */
export function newSessionId(): string {
  return `2_${Buffer.from(randomUUID()).toString('base64url')}`;
}

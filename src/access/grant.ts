import type { AttestationKey } from '../attestation/attestation.ts';
import { type ErrorCode, type ErrorFacts, VisioError } from '../error.ts';
import { now } from '../time.ts';
import { clockOffset } from './clock.ts';
import { JsonObject } from './json.ts';

/** The endpoint's answer to a person who may enter. It is kept in memory only, for one call. */
export interface AccessGrant {
  /** Vonage application id, or the API key of an OpenTok project. */
  readonly applicationId: string;
  readonly sessionId: string;
  readonly token: string;
  readonly room?: RoomFacts;
  /** Whether media goes directly between people (`relayed`) or through Vonage's cloud (`routed`). */
  readonly mediaMode?: 'relayed' | 'routed';
  /** Vonage's EU or IP proxy, through which signalling goes. */
  readonly proxyUrl?: string;
  readonly iceServers?: readonly RTCIceServer[];
  /** URL at which a host reads and manages the waiting room. */
  readonly admission?: { readonly url: string };
  /** What the firm's server attests of the certificate in the request (compact JWS), and by which key. */
  readonly attestation?: string;
  readonly attestationKey?: AttestationKey;
  /** With an attestation: subjects of the people whom a host has removed from the consultation. */
  readonly removed?: readonly string[];
  /** Number of people expected in the call. */
  readonly expected?: number;
}

/** The appointment, as the firm describes it. */
export interface RoomFacts {
  readonly title?: string;
  readonly startsAt?: Date;
  readonly endsAt?: Date;
}

/** The endpoint's answer to a person who must wait: ask again with the ticket. */
export interface WaitingTicket {
  readonly ticket: string;
  /** Seconds. */
  readonly retryAfter: number;
  /** The host's message to waiting guests: plain text, never markup. */
  readonly message?: string;
  /** The appointment for which the person is waiting. */
  readonly room?: RoomFacts;
}

/**
 * An answer of the endpoint. `clockOffset` is how far the server's clock is ahead of this browser's, in milliseconds.
 */
export type AccessAnswer =
  | { readonly kind: 'granted'; readonly grant: AccessGrant; readonly clockOffset?: number }
  | { readonly kind: 'waiting'; readonly waiting: WaitingTicket; readonly clockOffset?: number };

/** Removes members that are `undefined`, so that absent members stay absent. */
function present<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

/**
 * Parses a 200 answer.
 *
 * @param base URL against which relative URLs resolve.
 * @throws VisioError `endpoint-invalid`, with the name of the invalid member.
 */
export function parseGrant(json: unknown, base: string): AccessGrant {
  const body = new JsonObject(json);
  const mediaMode = body.get('mediaMode') ?? undefined;
  if (mediaMode !== undefined && mediaMode !== 'relayed' && mediaMode !== 'routed') {
    throw new VisioError('endpoint-invalid', { reason: 'mediaMode: expected relayed or routed' });
  }
  return present<AccessGrant>({
    // OpenTok's and Vonage's tutorials use the name `apiKey`.
    applicationId: body.identifier(body.has('applicationId') ? 'applicationId' : 'apiKey'),
    sessionId: body.string('sessionId'),
    token: body.string('token', 8000),
    room: body.has('room') ? parseRoom(body) : undefined,
    mediaMode,
    proxyUrl: body.has('proxyUrl') ? body.server('proxyUrl', base) : undefined,
    iceServers: body.has('iceServers') ? body.array('iceServers', 20).map(parseIceServer) : undefined,
    admission: body.has('admission') ? { url: body.object('admission').url('url', base) } : undefined,
    ...parseAttestation(body),
    expected: body.has('expected') ? body.number('expected', 1, 1000) : undefined,
  });
}

/** Longest attestation, in characters. */
export const MAX_ATTESTATION = 4096;

function parseAttestation(body: JsonObject): Pick<AccessGrant, 'attestation' | 'attestationKey' | 'removed'> {
  if (!body.has('attestation') && !body.has('attestationKey')) return {};
  const key = body.object('attestationKey');
  const [x, y] = [key.string('x', 43), key.string('y', 43)];
  // A private key must never come to a browser, and no member may decide what the key is for.
  if (key.string('kty') !== 'EC' || key.string('crv') !== 'P-256' || key.size !== 4)
    throw new VisioError('endpoint-invalid', { reason: 'attestationKey: expected kty EC, crv P-256, x, y' });
  const attestation = body.string('attestation', MAX_ATTESTATION);
  const removed = body.has('removed')
    ? body
        .array('removed', 100)
        .map((subject) => new JsonObject({ subject }, 'removed').string('subject', 300))
    : undefined;
  return { attestation, attestationKey: { kty: 'EC', crv: 'P-256', x, y }, ...(removed && { removed }) };
}

function parseRoom(body: JsonObject): RoomFacts | undefined {
  // In tutorials `room` is the room's name.
  if (typeof body.get('room') === 'string') return { title: body.string('room') };
  const room = body.object('room');
  return present<RoomFacts>({
    title: room.has('title') ? room.string('title') : undefined,
    startsAt: room.has('startsAt') ? room.date('startsAt') : undefined,
    endsAt: room.has('endsAt') ? room.date('endsAt') : undefined,
  });
}

const HOST = String.raw`([a-z\d]([\w.-]*[a-z\d])?\.?|\[[a-f\d:.]+\])(:\d{1,5})?`;
/** URLs of STUN servers (RFC 7064) and of TURN servers (RFC 7065). */
const ICE_SERVER = new RegExp(`^(stuns?:${HOST}|turns?:${HOST}(\\?transport=(udp|tcp))?)$`, 'i');

function parseIceServer(json: unknown, index: number): RTCIceServer {
  const server = new JsonObject(json, `iceServers[${index}]`);
  const urls = Array.isArray(server.get('urls'))
    ? server
        .array('urls', 10)
        .map((url) => new JsonObject({ url }, `iceServers[${index}].urls`).string('url'))
    : [server.string(server.has('urls') ? 'urls' : 'url')];
  if (!urls.every((url) => ICE_SERVER.test(url))) {
    throw new VisioError('endpoint-invalid', {
      reason: `iceServers[${index}].urls: expected stun or turn URLs`,
    });
  }
  return present<RTCIceServer>({
    urls,
    username: server.has('username') ? server.string('username') : undefined,
    credential: server.has('credential') ? server.string('credential') : undefined,
  });
}

/** Parses a 202 answer. @throws VisioError `endpoint-invalid` */
export function parseWaiting(json: unknown): WaitingTicket {
  const body = new JsonObject(json);
  const waiting = body.object('waiting');
  return present<WaitingTicket>({
    ticket: waiting.string('ticket', 4000),
    retryAfter: waiting.number('retryAfter', 0, 3600),
    message: waiting.has('message') ? waiting.string('message') : undefined,
    room: body.has('room') ? parseRoom(body) : undefined,
  });
}

const problemCodes: readonly ErrorCode[] = [
  'unauthorized',
  'refused',
  'room-not-found',
  'not-open-yet',
  'closed',
  'room-full',
  'rate-limited',
  'server-error',
];

/** Whether an error answer is the endpoint's own: problem details by their type, or by a code of the contract. */
export function isProblem(json: unknown, headers: Headers): boolean {
  if (typeof json !== 'object' || json === null) return false;
  const code: unknown = Reflect.get(json, 'code');
  return /^application\/problem\+json\b/i.test(typeOf(headers)) || problemCodes.some((one) => one === code);
}

const typeOf = (headers: Headers): string => headers.get('Content-Type') ?? '';

/**
 * Parses an error answer: by RFC 9457 problem details if the body has them, else by the status and by who answered.
 * A page, or JSON of another kind, comes from the site around the endpoint: a firewall, a plugin, the server itself.
 *
 * @param json The body, or `undefined` when it is not JSON, as in an HTML error page.
 */
export function parseProblem(status: number, json: unknown, headers: Headers): VisioError {
  const own = isProblem(json, headers);
  let code = own ? codeOfStatus(status) : codeOfOther(status, headers);
  const facts: { -readonly [K in keyof ErrorFacts]: ErrorFacts[K] } = { status };
  const offset = clockOffset(json, headers);
  const retryAfter = parseRetryAfter(headers.get('Retry-After'), Date.now() + offset);
  if (retryAfter !== undefined) facts.retryAfter = retryAfter;
  try {
    // What somebody else writes is no word of the firm's.
    const problem = new JsonObject(own ? json : {});
    code = problemCodes.find((known) => known === problem.get('code')) ?? code;
    if (problem.has('opensAt')) {
      facts.opensAt = problem.date('opensAt');
      facts.clockOffset = offset;
    }
    if (problem.has('detail')) facts.message = problem.string('detail');
  } catch {
    // Without valid problem details the status decides.
  }
  return new VisioError(code, { ...facts, reason: `HTTP ${status}` });
}

function codeOfStatus(status: number): ErrorCode {
  if (status >= 500) return 'server-error';
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404) return 'room-not-found';
  if (status === 410) return 'closed';
  if (status === 429) return 'rate-limited';
  return 'endpoint-invalid';
}

/** Statuses with one meaning, from any sender: of networks (RFC 9110, RFC 6585), of gateways, of any server. */
const always: Readonly<Record<number, ErrorCode>> = {
  407: 'network-blocked',
  408: 'endpoint-timeout',
  429: 'rate-limited',
  502: 'gateway-failed',
  504: 'gateway-failed',
  511: 'network-blocked',
};

function codeOfOther(status: number, headers: Headers): ErrorCode {
  const known = always[status];
  // A bare status is the answer of a simple endpoint.
  const page = /[/+](html|xml|json)\b/i.test(typeOf(headers));
  if (known || !page || status >= 500 || status < 400) return known ?? codeOfStatus(status);
  return status === 404 || status === 405 || status === 410 ? 'endpoint-not-found' : 'endpoint-blocked';
}

/**
 * Returns the seconds from `Retry-After`, a number or a date (RFC 9110, section 10.2.3), at most an hour; `undefined`
 * for anything else.
 *
 * @param at By the clock of the server, milliseconds since the epoch.
 */
export function parseRetryAfter(value: string | null, at = now()): number | undefined {
  const text = value?.trim() ?? '';
  // `Date.parse` takes "-5" and "1.5" for dates.
  const date = /^[a-z]{3,9}, .+ GMT$/i.test(text) ? Date.parse(text) : Number.NaN;
  const seconds = /^\d+$/.test(text) ? Number(text) : (date - at) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(Math.ceil(seconds), 0), 3600);
}

import { VisioError } from '../error.ts';
import { clockOffset } from './clock.ts';
import type { Delay } from './delay.ts';
import {
  type AccessAnswer,
  type AccessGrant,
  isProblem,
  MAX_ATTESTATION,
  parseGrant,
  parseProblem,
  parseWaiting,
  type WaitingTicket,
} from './grant.ts';
import { about, answerOfError, exchange, type HttpAnswer, notJson, withinOrigin } from './http.ts';
import { JsonObject } from './json.ts';

/** The request for access that the endpoint receives. */
export interface AccessRequest {
  readonly room: string;
  readonly displayName: string;
  /** Language tag (BCP 47). */
  readonly lang: string;
  /** Ticket from an earlier 202 answer. */
  readonly ticket?: string;
  /** Fingerprint of the element's certificate, `sha-256 AA:BB:…`, for the server to attest. */
  readonly fingerprint?: string;
  /** `attestation`: the person is in the call, and asks for a new attestation alone. */
  readonly purpose?: 'attestation';
}

/**
 * Replaces the endpoint for pages that have their own client. To make a person wait, the provider returns
 * `{waiting}`, as an endpoint answers with 202; the element then calls it again with the ticket. To refuse, the
 * provider throws a `VisioError`, or any object with such a `code`: `{ code: 'not-open-yet', opensAt }`.
 */
export type AccessProvider = (
  request: AccessRequest,
  options: { signal: AbortSignal },
) => Promise<AccessGrant | { readonly waiting: WaitingTicket } | { readonly attestation: string }>;

/** Address and options of the endpoint. */
export interface Endpoint {
  /** Absolute URL. */
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly credentials: RequestCredentials;
  readonly headers?: HeadersInit;
}

/** Maximum number of attempts when the server fails with 5xx. */
const ATTEMPTS = 3;
/** Milliseconds for all attempts together: a person is not left longer without a word. */
const SILENT = 10_000;

/**
 * Requests access to one room. A 5xx answer is retried twice, with backoff and jitter, or when `Retry-After` says, as
 * long as ten seconds allow.
 *
 * @throws VisioError `endpoint-*` when there was no valid answer, else the code of the answer; `aborted` on the
 * signal.
 */
export async function ask(
  endpoint: Endpoint,
  request: AccessRequest,
  options: { signal: AbortSignal; delay: Delay; timeout?: number },
): Promise<AccessAnswer> {
  const until = Date.now() + SILENT;
  for (let attempt = 1; ; attempt++) {
    const left = until - Date.now();
    try {
      return await askOnce(endpoint, request, options.signal, Math.min(options.timeout ?? left, left));
    } catch (error) {
      const wait = attempt < ATTEMPTS ? silentWait(error, attempt) : null;
      if (wait === null || Date.now() + wait >= until) {
        tellDeveloper(endpoint, error);
        throw error;
      }
      await options.delay(wait, options.signal);
    }
  }
}

/** With problem details the firm has told what it has decided; anything else is for the page's developer. */
function tellDeveloper(endpoint: Endpoint, error: unknown): void {
  if (!(error instanceof VisioError) || error.code === 'aborted') return;
  const answer = answerOfError.get(error);
  if (answer?.problem) return;
  import('./developer-line.ts').then(
    ({ tellOfAnswer }) => tellOfAnswer(endpoint, error, answer),
    () => undefined,
  );
}

const passing: readonly unknown[] = ['server-error', 'gateway-failed'];

/** Milliseconds to wait before another attempt; `null` where none helps. */
function silentWait(error: unknown, attempt: number): number | null {
  if (!(error instanceof VisioError && passing.includes(error.code))) return null;
  const backoff = 500 * 2 ** attempt * (0.5 + Math.random());
  return Math.max(backoff, 1000 * (error.facts.retryAfter ?? 0));
}

function askOnce(
  endpoint: Endpoint,
  request: AccessRequest,
  signal: AbortSignal,
  timeout: number,
): Promise<AccessAnswer> {
  return answerOf<AccessAnswer>(endpoint, request, { signal, timeout }, ({ response, json }) => {
    const offset = clockOffset(json, response.headers);
    const clock = offset === 0 ? {} : { clockOffset: offset };
    return response.status === 202
      ? { kind: 'waiting', waiting: parseWaiting(json), ...clock }
      : { kind: 'granted', grant: parseGrant(json, endpoint.url), ...clock };
  });
}

/**
 * Asks the endpoint to attest the certificate in the request again. Returns a compact JWS.
 *
 * @throws VisioError `endpoint-*` when there was no valid answer, else the code of the answer; `aborted` on the
 * signal.
 */
export async function askAttestation(
  endpoint: Endpoint,
  request: AccessRequest,
  signal: AbortSignal,
): Promise<string> {
  return answerOf(endpoint, { ...request, purpose: 'attestation' }, { signal }, ({ json }) =>
    new JsonObject(json).string('attestation', MAX_ATTESTATION),
  );
}

/** Reads an answer of JSON that is no error. @throws VisioError */
async function answerOf<T>(
  endpoint: Endpoint,
  request: AccessRequest,
  limits: { readonly signal: AbortSignal; readonly timeout?: number },
  read: (answer: HttpAnswer) => T,
): Promise<T> {
  const { signal, timeout } = limits;
  const answer = await exchange((attempt) => requestOf(endpoint, request, attempt), signal, timeout);
  const { response, json } = answer;
  try {
    if (!response.ok) throw parseProblem(response.status, json, response.headers);
    if (json === undefined) throw notJson(answer);
    return read(answer);
  } catch (error) {
    throw about(error, { ...answer, problem: !response.ok && isProblem(json, response.headers) });
  }
}

/** The URL that is asked for access to a room. */
export function addressFor({ url, method }: Pick<Endpoint, 'url' | 'method'>, room: string): string {
  if (method !== 'GET' || room === '') return url;
  const address = new URL(url);
  address.pathname = `${address.pathname.replace(/\/$/, '')}/${encodeURIComponent(room)}`;
  return address.href;
}

function requestOf(endpoint: Endpoint, request: AccessRequest, signal: AbortSignal): Request {
  const headers = new Headers(endpoint.headers);
  headers.set('Accept', 'application/json');
  const common = {
    headers,
    signal,
    ...withinOrigin(endpoint.url),
    credentials: endpoint.credentials,
    cache: 'no-store',
    referrerPolicy: 'same-origin',
  } as const;
  const address = addressFor(endpoint, request.room);
  if (endpoint.method === 'GET') return new Request(address, common);
  headers.set('Content-Type', 'application/json');
  return new Request(address, { ...common, method: 'POST', body: JSON.stringify(request) });
}

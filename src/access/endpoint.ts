import { VisioError } from '../error.ts';
import { type AccessAnswer, type AccessGrant, parseGrant, parseProblem, parseWaiting } from './grant.ts';

/** What is told to the endpoint about the person who asks. */
export interface AccessRequest {
  readonly room: string;
  readonly displayName: string;
  /** BCP 47. */
  readonly lang: string;
  /** From an earlier 202 answer. */
  readonly ticket?: string;
}

/** Replaces the endpoint where the page has its own client. */
export type AccessProvider = (
  request: AccessRequest,
  options: { signal: AbortSignal },
) => Promise<AccessGrant>;

/** How to reach the endpoint. */
export interface Endpoint {
  /** Absolute URL. */
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly credentials: RequestCredentials;
  readonly headers?: HeadersInit;
}

/** An answer larger than this many bytes is not a grant. */
const MAX_BYTES = 64 * 1024;
/** Milliseconds given to one request, answer included. */
const TIMEOUT = 10_000;
/** How often a server that fails with 5xx is asked in all. */
const ATTEMPTS = 3;

/** Waits; rejects with the signal's reason as soon as it aborts. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/**
 * Asks the endpoint for access to one room. Answers of 5xx are asked again twice, with backoff and jitter.
 *
 * @throws VisioError `endpoint-*` when no usable answer came, else the code of the answer; `aborted` on the signal.
 */
export async function ask(
  endpoint: Endpoint,
  request: AccessRequest,
  options: { signal: AbortSignal; sleep: Sleep; timeout?: number },
): Promise<AccessAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await askOnce(endpoint, request, options.signal, options.timeout ?? TIMEOUT);
    } catch (error) {
      const passing = error instanceof VisioError && error.code === 'server-error' && attempt < ATTEMPTS;
      if (!passing) throw error;
      const backoff = 500 * 2 ** attempt * (0.5 + Math.random());
      await options.sleep(Math.max(backoff, 1000 * (error.facts.retryAfter ?? 0)), options.signal);
    }
  }
}

async function askOnce(
  endpoint: Endpoint,
  request: AccessRequest,
  signal: AbortSignal,
  timeout: number,
): Promise<AccessAnswer> {
  // AbortSignal.any and .timeout are missing from browsers that can otherwise hold a call.
  const attempt = new AbortController();
  const abort = () => attempt.abort(new VisioError('aborted'));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  const timer = setTimeout(() => attempt.abort(new VisioError('endpoint-timeout')), timeout);
  try {
    const response = await fetch(requestOf(endpoint, request, attempt.signal));
    const text = await readText(response);
    return answerOf(response, text, endpoint.url);
  } catch (error) {
    if (attempt.signal.aborted) throw attempt.signal.reason;
    throw VisioError.from(error, 'endpoint-unreachable');
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

function requestOf(endpoint: Endpoint, request: AccessRequest, signal: AbortSignal): Request {
  const headers = new Headers(endpoint.headers);
  headers.set('Accept', 'application/json');
  const common = {
    headers,
    signal,
    credentials: endpoint.credentials,
    cache: 'no-store',
    referrerPolicy: 'same-origin',
  } as const;
  if (endpoint.method === 'GET') {
    const url = new URL(endpoint.url);
    if (request.room) url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(request.room)}`;
    return new Request(url, common);
  }
  headers.set('Content-Type', 'application/json');
  return new Request(endpoint.url, { ...common, method: 'POST', body: JSON.stringify(request) });
}

/** Reads at most `MAX_BYTES`; the rest of a longer body is never taken from the network. */
async function readText(response: Response): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MAX_BYTES) {
      reader.cancel().catch(() => undefined);
      throw new VisioError('endpoint-too-large', { reason: `more than ${MAX_BYTES} bytes` });
    }
    text += decoder.decode(value, { stream: true });
  }
}

function answerOf(response: Response, text: string, base: string): AccessAnswer {
  const isJson = /^[^;]*[/+]json\b/i.test(response.headers.get('Content-Type') ?? '');
  const json = parseJson(text);
  if (!response.ok) throw parseProblem(response.status, json, response.headers);
  if (json === undefined) {
    const status = response.status;
    if (isJson) throw new VisioError('endpoint-malformed', { reason: 'not valid JSON', status });
    const reason = response.redirected ? 'redirected to a page that is not JSON' : 'not JSON';
    throw new VisioError('endpoint-not-json', { reason, status });
  }
  return response.status === 202
    ? { kind: 'waiting', waiting: parseWaiting(json) }
    : { kind: 'granted', grant: parseGrant(json, base) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

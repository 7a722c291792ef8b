import { VisioError } from '../error.ts';

/** Maximum size of an answer, in bytes. */
const MAX_BYTES = 64 * 1024;
/** Milliseconds for one request, including its answer. */
const TIMEOUT = 10_000;

/** A server's complete answer. */
export interface HttpAnswer {
  readonly response: Response;
  /** The body as JSON; `undefined` when it is not JSON. */
  readonly json: unknown;
  /** Whether the body is problem details (RFC 9457): then the firm's own endpoint has refused. */
  readonly problem?: boolean;
}

/** Which answer an error is about. */
export const answerOfError = new WeakMap<VisioError, HttpAnswer>();

/** Notes which answer an error is about. Returns the error. */
export function about(error: unknown, answer: HttpAnswer): unknown {
  if (error instanceof VisioError) answerOfError.set(error, answer);
  return error;
}

/**
 * Sends one request, with limits on time and size.
 *
 * @param request Creates the request with the given signal.
 * @throws VisioError `endpoint-unreachable`, `endpoint-timeout`, `endpoint-too-large`; `aborted` on the signal.
 */
export async function exchange(
  request: (signal: AbortSignal) => Request,
  signal: AbortSignal,
  timeout = TIMEOUT,
): Promise<HttpAnswer> {
  // Some browsers that can run a call lack AbortSignal.any and AbortSignal.timeout.
  const attempt = new AbortController();
  const abort = () => attempt.abort(new VisioError('aborted'));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  const timer = setTimeout(() => attempt.abort(new VisioError('endpoint-timeout')), timeout);
  try {
    const response = await fetch(request(attempt.signal));
    return { response, json: parseJson(await readText(response)) };
  } catch (error) {
    if (attempt.signal.aborted) throw attempt.signal.reason;
    throw VisioError.from(error, 'endpoint-unreachable');
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/**
 * Keeps a server from passing a request on to another origin, with the ticket and the page's headers in it (Fetch
 * standard): on the page's own origin a redirect may stay there, elsewhere none is followed.
 */
export function withinOrigin(url: string): Pick<RequestInit, 'mode' | 'redirect'> {
  return new URL(url).origin === globalThis.origin
    ? { mode: 'same-origin', redirect: 'follow' }
    : { mode: 'cors', redirect: 'error' };
}

/** Creates the error for an answer that should have been JSON. */
export function notJson({ response }: HttpAnswer): VisioError {
  const { status, redirected } = response;
  if (/^[^;]*[/+]json\b/i.test(response.headers.get('Content-Type') ?? '')) {
    return new VisioError('endpoint-malformed', { reason: 'not valid JSON', status });
  }
  if (status === 204 || status === 205) {
    return new VisioError('endpoint-invalid', { reason: 'answer: expected a body', status });
  }
  const reason = redirected ? 'redirected to a page that is not JSON' : 'not JSON';
  return new VisioError('endpoint-not-json', { reason, status });
}

/** Reads at most `MAX_BYTES`, and cancels the download of a longer body. */
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

function parseJson(text: string): unknown {
  try {
    // Each file of a server's program that begins with a byte order mark adds one; `trim` removes them all.
    return JSON.parse(text.trim());
  } catch {
    return undefined;
  }
}

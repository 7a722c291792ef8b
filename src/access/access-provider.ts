import { type ErrorFacts, errorCatalogue, VisioError } from '../error.ts';
import type { AccessProvider, AccessRequest } from './endpoint.ts';
import { type AccessAnswer, parseGrant, parseWaiting } from './grant.ts';
import { JsonObject } from './json.ts';

/**
 * Asks the page's own client. What it answers is read as strictly as an endpoint's answer.
 *
 * @throws VisioError What the provider threw: a `VisioError`, or any object with a `code` of the same list, for pages
 * that have no class to throw; anything else is `endpoint-unreachable`.
 */
export async function askProvider(
  provider: AccessProvider,
  request: AccessRequest,
  signal: AbortSignal,
): Promise<AccessAnswer> {
  let answer: unknown;
  try {
    answer = await provider(request, { signal });
  } catch (error) {
    throw signal.aborted ? new VisioError('aborted', { cause: error }) : translate(error);
  }
  return new JsonObject(answer).has('waiting')
    ? { kind: 'waiting', waiting: parseWaiting(answer) }
    : { kind: 'granted', grant: parseGrant(answer, document.baseURI) };
}

function translate(error: unknown): VisioError {
  if (error instanceof VisioError) return error;
  const { code, opensAt, retryAfter, message } = Object(error) as Record<string, unknown>;
  const known = typeof code === 'string' && Object.hasOwn(errorCatalogue, code);
  if (!known) return new VisioError('endpoint-unreachable', { cause: error });
  const facts: { -readonly [K in keyof ErrorFacts]: ErrorFacts[K] } = {};
  const opens = opensAt instanceof Date || typeof opensAt === 'string' ? new Date(opensAt) : null;
  if (opens && !Number.isNaN(opens.getTime())) facts.opensAt = opens;
  if (typeof retryAfter === 'number') facts.retryAfter = retryAfter;
  // The message of an exception is English and for developers; a plain object's is for the person.
  if (typeof message === 'string' && !(error instanceof Error)) facts.message = message;
  return new VisioError(code as keyof typeof errorCatalogue, { ...facts, cause: error });
}

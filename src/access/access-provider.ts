import { contactCodes } from '../contact-codes.ts';
import { type ErrorCode, type ErrorFacts, remedies, VisioError } from '../error.ts';
import type { AccessProvider, AccessRequest } from './endpoint.ts';
import { type AccessAnswer, MAX_ATTESTATION, parseGrant, parseWaiting } from './grant.ts';
import { JsonObject } from './json.ts';

/**
 * Requests access from the page's own client, and validates its answer as strictly as an endpoint's.
 *
 * @throws VisioError The error that the provider threw: a `VisioError`, or any object with an `ErrorCode` as `code`,
 * for pages without the class. Any other error becomes `endpoint-unreachable`.
 */
export async function askProvider(
  provider: AccessProvider,
  request: AccessRequest,
  signal: AbortSignal,
): Promise<AccessAnswer> {
  const answer = await call(provider, request, signal);
  try {
    return new JsonObject(answer).has('waiting')
      ? { kind: 'waiting', waiting: parseWaiting(answer) }
      : { kind: 'granted', grant: parseGrant(answer, document.baseURI) };
  } catch (error) {
    // For the page's developer: the member and its type, never its content.
    console.error(`<visio-avocat-room> accessProvider: ${error}`);
    throw error;
  }
}

/** Asks the page's own client for a new attestation. @throws VisioError as `askProvider` */
export async function askProviderAttestation(
  provider: AccessProvider,
  request: AccessRequest,
  signal: AbortSignal,
): Promise<string> {
  const answer = await call(provider, { ...request, purpose: 'attestation' }, signal);
  return new JsonObject(answer).string('attestation', MAX_ATTESTATION);
}

async function call(provider: AccessProvider, request: AccessRequest, signal: AbortSignal): Promise<unknown> {
  try {
    return await provider(request, { signal });
  } catch (error) {
    throw signal.aborted ? new VisioError('aborted', { cause: error }) : translate(error);
  }
}

const codes: readonly ErrorCode[] = [...Object.values(remedies).flat(), ...contactCodes];

function translate(error: unknown): VisioError {
  if (error instanceof VisioError) return error;
  const { code, opensAt, retryAfter, message } = Object(error) as Record<string, unknown>;
  const known = codes.find((one) => one === code);
  if (!known) return new VisioError('endpoint-unreachable', { cause: error });
  const facts: { -readonly [K in keyof ErrorFacts]: ErrorFacts[K] } = {};
  const opens = opensAt instanceof Date || typeof opensAt === 'string' ? new Date(opensAt) : null;
  if (opens && !Number.isNaN(opens.getTime())) facts.opensAt = opens;
  if (typeof retryAfter === 'number') facts.retryAfter = retryAfter;
  // An exception's message is English, for developers; a plain object's is for the person.
  if (typeof message === 'string' && !(error instanceof Error)) facts.message = message;
  return new VisioError(known, { ...facts, cause: error });
}

// Loaded on a failure alone.
import type { ErrorCode, VisioError } from '../error.ts';
import type { HttpAnswer } from './http.ts';

const noAnswer: Partial<Record<ErrorCode, string>> = {
  'endpoint-unreachable':
    'gave no readable answer: offline, refused, cut off, not permitted by CORS or by the page’s Content Security Policy, or redirected to another origin',
  'endpoint-timeout': 'did not answer in time',
};

/**
 * Writes one line for the page's developer: who answered what, and what was expected. It has no query, which may
 * authorise somebody, no room, no name and nothing of the answer's content.
 *
 * @param asked `POST` and an absolute URL.
 */
export function tellOfAnswer(
  asked: { readonly method: string; readonly url: string },
  error: VisioError,
  answer: HttpAnswer | undefined,
): void {
  const { origin, pathname } = new URL(asked.url);
  console.error(
    `<visio-avocat-room> ${asked.method} ${origin}${pathname} ${noAnswer[error.code] ?? expected(error, answer)}.`,
  );
}

/** What a page's tag may lack. */
const missing: Partial<Record<ErrorCode, string>> = {
  'room-missing': 'the attribute room, which is not empty',
  'endpoint-missing': 'the attribute endpoint with an http or https URL, or the property accessProvider',
};

/** Writes one line for the page's developer, where the page's tag is at fault. */
export function tellOfTag({ code }: VisioError): void {
  const wanted = missing[code];
  if (wanted) console.error(`<visio-avocat-room> ${code}: expected ${wanted}. Nothing was asked.`);
}

function expected({ facts }: VisioError, answer: HttpAnswer | undefined): string {
  if (!answer) return `cannot be read: ${facts.reason}`;
  const { response } = answer;
  const type =
    /^[\w.+-]+\/[\w.+-]+/.exec(response.headers.get('Content-Type') ?? '')?.[0] ?? 'no content type';
  const from = response.redirected ? ', after a redirect' : '';
  const wanted = response.ok
    ? `JSON with applicationId (or apiKey), sessionId and token. ${facts.reason}`
    : 'problem details, application/problem+json with a member code';
  return `answered ${response.status}, ${type}${from}; expected ${wanted}`;
}

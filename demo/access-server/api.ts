import type { IncomingMessage } from 'node:http';
import { grantAccess, postAccess } from './access.ts';
import { getAdmission, postAdmission } from './admission.ts';
import type { Context } from './context.ts';
import { options } from './guard.ts';
import { type Answer, problemAnswer } from './http.ts';
import { postLink } from './link.ts';
import { Problem } from './problem.ts';

type Handler = (
  context: Context,
  request: IncomingMessage,
  room: string,
  heard: (lang: string | undefined) => void,
) => Promise<Answer>;

interface Route {
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, Handler>>;
}

const routes: readonly Route[] = [
  {
    path: /^\/api\/visio$/,
    methods: { POST: (context, request, _room, heard) => postAccess(context, request, heard) },
  },
  {
    // For back ends and pages in the manner of Vonage's tutorials: no name, no ticket; the cookie says who it is.
    path: /^\/api\/visio\/([^/]+)$/,
    methods: { GET: (context, request, room) => grantAccess(context, request, { room }) },
  },
  {
    path: /^\/api\/visio\/([^/]+)\/link$/,
    methods: { POST: postLink },
  },
  {
    path: /^\/api\/visio\/([^/]+)\/admission$/,
    methods: { GET: getAdmission, POST: postAdmission },
  },
];

/** What a failure takes from the address's bucket besides the request itself: guessing is slow. */
const COST_OF_FAILURE = 9;
const FAILURES = new Set([401, 403, 404]);
/** Who asks there without a right to it learns nothing, and may be a page whose cookie is over. */
const DOOR = /\/admission$/;

/**
 * Answers everything under `/api/`. Never rejects: what goes wrong becomes a problem.
 *
 * @param report is told of failures of the server itself; it gets no names, no tokens and no query.
 */
export async function answerApi(
  context: Context,
  request: IncomingMessage,
  pathname: string,
  report: (error: unknown) => void,
): Promise<Answer> {
  // Until the body is read, the browser's own preference.
  let lang = request.headers['accept-language'];
  const address = context.guard.address(request);
  let answer: Answer;
  let counted = false;
  const count = () => {
    counted = true;
    context.perAddress.take(address);
  };
  try {
    answer = await dispatch(context, request, pathname, count, (heard) => {
      lang = heard ?? lang;
    });
  } catch (error) {
    const problem = error instanceof Problem ? error : Problem.failure(error);
    if (problem.cause !== undefined) report(problem.cause);
    // Waiting for the hour or for a host's answer is no attack.
    const failed = FAILURES.has(problem.status) && !['not-open-yet', 'refused'].includes(problem.code);
    if (counted && failed && !DOOR.test(pathname)) context.perAddress.charge(address, COST_OF_FAILURE);
    answer = problemAnswer(problem, lang);
  }
  return { ...answer, headers: { ...answer.headers, ...context.guard.cors(request) } };
}

async function dispatch(
  context: Context,
  request: IncomingMessage,
  pathname: string,
  count: () => void,
  heard: (lang: string | undefined) => void,
): Promise<Answer> {
  const route = routes.find(({ path }) => path.test(pathname));
  if (!route) throw Problem.invalid('No such address', 404);
  const methods = Object.keys(route.methods);
  const { method = '' } = request;
  if (method === 'OPTIONS') return options(methods);
  const handler = Object.hasOwn(route.methods, method) ? route.methods[method] : undefined;
  if (!handler) {
    throw Problem.invalid(`${method}: not a method of this address`, 405, {
      Allow: [...methods, 'OPTIONS'].join(', '),
    });
  }
  // First: what another site makes a visitor's browser send counts for nobody.
  context.guard.checkOrigin(request);
  count();
  return handler(context, request, decode(route.path.exec(pathname)?.[1] ?? ''), heard);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new Problem('room-not-found');
  }
}

import assert from 'node:assert/strict';
import { parseProblem } from '../../../src/access/grant.ts';
import { BackEnd } from './back-end.ts';
import type { Bench, Rule } from './bench.ts';
import { isEndpoint } from './endpoint.ts';
import type { Answer } from './express.ts';
import type { Block } from './markdown.ts';

/** A server of its own, which has made no session yet. */
async function withBackEnd(
  block: Block,
  bench: Bench,
  check: (backEnd: BackEnd) => Promise<void>,
): Promise<void> {
  const backEnd = await BackEnd.start(block, await bench.scratch());
  try {
    await check(backEnd);
  } finally {
    await backEnd.close();
  }
}

const sessionOf = ({ status, body }: Answer): string => {
  assert.equal(status, 200, JSON.stringify(body));
  return Reflect.get(Object(body), 'sessionId');
};

/** @see https://www.rfc-editor.org/rfc/rfc9457 */
function isProblem({ status, headers, body }: Answer, expected: { status: number; code: string }): void {
  assert.equal(headers['content-type'], 'application/problem+json');
  assert.equal(headers['cache-control'], 'no-store');
  assert.deepEqual({ status, ...Object(body) }, expected);
  assert.equal(parseProblem(status, body, new Headers(headers)).code, expected.code);
}

const outage: Rule = {
  name: 'answers a failed session with a problem, and makes the room’s session with the next request',
  covers: isEndpoint,
  check: (block, bench) =>
    withBackEnd(block, bench, async (backEnd) => {
      const ask = () => backEnd.ask({ room: 'a', displayName: 'Zoé', lang: 'fr' });
      backEnd.reachable = false;
      // Two at once: neither may leave the failure behind.
      for (const answer of await Promise.all([ask(), ask()]))
        isProblem(answer, { status: 503, code: 'server-error' });
      backEnd.reachable = true;
      const first = sessionOf(await ask());
      assert.equal(sessionOf(await ask()), first);
      assert.equal(backEnd.service.control.sessions.length, 1);
    }),
};

const together: Rule = {
  name: 'makes one session for two people who come first at the same moment',
  covers: isEndpoint,
  check: (block, bench) =>
    withBackEnd(block, bench, async (backEnd) => {
      const ask = (displayName: string) => backEnd.ask({ room: 'a', displayName, lang: 'fr' });
      const [zoe, karim] = (await Promise.all([ask('Zoé'), ask('Karim')])).map(sessionOf);
      assert.equal(zoe, karim);
      assert.equal(backEnd.service.control.sessions.length, 1);
    }),
};

/** What is no room, in words. */
const noRooms: Readonly<Record<string, unknown>> = {
  'no body': undefined,
  'no room': { displayName: 'Zoé' },
  'an empty room': { room: '' },
  'a blank room': { room: ' \t\n\u00a0' },
  'a null room': { room: null },
  'a number': { room: 4821 },
  'an object': { room: { toString: 'a' } },
  'a list': { room: ['a'] },
};

const noRoom: Rule = {
  name: 'knows no room that is missing, empty, blank or no text, and makes no session for it',
  covers: isEndpoint,
  check: (block, bench) =>
    withBackEnd(block, bench, async (backEnd) => {
      for (const [what, body] of Object.entries(noRooms)) {
        const answer = await backEnd.ask(body).catch((error: Error) => assert.fail(`${what}: ${error}`));
        assert.equal(answer.status, 404, what);
        isProblem(answer, { status: 404, code: 'room-not-found' });
      }
      assert.equal(backEnd.service.control.sessions.length, 0);
    }),
};

export const endpointFaults: readonly Rule[] = [outage, together, noRoom];

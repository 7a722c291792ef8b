import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../support/test.ts';

/** What the firm's own server would answer to somebody who may enter, in the words of OpenTok's tutorials. */
type Grant = { readonly apiKey: string; readonly sessionId: string; readonly token: string };

/**
 * A back end as the tutorials of OpenTok and Vonage have it: it knows neither the waiting room nor this element, and
 * serves any page that asks.
 */
function tutorialServer(grant: () => Promise<Grant>): Promise<Server & { readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (request.method !== 'GET' || !/^\/(session|room\/[\w-]+)$/.test(request.url ?? '')) {
      response.writeHead(404).end('Cannot GET');
      return;
    }
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(await grant()));
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(Object.assign(server, { asked }))),
  );
}

let backEnd: Awaited<ReturnType<typeof tutorialServer>>;
let applicationId = '';
test.beforeAll(async ({ world }) => {
  const { room } = world.consultation();
  backEnd = await tutorialServer(async () => {
    const answer = await fetch(`${world.origin}/api/visio/${room}`);
    const grant = (await answer.json()) as { applicationId: string; sessionId: string; token: string };
    applicationId = grant.applicationId;
    return { apiKey: grant.applicationId, sessionId: grant.sessionId, token: grant.token };
  });
});
test.afterAll(() => backEnd.close());

/** Vonage's cloud, of which only the first questions are heard: such an answer names no proxy. */
const cloud = /opentok\.com|tokbox\.com|vonage\.com/;

test.describe('a back end of the tutorials', () => {
  for (const [shape, endpoint, room] of [
    // It has one room for everybody: the page has to say that this is the one it means.
    ['GET /session', '', 'session'],
    ['GET /room/salle', 'room', 'salle'],
  ] as const) {
    test(`that answers ${shape} with an apiKey is enough for a call`, async ({ consultation }) => {
      backEnd.asked.length = 0;
      const page = await consultation.page();
      await page.route(cloud, (route) => route.abort());
      const { port } = backEnd.address() as AddressInfo;
      const person = await consultation.person(
        'Zoé Martin',
        {
          endpoint: `http://127.0.0.1:${port}/${endpoint}`,
          room,
          'endpoint-method': 'GET',
          'endpoint-credentials': 'omit',
          camera: 'off',
        },
        page,
      );
      const asked = page.waitForRequest(cloud);
      await person.join();
      expect((await asked).url()).toContain(applicationId);
      expect(backEnd.asked).toEqual([shape]);
    });
  }
});

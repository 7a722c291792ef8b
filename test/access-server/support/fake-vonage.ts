import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands in for Vonage's REST interface and writes down what it was asked. */
export interface FakeVonage {
  readonly origin: string;
  readonly requests: { method: string; url: string; authorization: string; body: string }[];
  /** The status of further answers; 200 to begin with. */
  status: number;
  /** Ids of the next sessions; then they are new ones again. */
  readonly sessionIds: string[];
  /** Awaited before a session is answered. */
  beforeSession: () => Promise<unknown>;
  close(): Promise<void>;
}

export async function startFakeVonage(): Promise<FakeVonage> {
  const requests: FakeVonage['requests'] = [];
  let sessions = 0;
  const server = createServer(async (request, response) => {
    const body = await text(request);
    requests.push({
      method: request.method ?? '',
      url: request.url ?? '',
      authorization: request.headers.authorization ?? '',
      body,
    });
    response.statusCode = fake.status;
    response.setHeader('Content-Type', 'application/json');
    if (request.method === 'DELETE') {
      response.end();
      return;
    }
    await fake.beforeSession();
    const id = fake.sessionIds.shift() ?? `1_FAKE-${++sessions}`;
    response.end(JSON.stringify([{ session_id: id }]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeVonage = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    status: 200,
    sessionIds: [],
    beforeSession: () => Promise.resolve(),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return fake;
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

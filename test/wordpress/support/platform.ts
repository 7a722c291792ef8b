import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WordPressSite } from './site.ts';

/** Plays Vonage during `work`: each request, as for a session, gets the id that `create` gives. */
export async function withPlatform<Result>(
  site: WordPressSite,
  create: (request: IncomingMessage) => Promise<string> | string,
  work: () => Promise<Result>,
): Promise<Result> {
  const server = createServer(async (request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify([{ session_id: await create(request) }]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const settle = (url: string): string =>
    site.php(`$s = get_option('visio_avocat'); $s['api_url'] = '${url}'; update_option('visio_avocat', $s);`);
  try {
    settle(`http://127.0.0.1:${port}`);
    return await work();
  } finally {
    settle(site.service.origin);
    await new Promise((resolve) => server.close(resolve));
  }
}

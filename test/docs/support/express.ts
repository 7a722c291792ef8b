// Stands in for Express, which this project does not use: keeps the routes, and opens no port.

interface Response {
  status(code: number): Response;
  type(name: string): Response;
  set(name: string, value: string): Response;
  json(body: unknown): void;
}
type Handler = (request: { readonly body: unknown }, response: Response) => unknown;
type Routes = ReadonlyMap<string, Handler>;

let latest = new Map<string, Handler>();

/** The routes of the program that was started last, as `POST /path`. */
export const latestRoutes = (): Routes => latest;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What a route answers. @throws what the route throws, and Error where there is no such route */
export async function answerOf(routes: Routes, route: string, body: unknown): Promise<Answer> {
  const handler = routes.get(route);
  if (!handler) throw new Error(`No ${route}. There are: ${[...routes.keys()].join(', ')}.`);
  const headers: Record<string, string> = {};
  let status = 200;
  let answered: unknown;
  const response: Response = {
    status(code) {
      status = code;
      return response;
    },
    type: (name) => response.set('Content-Type', name),
    set(name, value) {
      headers[name.toLowerCase()] = value;
      return response;
    },
    json(value) {
      headers['content-type'] ??= 'application/json';
      answered = JSON.parse(JSON.stringify(value));
    },
  };
  await handler({ body }, response);
  return { status, headers, body: answered };
}

const middleware = () => () => undefined;

function express() {
  const routes = new Map<string, Handler>();
  latest = routes;
  const add = (method: string) => (path: string, handler: Handler) =>
    routes.set(`${method} ${path}`, handler);
  return { use: middleware, get: add('GET'), post: add('POST'), listen: () => undefined };
}
express.static = middleware;
express.json = middleware;

export default express;

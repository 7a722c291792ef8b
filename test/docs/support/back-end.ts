import { randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { pathToFileURL } from 'node:url';
import { localCredentials } from '../../../demo/access-server/index.ts';
import { type SessionService, startSessionService } from '../../../demo/session-service/service.ts';
import type { Scratch } from '../../package/support/scratch.ts';
import { type Answer, answerOf, latestRoutes } from './express.ts';
import type { Block } from './markdown.ts';

type Credentials = Awaited<ReturnType<typeof localCredentials>>;
type Ask = (body: unknown) => Promise<Answer>;

/** Sets variables of this process. @returns what takes them back */
export function setEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  return () => {
    for (const name of Object.keys(variables)) delete process.env[name];
    Object.assign(process.env, before);
  };
}

/** Starts a firm's server as a block writes it down. */
export async function startProgram(code: string, scratch: Scratch): Promise<Ask> {
  // Node runs a module once: each start is a file of its own.
  const file = `back-end-${randomUUID()}.js`;
  await scratch.write({ [file]: code });
  await import(pathToFileURL(scratch.path(file)).href);
  const routes = latestRoutes();
  return (body) => answerOf(routes, 'POST /api/visio', body);
}

/** A firm's server as a block writes it down, with the local session service in place of Vonage's cloud. */
export class BackEnd {
  readonly service: SessionService;
  readonly credentials: Credentials;
  /** The bodies of what was asked. */
  readonly asked: unknown[] = [];
  /** Whether the server finds Vonage's cloud. */
  reachable = true;
  readonly #request = https.request;
  #ask: Ask = () => Promise.reject(new Error('not started'));

  private constructor(service: SessionService, credentials: Credentials) {
    this.service = service;
    this.credentials = credentials;
    // The block names no address, so the package speaks to Vonage’s own; what it says there reaches the service.
    const redirected = (url: string, options: http.RequestOptions) => {
      const { origin, pathname } = new URL(url);
      if (origin !== 'https://video.api.vonage.com') throw new Error(`A request to ${origin}`);
      if (!this.reachable) throw new Error('getaddrinfo EAI_AGAIN video.api.vonage.com');
      return http.request(service.origin + pathname, options);
    };
    Object.assign(https, { request: redirected });
  }

  static async start({ code }: Block, scratch: Scratch): Promise<BackEnd> {
    const credentials = await localCredentials();
    const backEnd = new BackEnd(await startSessionService(credentials), credentials);
    await scratch.write({ 'vonage.key': credentials.privateKey });
    const restore = setEnvironment({
      VONAGE_APPLICATION_ID: credentials.applicationId,
      VONAGE_PRIVATE_KEY: scratch.path('vonage.key'),
    });
    try {
      backEnd.#ask = await startProgram(code, scratch);
    } catch (error) {
      await backEnd.close();
      throw error;
    } finally {
      restore();
    }
    return backEnd;
  }

  ask(body: unknown): Promise<Answer> {
    this.asked.push(body);
    return this.#ask(body);
  }

  close(): Promise<void> {
    Object.assign(https, { request: this.#request });
    return this.service.close();
  }
}

import http from 'node:http';
import https from 'node:https';
import { pathToFileURL } from 'node:url';
import { localCredentials } from '../../../demo/access-server/index.ts';
import { type SessionService, startSessionService } from '../../../demo/session-service/service.ts';
import type { Scratch } from '../../package/support/scratch.ts';
import { type Answer, answerOf } from './express.ts';
import type { Block } from './markdown.ts';

type Credentials = Awaited<ReturnType<typeof localCredentials>>;

/** A firm's server as a block writes it down, with the local session service in place of Vonage's cloud. */
export class BackEnd {
  readonly service: SessionService;
  readonly credentials: Credentials;
  /** The bodies of what was asked. */
  readonly asked: unknown[] = [];
  readonly #restore: () => void;

  private constructor(service: SessionService, credentials: Credentials, restore: () => void) {
    this.service = service;
    this.credentials = credentials;
    this.#restore = restore;
  }

  static async start({ code }: Block, scratch: Scratch): Promise<BackEnd> {
    const credentials = await localCredentials();
    const service = await startSessionService(credentials);
    const { request } = https;
    // The block names no address, so the package speaks to Vonage’s own; what it says there reaches the service.
    const redirected = (url: string, options: http.RequestOptions) => {
      const { origin, pathname } = new URL(url);
      if (origin !== 'https://video.api.vonage.com') throw new Error(`A request to ${origin}`);
      return http.request(service.origin + pathname, options);
    };
    Object.assign(https, { request: redirected });
    await scratch.write({ 'back-end.js': code, 'vonage.key': credentials.privateKey });
    process.env.VONAGE_APPLICATION_ID = credentials.applicationId;
    process.env.VONAGE_PRIVATE_KEY = scratch.path('vonage.key');
    const backEnd = new BackEnd(service, credentials, () => {
      Object.assign(https, { request });
      delete process.env.VONAGE_APPLICATION_ID;
      delete process.env.VONAGE_PRIVATE_KEY;
    });
    try {
      await import(pathToFileURL(scratch.path('back-end.js')).href);
    } catch (error) {
      await backEnd.close();
      throw error;
    }
    return backEnd;
  }

  ask(body: unknown): Promise<Answer> {
    this.asked.push(body);
    return answerOf('POST /api/visio', body);
  }

  close(): Promise<void> {
    this.#restore();
    return this.service.close();
  }
}

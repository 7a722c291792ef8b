import {
  type SessionService,
  type SessionServiceOptions,
  startSessionService,
} from '../../../demo/session-service/service.ts';
import { SignallingClient } from '../../support/signalling-client.ts';
import { application, type Claims, clientToken, serverToken } from '../../support/tokens.ts';

/** A service with one session, and people who come in. */
export class Room {
  readonly service: SessionService;
  readonly sessionId: string;

  private constructor(service: SessionService) {
    this.service = service;
    this.sessionId = service.createSession();
  }

  static async open(options: Partial<SessionServiceOptions> = {}): Promise<Room> {
    return new Room(await startSessionService({ ...application, ...options }));
  }

  get seat() {
    return {
      origin: this.service.origin,
      applicationId: application.applicationId,
      sessionId: this.sessionId,
    };
  }

  /** Somebody with a token of their own. */
  async person(claims: Claims = {}): Promise<SignallingClient> {
    return SignallingClient.join(this.seat, await clientToken(this.sessionId, { claims }));
  }

  /** What the SDK asks first. */
  async info(token: string, sessionId = this.sessionId) {
    const response = await fetch(
      `${this.service.origin}/anvil.opentok.com/session/${sessionId}?extended=true`,
      { headers: { 'X-OPENTOK-AUTH': token } },
    );
    const [answer] = await response.json();
    return answer;
  }

  /** A request to the server's interface. @param path below the session */
  async rest(method: string, path: string, token?: string, body?: unknown): Promise<number> {
    const { applicationId } = application;
    const address = `${this.service.origin}/v2/project/${applicationId}/session/${this.sessionId}${path}`;
    const response = await fetch(address, {
      method,
      headers: { Authorization: `Bearer ${token ?? (await serverToken())}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return response.status;
  }

  async close(): Promise<void> {
    await this.service.close();
  }
}

/** One audio and one video channel, as the SDK announces them. */
export const channels = [
  { id: 'audio1', type: 'audio', active: true },
  { id: 'video1', type: 'video', active: true, width: 640, height: 480, source: 'camera' },
];

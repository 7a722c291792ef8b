import type { Role } from './appointments.ts';

/** A Vonage application. */
export interface VonageCredentials {
  readonly applicationId: string;
  /** PKCS #8 or PKCS #1, PEM. */
  readonly privateKey: string;
}

/** What the access server asks of Vonage's platform. */
export interface VideoPlatform {
  readonly applicationId: string;
  /** Makes a session and returns its id. @throws Error when the platform cannot be reached */
  createSession(mediaMode: 'relayed' | 'routed'): Promise<string>;
  /** A token for one person and one session. @param expires milliseconds since the epoch */
  token(sessionId: string, person: TokenHolder, expires: number): string;
  /** Puts one connection out of the session. @throws Error when the platform cannot be reached */
  disconnect(sessionId: string, connectionId: string): Promise<void>;
}

interface TokenHolder {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** Vonage's names of the roles. */
export const vonageRole: Readonly<Record<Role, 'moderator' | 'publisher' | 'subscriber'>> = {
  host: 'moderator',
  guest: 'publisher',
  observer: 'subscriber',
};

/** Milliseconds given to one request to the platform. */
const TIMEOUT = 8000;
/** Vonage's limit for `connection_data`, characters. */
const MAX_DATA = 1000;

/**
 * Talks to the platform through Vonage's own server package.
 *
 * @param apiOrigin replaces Vonage's REST host: the local session service answers the same calls.
 */
export async function connectVonage(
  { applicationId, privateKey }: VonageCredentials,
  apiOrigin?: string,
): Promise<VideoPlatform> {
  silenceVonageDebug();
  const { MediaMode, Video } = await import('@vonage/video');
  const credentials = { applicationId, privateKey };
  const video = new Video(credentials, {
    timeout: TIMEOUT,
    ...(apiOrigin === undefined ? {} : { videoHost: apiOrigin }),
  });
  return {
    applicationId,
    async createSession(mediaMode) {
      const mode = mediaMode === 'relayed' ? MediaMode.RELAYED : MediaMode.ROUTED;
      return (await video.createSession({ mediaMode: mode })).sessionId;
    },
    token(sessionId, { id, name, role }, expires) {
      const data = JSON.stringify({ name, id, role: vonageRole[role] });
      if (data.length > MAX_DATA) throw new RangeError('connection data too long');
      return video.generateClientToken(sessionId, {
        role: vonageRole[role],
        data,
        expireTime: Math.floor(expires / 1000),
      });
    },
    disconnect: (sessionId, connectionId) => video.disconnectClient(sessionId, connectionId),
  };
}

/** With `DEBUG=*`, @vonage/jwt 1.14 and @vonage/server-client 1.20 print the private key and bearer tokens. */
function silenceVonageDebug(): void {
  const { DEBUG } = process.env;
  if (DEBUG !== undefined) process.env.DEBUG = `${DEBUG},-vonage:*`;
}

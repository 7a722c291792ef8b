import { cleanName } from '../call/clean-name.ts';
import type { Peer, Role } from '../call/session.ts';
import { type ErrorCode, VisioError } from '../error.ts';
import { now } from '../time.ts';
import type { SdkCapabilities, SdkConnection, SdkError, SdkPublisher } from './sdk.ts';

/** The SDK's numeric error codes, from its ExceptionCodes. */
const codes: Readonly<Record<number, ErrorCode>> = {
  1004: 'token-invalid',
  1005: 'token-invalid',
  1006: 'signalling-unreachable',
  1007: 'media-failed',
  1500: 'media-failed',
  1601: 'media-failed',
};

const names: Readonly<Record<string, ErrorCode>> = {
  OT_AUTHENTICATION_ERROR: 'token-invalid',
  OT_INVALID_SESSION_ID: 'session-mismatch',
  OT_CONNECT_FAILED: 'signalling-unreachable',
  OT_NOT_CONNECTED: 'signalling-unreachable',
  OT_CONNECTION_LIMIT_EXCEEDED: 'room-full',
  OT_PERMISSION_DENIED: 'not-allowed',
  OT_TIMEOUT: 'signalling-unreachable',
};

/** Reads a token's claims, only to choose an error text: the server alone decides on the token. */
function claimsOf(token: string): { exp?: unknown; session_id?: unknown } {
  try {
    const [, payload = ''] = token.split('.');
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')));
    return typeof claims === 'object' && claims !== null ? claims : {};
  } catch {
    return {};
  }
}

/**
 * Translates a connection failure. The SDK reports several reasons as "authentication error"; the token's claims tell
 * them apart.
 *
 * @param at Milliseconds since the epoch.
 */
export function connectError(
  cause: SdkError,
  grant: { token: string; sessionId: string },
  at = now(),
): VisioError {
  const code = codeOf(cause, 'signalling-unreachable');
  if (code !== 'token-invalid') return new VisioError(code, { cause });
  const { exp, session_id } = claimsOf(grant.token);
  if (typeof exp === 'number' && exp * 1000 <= at) return new VisioError('token-expired', { cause });
  if (typeof session_id === 'string' && session_id !== grant.sessionId) {
    return new VisioError('session-mismatch', { cause });
  }
  return new VisioError(code, { cause });
}

/** Translates a failure to publish or subscribe. */
export function mediaError(cause: SdkError): VisioError {
  return new VisioError(codeOf(cause, 'media-failed'), { cause });
}

/** Runs an operation of the SDK that answers by a callback. @throws VisioError as `mediaError` */
export function answered(act: (done: (error?: SdkError | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => act((error) => (error ? reject(mediaError(error)) : resolve())));
}

/** The person to whom the connection of a report leads, as the session states it; none for a media server. */
export interface StatedPeer {
  readonly report: RTCStatsReport;
  readonly id: string | undefined;
}

/** Asks to whom a publisher's connections lead. */
export async function statedPeers(publisher: SdkPublisher): Promise<readonly StatedPeer[]> {
  const reports = await publisher.getRtcStatsReport();
  return reports.map(({ connectionId, rtcStatsReport }) => ({ report: rtcStatsReport, id: connectionId }));
}

function codeOf(error: SdkError, otherwise: ErrorCode): ErrorCode {
  return names[error.name ?? ''] ?? codes[error.code ?? 0] ?? otherwise;
}

/** Derives the role from a session's capabilities. */
export function roleOf(capabilities: SdkCapabilities): Role {
  if (capabilities.forceDisconnect === 1) return 'moderator';
  return capabilities.publish === 1 ? 'publisher' : 'subscriber';
}

/** Parses a connection's data: JSON with a `name`; in Vonage's tutorials also plain text or `name=…`. */
function parseData(data: string | undefined): { name: string; accessId?: string } {
  if (!data) return { name: '' };
  try {
    const json: unknown = JSON.parse(data);
    if (typeof json !== 'object' || json === null) return { name: cleanName(String(json)) };
    const read = (key: string): unknown => (Object.hasOwn(json, key) ? Reflect.get(json, key) : undefined);
    const name = cleanName(['name', 'displayName', 'username'].map(read).find(Boolean));
    const id = read('id');
    return typeof id === 'string' && id.length <= 100 ? { name, accessId: id } : { name };
  } catch {
    return { name: cleanName(data.replace(/^(?:user)?name=/i, '')) };
  }
}

/** Reads a person's connection from its token's data, which another server wrote. */
export function peerOf(connection: SdkConnection): Peer {
  const peer: Peer = {
    id: connection.connectionId,
    ...parseData(connection.data),
    joinedAt: Number.isFinite(connection.creationTime) ? connection.creationTime : now(),
  };
  const { permissions } = connection;
  return permissions ? { ...peer, role: roleOf(permissions) } : peer;
}

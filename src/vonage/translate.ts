import type { ConnectionStats, Peer, Role } from '../call/session.ts';
import { type ErrorCode, VisioError } from '../error.ts';
import type { SdkCapabilities, SdkConnection, SdkError, SdkPublisher } from './sdk.ts';

/** The SDK's numbers for failures, from its ExceptionCodes. */
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

/** What a token says of itself. Read only to word an error: the server alone decides. */
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
 * Why connecting failed. The SDK says "authentication error" for several reasons; the token's own claims tell them apart.
 *
 * @param now Milliseconds since the epoch.
 */
export function connectError(
  cause: SdkError,
  grant: { token: string; sessionId: string },
  now = Date.now(),
): VisioError {
  const code = codeOf(cause, 'signalling-unreachable');
  if (code !== 'token-invalid') return new VisioError(code, { cause });
  const { exp, session_id } = claimsOf(grant.token);
  if (typeof exp === 'number' && exp * 1000 <= now) return new VisioError('token-expired', { cause });
  if (typeof session_id === 'string' && session_id !== grant.sessionId) {
    return new VisioError('session-mismatch', { cause });
  }
  return new VisioError(code, { cause });
}

/** Why publishing or subscribing failed. */
export function mediaError(cause: SdkError): VisioError {
  return new VisioError(codeOf(cause, 'media-failed'), { cause });
}

/** What a publisher sends, one entry for each connection. */
export async function connectionStats(publisher: SdkPublisher): Promise<readonly ConnectionStats[]> {
  const reports = await publisher.getRtcStatsReport();
  return reports.map(({ connectionId, rtcStatsReport }) => ({
    direction: 'publish',
    report: rtcStatsReport,
    ...(connectionId === undefined ? {} : { peerId: connectionId }),
  }));
}

function codeOf(error: SdkError, otherwise: ErrorCode): ErrorCode {
  return names[error.name ?? ''] ?? codes[error.code ?? 0] ?? otherwise;
}

/** The role that a session's capabilities amount to. */
export function roleOf(capabilities: SdkCapabilities): Role {
  if (capabilities.forceDisconnect === 1) return 'moderator';
  return capabilities.publish === 1 ? 'publisher' : 'subscriber';
}

/** Longer names and hidden characters would break the page, not identify anybody. */
const MAX_NAME = 80;

/** A name as it may be shown: one line, no control or direction characters, bounded. */
export function cleanName(name: unknown): string {
  if (typeof name !== 'string') return '';
  const line = name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...line].slice(0, MAX_NAME).join('');
}

/** What a connection's data says: JSON with a `name`, in the tutorials also plain text or `name=…`. */
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

/** Somebody's connection, from what its token says of them: text that another server wrote. */
export function peerOf(connection: SdkConnection): Peer {
  const peer: Peer = {
    id: connection.connectionId,
    ...parseData(connection.data),
    joinedAt: Number.isFinite(connection.creationTime) ? connection.creationTime : Date.now(),
  };
  const { permissions } = connection;
  return permissions ? { ...peer, role: roleOf(permissions) } : peer;
}

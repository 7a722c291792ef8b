import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { localCredentials } from '../../demo/access-server/index.ts';

/** An application and the keys to make its tokens with; making a pair takes longer than most tests. */
export const application = await localCredentials();
/** A key that is nobody's: what a forger has. */
export const forger = await localCredentials();

/** Claims that differ from those of an honest token; `undefined` leaves one out. */
export type Claims = Readonly<Record<string, unknown>>;

export interface TokenChanges {
  readonly claims?: Claims;
  readonly header?: Readonly<Record<string, string>>;
  readonly key?: string | KeyObject | Uint8Array;
}

/** The claims of an honest client token: for one session, for an hour. */
export function honestClaims(sessionId: string, changes: Claims = {}): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  const claims: Record<string, unknown> = {
    application_id: application.applicationId,
    session_id: sessionId,
    scope: 'session.connect',
    role: 'publisher',
    iat: now,
    exp: now + 3600,
    jti: crypto.randomUUID(),
    ...changes,
  };
  // What is `undefined` is left out of the token, not written as null.
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}

/** Makes a client token; honest unless changed. */
export function clientToken(sessionId: string, changes: TokenChanges = {}): Promise<string> {
  const { key = application.privateKey, header = {} } = changes;
  return new SignJWT(honestClaims(sessionId, changes.claims))
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...header })
    .sign(typeof key === 'string' ? createPrivateKey(key) : key);
}

/** Makes a token of the REST interface. */
export function serverToken(changes: TokenChanges = {}): Promise<string> {
  const claims = { session_id: undefined, scope: undefined, role: undefined, ...changes.claims };
  return clientToken('', { ...changes, claims });
}

/** Any JSON as base64url, for tokens that no library would make. */
export const encodePart = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

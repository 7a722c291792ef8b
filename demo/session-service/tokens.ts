import { createPublicKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify } from 'jose';

/** What a client token may say of its holder. */
type TokenRole = 'moderator' | 'publisher' | 'subscriber' | 'publisheronly';

/** Vonage's names of what a connection may do. */
export type Permission =
  | 'publish'
  | 'subscribe'
  | 'signal'
  | 'forceunpublish'
  | 'forcedisconnect'
  | 'forcemute';

const permissionsOf: Readonly<Record<TokenRole, readonly Permission[]>> = {
  moderator: ['publish', 'subscribe', 'signal', 'forceunpublish', 'forcedisconnect', 'forcemute'],
  publisher: ['publish', 'subscribe', 'signal'],
  subscriber: ['subscribe', 'signal'],
  publisheronly: ['publish', 'signal'],
};

/** A token that has been checked. */
export interface Identity {
  readonly role: TokenRole;
  readonly permissions: readonly Permission[];
  /** What the token's maker wrote about the person. */
  readonly data: string;
  /** Names the token, so that it can be withdrawn. */
  readonly tokenId: string;
}

/** A token that opens nothing, with a reason that may be told to its holder. */
export class TokenError extends Error {}

export interface TokenRules {
  readonly applicationId: string;
  readonly publicKey: KeyObject;
  /** The session asked for, or `undefined` for the REST interface. */
  readonly sessionId?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** @param key PEM (SPKI) or a key object. */
export function publicKeyOf(key: string | KeyObject): KeyObject {
  return typeof key === 'string' ? createPublicKey(key) : key;
}

/**
 * Checks a client token: signature (RS256 and nothing else, RFC 8725), times, application, session, role.
 *
 * @throws TokenError
 */
export async function checkClientToken(token: string, rules: TokenRules): Promise<Identity> {
  const claims = await verified(token, rules);
  if (claims.session_id !== rules.sessionId) throw new TokenError('The token is for another session.');
  const role = claims.role ?? 'publisher';
  if (typeof role !== 'string' || !Object.hasOwn(permissionsOf, role)) throw new TokenError('Unknown role.');
  if (claims.scope !== 'session.connect') throw new TokenError('The token does not allow connecting.');
  const data = claims.connection_data ?? claims.data ?? '';
  return {
    role: role as TokenRole,
    permissions: permissionsOf[role as TokenRole],
    data: typeof data === 'string' ? data.slice(0, 1000) : '',
    // Without the signature, whose last character can be written in several ways.
    tokenId: claims.jti ?? token.slice(0, token.lastIndexOf('.')),
  };
}

/** Checks a token of the REST interface. @throws TokenError */
export async function checkServerToken(token: string, rules: TokenRules): Promise<void> {
  const claims = await verified(token, rules);
  // A client's token must not open the server's interface.
  if (claims.session_id !== undefined) throw new TokenError('A client token is not a server token.');
}

async function verified(token: string, { publicKey, applicationId, now }: TokenRules) {
  try {
    const { payload } = await jwtVerify(token, publicKey, {
      algorithms: ['RS256'],
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    });
    if (payload.application_id !== applicationId)
      throw new TokenError('The token is for another application.');
    return payload;
  } catch (error) {
    if (error instanceof TokenError) throw error;
    if (error instanceof errors.JWTExpired) throw new TokenError('The token has expired.');
    if (error instanceof errors.JWTClaimValidationFailed) throw new TokenError('The token is not valid now.');
    throw new TokenError('The token is not valid.');
  }
}

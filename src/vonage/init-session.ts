import type { AccessGrant } from '../access/grant.ts';
import type { SessionRoute } from '../call/session.ts';
import type { Sdk, SdkSession } from './sdk.ts';
import type { VonageOptions } from './vonage-options.ts';

/** Creates the SDK's session for a grant. Nothing is contacted before it connects. */
export function initSession(sdk: Sdk, grant: AccessGrant, options: VonageOptions): SdkSession {
  if (grant.proxyUrl) sdk.setProxyUrl(grant.proxyUrl);
  return sdk.initSession(grant.applicationId, grant.sessionId, {
    ...(options.secret ? { encryptionSecret: options.secret } : {}),
    iceConfig: {
      includeServers: 'all',
      transportPolicy: options.relayOnly ? 'relay' : 'all',
      customServers: grant.iceServers ?? [],
    },
  });
}

/** Returns the servers of the grant and of the connected session, for connections beside the SDK's. */
export function routeOf(
  grant: AccessGrant,
  options: VonageOptions,
  { sessionInfo }: SdkSession,
): SessionRoute {
  const own = sessionInfo?.iceServers ?? [];
  // Older sessions name one address as `url`.
  const iceServers = own.flatMap(({ url, urls, username, credential }) => {
    const all = urls ?? (url === undefined ? [] : [url]);
    return all.length === 0
      ? []
      : [{ urls: all, ...(username && credential ? { username, credential } : {}) }];
  });
  return { iceServers: [...iceServers, ...(grant.iceServers ?? [])], relayOnly: options.relayOnly };
}

/**
 * Whether there is no media server. The grant's word counts before the session's, which the provider writes; a firm that
 * attests certificates and names no mode means none.
 */
export function isRelayed({ mediaMode, attestationKey }: AccessGrant, { sessionInfo }: SdkSession): boolean {
  if (mediaMode !== undefined) return mediaMode === 'relayed';
  return attestationKey !== undefined || sessionInfo?.p2pEnabled === true;
}

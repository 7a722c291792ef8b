import type { AccessGrant } from '../access/grant.ts';
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

/** Whether there is no media server. The grant's word counts before the session's, which the provider writes. */
export function isRelayed({ mediaMode }: AccessGrant, { sessionInfo }: SdkSession): boolean {
  return mediaMode === undefined ? sessionInfo?.p2pEnabled === true : mediaMode === 'relayed';
}

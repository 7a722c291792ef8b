import type { AccessGrant } from '../access/grant.ts';
import type { SessionListener, VideoSession } from '../call/session.ts';
import { loadSdk } from './load.ts';
import type { VonageOptions } from './vonage-options.ts';
import { VonageSession } from './vonage-session.ts';

/** Loads the SDK into its own compartment and opens a session in it. */
export async function openVonage(
  options: VonageOptions,
  grant: AccessGrant,
  listener: SessionListener,
): Promise<VideoSession> {
  const [evaluate, certificate] = await Promise.all([
    loadSdk(options.sdk),
    // One certificate for the whole call. Otherwise each connection creates its own.
    RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' } as EcKeyGenParams).catch(
      () => undefined,
    ),
  ]);
  return new VonageSession({ evaluate, certificate, options, grant }, listener);
}

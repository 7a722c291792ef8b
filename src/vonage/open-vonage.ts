import type { AccessGrant } from '../access/grant.ts';
import type { SessionListener, VideoSession } from '../call/session.ts';
import { VisioError } from '../error.ts';
import { loadSdk } from './load.ts';
import type { VonageOptions } from './vonage-options.ts';
import { VonageSession } from './vonage-session.ts';

/**
 * One certificate for the whole call: otherwise each connection would make its own, and a comparison would cover none
 * of the later ones. @throws VisioError `browser-unsupported`
 */
function makeCertificate(): Promise<RTCCertificate> {
  const algorithm: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
  return RTCPeerConnection.generateCertificate(algorithm).catch((cause: unknown) => {
    throw new VisioError('browser-unsupported', { reason: 'no certificate for the call', cause });
  });
}

/** Loads the SDK into its own compartment and opens a session in it. */
export async function openVonage(
  options: VonageOptions,
  grant: AccessGrant,
  listener: SessionListener,
): Promise<VideoSession> {
  const [evaluate, certificate] = await Promise.all([loadSdk(options.sdk), makeCertificate()]);
  return new VonageSession({ evaluate, certificate, options, grant }, listener);
}

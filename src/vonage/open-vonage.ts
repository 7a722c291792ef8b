import type { AccessGrant } from '../access/grant.ts';
import type { SessionListener, VideoSession } from '../call/session.ts';
import type { CallCertificate } from './call-certificate.ts';
import { loadSdk } from './load.ts';
import type { VonageOptions } from './vonage-options.ts';
import { VonageSession } from './vonage-session.ts';

/**
 * Loads the SDK into its own compartment and opens a session in it. @throws VisioError `sdk-unreachable`
 */
export async function openVonage(
  options: VonageOptions,
  certificate: CallCertificate,
  grant: AccessGrant,
  listener: SessionListener,
): Promise<VideoSession> {
  const evaluate = await loadSdk(options.sdk);
  return new VonageSession({ evaluate, certificate, options, grant }, listener);
}

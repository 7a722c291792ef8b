import { VisioError } from '../error.ts';
import { mediaDevices } from './open-devices.ts';

/** @throws VisioError `insecure-context` or `browser-unsupported` when this browser cannot run a call. */
export function requireSupport(): void {
  mediaDevices();
  if (!canConnect()) throw new VisioError('browser-unsupported');
}

/**
 * What the connections of a call are made of: one certificate for all, and transceivers. A page may have a function of its
 * own in the place of `RTCPeerConnection`, on which their methods cannot be looked for.
 */
const NEEDED = ['RTCPeerConnection', 'RTCRtpTransceiver', 'RTCCertificate'];

function canConnect(): boolean {
  return NEEDED.every((name) => typeof Reflect.get(window, name) === 'function');
}

/** Vonage's limits for a shared secret, in characters. */
const SECRET_LENGTH = { min: 8, max: 256 };

/**
 * Checks that media can be encrypted with a shared secret. The newer build also supports WebRTC's standard API,
 * except in Firefox.
 *
 * @throws VisioError `secret-invalid` or `secret-unsupported`
 * @see https://www.w3.org/TR/webrtc-encoded-transform/
 */
export function requireSecretSupport(secret: string, sdk: 'video-client' | 'client-sdk-video'): void {
  if (secret === '') return;
  if (secret.length < SECRET_LENGTH.min || secret.length > SECRET_LENGTH.max) {
    throw new VisioError('secret-invalid', { reason: 'encryptionSecret: expected 8 to 256 characters' });
  }
  const standard = 'RTCRtpScriptTransform' in window && !/Firefox/.test(navigator.userAgent);
  const able = 'createEncodedStreams' in RTCRtpSender.prototype || (sdk === 'client-sdk-video' && standard);
  if (!able) throw new VisioError('secret-unsupported');
}

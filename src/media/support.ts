import { VisioError } from '../error.ts';
import { mediaDevices } from './devices.ts';

/** @throws VisioError `insecure-context` or `browser-unsupported` where no call can be held at all. */
export function requireSupport(): void {
  mediaDevices();
  if (typeof RTCPeerConnection === 'undefined') throw new VisioError('browser-unsupported');
}

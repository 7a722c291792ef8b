import { VisioError } from '../error.ts';
import { isLent } from './open-devices.ts';

/** Whether this browser can share a screen; phones cannot. */
export function canShareScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === 'function';
}

/**
 * Lets the person choose a screen, a window or a tab, without its audio. Must be called from a user gesture.
 *
 * @throws VisioError `aborted` when the person chooses none, `frame-not-allowed`, `screen-unsupported`,
 * `screen-failed`
 * @see https://www.w3.org/TR/screen-capture/#dom-mediadevices-getdisplaymedia
 */
export async function openScreen(): Promise<MediaStreamTrack> {
  if (!canShareScreen()) throw new VisioError('screen-unsupported');
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false });
    const [track] = stream.getVideoTracks();
    if (track) return track;
    throw new VisioError('screen-failed', { reason: 'no picture' });
  } catch (cause) {
    if (!(cause instanceof DOMException) || cause.name !== 'NotAllowedError') {
      throw VisioError.from(cause, 'screen-failed');
    }
    if (!isLent('display-capture')) throw new VisioError('frame-not-allowed', { cause });
    // In Chromium only this word distinguishes the system's refusal from the person's.
    throw new VisioError(/system/i.test(cause.message) ? 'screen-failed' : 'aborted', { cause });
  }
}

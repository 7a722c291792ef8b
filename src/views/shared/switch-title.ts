import type { DeviceKind } from '../../devices/open-devices.ts';
import type { LobbyMessages } from '../../i18n/messages.ts';

type Words = Pick<LobbyMessages, 'turnCameraOff' | 'turnCameraOn' | 'mute' | 'unmute'>;

/** Returns the label of a device's button: what a press does. */
export function switchTitle(kind: DeviceKind, on: boolean, t: Words): string {
  if (kind === 'camera') return on ? t.turnCameraOff : t.turnCameraOn;
  return on ? t.mute : t.unmute;
}

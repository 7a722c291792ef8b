import type { DeviceKind } from '../../devices/open-devices.ts';
import type { LobbyMessages } from '../../i18n/messages.ts';

type Words = Pick<LobbyMessages, 'turnCameraOff' | 'turnCameraOn' | 'mute' | 'unmute'>;

/** What a press on a device's button does. */
export function switchTitle(kind: DeviceKind, on: boolean, t: Words): string {
  if (kind === 'camera') return on ? t.turnCameraOff : t.turnCameraOn;
  return on ? t.mute : t.unmute;
}

import { VisioError } from '../error.ts';
import {
  type Device,
  type DeviceKind,
  type DeviceLists,
  mediaDevices,
  permissionOf,
} from './open-devices.ts';

/**
 * Returns why an open device has ended: `permission-denied` for a permission that was withdrawn, `…-not-found` for a
 * device that is no longer there, `device-in-use` for one that the system or another application has taken.
 */
export async function lossOf(kind: DeviceKind, { label }: MediaStreamTrack): Promise<VisioError> {
  const device = kind;
  const withdrawn = new VisioError('permission-denied', { device });
  if ((await permissionOf(kind))?.state === 'denied') return withdrawn;
  const all = await mediaDevices()
    .enumerateDevices()
    .catch(() => []);
  const present = all.filter((one) => one.kind === (kind === 'camera' ? 'videoinput' : 'audioinput'));
  if (present.some((one) => one.label === label)) return new VisioError('device-in-use', { device });
  // The names are only for those who may use the devices.
  return present.length > 0 && present.every((one) => one.label === '')
    ? withdrawn
    : new VisioError(`${kind}-not-found`, { device });
}

/** Devices that a page may offer to use. */
export type Plugged = { readonly [kind in keyof DeviceLists]?: Device };

/**
 * Returns what was plugged in between two lists, or has become the system's choice; a headset is a microphone and a
 * speaker. `null` for nothing.
 */
export function pluggedBetween(before: DeviceLists, now: DeviceLists): Plugged | null {
  const fresh = (['camera', 'microphone', 'speaker'] as const).flatMap((kind) => {
    const found = freshIn(before[kind], now[kind]);
    return found ? [[kind, found] as const] : [];
  });
  return fresh.length > 0 ? Object.fromEntries(fresh) : null;
}

function freshIn(before: readonly Device[], now: readonly Device[]): Device | undefined {
  // Without names of before, as before the first permission, everything would be new.
  if (before.length === 0) return undefined;
  // Chromium lists the system's choice a second time, under the name of a role.
  const real = now.filter(({ id }) => id !== 'default' && id !== 'communications');
  const plugged = real.find(({ id }) => !before.some((one) => one.id === id));
  if (plugged) return plugged;
  const [old, chosen] = [before, now].map((list) => list.find(({ id }) => id === 'default'));
  // One that is gone is no choice against another.
  const stays = real.some(({ label }) => old?.label.endsWith(label));
  return stays && chosen?.label !== old?.label ? chosen : undefined;
}

/** What happens to the devices without the person's doing. */
export type DeviceEvent =
  /** An open device has ended, and is switched off. */
  | { readonly type: 'lost'; readonly kind: DeviceKind; readonly error: VisioError }
  /** An open device that the person had not chosen was unplugged, and another one took its place. */
  | { readonly type: 'replaced'; readonly kind: DeviceKind; readonly label: string }
  /** Devices were plugged in; a headset is two. */
  | { readonly type: 'plugged'; readonly devices: Plugged };

/** Follows what the system does to an open track, while it is the current one of its device. */
export function followTrack(
  track: MediaStreamTrack,
  isCurrent: () => boolean,
  { onSilent, onEnded }: { onSilent: (silent: boolean) => void; onEnded: () => void },
): void {
  const hear = () => {
    if (isCurrent()) onSilent(track.muted);
  };
  hear();
  // Not the properties: they are the SDK's.
  track.addEventListener('mute', hear);
  track.addEventListener('unmute', hear);
  track.addEventListener('ended', () => {
    if (isCurrent()) onEnded();
  });
}

/** Calls back each time that the person allows in the browser what was refused, where the browser tells it. */
export async function allowedLater(kind: DeviceKind, error: VisioError, act: () => void): Promise<void> {
  const status = error.code === 'permission-denied' ? await permissionOf(kind) : null;
  status?.addEventListener('change', () => {
    if (status.state === 'granted') act();
  });
}

/** Phones open one camera at a time, and some phones one microphone. */
export function opensOneAtATime(): boolean {
  const hints: unknown = Reflect.get(navigator, 'userAgentData');
  const mobile: unknown = Object(hints).mobile;
  return typeof mobile === 'boolean' ? mobile : /Mobi|Android/.test(navigator.userAgent);
}

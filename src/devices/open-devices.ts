import { VisioError } from '../error.ts';

/** The kinds of devices that can be opened. */
export type DeviceKind = 'camera' | 'microphone';

/** A device in a list. */
export interface Device {
  readonly id: string;
  /** The system's name for the device; empty until the person has granted access once. */
  readonly label: string;
}

export interface DeviceLists {
  readonly camera: readonly Device[];
  readonly microphone: readonly Device[];
  readonly speaker: readonly Device[];
}

/**
 * Returns the browser's `MediaDevices`. @throws VisioError `insecure-context` or `browser-unsupported` when there are
 * none.
 */
export function mediaDevices(): MediaDevices {
  // `undefined` outside secure contexts and in unsupported browsers, whatever the DOM's types say.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (devices) return devices;
  throw new VisioError(isSecureContext ? 'browser-unsupported' : 'insecure-context');
}

/** Lists the available devices. Devices without a label are omitted, because they cannot be told apart. */
export async function listDevices(): Promise<DeviceLists> {
  const devices = await mediaDevices().enumerateDevices();
  const of = (kind: MediaDeviceKind): Device[] =>
    devices.filter((one) => one.kind === kind && one.label).map(({ deviceId: id, label }) => ({ id, label }));
  return { camera: of('videoinput'), microphone: of('audioinput'), speaker: of('audiooutput') };
}

/** The device to open; without an id the system's default. */
export interface Wanted {
  readonly id: string;
  /** Whether no other one will do. */
  readonly exact?: boolean;
}

const ANY: Wanted = { id: '' };

/** Constraints that open a device. */
function constraints(kind: DeviceKind, { id }: Wanted): MediaTrackConstraints {
  // Chromium opens the default microphone whichever one is only `ideal`.
  const choice = id ? { deviceId: { exact: id } } : {};
  return kind === 'microphone'
    ? { ...choice, echoCancellation: true, noiseSuppression: true, autoGainControl: true }
    : {
        ...(id ? choice : { facingMode: 'user' }),
        width: { ideal: 1280 },
        height: { ideal: 720 },
        frameRate: { ideal: 30 },
      };
}

/** Tracks that were opened, and the errors of the others. */
export interface Opened {
  readonly tracks: Partial<Record<DeviceKind, MediaStreamTrack>>;
  readonly errors: Partial<Record<DeviceKind, VisioError>>;
}

/**
 * Opens devices, with a single permission prompt where the browser supports it.
 * If one of two devices cannot be opened, the other one still is.
 *
 * @see https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia
 */
export async function openDevices(wanted: Partial<Record<DeviceKind, Wanted>>): Promise<Opened> {
  const kinds = (['microphone', 'camera'] as const).filter((kind) => wanted[kind] !== undefined);
  try {
    return { tracks: await request(kinds, wanted), errors: {} };
  } catch (error) {
    const rest = kinds.length > 1 ? await worthAsking(error, kinds) : [];
    const results: Opened = { tracks: {}, errors: {} };
    for (const kind of kinds) {
      try {
        if (!rest.includes(kind)) throw error;
        Object.assign(results.tracks, await request([kind], wanted));
      } catch (cause) {
        results.errors[kind] = await explain(translate(cause, kind), kind);
      }
    }
    return results;
  }
}

async function request(
  kinds: readonly DeviceKind[],
  wanted: Partial<Record<DeviceKind, Wanted>>,
): Promise<Opened['tracks']> {
  if (kinds.length === 0) return {};
  const asked = (kind: DeviceKind) => kinds.includes(kind) && constraints(kind, wanted[kind] ?? ANY);
  try {
    const stream = await mediaDevices().getUserMedia({ audio: asked('microphone'), video: asked('camera') });
    const [microphone] = stream.getAudioTracks();
    const [camera] = stream.getVideoTracks();
    return { ...(microphone && { microphone }), ...(camera && { camera }) };
  } catch (error) {
    const named = kinds.filter((kind) => wanted[kind]?.id && !wanted[kind].exact);
    if (named.length === 0 || !isNamed(error, 'OverconstrainedError')) throw error;
    // One of them is gone: another of its kind will do.
    return request(kinds, { ...wanted, ...Object.fromEntries(named.map((kind) => [kind, ANY])) });
  }
}

/** Returns the permission for a device, where the browser tells it. */
export async function permissionOf(kind: DeviceKind): Promise<PermissionStatus | null> {
  try {
    // Not every browser supports these permission names.
    return await navigator.permissions.query({ name: kind as PermissionName });
  } catch {
    return null;
  }
}

/** After a joint request fails, returns the devices to request alone, without repeating a refused prompt. */
async function worthAsking(error: unknown, kinds: readonly DeviceKind[]): Promise<readonly DeviceKind[]> {
  if (!isNamed(error, 'NotAllowedError', 'SecurityError') || isBySystem(error)) return kinds;
  const states = await Promise.all(kinds.map(async (kind) => (await permissionOf(kind))?.state));
  // Where one was refused before, or its page may not have it, the person was not asked for the other.
  const unasked = states.includes('denied') || !kinds.every(isLent);
  return kinds.filter(
    (kind, index) => states[index] === 'granted' || (unasked && isLent(kind) && states[index] === 'prompt'),
  );
}

/** In Chromium only this word distinguishes the system's refusal from the person's. */
const isBySystem = (error: unknown): boolean => error instanceof Error && /system/i.test(error.message);

function isNamed(error: unknown, ...names: string[]): boolean {
  // Chromium's `OverconstrainedError` is no `Error`.
  const known = error instanceof Error || String(error) === '[object OverconstrainedError]';
  return known && names.includes(Reflect.get(Object(error), 'name'));
}

/** What the person has allowed in the browser, and cannot be had, the system refuses. */
async function explain(error: VisioError, device: DeviceKind): Promise<VisioError> {
  const allowed = error.code === 'permission-denied' && (await permissionOf(device))?.state === 'granted';
  return allowed ? new VisioError('system-denied', { device, cause: error.cause }) : error;
}

/** Whether the page, and those around it, may use the device (Permissions Policy). Only Chromium reports it. */
export function isLent(device: DeviceKind | 'display-capture'): boolean {
  const policy: unknown = Reflect.get(document, 'featurePolicy');
  if (typeof policy !== 'object' || policy === null) return true;
  const allows: unknown = Reflect.get(policy, 'allowsFeature');
  return typeof allows !== 'function' || allows.call(policy, device) === true;
}

/** Translates a `getUserMedia` failure. */
export function translate(error: unknown, device: DeviceKind): VisioError {
  if (error instanceof VisioError) return error;
  const options = { cause: error, device };
  if (isNamed(error, 'NotAllowedError', 'SecurityError')) {
    const refused = isBySystem(error) ? 'system-denied' : 'permission-denied';
    return new VisioError(isLent(device) ? refused : 'frame-not-allowed', options);
  }
  if (isNamed(error, 'NotFoundError', 'OverconstrainedError'))
    return new VisioError(`${device}-not-found`, options);
  if (isNamed(error, 'NotReadableError', 'AbortError')) return new VisioError('device-in-use', options);
  return new VisioError('device-failed', options);
}

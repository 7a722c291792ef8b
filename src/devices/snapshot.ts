import type { VisioError } from '../error.ts';
import type { DeviceKind, DeviceLists } from './open-devices.ts';

/** Reasons why an enabled device is not sent. */
export type Suspender = 'send-policy' | 'privacy-screen';

/** The state of one local device. */
export interface LocalDevice {
  /** Whether the person wants it on. Persists across calls. */
  readonly enabled: boolean;
  /** The reasons that suspend it now. */
  readonly suspendedBy: readonly Suspender[];
  readonly opening: boolean;
  /** The live track, or `null` while the device is closed. */
  readonly captured: MediaStreamTrack | null;
  /** Id of the selected device; empty for the system's default. */
  readonly id: string;
  /** Whether the person has selected it. */
  readonly chosen: boolean;
  readonly error: VisioError | null;
  /** Whether the system keeps an open device silent: by a key of a headset or keyboard, or for a telephone call. */
  readonly silent: boolean;
}

/** The state of the local devices, as the lobby shows it. */
export interface DevicesSnapshot extends Readonly<Record<DeviceKind, LocalDevice>> {
  readonly speakerId: string;
  readonly devices: DeviceLists;
}

const CLOSED: LocalDevice = {
  enabled: true,
  suspendedBy: [],
  opening: false,
  captured: null,
  id: '',
  chosen: false,
  error: null,
  silent: false,
};

/** The initial state: nothing is opened or known. */
export const ALL_CLOSED: DevicesSnapshot = {
  microphone: CLOSED,
  camera: CLOSED,
  speakerId: '',
  devices: { camera: [], microphone: [], speaker: [] },
};

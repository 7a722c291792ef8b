import type { VisioError } from '../error.ts';
import type { DeviceKind, DeviceLists } from './open-devices.ts';

/** What may keep an enabled device from being sent. */
export type Suspender = 'send-policy' | 'privacy-screen';

/** One device of this person's. */
export interface LocalDevice {
  /** Whether the person wants it on. Outlives a call. */
  readonly enabled: boolean;
  /** What keeps it from being sent now. */
  readonly suspendedBy: readonly Suspender[];
  readonly opening: boolean;
  /** The open device, or `null` while it is closed. */
  readonly captured: MediaStreamTrack | null;
  /** The chosen device's id; empty is the system's choice. */
  readonly id: string;
  readonly error: VisioError | null;
}

/** What the lobby shows of the person's devices. */
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
  error: null,
};

/** Nothing has been opened, nothing is known. */
export const ALL_CLOSED: DevicesSnapshot = {
  microphone: CLOSED,
  camera: CLOSED,
  speakerId: '',
  devices: { camera: [], microphone: [], speaker: [] },
};

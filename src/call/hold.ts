import type { DeviceKind } from '../devices/open-devices.ts';

const kinds = ['microphone', 'camera'] as const;

export interface SuspensionDeps {
  /** Whether it is switched on now, or is to be. */
  readonly isOn: (kind: DeviceKind) => boolean;
  /** Sends it from now on, or nothing. */
  readonly send: (kind: DeviceKind, on: boolean) => Promise<void>;
  /** A screen is not given back: what it shows may be another by then. */
  readonly stopScreen: () => Promise<void>;
}

/** Keeps everything of one's own from being sent for a while, and gives back the microphone and camera that were on. */
export class Suspension {
  readonly #ports: SuspensionDeps;
  #wanted: Record<DeviceKind, boolean> | null = null;

  constructor(ports: SuspensionDeps) {
    this.#ports = ports;
  }

  get on(): boolean {
    return this.#wanted !== null;
  }

  /** Holds back, or gives back what was on before. */
  async set(on: boolean): Promise<void> {
    if (on === this.on) return;
    const { isOn, send } = this.#ports;
    const wanted = this.#wanted;
    this.#wanted = on ? { microphone: isOn('microphone'), camera: isOn('camera') } : null;
    if (on) await this.enforce();
    else await Promise.allSettled(kinds.filter((kind) => wanted?.[kind]).map((kind) => send(kind, true)));
  }

  /** Stops again what may have begun meanwhile. */
  async enforce(): Promise<void> {
    const { send, stopScreen } = this.#ports;
    if (this.on) await Promise.allSettled([...kinds.map((kind) => send(kind, false)), stopScreen()]);
  }

  /** It is not to come back. */
  forget(kind: DeviceKind): void {
    if (this.#wanted) this.#wanted[kind] = false;
  }
}

import type { LocalDevices } from '../devices/local-devices.ts';
import type { DeviceKind } from '../devices/open-devices.ts';
import { VisioError } from '../error.ts';
import type { Effect, Feature } from './features/feature.ts';
import { ScreenShareFeature } from './features/screen-share-feature.ts';
import { Suspension } from './hold.ts';
import type { LocalTracks, VideoSession } from './session.ts';
import type { CallEvent } from './state/call-event.ts';
import type { LiveCall } from './state/state.ts';

export interface LocalPublicationDeps {
  readonly media: LocalDevices;
  readonly openScreen: () => Promise<MediaStreamTrack>;
  readonly session: VideoSession;
  readonly commit: (event: CallEvent) => void;
  readonly live: () => LiveCall | null;
}

const kinds = ['microphone', 'camera'] as const;

/** What this person sends during one call: microphone, camera, screen, and what is held back of them. */
export class LocalPublication implements Feature {
  readonly suspension: Suspension;
  readonly screen: ScreenShareFeature;
  readonly #ports: LocalPublicationDeps;

  constructor(ports: LocalPublicationDeps) {
    this.#ports = ports;
    this.screen = new ScreenShareFeature({
      ...ports,
      open: ports.openScreen,
      held: () => this.suspension.on,
    });
    this.suspension = new Suspension({
      isOn: (kind) => this.#isOn(kind),
      send: (kind, on) => this.send(kind, on),
      stopScreen: () => this.screen.stop(),
    });
  }

  /** What is published at the start. */
  tracks(): LocalTracks {
    const { microphone, camera } = this.#ports.media.snapshot;
    return this.suspension.on
      ? { microphone: null, camera: null }
      : { microphone: microphone.track, camera: camera.track };
  }

  /** Switches one. The state follows once the session has done it. @throws VisioError When it cannot be opened. */
  async switch(kind: DeviceKind, on: boolean, live: LiveCall): Promise<void> {
    const { media, commit } = this.#ports;
    if (live[kind].pending) return;
    if (this.suspension.on && on) throw new VisioError('held-back');
    this.suspension.forget(kind);
    commit({ type: 'pending', device: kind });
    try {
      if (on) {
        await media.setEnabled(kind, true);
        await media.open([kind]);
      }
      await this.send(kind, on);
      // A camera that is off is closed, its light too. A muted microphone stays open: reopening one makes headsets crackle.
      if (!on && kind === 'camera') await media.setEnabled(kind, false);
    } catch (cause) {
      const error = VisioError.from(cause, 'device-failed');
      // What is shown as off must be off.
      if (on) await media.setEnabled(kind, false);
      commit({ type: 'settled', device: kind });
      commit({ type: 'notice', notice: { type: 'error', error } });
      throw error;
    }
  }

  /** One went away by itself. */
  async lost(kind: DeviceKind): Promise<void> {
    this.#ports.commit({ type: 'notice', notice: { type: 'device-lost', device: kind } });
    await this.send(kind, false);
  }

  /** Sends what the device gives from now on, or nothing. */
  send(kind: DeviceKind, on: boolean): Promise<void> {
    const { session, media } = this.#ports;
    const track = on ? media.snapshot[kind].track : null;
    return kind === 'camera' ? session.setCamera(track) : session.setMicrophone(track);
  }

  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    const { notice } = live;
    const muted = notice?.type === 'muted-by-host' && notice !== before?.notice;
    // Muted by a host while suspended: it stays off.
    return [...(muted ? [() => this.suspension.forget('microphone')] : []), ...this.screen.onChange(live)];
  }

  /** Switches everything off, whatever is under way. */
  async switchOff(): Promise<void> {
    const { session, media } = this.#ports;
    for (const kind of kinds) this.suspension.forget(kind);
    await Promise.allSettled([session.setMicrophone(null), session.setCamera(null), this.screen.stop()]);
    await media.setEnabled('camera', false);
  }

  /** Whether a device is on, or about to be. */
  #isOn(kind: DeviceKind): boolean {
    const live = this.#ports.live();
    return live && !live[kind].pending ? live[kind].on : this.#ports.media.snapshot[kind].track !== null;
  }
}

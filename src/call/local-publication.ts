import type { LocalDevices } from '../devices/local-devices.ts';
import type { DeviceKind } from '../devices/open-devices.ts';
import type { LocalDevice, Suspender } from '../devices/snapshot.ts';
import { VisioError } from '../error.ts';
import type { Effect, Feature } from './features/feature.ts';
import { ScreenShareFeature } from './features/screen-share-feature.ts';
import type { LocalTracks, VideoSession } from './session.ts';
import type { CallEvent } from './state/call-event.ts';
import type { LiveCall } from './state/state.ts';

export interface LocalPublicationDeps {
  readonly media: LocalDevices;
  readonly openScreen: () => Promise<MediaStreamTrack>;
  readonly session: Pick<VideoSession, 'setMicrophone' | 'setCamera' | 'setScreen'>;
  readonly commit: (event: CallEvent) => void;
  readonly live: () => LiveCall | null;
}

const kinds = ['microphone', 'camera'] as const;

/** The track to send: of a device that is enabled and that nothing suspends. */
function published({ enabled, suspendedBy, captured }: LocalDevice): MediaStreamTrack | null {
  return enabled && suspendedBy.length === 0 ? captured : null;
}

/**
 * What this person publishes during one call: microphone, camera, screen. `LocalDevices` knows which devices are
 * enabled.
 */
export class LocalPublication implements Feature {
  readonly screen: ScreenShareFeature;
  readonly #deps: LocalPublicationDeps;
  /** Serialises requests to one device. */
  readonly #turns: Record<DeviceKind, Promise<void>> = {
    microphone: Promise.resolve(),
    camera: Promise.resolve(),
  };

  constructor(deps: LocalPublicationDeps) {
    this.#deps = deps;
    this.screen = new ScreenShareFeature({
      ...deps,
      open: deps.openScreen,
      held: () => this.#isSuspended('camera'),
    });
  }

  /** Returns the tracks to publish at the start. */
  tracks(): LocalTracks {
    const { media } = this.#deps;
    return { microphone: published(media.snapshot.microphone), camera: published(media.snapshot.camera) };
  }

  /** Switches a device; the last request wins. The state changes once the session confirms. @throws VisioError */
  async switch(kind: DeviceKind, on: boolean): Promise<void> {
    const { media, commit } = this.#deps;
    if (on && this.#isSuspended(kind)) throw new VisioError('sending-suspended');
    media.setEnabled(kind, on);
    commit({ type: 'pending', device: kind });
    try {
      await this.#inTurn(kind, () => this.#carryOut(kind));
    } catch (cause) {
      const error = VisioError.from(cause, 'device-failed');
      // A device shown as off must be off.
      if (on) await media.switch(kind, false);
      commit({ type: 'settled', device: kind });
      commit({ type: 'notice', notice: { type: 'error', error } });
      throw error;
    }
  }

  /**
   * Selects another device; an open one is replaced at once. @throws VisioError When it cannot be opened; the old one
   * stays.
   */
  async choose(kind: DeviceKind, id: string): Promise<void> {
    await this.#inTurn(kind, () => this.#deps.media.choose(kind, id, () => this.#send(kind)));
  }

  /** Handles the loss of a device. */
  async lost(kind: DeviceKind): Promise<void> {
    this.#deps.commit({ type: 'notice', notice: { type: 'device-lost', device: kind } });
    await this.#inTurn(kind, () => this.#send(kind));
  }

  /**
   * Suspends these devices, and resumes the others that are enabled. A shared screen does not resume, because its content may have
   * changed.
   */
  async suspend(by: Suspender, suspended: readonly DeviceKind[]): Promise<void> {
    const { media } = this.#deps;
    if (!media.suspend(by, suspended)) return;
    await this.enforce();
    const resumed = kinds.filter((kind) => published(media.snapshot[kind]) !== null);
    await Promise.allSettled(resumed.map((kind) => this.#send(kind)));
  }

  /** Stops what began while sending is suspended. */
  async enforce(): Promise<void> {
    const suspended = kinds.filter((kind) => this.#isSuspended(kind));
    // A screen shows as much as a camera.
    const screen = suspended.includes('camera') ? [this.screen.stop()] : [];
    await Promise.allSettled([...suspended.map((kind) => this.#send(kind)), ...screen]);
  }

  /** Switches all devices off, whatever requests are pending. */
  async switchOff(): Promise<void> {
    const { media } = this.#deps;
    for (const kind of kinds) media.setEnabled(kind, false);
    await Promise.allSettled([...kinds.map((kind) => this.#send(kind)), this.screen.stop()]);
    media.stop('camera');
  }

  /** Releases the screen and all suspensions. */
  dispose(): void {
    const { media } = this.#deps;
    this.screen.close();
    for (const by of ['send-policy', 'privacy-screen'] as const) media.suspend(by, []);
  }

  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    const { notice } = live;
    const muted = notice?.type.startsWith('muted-by-') && notice !== before?.notice;
    return [
      // The session has muted it: it stays off after a suspension, and in the next call.
      ...(muted ? [() => this.#deps.media.setEnabled('microphone', false)] : []),
      ...this.screen.onChange(live),
    ];
  }

  async #carryOut(kind: DeviceKind): Promise<void> {
    const { media } = this.#deps;
    await media.open([kind]);
    await this.#send(kind);
    // A camera that is off is closed, so that its light goes out. A muted microphone stays open: reopening it makes
    // headsets crackle.
    if (kind === 'camera' && !media.snapshot.camera.enabled) media.stop('camera');
  }

  /** Sends the device's current track, or none. */
  async #send(kind: DeviceKind): Promise<void> {
    const { session, media } = this.#deps;
    const track = published(media.snapshot[kind]);
    await (kind === 'camera' ? session.setCamera(track) : session.setMicrophone(track));
    // A suspension that the session carried out meanwhile must not be undone by this request.
    if (published(media.snapshot[kind]) !== track) await this.#send(kind);
  }

  #inTurn(kind: DeviceKind, act: () => Promise<void>): Promise<void> {
    const turn = this.#turns[kind].then(act);
    this.#turns[kind] = turn.catch(() => undefined);
    return turn;
  }

  #isSuspended(kind: DeviceKind): boolean {
    return this.#deps.media.snapshot[kind].suspendedBy.length > 0;
  }
}

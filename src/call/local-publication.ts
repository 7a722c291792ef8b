import type { DeviceEvent } from '../devices/device-loss.ts';
import type { LocalDevices } from '../devices/local-devices.ts';
import type { DeviceKind } from '../devices/open-devices.ts';
import type { LocalDevice, Suspender } from '../devices/snapshot.ts';
import { VisioError } from '../error.ts';
import type { Effect, Feature } from './features/feature.ts';
import { ScreenShareFeature } from './features/screen-share-feature.ts';
import type { LocalTracks, VideoSession } from './session.ts';
import type { CallEvent } from './state/call-event.ts';
import type { LiveCall, Notice } from './state/state.ts';

export interface LocalPublicationDeps {
  readonly media: LocalDevices;
  readonly openScreen: () => Promise<MediaStreamTrack>;
  readonly session: Pick<VideoSession, 'setMicrophone' | 'setCamera' | 'setScreen'>;
  readonly commit: (event: CallEvent) => void;
  readonly live: () => LiveCall | null;
}

const kinds = ['microphone', 'camera'] as const;

/** The track to send: of a device that is enabled and that nothing suspends; not one that the system keeps silent. */
function published({ enabled, suspendedBy, captured, silent }: LocalDevice): MediaStreamTrack | null {
  return enabled && suspendedBy.length === 0 && !silent ? captured : null;
}

/**
 * What this person publishes during one call: microphone, camera, screen. `LocalDevices` knows which devices are
 * enabled.
 */
export class LocalPublication implements Feature {
  readonly screen: ScreenShareFeature;
  readonly #deps: LocalPublicationDeps;
  /** The tracks that the session was told to send; `undefined` where it may send another one. */
  readonly #given: Partial<Record<DeviceKind, MediaStreamTrack | null | undefined>> = {};
  readonly #sending: Record<DeviceKind, Promise<void>> = {
    microphone: Promise.resolve(),
    camera: Promise.resolve(),
  };
  #started = false;
  /** The devices that the person knows to be silent. */
  readonly #silent = new Set<DeviceKind>();

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
    const tracks = {
      microphone: published(media.snapshot.microphone),
      camera: published(media.snapshot.camera),
    };
    Object.assign(this.#given, tracks);
    return tracks;
  }

  /** Follows the devices from now on. Called once published. */
  async start(): Promise<void> {
    await this.enforce();
    this.#started = this.#deps.live()?.role !== 'subscriber';
    this.follow();
  }

  /** Sends what has changed in the devices: one is open or closed now, or another one is. */
  follow(): void {
    const { snapshot } = this.#deps.media;
    for (const kind of this.#started ? kinds : []) {
      const { enabled, suspendedBy, opening, captured } = snapshot[kind];
      this.#tellSilence(kind);
      // A phone closes the old device before it opens the new one, which will be sent.
      if (enabled && suspendedBy.length === 0 && opening && !captured) continue;
      this.#sync(kind).catch((cause) => this.#failed(kind, VisioError.from(cause, 'device-failed')));
    }
  }

  /** Switches a device; the last request wins. The state changes once the session confirms. @throws VisioError */
  async switch(kind: DeviceKind, on: boolean): Promise<void> {
    const { media, commit } = this.#deps;
    if (on && this.#isSuspended(kind)) throw new VisioError('sending-suspended');
    media.setEnabled(kind, on);
    commit({ type: 'pending', device: kind });
    try {
      if (on) await media.open([kind]);
      await this.#sync(kind);
      // A camera that is off is closed, so that its light goes out. A muted microphone stays open: reopening it makes
      // headsets crackle.
      if (kind === 'camera' && !media.snapshot.camera.enabled) media.stop('camera');
      commit({ type: 'settled', device: kind });
      if (on) this.#tellSilence(kind, true);
    } catch (cause) {
      const error = VisioError.from(cause, 'device-failed');
      // A device shown as off must be off.
      if (on) await this.#failed(kind, error);
      else this.#tell(kind, error);
      throw error;
    }
  }

  /**
   * Selects another device; an open one is replaced at once. @throws VisioError When it cannot be opened or sent, which
   * the person is told: the old one comes back, or is shown as off.
   */
  async choose(kind: DeviceKind, id: string): Promise<void> {
    try {
      await this.#deps.media.choose(kind, id, () => this.#sync(kind));
    } catch (cause) {
      const error = VisioError.from(cause, 'device-failed');
      if (error.code !== 'aborted') this.#tell(kind, error);
      throw error;
    }
  }

  /** Tells the person what has happened to a device. */
  tellOf(event: DeviceEvent): void {
    const tell = (notice: Notice) => this.#deps.commit({ type: 'notice', notice });
    if (event.type === 'replaced') tell({ type: 'device-replaced', label: event.label });
    else if (event.type === 'plugged') tell({ type: 'device-plugged', devices: event.devices });
    else if (/not-found/.test(event.error.code)) tell({ type: 'device-lost', device: event.kind });
    else tell({ type: 'error', error: event.error });
  }

  /**
   * Suspends these devices, and resumes the others that are enabled. A shared screen does not resume, because its content may have
   * changed.
   */
  async suspend(by: Suspender, suspended: readonly DeviceKind[]): Promise<void> {
    if (!this.#deps.media.suspend(by, suspended)) return;
    await this.enforce();
    await Promise.allSettled(kinds.map((kind) => this.#sync(kind)));
  }

  /** Stops what began while sending is suspended. */
  async enforce(): Promise<void> {
    const suspended = kinds.filter((kind) => this.#isSuspended(kind));
    for (const kind of suspended) delete this.#given[kind];
    // A screen shows as much as a camera.
    const screen = suspended.includes('camera') ? [this.screen.stop()] : [];
    await Promise.allSettled([...suspended.map((kind) => this.#sync(kind)), ...screen]);
  }

  /** Switches all devices off, whatever requests are pending. */
  async switchOff(): Promise<void> {
    const { media } = this.#deps;
    for (const kind of kinds) {
      media.setEnabled(kind, false);
      // Told to the session even where it should send nothing.
      delete this.#given[kind];
    }
    await Promise.allSettled([...kinds.map((kind) => this.#sync(kind)), this.screen.stop()]);
    media.stop('camera');
  }

  /** Releases the screen and all suspensions. */
  dispose(): void {
    const { media } = this.#deps;
    this.#started = false;
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

  /** Makes the session send the device's current track, or none. Muting waits for nothing. */
  #sync(kind: DeviceKind): Promise<void> {
    const track = published(this.#deps.media.snapshot[kind]);
    if (this.#given[kind] !== track) {
      this.#given[kind] = track;
      this.#sending[kind] = this.#send(kind, track);
      this.#sending[kind].catch(() => {
        delete this.#given[kind];
      });
    }
    return this.#sending[kind];
  }

  async #send(kind: DeviceKind, track: MediaStreamTrack | null): Promise<void> {
    const { session, media } = this.#deps;
    await (kind === 'camera' ? session.setCamera(track) : session.setMicrophone(track));
    const now = published(media.snapshot[kind]);
    if (now === track) return;
    // This request may have undone one that the session carried out meanwhile.
    this.#given[kind] = now;
    await this.#send(kind, now);
  }

  /** Says that the system keeps a device silent, and no longer when it does not. */
  #tellSilence(kind: DeviceKind, again = false): void {
    const { enabled, silent } = this.#deps.media.snapshot[kind];
    const now = enabled && silent;
    if (now === this.#silent.has(kind) && !(now && again)) return;
    this.#silent[now ? 'add' : 'delete'](kind);
    const { notice } = this.#deps.live() ?? {};
    const error = new VisioError('device-muted', { device: kind });
    if (now) this.#deps.commit({ type: 'notice', notice: { type: 'error', error } });
    else if (
      notice?.type === 'error' &&
      notice.error.code === error.code &&
      notice.error.facts.device === kind
    )
      this.#deps.commit({ type: 'notice', notice: null });
  }

  /** Shows as off what cannot be sent, and says why. */
  async #failed(kind: DeviceKind, error: VisioError): Promise<void> {
    await this.#deps.media.switch(kind, false);
    this.#tell(kind, error);
  }

  #tell(kind: DeviceKind, error: VisioError): void {
    const { commit } = this.#deps;
    commit({ type: 'settled', device: kind });
    commit({ type: 'notice', notice: { type: 'error', error } });
  }

  #isSuspended(kind: DeviceKind): boolean {
    return this.#deps.media.snapshot[kind].suspendedBy.length > 0;
  }
}

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

/** What this person sends during one call: microphone, camera, screen. What is wanted of a device is `LocalDevices`' to know. */
export class LocalPublication implements Feature {
  readonly screen: ScreenShareFeature;
  readonly #deps: LocalPublicationDeps;
  /** Requests to one device wait for each other. */
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

  /** What is published at the start. */
  tracks(): LocalTracks {
    const { media } = this.#deps;
    return { microphone: published(media.snapshot.microphone), camera: published(media.snapshot.camera) };
  }

  /** Switches one; the last wish wins. The state follows once the session has done it. @throws VisioError */
  async switch(kind: DeviceKind, on: boolean): Promise<void> {
    const { media, commit } = this.#deps;
    if (on && this.#isSuspended(kind)) throw new VisioError('held-back');
    media.setEnabled(kind, on);
    commit({ type: 'pending', device: kind });
    try {
      await this.#inTurn(kind, () => this.#carryOut(kind));
    } catch (cause) {
      const error = VisioError.from(cause, 'device-failed');
      // What is shown as off must be off.
      if (on) await media.switch(kind, false);
      commit({ type: 'settled', device: kind });
      commit({ type: 'notice', notice: { type: 'error', error } });
      throw error;
    }
  }

  /** Uses another device, at once where one is open. @throws VisioError When it cannot be opened; the old one goes on. */
  async choose(kind: DeviceKind, id: string): Promise<void> {
    await this.#inTurn(kind, () => this.#deps.media.choose(kind, id, () => this.#send(kind)));
  }

  /** One went away by itself. */
  async lost(kind: DeviceKind): Promise<void> {
    this.#deps.commit({ type: 'notice', notice: { type: 'device-lost', device: kind } });
    await this.#inTurn(kind, () => this.#send(kind));
  }

  /** Sends nothing for a while, or again what is enabled. A shared screen does not come back: it may show another by then. */
  async suspend(by: Suspender, on: boolean): Promise<void> {
    if (this.#deps.media.suspend(by, on)) await this.enforce();
  }

  /** Brings about what is enabled and not suspended, whatever has begun meanwhile. */
  async enforce(): Promise<void> {
    const { media } = this.#deps;
    const suspended = this.#isSuspended('camera');
    const affected = kinds.filter((kind) => suspended || published(media.snapshot[kind]) !== null);
    await Promise.allSettled([
      ...affected.map((kind) => this.#send(kind)),
      ...(suspended ? [this.screen.stop()] : []),
    ]);
  }

  /** Switches everything off, whatever is under way. */
  async switchOff(): Promise<void> {
    const { media } = this.#deps;
    for (const kind of kinds) media.setEnabled(kind, false);
    await Promise.allSettled([...kinds.map((kind) => this.#send(kind)), this.screen.stop()]);
    media.stop('camera');
  }

  /** Frees the screen; a later call starts with nothing suspended. */
  dispose(): void {
    const { media } = this.#deps;
    this.screen.close();
    for (const by of ['send-policy', 'privacy-screen'] as const) media.suspend(by, false);
  }

  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    const { notice } = live;
    const muted = notice?.type === 'muted-by-host' && notice !== before?.notice;
    return [
      // The session has muted it already: it stays off, also after a suspension or another call.
      ...(muted ? [() => this.#deps.media.setEnabled('microphone', false)] : []),
      ...this.screen.onChange(live),
    ];
  }

  async #carryOut(kind: DeviceKind): Promise<void> {
    const { media } = this.#deps;
    await media.open([kind]);
    await this.#send(kind);
    // A camera that is off is closed, its light too. A muted microphone stays open: reopening one makes headsets crackle.
    if (kind === 'camera' && !media.snapshot.camera.enabled) media.stop('camera');
  }

  /** Sends what the device gives from now on, or nothing. */
  #send(kind: DeviceKind): Promise<void> {
    const { session, media } = this.#deps;
    const track = published(media.snapshot[kind]);
    return kind === 'camera' ? session.setCamera(track) : session.setMicrophone(track);
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

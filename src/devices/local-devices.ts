import { VisioError } from '../error.ts';
import {
  allowedLater,
  type DeviceEvent,
  followTrack,
  lossOf,
  opensOneAtATime,
  pluggedBetween,
} from './device-loss.ts';
import { type DeviceKind, type DeviceLists, listDevices, mediaDevices, openDevices } from './open-devices.ts';
import { ALL_CLOSED, type DevicesSnapshot, type LocalDevice, type Suspender } from './snapshot.ts';

/**
 * This person's camera and microphone. The lobby's preview and the call use the same tracks, so that the browser asks
 * once. Nothing is opened before `open()`.
 */
export class LocalDevices {
  #snapshot = ALL_CLOSED;
  readonly #onChange: () => void;
  readonly #onEvent: (event: DeviceEvent) => void;
  #watching = false;
  /** Counts closings, so that a track requested before one and delivered after it is stopped at once. */
  #generation = 0;
  /** The request under way for each device. Of two at the same time one track would stay open, and nobody know it. */
  readonly #requests = new Map<DeviceKind, Promise<void>>();
  /** Number of choices so far. */
  readonly #choices = new Map<DeviceKind, number>();
  /** Open devices that another one has replaced, and that stop as soon as it is in use. */
  readonly #replaced = new Map<DeviceKind, MediaStreamTrack>();

  /**
   * @param onChange Called after each change of the snapshot.
   * @param onEvent Called when a device is lost, or plugged in.
   */
  constructor(onChange: () => void, onEvent: (event: DeviceEvent) => void = () => undefined) {
    this.#onChange = onChange;
    this.#onEvent = onEvent;
  }

  get snapshot(): DevicesSnapshot {
    return this.#snapshot;
  }

  /** Sets whether the person wants a device; neither opens nor closes it. */
  setEnabled(kind: DeviceKind, enabled: boolean): void {
    this.#set(kind, { enabled, error: null });
  }

  /** Switches a device before the call. Off closes it; on opens it only if the other device has been opened. */
  async switch(kind: DeviceKind, enabled: boolean): Promise<void> {
    this.setEnabled(kind, enabled);
    if (!enabled) this.stop(kind);
    else if (this.#watching) await this.open([kind]);
  }

  /** Suspends these devices, and resumes the others. Returns whether anything changed. */
  suspend(by: Suspender, kinds: readonly DeviceKind[]): boolean {
    const changed = (['microphone', 'camera'] as const).filter(
      (kind) => this.#snapshot[kind].suspendedBy.includes(by) !== kinds.includes(kind),
    );
    for (const kind of changed) {
      const others = this.#snapshot[kind].suspendedBy.filter((one) => one !== by);
      this.#set(kind, { suspendedBy: kinds.includes(kind) ? [...others, by] : others });
    }
    return changed.length > 0;
  }

  /**
   * Opens the enabled devices that are closed. Waits for requests that are under way, and fails as they do.
   *
   * @throws VisioError When one of them cannot be opened; it is then switched off, and the other stays open.
   */
  async open(kinds: readonly DeviceKind[] = ['microphone', 'camera']): Promise<void> {
    const generation = this.#generation;
    for (;;) {
      const closed = kinds.filter((kind) => this.#snapshot[kind].enabled && !this.#snapshot[kind].captured);
      if (closed.length === 0) return;
      const underWay = closed.map((kind) => this.#requests.get(kind)).filter((one) => one !== undefined);
      if (underWay.length === 0) return this.#begin(closed, this.#request(closed));
      await Promise.all(underWay);
      if (generation !== this.#generation) throw new VisioError('aborted');
    }
  }

  /**
   * Selects a device. An open device is replaced; if that fails, the old one comes back, or the kind is switched off. Of
   * several choices the last one counts: earlier ones, done or not, resolve without an error.
   *
   * @param use Called with the new device open, before the old one stops; called again after a return to the old one.
   * @throws VisioError When the new device cannot be opened, or `use` fails.
   */
  async choose(
    kind: DeviceKind,
    id: string,
    use: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    const generation = this.#generation;
    const choice = (this.#choices.get(kind) ?? 0) + 1;
    this.#choices.set(kind, choice);
    while (this.#requests.has(kind)) await this.#requests.get(kind)?.catch(() => undefined);
    if (generation !== this.#generation) throw new VisioError('aborted');
    if (choice !== this.#choices.get(kind)) return;
    const { captured, enabled } = this.#snapshot[kind];
    if (!captured || !enabled) {
      // Opened when it is switched on.
      this.stop(kind);
      return this.#set(kind, { id, chosen: true });
    }
    const replacing = this.#replace(kind, captured, id, use);
    const ended = replacing.catch(() => undefined);
    // Whoever else waits for the device has not asked for this one.
    await this.#begin([kind], ended);
    await replacing.catch((error: unknown) => {
      if (generation !== this.#generation || choice === this.#choices.get(kind)) throw error;
    });
  }

  chooseSpeaker(speakerId: string): void {
    this.#commit({ speakerId });
  }

  /** Closes a device without changing `enabled`. */
  stop(kind: DeviceKind): void {
    this.#replaced.get(kind)?.stop();
    this.#replaced.delete(kind);
    const { captured: track } = this.#snapshot[kind];
    if (!track) return;
    track.stop();
    this.#set(kind, { captured: null, silent: false });
  }

  /** Closes both devices. */
  close(): void {
    this.#generation++;
    this.#requests.clear();
    this.stop('microphone');
    this.stop('camera');
    for (const kind of ['microphone', 'camera'] as const) {
      if (this.#snapshot[kind].opening) this.#set(kind, { opening: false });
    }
    if (this.#watching) mediaDevices().removeEventListener('devicechange', this.#list);
    this.#watching = false;
  }

  /** Notes a request as under way until it has ended. */
  async #begin(kinds: readonly DeviceKind[], request: Promise<void>): Promise<void> {
    for (const kind of kinds) this.#requests.set(kind, request);
    try {
      await request;
    } finally {
      for (const kind of kinds) {
        if (this.#requests.get(kind) === request) this.#requests.delete(kind);
      }
    }
  }

  async #request(closed: readonly DeviceKind[]): Promise<void> {
    // Once, however often it is added.
    mediaDevices().addEventListener('devicechange', this.#list);
    this.#watching = true;
    const generation = this.#generation;
    for (const kind of closed) this.#set(kind, { opening: true, error: null });
    const wanted = Object.fromEntries(closed.map((kind) => [kind, { id: this.#snapshot[kind].id }]));
    const { tracks, errors } = await openDevices(wanted);
    if (generation !== this.#generation) {
      for (const track of Object.values(tracks)) track.stop();
      throw new VisioError('aborted');
    }
    for (const kind of closed) this.#opened(kind, tracks[kind] ?? null, errors[kind] ?? null);
    await this.#list();
    const failed = closed.map((kind) => errors[kind]).filter((error) => error !== undefined);
    const [first, second] = failed;
    if (!first) return;
    // A single error covers both devices when they fail for the same reason.
    throw second && second.code === first.code
      ? new VisioError(first.code, { device: 'both', cause: first.cause })
      : first;
  }

  async #replace(
    kind: DeviceKind,
    old: MediaStreamTrack,
    id: string,
    use: () => Promise<void>,
  ): Promise<void> {
    const generation = this.#generation;
    const { id: idBefore, chosen: chosenBefore } = this.#snapshot[kind];
    this.#set(kind, { id, chosen: true, opening: true });
    if (opensOneAtATime()) this.stop(kind);
    const { tracks, errors } = await openDevices({ [kind]: { id, exact: true } });
    const track = tracks[kind];
    if (generation !== this.#generation) {
      track?.stop();
      throw new VisioError('aborted');
    }
    try {
      if (!track) throw errors[kind] ?? new VisioError('device-failed', { device: kind });
      this.#replaced.set(kind, old);
      this.#opened(kind, track, null);
      await use();
      old.stop();
      this.#replaced.delete(kind);
    } catch (error) {
      this.#set(kind, { id: idBefore, chosen: chosenBefore, opening: false });
      if (generation === this.#generation) await this.#goBack(kind, old, use);
      throw error;
    }
  }

  /** Returns to the device of before; what cannot come back is switched off. */
  async #goBack(kind: DeviceKind, old: MediaStreamTrack, use: () => Promise<void>): Promise<void> {
    const { captured, enabled } = this.#snapshot[kind];
    if (captured === old) return;
    captured?.stop();
    this.#replaced.delete(kind);
    if (!enabled) old.stop();
    this.#set(kind, { captured: old.readyState === 'live' ? old : null });
    if (enabled && old.readyState === 'ended') await this.#request([kind]).catch(() => undefined);
    await use().catch(async () => {
      this.stop(kind);
      this.#set(kind, { enabled: false, error: new VisioError('device-failed', { device: kind }) });
      await use().catch(() => undefined);
    });
  }

  #opened(kind: DeviceKind, track: MediaStreamTrack | null, error: VisioError | null): void {
    if (track && !this.#snapshot[kind].enabled) {
      // The person switched it off while the browser was asking.
      track.stop();
      track = null;
    }
    const id = track?.getSettings().deviceId ?? this.#snapshot[kind].id;
    this.#set(kind, { opening: false, captured: track, error, id, ...(error ? { enabled: false } : {}) });
    if (track) this.#follow(kind, track);
    if (error) void this.#retryWhenAllowed(kind, error);
  }

  #follow(kind: DeviceKind, track: MediaStreamTrack): void {
    followTrack(track, () => this.#snapshot[kind].captured === track, {
      onSilent: (silent) => {
        if (silent === this.#snapshot[kind].silent) return;
        this.#set(kind, { silent, error: silent ? new VisioError('device-muted', { device: kind }) : null });
      },
      onEnded: () => {
        this.stop(kind);
        // Otherwise another one is being opened, and tells if that fails.
        if (!this.#requests.has(kind)) void this.#begin([kind], this.#recover(kind, track));
      },
    });
  }

  /** Opens another device in place of one that was unplugged, unless the person had chosen it. */
  async #recover(kind: DeviceKind, lost: MediaStreamTrack): Promise<void> {
    const generation = this.#generation;
    this.#set(kind, { opening: true });
    const error = await lossOf(kind, lost);
    if (generation !== this.#generation) return;
    const { enabled, chosen } = this.#snapshot[kind];
    if (enabled && !chosen && error.code === `${kind}-not-found`) {
      this.#set(kind, { id: '' });
      await this.#request([kind]).catch(() => undefined);
      const { captured } = this.#snapshot[kind];
      if (captured) return this.#onEvent({ type: 'replaced', kind, label: captured.label });
    }
    if (generation !== this.#generation) return;
    this.#set(kind, { opening: false, enabled: false, ...(enabled ? { error } : {}) });
    if (!enabled) return;
    this.#onEvent({ type: 'lost', kind, error });
    void this.#retryWhenAllowed(kind, error);
  }

  /** Opens what was refused as soon as the person has allowed it in the browser. */
  #retryWhenAllowed(kind: DeviceKind, error: VisioError): Promise<void> {
    return allowedLater(kind, error, () => {
      if (this.#snapshot[kind].error === error) this.switch(kind, true).catch(() => undefined);
    });
  }

  #list = async (event?: Event): Promise<void> => {
    const before = this.#snapshot.devices;
    // The lists are optional: without them the system's default applies.
    const devices = await listDevices().catch(() => null);
    if (!devices) return;
    const has = ({ speaker }: DeviceLists) => speaker.some(({ id }) => id === this.#snapshot.speakerId);
    // Without the speaker that was chosen the system's takes over.
    this.#commit({ devices, ...(has(before) && !has(devices) ? { speakerId: '' } : {}) });
    const plugged = event ? pluggedBetween(before, devices) : null;
    if (plugged && this.#watching) this.#onEvent({ type: 'plugged', devices: plugged });
  };

  #set(kind: DeviceKind, change: Partial<LocalDevice>): void {
    this.#commit({ [kind]: { ...this.#snapshot[kind], ...change } });
  }

  #commit(change: Partial<DevicesSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#onChange();
  }
}

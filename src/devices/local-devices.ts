import { VisioError } from '../error.ts';
import { type DeviceKind, listDevices, mediaDevices, openDevices } from './open-devices.ts';
import { ALL_CLOSED, type DevicesSnapshot, type LocalDevice } from './snapshot.ts';

/**
 * This person's camera and microphone, from the lobby's preview through the whole call: the same tracks serve both,
 * so that the browser asks once. Nothing is opened before `open()`.
 */
export class LocalDevices {
  #snapshot = ALL_CLOSED;
  readonly #onChange: () => void;
  readonly #onLost: (kind: DeviceKind) => void;
  #watching = false;
  /** Counts closings: what was asked for before one and arrives after it is stopped at once. */
  #generation = 0;

  /**
   * @param onChange Called after each change of the snapshot.
   * @param onLost Called when an open device went away by itself: unplugged, or taken back by the browser.
   */
  constructor(onChange: () => void, onLost: (kind: DeviceKind) => void = () => undefined) {
    this.#onChange = onChange;
    this.#onLost = onLost;
  }

  get snapshot(): DevicesSnapshot {
    return this.#snapshot;
  }

  /** Switches a device on or off before the call. Off closes it; on opens it only where the other one was opened. */
  async setEnabled(kind: DeviceKind, wanted: boolean): Promise<void> {
    this.#set(kind, { enabled: wanted, error: null });
    if (!wanted) this.closeDevice(kind);
    else if (this.#watching) await this.open([kind]);
  }

  /**
   * Opens the wanted devices that are closed.
   *
   * @throws VisioError when one of them cannot be opened; it is then switched off, and the others stay open.
   */
  async open(kinds: readonly DeviceKind[] = ['microphone', 'camera']): Promise<void> {
    const closed = kinds.filter((kind) => this.#snapshot[kind].enabled && !this.#snapshot[kind].track);
    if (closed.length === 0) return;
    this.#watch();
    const generation = this.#generation;
    for (const kind of closed) this.#set(kind, { opening: true, error: null });
    const ids = Object.fromEntries(closed.map((kind) => [kind, this.#snapshot[kind].id]));
    const { tracks, errors } = await openDevices(ids);
    if (generation !== this.#generation) {
      for (const track of Object.values(tracks)) track.stop();
      throw new VisioError('aborted');
    }
    for (const kind of closed) this.#opened(kind, tracks[kind] ?? null, errors[kind] ?? null);
    await this.#list();
    const failed = closed.map((kind) => errors[kind]).filter((error) => error !== undefined);
    const [first, second] = failed;
    if (!first) return;
    // One sentence for both where it is one and the same refusal.
    throw second && second.code === first.code
      ? new VisioError(first.code, { device: 'both', cause: first.cause })
      : first;
  }

  /** Chooses a device; an open one is replaced by it. @throws VisioError when it cannot be opened. */
  async choose(kind: DeviceKind, id: string): Promise<void> {
    const { track } = this.#snapshot[kind];
    this.#set(kind, { id });
    if (!track) return;
    // Android opens one camera at a time.
    this.closeDevice(kind);
    await this.open([kind]);
  }

  chooseSpeaker(speakerId: string): void {
    this.#commit({ speakerId });
  }

  /** Closes one device and leaves the wish as it is. */
  closeDevice(kind: DeviceKind): void {
    const { track } = this.#snapshot[kind];
    if (!track) return;
    track.onended = null;
    track.stop();
    this.#set(kind, { track: null });
  }

  /** Frees everything. */
  close(): void {
    this.#generation++;
    this.closeDevice('microphone');
    this.closeDevice('camera');
    for (const kind of ['microphone', 'camera'] as const) {
      if (this.#snapshot[kind].opening) this.#set(kind, { opening: false });
    }
    if (this.#watching) mediaDevices().removeEventListener('devicechange', this.#list);
    this.#watching = false;
  }

  #opened(kind: DeviceKind, track: MediaStreamTrack | null, error: VisioError | null): void {
    if (track && !this.#snapshot[kind].enabled) {
      // Switched off while the browser was asking.
      track.stop();
      track = null;
    }
    if (track) track.onended = () => this.#lost(kind);
    const id = track?.getSettings().deviceId ?? this.#snapshot[kind].id;
    this.#set(kind, { opening: false, track, error, id, ...(error ? { enabled: false } : {}) });
  }

  #lost(kind: DeviceKind): void {
    this.closeDevice(kind);
    this.#set(kind, { enabled: false, error: new VisioError(`${kind}-not-found`, { device: kind }) });
    this.#onLost(kind);
  }

  #watch(): void {
    if (this.#watching) return;
    mediaDevices().addEventListener('devicechange', this.#list);
    this.#watching = true;
  }

  #list = async (): Promise<void> => {
    try {
      this.#commit({ devices: await listDevices() });
    } catch {
      // The lists are a convenience: without them the system's choice stands.
    }
  };

  #set(kind: DeviceKind, change: Partial<LocalDevice>): void {
    this.#commit({ [kind]: { ...this.#snapshot[kind], ...change } });
  }

  #commit(change: Partial<DevicesSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#onChange();
  }
}

import type { AccessGrant, RoomFacts } from '../access/grant.ts';
import { VisioError } from '../error.ts';
import type { DeviceKind } from '../media/devices.ts';
import type { LocalMedia } from '../media/local-media.ts';
import { type AskAccess, join } from './join.ts';
import { type CallReport, reduce } from './reduce.ts';
import type { OpenSession, VideoSession } from './session.ts';
import { type CallState, LOBBY, liveOf } from './state.ts';

/** What a call is made of; tests hand in their own. */
export interface CallPorts {
  readonly media: LocalMedia;
  readonly pause: (seconds: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
  /** Called after each change, with the state before it. */
  readonly onChange: (state: CallState, previous: CallState) => void;
}

/** What one join asks for. */
export interface JoinOptions {
  readonly access: AskAccess;
  readonly open: OpenSession;
}

interface Attempt {
  readonly abort: AbortController;
  session: VideoSession | null;
  room: RoomFacts | null;
  /** Why it ended, when it failed. */
  error: VisioError | null;
}

/** One call at a time: holds its state, takes intents, and frees what it opened. */
export class Call {
  #state: CallState = LOBBY;
  #attempt: Attempt | null = null;
  readonly #ports: CallPorts;

  constructor(ports: CallPorts) {
    this.#ports = ports;
  }

  get state(): CallState {
    return this.#state;
  }

  /**
   * Joins and resolves once connected and published. From a running attempt it does nothing more than that attempt.
   *
   * @throws VisioError What stopped it; `aborted` when the person cancelled.
   */
  async join({ access, open }: JoinOptions): Promise<void> {
    if (this.#attempt) throw new VisioError('not-allowed', { reason: 'already joining or in the call' });
    const { media, pause, now } = this.#ports;
    const attempt: Attempt = { abort: new AbortController(), session: null, room: null, error: null };
    this.#attempt = attempt;
    const commit = (report: CallReport): void => this.#commit(attempt, report);
    const tracks = () => ({
      microphone: media.snapshot.microphone.track,
      camera: media.snapshot.camera.track,
    });
    const opened = (session: VideoSession, grant: Pick<AccessGrant, 'room'>): void => {
      if (attempt.abort.signal.aborted) session.close();
      attempt.session = session;
      attempt.room = grant.room ?? null;
    };
    try {
      await join({ access, open, pause, commit, now }, tracks, opened, attempt.abort.signal);
    } catch (cause) {
      if (attempt.abort.signal.aborted) throw attempt.error ?? new VisioError('aborted', { cause });
      const error = VisioError.from(cause, 'media-failed');
      commit({ type: 'failed', error });
      throw error;
    }
  }

  /** Leaves the call, or cancels joining. Safe in every phase. */
  leave(): void {
    const attempt = this.#attempt;
    if (!attempt) return;
    const live = liveOf(this.#state);
    this.#commit(attempt, live ? { type: 'disconnected', reason: 'left' } : { type: 'cancelled' });
  }

  /** Back to the lobby from where a call has ended or failed. */
  reset(): void {
    if (this.#attempt) return;
    this.#change(LOBBY);
  }

  /**
   * Switches the microphone or the camera. In a call the state follows once the session has done it.
   *
   * @throws VisioError When the device cannot be opened.
   */
  async switch(kind: DeviceKind, on: boolean): Promise<void> {
    const { media } = this.#ports;
    const attempt = this.#attempt;
    const live = liveOf(this.#state);
    const session = attempt?.session;
    if (!attempt || !session || !live) return media.want(kind, on);
    if (live[kind].pending) return;
    this.#commit(attempt, { type: 'pending', device: kind });
    try {
      if (on) {
        await media.want(kind, true);
        await media.open([kind]);
      }
      await this.#send(session, kind, on);
      // A camera that is off is closed, its light too. A muted microphone stays open: reopening one makes headsets crackle.
      if (!on && kind === 'camera') await media.want(kind, false);
    } catch (cause) {
      const error = VisioError.from(cause, 'device-failed');
      this.#commit(attempt, { type: 'settled', device: kind });
      this.#commit(attempt, { type: 'notice', notice: { type: 'error', error } });
      throw error;
    }
  }

  /** Uses another camera or microphone, at once where it is on. @throws VisioError When it cannot be opened. */
  async choose(kind: DeviceKind, id: string): Promise<void> {
    const { media } = this.#ports;
    const attempt = this.#attempt;
    await media.choose(kind, id);
    const live = liveOf(this.#state);
    if (attempt?.session && live?.[kind].on) await this.#send(attempt.session, kind, true);
  }

  async chooseSpeaker(id: string): Promise<void> {
    await this.#attempt?.session?.setSpeaker(id);
  }

  /** A device went away by itself. */
  async deviceLost(kind: DeviceKind): Promise<void> {
    const attempt = this.#attempt;
    if (!attempt?.session || !liveOf(this.#state)) return;
    this.#commit(attempt, { type: 'notice', notice: { type: 'device-lost', device: kind } });
    await this.#send(attempt.session, kind, false);
  }

  dismissNotice(): void {
    if (this.#attempt) this.#commit(this.#attempt, { type: 'notice', notice: null });
  }

  /** @see VideoSession.watchLevel */
  watchLevel(id: string, onLevel: (level: number) => void): () => void {
    return this.#attempt?.session?.watchLevel(id, onLevel) ?? (() => undefined);
  }

  #send(session: VideoSession, kind: DeviceKind, on: boolean): Promise<void> {
    const track = on ? this.#ports.media.snapshot[kind].track : null;
    return kind === 'camera' ? session.setCamera(track) : session.setMicrophone(track);
  }

  #commit(attempt: Attempt, report: CallReport): void {
    if (attempt !== this.#attempt) return;
    const context = { now: this.#ports.now(), room: attempt.room };
    const next = reduce(this.#state, report, context);
    // Out of the call, whatever the reason: free everything before anybody hears of it.
    if (next.phase === 'failed') attempt.error = next.error;
    if (next.phase === 'ended' || next.phase === 'failed' || next.phase === 'lobby') this.#release(next);
    this.#change(next);
  }

  #release(next: CallState): void {
    const attempt = this.#attempt;
    this.#attempt = null;
    attempt?.abort.abort();
    attempt?.session?.close();
    // Whoever cancels is back in front of their own picture.
    if (next.phase !== 'lobby') this.#ports.media.close();
  }

  #change(next: CallState): void {
    const previous = this.#state;
    if (next === previous) return;
    this.#state = next;
    this.#ports.onChange(next, previous);
  }
}

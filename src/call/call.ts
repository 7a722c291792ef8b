import type { Decision } from '../access/waiting-room.ts';
import type { DeviceEvent } from '../devices/device-loss.ts';
import type { DeviceKind } from '../devices/open-devices.ts';
import { VisioError } from '../error.ts';
import { ActiveCall } from './active-call.ts';
import type { CallDeps, JoinDeps } from './call-deps.ts';
import { aborted, type EntryDeps, join, type Opened } from './join.ts';
import { Remembered } from './remembered.ts';
import { RetryWait } from './retry-wait.ts';
import type { VideoSession } from './session.ts';
import type { CallEvent } from './state/call-event.ts';
import { reduce } from './state/reduce-phase.ts';
import { presentOf, selfOf } from './state/select.ts';
import { type CallState, type LiveCall, LOBBY, liveOf } from './state/state.ts';

/** One attempt to join, from the press on *Join* to the end of its call. */
interface Attempt {
  readonly deps: JoinDeps;
  readonly abort: AbortController;
  readonly retry: RetryWait;
  opened: { readonly session: VideoSession; readonly grant: Opened } | null;
  active: ActiveCall | null;
  /** The failure that ended it, if any. */
  error: VisioError | null;
}

interface InCall {
  readonly attempt: Attempt;
  readonly active: ActiveCall;
  readonly live: LiveCall;
}

/** Runs one call at a time: holds its state, handles the person's actions, and releases what it opened. */
export class Call {
  #state: CallState = LOBBY;
  #attempt: Attempt | null = null;
  readonly #deps: CallDeps;
  /** Events that wait for the effects of earlier events. */
  readonly #queue: (readonly [Attempt, CallEvent])[] = [];
  #draining = false;
  readonly #remembered = new Remembered();

  constructor(deps: CallDeps) {
    this.#deps = deps;
  }

  get state(): CallState {
    return this.#state;
  }

  /** The parts of the call in progress; `null` without one. */
  get active(): Pick<ActiveCall, 'verification' | 'lines' | 'secret' | 'sendPolicy' | 'playSound'> | null {
    return this.#attempt?.active ?? null;
  }

  /**
   * Joins a call; resolves once connected and published.
   *
   * @throws VisioError The reason why joining failed: `aborted` when the person cancelled, `not-allowed` while an
   * attempt is running.
   */
  async join(deps: JoinDeps): Promise<void> {
    if (this.#attempt) throw new VisioError('not-allowed', { reason: 'already joining or in the call' });
    const abort = new AbortController();
    const { waitUntilDue, delay, now } = this.#deps;
    const retry = new RetryWait(delay);
    const attempt: Attempt = { deps, abort, retry, opened: null, active: null, error: null };
    this.#attempt = attempt;
    const { signal } = abort;
    const commit = (event: CallEvent): void => this.#commit(attempt, event);
    const tracks = () => attempt.active?.publication.tracks() ?? { microphone: null, camera: null };
    const opened = (session: VideoSession, grant: Opened): void => {
      if (signal.aborted) session.close();
      attempt.opened = { session, grant };
    };
    try {
      const onMessage: EntryDeps['onMessage'] = (message) => attempt.active?.onMessage(message);
      const joining = join(
        { ...deps, waitUntilDue, waitToRetry: retry.wait, commit, onMessage, now },
        tracks,
        opened,
        signal,
      );
      // The send policy may have suspended sending during publication.
      const enforced = joining.then(() => attempt.active?.publish());
      // The SDK never answers in a session that is over.
      await Promise.race([enforced, aborted(signal)]);
      attempt.active?.start();
    } catch (cause) {
      if (signal.aborted) throw attempt.error ?? new VisioError('aborted', { cause });
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

  /** Asks for access at once, where the person sees when it would be asked again. */
  askAgain(): void {
    this.#attempt?.retry.end();
  }

  /** Returns from an ended or failed call to the lobby. */
  reset(): void {
    if (this.#attempt) return;
    this.#change(LOBBY);
  }

  /**
   * Switches the microphone or the camera. In a call the state changes once the session confirms.
   *
   * @throws VisioError When the device cannot be opened.
   */
  async switch(kind: DeviceKind, on: boolean): Promise<void> {
    const publication = this.#attempt?.active?.publication;
    await (publication ? publication.switch(kind, on) : this.#deps.media.switch(kind, on));
  }

  /** Starts or stops screen sharing of a screen that the person chooses. @throws VisioError `aborted` for none */
  async setScreen(on: boolean): Promise<void> {
    const { screen } = this.#inCall().active.publication;
    await (on ? screen.start() : screen.stop());
  }

  /** Selects another camera or microphone; an open one is replaced at once. @throws VisioError */
  async choose(kind: DeviceKind, id: string): Promise<void> {
    await (this.#attempt?.active?.publication ?? this.#deps.media).choose(kind, id);
  }

  /** Follows a change of the local devices. */
  devicesChanged(): void {
    this.#attempt?.active?.followDevices();
  }

  /** Tells what has happened to a device without the person's doing. */
  deviceEvent(event: DeviceEvent): void {
    this.#attempt?.active?.publication.tellOf(event);
  }

  /** Sends a host's decision to the waiting room. @throws VisioError */
  async decide(decision: Decision): Promise<void> {
    await this.#asHost().active.moderation.decide(decision);
  }

  /** Mutes one other participant, or all others with `null`. @throws VisioError */
  async mute(id: string | null): Promise<void> {
    await this.#asHost().active.moderation.mute(id);
  }

  /** Removes a participant and withdraws their access. @throws VisioError */
  async remove(id: string, reason?: string): Promise<void> {
    const { active, live } = this.#asHost();
    const person = presentOf(live).find((one) => one.id === id);
    if (!person) throw new VisioError('not-connected', { reason: 'this person is not in the room' });
    await active.moderation.remove(person, reason);
  }

  /** Starts a breakout with these participants, the others on hold; `null` ends it. @throws VisioError */
  async setBreakout(ids: readonly string[] | null): Promise<void> {
    const { active, live } = this.#asHost();
    await (ids ? active.breakout.start(live, ids) : active.breakout.end());
  }

  /** Sends a chat message to the others. @throws VisioError `not-connected`, `message-invalid`, `not-allowed` */
  async sendMessage(text: string): Promise<void> {
    const { active, live } = this.#inCall();
    await active.chat.send(live, text);
  }

  /** Turns the privacy screen on or off. */
  setPrivacyScreen(on: boolean): void {
    const attempt = this.#attempt;
    if (!attempt?.active || !liveOf(this.#state)) return;
    attempt.active.session.setSilence(on);
    this.#commit(attempt, { type: 'privacy-screen', on });
  }

  /** Ends the appointment for everybody and leaves. @throws VisioError */
  async endForAll(): Promise<void> {
    const { attempt, active, live } = this.#asHost();
    await active.moderation.end(live);
    this.#commit(attempt, { type: 'disconnected', reason: 'ended' });
  }

  /** Shows an error to the person. */
  tell(error: VisioError): void {
    if (this.#attempt) this.#commit(this.#attempt, { type: 'notice', notice: { type: 'error', error } });
  }

  dismissNotice(): void {
    if (this.#attempt) this.#commit(this.#attempt, { type: 'notice', notice: null });
  }

  /** @see VideoSession.watchLevel */
  watchLevel(id: string, onLevel: (level: number) => void): () => void {
    return this.#attempt?.active?.session.watchLevel(id, onLevel) ?? (() => undefined);
  }

  /** @throws VisioError `not-connected` */
  #inCall(): InCall {
    const live = liveOf(this.#state);
    const attempt = this.#attempt;
    if (!live || !attempt?.active) throw new VisioError('not-connected');
    return { attempt, active: attempt.active, live };
  }

  /** Requires the role of a host; session and server also enforce it themselves. @throws VisioError */
  #asHost(): InCall {
    const inCall = this.#inCall();
    if (inCall.live.role !== 'moderator')
      throw new VisioError('not-allowed', { reason: 'only a moderator can do this' });
    return inCall;
  }

  /** Queues an event. Events that an effect commits come after the effects of the event before. */
  #commit(attempt: Attempt, event: CallEvent): void {
    this.#queue.push([attempt, event]);
    if (this.#draining) return;
    this.#draining = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#apply(...next);
    } finally {
      this.#draining = false;
    }
  }

  #apply(attempt: Attempt, event: CallEvent): void {
    if (attempt !== this.#attempt) {
      // The event belongs to a call that is over.
      this.#remembered.late(event);
      return;
    }
    const before = liveOf(this.#state);
    const { room = null, attested } = attempt.opened?.grant ?? {};
    const next = reduce(this.#state, event, {
      now: this.#deps.now(),
      room,
      attestation: attested?.attestation ?? null,
      removed: this.#remembered.removed(attested),
      compared: (own) => this.#remembered.compared(own),
    });
    // The call is over: release all resources before any listener runs.
    if (next.phase === 'failed') attempt.error = next.error;
    if (next.phase === 'ended' || next.phase === 'failed' || next.phase === 'lobby') this.#release(next);
    const live = liveOf(next);
    if (live) {
      this.#remembered.follow(live);
      attempt.active ??= this.#activate(attempt, live);
    }
    this.#change(next);
    if (!live) return;
    for (const effect of attempt.active?.onChange(live, before) ?? []) {
      if (attempt !== this.#attempt) return;
      // Each effect reports its own failure, or retries.
      void Promise.resolve(effect()).catch(() => undefined);
    }
  }

  #activate(attempt: Attempt, live: LiveCall): ActiveCall | null {
    const self = selfOf(live)?.id;
    if (!attempt.opened || self === undefined) return null;
    const { media, openScreen, delay, now } = this.#deps;
    const { secret = '', confidentiality = 'any', ...adapters } = attempt.deps;
    return new ActiveCall({
      ...attempt.opened,
      ...adapters,
      ...{ self, media, openScreen, secret, delay, now, confidentiality },
      shownAs: live.shownAs,
      commit: (event) => this.#commit(attempt, event),
      live: () => liveOf(this.#state),
      abortSignal: attempt.abort.signal,
    });
  }

  #release(next: CallState): void {
    const attempt = this.#attempt;
    this.#attempt = null;
    attempt?.abort.abort();
    // First: its goodbye.
    attempt?.opened?.session.close();
    if (next.phase === 'ended' && next.reason === 'left') attempt?.active?.moderation.leave();
    attempt?.active?.dispose();
    // A person who cancels returns to the preview: the devices stay open.
    if (next.phase !== 'lobby') this.#deps.media.close();
  }

  #change(next: CallState): void {
    const previous = this.#state;
    if (next === previous) return;
    this.#state = next;
    this.#deps.onChange(next, previous);
  }
}

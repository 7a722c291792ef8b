import type { RoomFacts } from '../access/grant.ts';
import type { Decision } from '../access/waiting-room.ts';
import type { LocalDevices } from '../devices/local-devices.ts';
import type { DeviceKind } from '../devices/open-devices.ts';
import { VisioError } from '../error.ts';
import type { Confidentiality } from '../transport-security/confidentiality-level.ts';
import { announceEnd } from './features/appointment-feature.ts';
import { BreakoutFeature } from './features/breakout-feature.ts';
import { watchConnections } from './features/measurement-feature.ts';
import { MessagesFeature } from './features/messages-feature.ts';
import { type AskWaitingRoom, ModerationFeature } from './features/moderation-feature.ts';
import { SendPolicy } from './features/send-policy-feature.ts';
import { type AskAccess, join, type Opened } from './join.ts';
import { LocalPublication } from './local-publication.ts';
import { MESSAGES } from './message-names.ts';
import type { OpenSession, VideoSession } from './session.ts';
import { type CallEvent, reduce } from './state/reduce.ts';
import { selfOf } from './state/select.ts';
import { type CallState, type LiveCall, LOBBY, liveOf } from './state/state.ts';

/** What a call is made of; tests hand in their own. */
export interface CallDeps {
  readonly media: LocalDevices;
  /** Lets the person choose a screen to show. */
  readonly openScreen: () => Promise<MediaStreamTrack>;
  readonly pause: (seconds: number, signal: AbortSignal) => Promise<void>;
  /** Waits for so many seconds, whether the page is visible or not. */
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
  /** Called after each change, with the state before it. */
  readonly onChange: (state: CallState, previous: CallState) => void;
}

/** What one join asks for. */
export interface JoinDeps {
  readonly access: AskAccess;
  readonly open: OpenSession;
  /** Reaches the door of the room at the URL that the grant named. */
  readonly attend: (url: string) => AskWaitingRoom;
  /** The least that is acceptable; below it nothing is sent until the person accepts it. */
  readonly confidentiality?: Confidentiality;
}

interface Attempt {
  readonly abort: AbortController;
  session: VideoSession | null;
  room: RoomFacts | null;
  clockOffset: number;
  desk: ModerationFeature | null;
  aside: BreakoutFeature | null;
  correspondence: MessagesFeature | null;
  sessionId: string;
  devices: LocalPublication | null;
  guardian: SendPolicy | null;
  /** Why it ended, when it failed. */
  error: VisioError | null;
}

/** One call at a time: holds its state, takes intents, and frees what it opened. */
export class Call {
  #state: CallState = LOBBY;
  #attempt: Attempt | null = null;
  readonly #ports: CallDeps;

  constructor(ports: CallDeps) {
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
  async join({ access, open, attend, confidentiality = 'any' }: JoinDeps): Promise<void> {
    if (this.#attempt) throw new VisioError('not-allowed', { reason: 'already joining or in the call' });
    const { media, pause: setPrivacyScreen, sleep, now } = this.#ports;
    const attempt: Attempt = {
      abort: new AbortController(),
      session: null,
      room: null,
      clockOffset: 0,
      desk: null,
      aside: null,
      correspondence: null,
      sessionId: '',
      devices: null,
      guardian: null,
      error: null,
    };
    this.#attempt = attempt;
    const commit = (report: CallEvent): void => this.#commit(attempt, report);
    const tracks = () => attempt.devices?.tracks() ?? { microphone: null, camera: null };
    const live = () => liveOf(this.#state);
    const opened = (session: VideoSession, grant: Opened): void => {
      if (attempt.abort.signal.aborted) session.close();
      attempt.session = session;
      attempt.room = grant.room ?? null;
      attempt.clockOffset = grant.clockOffset;
      attempt.sessionId = grant.sessionId;
      const { openScreen } = this.#ports;
      const devices = new LocalPublication({ media, openScreen, session, commit, live });
      attempt.devices = devices;
      const { expected } = grant;
      const rules = { confidentiality, ...(expected === undefined ? {} : { expected }) };
      attempt.guardian = new SendPolicy(rules, { hold: devices.suspension, commit });
      const door = grant.admission ? attend(grant.admission.url) : null;
      attempt.desk = new ModerationFeature(
        session,
        door,
        (found) => commit({ type: 'door', door: found }),
        attempt.abort.signal,
      );
      attempt.aside = new BreakoutFeature(session, commit, () => devices.switchOff());
    };
    try {
      await join(
        { access, open, pause: setPrivacyScreen, commit, now },
        tracks,
        opened,
        attempt.abort.signal,
      );
      // The guard may have spoken while publishing was under way.
      await attempt.devices?.suspension.enforce();
      void attempt.desk?.watch(sleep);
      void attempt.correspondence?.verification.resend(sleep, attempt.abort.signal);
      const tell = (minutes: number) => commit({ type: 'notice', notice: { type: 'ending', minutes } });
      const clock = { sleep, tell, now: () => now() + attempt.clockOffset };
      void announceEnd(attempt.room, clock, attempt.abort.signal);
      const { session } = attempt;
      if (session) void watchConnections({ session, live, commit, sleep, now }, attempt.abort.signal);
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
    const { devices } = this.#attempt ?? {};
    const live = liveOf(this.#state);
    await (devices && live ? devices.switch(kind, on, live) : this.#ports.media.setEnabled(kind, on));
  }

  /** Shows a screen that the person chooses, or no longer. @throws VisioError `aborted` when they choose none */
  async setScreen(on: boolean): Promise<void> {
    const { screen } = this.#attempt?.devices ?? {};
    if (!screen || !liveOf(this.#state)) throw new VisioError('not-connected');
    await (on ? screen.start() : screen.stop());
  }

  /** Uses another camera or microphone, at once where it is on. @throws VisioError When it cannot be opened. */
  async choose(kind: DeviceKind, id: string): Promise<void> {
    await this.#ports.media.choose(kind, id);
    if (liveOf(this.#state)?.[kind].on) await this.#attempt?.devices?.send(kind, true);
  }

  async chooseSpeaker(id: string): Promise<void> {
    await this.#attempt?.session?.setSpeaker(id);
  }

  /** A device went away by itself. */
  async deviceLost(kind: DeviceKind): Promise<void> {
    if (liveOf(this.#state)) await this.#attempt?.devices?.lost(kind);
  }

  /** Lets somebody in, or not, or changes the door. @throws VisioError */
  async decide(decision: Decision): Promise<void> {
    await this.#hosting(({ desk }) => desk.decide(decision));
  }

  /** Mutes one other person, or everybody else. @throws VisioError */
  async mute(id: string | null): Promise<void> {
    await this.#hosting(({ session }) => (id === null ? session.muteOthers() : session.mute(id)));
  }

  /** Puts somebody out for good. @throws VisioError */
  async remove(id: string, reason?: string): Promise<void> {
    await this.#hosting(({ desk, live }) => {
      const person = live.participants.find((one) => one.id === id && !one.self);
      if (!person) throw new VisioError('not-connected', { reason: 'this person is not in the room' });
      return desk.remove(person, reason);
    });
  }

  /** Goes on with these people alone, the others on hold; `null` ends it. @throws VisioError */
  async setBreakout(ids: readonly string[] | null): Promise<void> {
    await this.#hosting(async ({ aside, live }) => (ids ? aside.start(live, ids) : aside.end()));
  }

  /** Sends a message to the others. @throws VisioError `not-connected`, `message-invalid`, `not-allowed` */
  async sendMessage(text: string): Promise<void> {
    const live = liveOf(this.#state);
    const { correspondence } = this.#attempt ?? {};
    if (!live || !correspondence) throw new VisioError('not-connected');
    await correspondence.chat.send(live, text);
  }

  /** What the person says of the code on screen. */
  async answerSas(id: string, answer: 'same' | 'different'): Promise<void> {
    await this.#attempt?.correspondence?.verification.answer(id, answer);
  }

  /** Asks for a new code. */
  async renewSas(id: string): Promise<void> {
    await this.#attempt?.correspondence?.verification.restart(id);
  }

  /** Goes on in spite of what the guard has found. */
  acceptBlocked(): void {
    const live = liveOf(this.#state);
    if (live) this.#attempt?.guardian?.accept(live);
  }

  /** Covers everything and sends nothing, or comes back. */
  setPrivacyScreen(on: boolean): void {
    const attempt = this.#attempt;
    if (!attempt || !liveOf(this.#state)) return;
    attempt.session?.setSilence(on);
    this.#commit(attempt, { type: 'paused', on });
  }

  /** Encrypts routed media with another shared secret from now on. @throws VisioError */
  async setSecret(secret: string): Promise<void> {
    await this.#attempt?.session?.setSecret(secret);
  }

  /** Ends the appointment for everybody and leaves. @throws VisioError */
  async endForAll(): Promise<void> {
    const attempt = this.#attempt;
    await this.#hosting(({ desk, live }) => desk.end(live));
    if (attempt) this.#commit(attempt, { type: 'disconnected', reason: 'ended' });
  }

  /** Runs what only a moderator may; the session and the server refuse the others by themselves. */
  async #hosting(
    act: (parts: {
      desk: ModerationFeature;
      aside: BreakoutFeature;
      session: VideoSession;
      live: LiveCall;
    }) => Promise<void>,
  ): Promise<void> {
    const live = liveOf(this.#state);
    const { session, desk, aside } = this.#attempt ?? {};
    if (!live || !session || !desk || !aside) throw new VisioError('not-connected');
    if (live.role !== 'moderator')
      throw new VisioError('not-allowed', { reason: 'only a moderator can do this' });
    await act({ desk, aside, session, live });
  }

  /** Tells the person what did not work. */
  tell(error: VisioError): void {
    if (this.#attempt) this.#commit(this.#attempt, { type: 'notice', notice: { type: 'error', error } });
  }

  dismissNotice(): void {
    if (this.#attempt) this.#commit(this.#attempt, { type: 'notice', notice: null });
  }

  /** @see VideoSession.watchLevel */
  watchLevel(id: string, onLevel: (level: number) => void): () => void {
    return this.#attempt?.session?.watchLevel(id, onLevel) ?? (() => undefined);
  }

  /** Opens what lives as long as the call itself. */
  #enter(attempt: Attempt, live: LiveCall): void {
    const { session, sessionId: room } = attempt;
    const self = selfOf(live)?.id;
    if (!session || self === undefined) return;
    attempt.correspondence = new MessagesFeature({
      ...{ session, self, room, now: this.#ports.now },
      commit: (report) => this.#commit(attempt, report),
      participant: (id) => liveOf(this.#state)?.participants.find((one) => one.id === id),
    });
  }

  /** What another element says. Anybody can send anything. */
  #heed(attempt: Attempt, { from, name, data }: Extract<CallEvent, { type: 'signal' }>): void {
    const live = liveOf(this.#state);
    const sender = live?.participants.find(({ id }) => id === from);
    if (!live || !sender || sender.self) return;
    attempt.correspondence?.heed(sender, name, data);
    if (sender.role !== 'moderator') return;
    if (name === MESSAGES.aside) void attempt.aside?.heed(live, sender, data).catch(() => undefined);
    if (name === MESSAGES.end) this.#commit(attempt, { type: 'disconnected', reason: 'ended' });
    if (name === MESSAGES.removed) {
      const message = data.slice(0, 300);
      this.#commit(attempt, { type: 'disconnected', reason: 'removed', ...(message ? { message } : {}) });
    }
  }

  #commit(attempt: Attempt, report: CallEvent): void {
    if (attempt !== this.#attempt) return;
    if (report.type === 'signal') {
      this.#heed(attempt, report);
      return;
    }
    const context = { now: this.#ports.now(), room: attempt.room };
    const next = reduce(this.#state, report, context);
    // Out of the call, whatever the reason: free everything before anybody hears of it.
    if (next.phase === 'failed') attempt.error = next.error;
    if (next.phase === 'ended' || next.phase === 'failed' || next.phase === 'lobby') this.#release(next);
    const [live, before] = [liveOf(next), liveOf(this.#state)];
    this.#change(next);
    if (!live) return;
    if (!before) this.#enter(attempt, live);
    if (before) void attempt.aside?.follow(live, before).catch(() => undefined);
    attempt.correspondence?.follow(live, before);
    // Silenced by a host while it was held back: it stays so.
    if (report.type === 'muted-by-host') attempt.devices?.suspension.forget('microphone');
    attempt.devices?.screen.follow(live);
    // A change above may have brought about another.
    const now = liveOf(this.#state);
    if (now) attempt.guardian?.apply(now);
  }

  #release(next: CallState): void {
    const attempt = this.#attempt;
    this.#attempt = null;
    attempt?.abort.abort();
    attempt?.devices?.screen.close();
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

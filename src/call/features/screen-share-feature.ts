import { VisioError } from '../../error.ts';
import type { VideoSession } from '../session.ts';
import type { CallEvent } from '../state/call-event.ts';
import { changeParticipant, isSelf } from '../state/change-participant.ts';
import { isOnHold, maySpeak, selfOf } from '../state/select.ts';
import type { LiveCall } from '../state/state.ts';
import type { Effect, Feature } from './feature.ts';

export interface ScreenShareDeps {
  /** Lets the person choose a screen. @throws VisioError `aborted` when they choose none */
  readonly open: () => Promise<MediaStreamTrack>;
  readonly session: Pick<VideoSession, 'setScreen'>;
  readonly commit: (event: Extract<CallEvent, { type: 'pending' | 'settled' }>) => void;
  readonly live: () => LiveCall | null;
  /** Whether the send policy blocks sending now. */
  readonly held: () => boolean;
}

/** Applies the screen shares of all participants, the local one included. */
export function reduceScreenShare(live: LiveCall, event: CallEvent): LiveCall {
  switch (event.type) {
    case 'peer-screen':
      return changeParticipant(live, ({ id, self }) => !self && id === event.id, {
        sharing: event.on,
        screen: event.handle,
      });
    case 'self-screen':
      return changeParticipant({ ...live, screen: { on: event.on, pending: false } }, isSelf, {
        sharing: event.on,
      });
    default:
      return live;
  }
}

/** Shares this person's screen. Sharing never resumes by itself once it has stopped. */
export class ScreenShareFeature implements Feature {
  readonly #deps: ScreenShareDeps;
  #track: MediaStreamTrack | null = null;

  constructor(deps: ScreenShareDeps) {
    this.#deps = deps;
  }

  /** Shares a screen that the person chooses. @throws VisioError */
  async start(): Promise<void> {
    const { open, session, commit, live } = this.#deps;
    const before = live();
    if (!before || before.screen.on || before.screen.pending) return;
    if (!maySpeak(before)) throw new VisioError('not-allowed', { reason: 'this role sends nothing' });
    this.#mayBegin();
    commit({ type: 'pending', device: 'screen' });
    let track: MediaStreamTrack | null = null;
    try {
      track = await open();
      // The browser's dialog may have been open for minutes.
      this.#mayBegin();
      this.#track = track;
      track.onended = () => void this.stop();
      await session.setScreen(track);
    } catch (error) {
      this.close(track);
      commit({ type: 'settled', device: 'screen' });
      throw error;
    }
  }

  /** Stops screen sharing. */
  async stop(): Promise<void> {
    if (!this.#track) return;
    this.close();
    await this.#deps.session.setScreen(null);
  }

  /** Stops sharing for a person on hold, and stops capturing a screen that the session has ended. */
  onChange(live: LiveCall): readonly Effect[] {
    if (!this.#track) return [];
    const self = selfOf(live);
    if (self && isOnHold(live, self)) return [() => this.stop()];
    return live.screen.on || live.screen.pending ? [] : [() => this.close()];
  }

  /** Stops the captured screen. */
  close(track = this.#track): void {
    if (!track) return;
    track.onended = null;
    track.stop();
    if (track === this.#track) this.#track = null;
  }

  #mayBegin(): void {
    const { live, held } = this.#deps;
    const now = live();
    if (!now) throw new VisioError('aborted');
    const self = selfOf(now);
    if (held() || (self && isOnHold(now, self))) throw new VisioError('sending-suspended');
  }
}

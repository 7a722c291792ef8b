import type { RoomFacts } from '../../access/grant.ts';
import type { WaitingRoomList } from '../../access/waiting-room.ts';
import { VisioError } from '../../error.ts';
import type { Quality } from '../quality.ts';
import type { Peer, SessionEvent } from '../session.ts';
import { assess } from './assess.ts';
import {
  type BlockedReason,
  type Breakout,
  type CallState,
  type Chat,
  type ChatEntry,
  type LiveCall,
  liveOf,
  type Notice,
  type Participant,
  type Security,
  type Verification,
} from './state.ts';

/** What happens on this side: steps of joining, intents that wait for their confirmation. */
export type CallEvent =
  | SessionEvent
  | { readonly type: 'requesting' }
  | {
      readonly type: 'waiting';
      readonly at: number;
      readonly clockOffset: number;
      readonly message?: string;
      readonly opensAt?: Date;
      readonly startsAt?: Date;
    }
  | { readonly type: 'connecting' }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly error: VisioError }
  | { readonly type: 'pending'; readonly device: 'microphone' | 'camera' | 'screen' }
  | { readonly type: 'settled'; readonly device: 'microphone' | 'camera' | 'screen' }
  | { readonly type: 'notice'; readonly notice: Notice | null }
  | { readonly type: 'security'; readonly security: Security }
  | { readonly type: 'quality'; readonly quality: Quality }
  | { readonly type: 'verification'; readonly id: string; readonly verification: Verification }
  | { readonly type: 'chat'; readonly entry: ChatEntry }
  | { readonly type: 'readers'; readonly ids: readonly string[] }
  | { readonly type: 'guard'; readonly guard: BlockedReason | null }
  | { readonly type: 'paused'; readonly on: boolean }
  | { readonly type: 'door'; readonly door: WaitingRoomList }
  | { readonly type: 'aside'; readonly aside: Breakout | null; readonly notice?: Notice };

/** What a report does not carry but the state needs. */
export interface ReduceContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly room: RoomFacts | null;
}

/** Folds one report into the state. A report that has no meaning in the phase changes nothing. */
export function reduce(state: CallState, report: CallEvent, context: ReduceContext): CallState {
  const live = liveOf(state);
  if (live) return reduceLive(state, live, report, context);
  switch (report.type) {
    case 'requesting':
      // While waiting, asking again is not news to the person.
      return state.phase === 'waiting' ? state : { phase: 'requesting' };
    case 'waiting': {
      const { type: phase, at, ...facts } = report;
      return { phase, since: state.phase === 'waiting' ? state.since : at, ...facts };
    }
    case 'connecting':
      return { phase: 'connecting' };
    case 'cancelled':
      return { phase: 'lobby' };
    case 'failed':
      return { phase: 'failed', error: report.error };
    case 'connected':
      return state.phase === 'connecting' ? enter(report.self, report.role, context) : state;
    case 'disconnected':
      return state.phase === 'connecting'
        ? { phase: 'failed', error: report.error ?? new VisioError('signalling-unreachable') }
        : state;
    default:
      return state;
  }
}

function enter(self: Peer, role: LiveCall['role'], context: ReduceContext): CallState {
  return {
    phase: 'connected',
    live: {
      startedAt: context.now,
      room: context.room,
      role,
      // Nothing is sent yet; a role that sends nothing has no switches.
      microphone: { on: false, pending: true },
      camera: { on: false, pending: true },
      screen: { on: false, pending: false },
      quality: null,
      participants: [{ ...participantOf(self), role, self: true }],
      speaker: null,
      notice: null,
      waitingRoom: null,
      breakout: null,
      security: { level: 'verifying', evidence: [], at: null },
      verifications: new Map(),
      secret: 'none',
      chat: { entries: [], added: 0, readers: [] },
      blocked: null,
      recording: false,
      privacyScreen: false,
    },
  };
}

function participantOf(peer: Peer): Participant {
  return {
    ...peer,
    self: false,
    publishing: false,
    microphone: false,
    camera: false,
    speaking: false,
    stalled: false,
    media: null,
    sharing: false,
    screen: null,
  };
}

function reduceLive(state: CallState, live: LiveCall, report: CallEvent, context: ReduceContext): CallState {
  switch (report.type) {
    case 'reconnecting':
      return { phase: 'reconnecting', live };
    case 'reconnected':
      return { phase: 'connected', live };
    case 'disconnected':
      // Being cut off is a failure with a way back; being removed or leaving is an end.
      if (report.reason === 'lost') {
        return { phase: 'failed', error: report.error ?? new VisioError('connection-lost') };
      }
      return {
        phase: 'ended',
        reason: report.reason,
        ...(report.message === undefined ? {} : { message: report.message }),
        duration: context.now - live.startedAt,
        room: live.room,
      };
    case 'failed':
      return { phase: 'failed', error: report.error };
    default: {
      const next = reducePeople(live, report);
      return next === live || (state.phase !== 'connected' && state.phase !== 'reconnecting')
        ? state
        : { phase: state.phase, live: next };
    }
  }
}

function reducePeople(live: LiveCall, report: CallEvent): LiveCall {
  switch (report.type) {
    case 'peer-joined':
      return live.participants.some(({ id }) => id === report.peer.id)
        ? live
        : { ...live, participants: [...live.participants, participantOf(report.peer)] };
    case 'peer-left':
      return {
        ...live,
        participants: live.participants.filter(({ id, self }) => self || id !== report.id),
        verifications: new Map([...live.verifications].filter(([id]) => id !== report.id)),
      };
    case 'peer-media':
      return change(live, ({ id }) => id === report.id, {
        publishing: report.media !== null,
        microphone: report.media?.microphone ?? false,
        camera: report.media?.camera ?? false,
        media: report.media?.handle ?? null,
        ...(report.media?.microphone ? {} : { speaking: false }),
      });
    case 'self-media':
      return change(live, isSelf, { media: report.handle, publishing: report.handle !== null });
    case 'self-microphone':
      return change(
        { ...live, microphone: { on: report.on, pending: false } },
        isSelf,
        report.on ? { microphone: true } : { microphone: false, speaking: false },
      );
    case 'self-camera':
      return change({ ...live, camera: { on: report.on, pending: false } }, isSelf, { camera: report.on });
    case 'peer-screen':
      return change(live, ({ id }) => id === report.id, { sharing: report.on, screen: report.handle });
    case 'self-screen':
      return change({ ...live, screen: { on: report.on, pending: false } }, isSelf, { sharing: report.on });
    case 'speaking':
      return change(
        withSpeaker(live, report.id, report.speaking),
        ({ id, microphone }) => id === report.id && microphone,
        {
          speaking: report.speaking,
        },
      );
    case 'stalled':
      return change(live, ({ id }) => id === report.id, { stalled: report.stalled });
    case 'pending':
      return { ...live, [report.device]: { ...live[report.device], pending: true } };
    case 'settled':
      return { ...live, [report.device]: { ...live[report.device], pending: false } };
    case 'quality':
      return { ...live, quality: report.quality };
    case 'security':
      return { ...live, security: report.security };
    case 'verification':
      return assessed({
        ...live,
        verifications: new Map(live.verifications).set(report.id, report.verification),
      });
    case 'secret':
      return assessed({ ...live, secret: report.state });
    case 'chat':
      return { ...live, chat: withEntry(live.chat, report.entry) };
    case 'readers':
      return { ...live, chat: { ...live.chat, readers: report.ids } };
    case 'guard':
      return { ...live, blocked: report.guard };
    case 'recording':
      return { ...live, recording: report.on };
    case 'paused':
      return { ...live, privacyScreen: report.on };
    case 'muted-by-host':
      return { ...live, notice: { type: 'muted-by-host' } };
    case 'door':
      return { ...live, waitingRoom: report.door };
    case 'aside':
      return { ...live, breakout: report.aside, notice: report.notice ?? live.notice };
    case 'notice':
      return { ...live, notice: report.notice };
    default:
      return live;
  }
}

/** What is proven by other means than a measurement changes the level at once. */
function assessed(live: LiveCall): LiveCall {
  return { ...live, security: { ...live.security, level: assess(live, live.security.evidence) } };
}

/** More lines than this are not read again. */
const MAX_ENTRIES = 500;

/** The same fault again only counts: nobody can fill the list with rubbish. */
function withEntry({ entries, added, readers }: Chat, entry: ChatEntry): Chat {
  const last = entries.at(-1);
  const again =
    entry.type === 'fault' &&
    last?.type === 'fault' &&
    last.from === entry.from &&
    last.fault === entry.fault;
  return again
    ? { readers, added, entries: [...entries.slice(0, -1), { ...last, count: last.count + 1 }] }
    : { readers, added: added + 1, entries: [...entries.slice(1 - MAX_ENTRIES), entry] };
}

function withSpeaker(live: LiveCall, id: string, speaking: boolean): LiveCall {
  const other = live.participants.some((one) => one.id === id && !one.self);
  return speaking && other ? { ...live, speaker: id } : live;
}

const isSelf = ({ self }: Participant): boolean => self;

function change(
  live: LiveCall,
  matches: (participant: Participant) => boolean,
  facts: Partial<Participant>,
): LiveCall {
  return {
    ...live,
    participants: live.participants.map((one) => (matches(one) ? { ...one, ...facts } : one)),
  };
}

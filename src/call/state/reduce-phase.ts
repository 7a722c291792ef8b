import type { RoomFacts } from '../../access/grant.ts';
import type { Attestation } from '../../attestation/attestation.ts';
import { VisioError } from '../../error.ts';
import { cleanName } from '../clean-name.ts';
import type { CallEvent } from './call-event.ts';
import { participantOf, reduceLive } from './reduce-live.ts';
import type { CallState, Compared, Participant } from './state.ts';

/** Facts that the state needs and an event does not carry. */
export interface ReduceContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly room: RoomFacts | null;
  /** What was compared before, with this certificate of the element. */
  readonly compared: (ownFingerprint: string) => Compared;
  /** The firm's attestation of this element's certificate, if it gives any, and whom a host has removed. */
  readonly attestation: Attestation | null;
  readonly removed: ReadonlySet<string>;
}

/** Applies an event to the state. An event without meaning in the current phase changes nothing. */
export function reduce(state: CallState, event: CallEvent, context: ReduceContext): CallState {
  return state.phase === 'connected' || state.phase === 'reconnecting'
    ? reduceInCall(state, event, context)
    : reduceOutside(state, event, context);
}

function reduceOutside(state: CallState, event: CallEvent, context: ReduceContext): CallState {
  switch (event.type) {
    case 'requesting':
      // A repeated request while waiting is no news to the person.
      if (event.retry) return { phase: 'requesting', retry: event.retry };
      return state.phase === 'waiting' ? state : { phase: 'requesting' };
    case 'waiting': {
      const { type: phase, at, ...facts } = event;
      return { phase, since: state.phase === 'waiting' ? state.since : at, ...facts };
    }
    case 'connecting':
      return { phase: 'connecting' };
    case 'cancelled':
      return { phase: 'lobby' };
    case 'failed':
      return { phase: 'failed', error: event.error };
    case 'connected':
      return state.phase === 'connecting' ? enter(event, context) : state;
    case 'disconnected':
      return state.phase === 'connecting'
        ? { phase: 'failed', error: event.error ?? new VisioError('signalling-unreachable') }
        : state;
    default:
      return state;
  }
}

function reduceInCall(
  state: Extract<CallState, { phase: 'connected' | 'reconnecting' }>,
  event: CallEvent,
  { now }: Pick<ReduceContext, 'now'>,
): CallState {
  const { phase, live } = state;
  switch (event.type) {
    case 'reconnecting':
      return { phase: 'reconnecting', live };
    case 'reconnected':
      return { phase: 'connected', live };
    case 'disconnected':
      // A lost connection is a failure that the person can retry; a removal or a leave is an end.
      if (event.reason === 'lost') {
        return { phase: 'failed', error: event.error ?? new VisioError('connection-lost') };
      }
      return {
        phase: 'ended',
        reason: event.reason,
        ...(event.message === undefined ? {} : { message: event.message }),
        duration: now - live.startedAt,
        room: live.room,
      };
    case 'failed':
      return { phase: 'failed', error: event.error };
    default: {
      const next = reduceLive(live, event);
      return next === live ? state : { phase, live: next };
    }
  }
}

function enter(
  { self, shownAs, role, relayed, fingerprint }: Extract<CallEvent, { type: 'connected' }>,
  context: ReduceContext,
): CallState {
  const { attestation } = context;
  // The firm has admitted this person.
  const removed = new Set([...context.removed].filter((one) => one !== attestation?.subject));
  return {
    phase: 'connected',
    live: {
      startedAt: context.now,
      room: context.room,
      role,
      // Nothing is published yet; a role that cannot publish has no switches.
      microphone: { on: false, pending: true },
      camera: { on: false, pending: true },
      screen: { on: false, pending: false },
      quality: null,
      participants: [{ ...participantOf(self), role, self: true, ...attestedSelf(attestation) }],
      ...{ attestation, removed, unattested: [], differences: [] },
      speaker: null,
      notice: null,
      waitingRoom: null,
      breakout: null,
      security: { level: 'verifying', evidence: [], at: null },
      ...{ lines: new Map(), comparisons: new Map(), compared: context.compared(fingerprint) },
      secret: 'none',
      refused: 0,
      shownAs,
      relayed,
      ownFingerprint: fingerprint,
      connections: [],
      certificates: new Map(),
      departed: new Set(),
      leaving: new Set(),
      superseded: new Set(),
      unknownReceivers: new Set(),
      chat: { entries: [], added: 0 },
      blocked: null,
      recording: false,
      privacyScreen: false,
      soundBlocked: false,
    },
  };
}

/** The person sees themselves as the firm shows them to the others. */
function attestedSelf(attestation: Attestation | null): Partial<Participant> {
  return attestation ? { name: cleanName(attestation.name), accessId: attestation.subject } : {};
}

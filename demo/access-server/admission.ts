import type { IncomingMessage } from 'node:http';
import { findAppointment } from './appointments.ts';
import { bind, isConfirmed } from './binding.ts';
import { endConsultation, endIfLeft, leave, watch } from './consultation.ts';
import type { Context } from './context.ts';
import { type Answer, type JsonBody, json, readJson } from './http.ts';
import { Problem } from './problem.ts';
import type { RoomState } from './store.ts';
import { oneLine, SENTENCE_LENGTH } from './text.ts';
import { admitAll, decide, type Rules, remove, waitingFor } from './waiting-room.ts';

const ACTIONS = ['admit-all', 'lock', 'unlock', 'remove', 'end', 'leave', 'reopen', 'message'] as const;

/** `GET /api/visio/{room}/admission`: who waits, for hosts. */
export async function getAdmission(
  context: Context,
  request: IncomingMessage,
  roomId: string,
): Promise<Answer> {
  return (await asHost(context, request, roomId, () => undefined)).list;
}

/** `POST /api/visio/{room}/admission`: one decision or one action of a host; answers the list as it is then. */
export async function postAdmission(
  context: Context,
  request: IncomingMessage,
  roomId: string,
): Promise<Answer> {
  const body = await readJson(request);
  const connections = connectionsOf(body);
  const { session, list } = await asHost(context, request, roomId, (room, rules) => {
    const reason = oneLine(body.optional('reason') ?? '', SENTENCE_LENGTH);
    if (body.optional('action') === undefined) {
      const id = body.string('id', 100);
      const admit = body.oneOf('decision', ['admit', 'refuse']) === 'admit';
      decide(room, id, { admit, reason, host: rules.host }, rules);
    } else {
      act(room, body, reason, rules);
    }
  });
  // After the state: somebody who is put out of the call must already be unable to get back in.
  await context.sessions.disconnect(session, connections);
  return list;
}

/**
 * Changes a room as one of its hosts. Who it is, is asked in the transaction: a body may be long on its way, and another
 * browser have become the host's, or a new link have been made.
 *
 * @returns the session of before, and who waits then @throws Problem `unauthorized`, 401 or 403
 */
async function asHost(
  context: Context,
  request: IncomingMessage,
  roomId: string,
  change: (room: RoomState, rules: HostRules) => void,
): Promise<{ session: RoomState['session']; list: Answer }> {
  const appointment = await findAppointment(context.agenda, roomId);
  if (!appointment) throw new Problem('room-not-found');
  const { margins, up } = context;
  return context.store.update(appointment.id, (room) => {
    const now = context.now();
    const identity = context.identities.readCookie(appointment, room, request);
    if (!identity) throw new Problem('unauthorized');
    // A link that was forwarded, or read on the way, opens nothing that its owner does not let in.
    const host = isConfirmed(room, identity) && identity.invited?.role === 'host' && identity.invited.id;
    if (!host) throw new Problem('unauthorized', { status: 403 });
    const { session } = room;
    bind(room, identity);
    endIfLeft(room, now, up);
    watch(room, now);
    change(room, { appointment, margins, now, host });
    if (room.leftAt === undefined) context.attendance.seen(appointment.id);
    else context.attendance.left(appointment.id);
    return { session: structuredClone(session), list: listAnswer(room, host, now) };
  });
}

interface HostRules extends Omit<Rules, 'newcomer'> {
  /** The id of the host's invitation. */
  readonly host: string;
}

function act(room: RoomState, body: JsonBody, reason: string | undefined, rules: HostRules): void {
  const action = body.oneOf('action', ACTIONS);
  switch (action) {
    case 'admit-all':
      admitAll(room, body.has('guests') ? body.strings('guests', MAX_GUESTS) : undefined, rules);
      break;
    case 'lock':
    case 'unlock':
      room.locked = action === 'lock';
      break;
    case 'remove':
      remove(room, body.string('participant', 100), reason, rules.now);
      break;
    case 'end':
      room.endedAt ??= rules.now;
      endConsultation(room);
      break;
    case 'leave':
      leave(room, rules.now);
      break;
    case 'reopen':
      delete room.endedAt;
      break;
    case 'message': {
      const text = oneLine(body.optional('text') ?? '', SENTENCE_LENGTH);
      if (text === undefined) delete room.message;
      else room.message = text;
    }
  }
}

/** What a connection id is made of. It becomes a part of an address, where two dots would mean another one. */
const CONNECTION = /^[\w-]{1,100}$/;
/** More than wait in a room. */
const MAX_GUESTS = 200;
/** More than a session has. */
const MAX_CONNECTIONS = 50;

/**
 * Vonage connection ids that the host names, so that the platform itself puts them out. The provider chooses them: one
 * that cannot be an id is left out, as a host's decision must not fail for it.
 */
function connectionsOf(body: JsonBody): readonly string[] {
  const single = body.optional('connection', 100_000);
  const connections = [...body.strings('connections', 10_000), ...(single === undefined ? [] : [single])];
  return connections.filter((id) => CONNECTION.test(id)).slice(0, MAX_CONNECTIONS);
}

function listAnswer(room: Readonly<RoomState>, host: string, now: number): Answer {
  return json(200, {
    waiting: waitingFor(room, host, now).map(({ id, name, invitedAs, role, since, seenAt }) => ({
      id,
      displayName: name,
      invitedAs,
      role,
      since: new Date(since).toISOString(),
      seen: new Date(seenAt).toISOString(),
    })),
    locked: room.locked,
    ended: room.endedAt !== undefined,
  });
}

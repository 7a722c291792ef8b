import type { IncomingMessage } from 'node:http';
import { type Appointment, findAppointment, type Invited } from './appointments.ts';
import { endConsultation, endIfLeft, watch } from './consultation.ts';
import type { Context } from './context.ts';
import { type Answer, type JsonBody, json, readJson } from './http.ts';
import { bind, type Identity, isConfirmed } from './identity.ts';
import { Problem } from './problem.ts';
import type { RoomState } from './store.ts';
import { oneLine, SENTENCE_LENGTH } from './text.ts';
import { admitAll, decide, type Rules, remove, waitingFor } from './waiting-room.ts';

const ACTIONS = ['admit-all', 'lock', 'unlock', 'remove', 'end', 'reopen', 'message'] as const;

/** `GET /api/visio/{room}/admission`: who waits, for hosts. */
export async function getAdmission(
  context: Context,
  request: IncomingMessage,
  roomId: string,
): Promise<Answer> {
  const { appointment, identity } = await requireHost(context, request, roomId);
  const room = await context.store.update(appointment.id, (draft) => {
    bind(draft, identity, context.now());
    endIfLeft(draft, context.now(), context.up);
    watch(draft, context.now());
    return structuredClone(draft);
  });
  return listAnswer(context, room, identity.invited.id);
}

/** `POST /api/visio/{room}/admission`: one decision or one action of a host; answers the list as it is then. */
export async function postAdmission(
  context: Context,
  request: IncomingMessage,
  roomId: string,
): Promise<Answer> {
  const { appointment, identity } = await requireHost(context, request, roomId);
  const host = identity.invited.id;
  const body = await readJson(request);
  const { margins, up } = context;
  const rules = { appointment, margins, now: context.now(), up };
  const reason = oneLine(body.optional('reason') ?? '', SENTENCE_LENGTH);
  let change: (room: RoomState) => void;
  if (body.optional('action') === undefined) {
    const id = body.string('id', 100);
    const admit = body.oneOf('decision', ['admit', 'refuse']) === 'admit';
    change = (room) => decide(room, id, { admit, reason, host }, rules);
  } else {
    change = actionOf(body, reason, rules);
  }
  const connections = connectionsOf(body);
  const { session, room } = await context.store.update(appointment.id, (draft) => {
    const { session } = draft;
    bind(draft, identity, rules.now);
    endIfLeft(draft, rules.now, up);
    watch(draft, rules.now);
    change(draft);
    return { session, room: structuredClone(draft) };
  });
  // After the state: whoever is put out of the call must already be unable to get back in.
  await context.sessions.disconnect(session, connections);
  return listAnswer(context, room, host);
}

function actionOf(
  body: JsonBody,
  reason: string | undefined,
  rules: Omit<Rules, 'newcomer'>,
): (room: RoomState) => void {
  const action = body.oneOf('action', ACTIONS);
  switch (action) {
    case 'admit-all':
      return (room) => admitAll(room, rules);
    case 'lock':
    case 'unlock':
      return (room) => {
        room.locked = action === 'lock';
      };
    case 'remove': {
      const participant = body.string('participant', 100);
      return (room) => remove(room, participant, reason, rules.now);
    }
    case 'end':
      return (room) => {
        room.endedAt ??= rules.now;
        endConsultation(room);
      };
    case 'reopen':
      return (room) => {
        delete room.endedAt;
      };
    case 'message': {
      const text = oneLine(body.optional('text') ?? '', SENTENCE_LENGTH);
      return (room) => {
        if (text === undefined) delete room.message;
        else room.message = text;
      };
    }
  }
}

/** What a connection id is made of. It becomes a part of an address, where two dots would mean another one. */
const CONNECTION = /^[\w-]{1,100}$/;
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

function listAnswer({ now }: Context, room: Readonly<RoomState>, host: string): Answer {
  return json(200, {
    waiting: waitingFor(room, host, now()).map(({ id, name, invitedAs, role, since, seenAt }) => ({
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

async function requireHost(
  context: Context,
  request: IncomingMessage,
  roomId: string,
): Promise<{ appointment: Appointment; identity: Identity & { invited: Invited } }> {
  const appointment = await findAppointment(context.agenda, roomId);
  if (!appointment) throw new Problem('room-not-found');
  const room = await context.store.read(appointment.id);
  const identity = context.identities.readCookie(appointment, room, request);
  if (!identity) throw new Problem('unauthorized');
  const { invited } = identity;
  // A link that was forwarded, or read on the way, opens nothing that its owner does not let in.
  if (invited?.role !== 'host' || !isConfirmed(room, identity, context.now())) {
    throw new Problem('unauthorized', { status: 403 });
  }
  return { appointment, identity: { ...identity, invited } };
}

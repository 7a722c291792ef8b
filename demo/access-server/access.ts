import type { IncomingMessage } from 'node:http';
import { type AccessRequest, readAccessRequest } from './access-request.ts';
import { type Appointment, closesAt, expectedPeople, findAppointment, opensAt } from './appointments.ts';
import { bind, isDevice, ownerOf } from './binding.ts';
import { endIfLeft, watch } from './consultation.ts';
import type { Context } from './context.ts';
import { checkOwner } from './fingerprints.ts';
import { type Answer, json, readJson } from './http.ts';
import type { Identity } from './identity.ts';
import { Problem } from './problem.ts';
import { renewAttestation } from './renewal.ts';
import type { Person, RoomState } from './store.ts';
import { NAME_LENGTH, oneLine } from './text.ts';
import { enter, type Visitor } from './waiting-room.ts';
import { languageOf, words } from './words.ts';

/** `POST /api/visio`. */
export async function postAccess(
  context: Context,
  request: IncomingMessage,
  heard: (lang: string | undefined) => void,
): Promise<Answer> {
  const asked = readAccessRequest(await readJson(request), heard);
  return (asked.purpose === 'attestation' ? renewAttestation : grantAccess)(context, request, asked);
}

/** Decides on one request: a grant, a place in the waiting room, or a refusal. @throws Problem */
export async function grantAccess(
  context: Context,
  request: IncomingMessage,
  asked: AccessRequest,
): Promise<Answer> {
  const appointment = await findAppointment(context.agenda, asked.room);
  if (!appointment) throw new Problem('room-not-found');
  const { fingerprint } = asked;
  // Only now, when access is asked for: mail scanners open links, but they do not come as far as this. Kept for itself: who
  // finds the room locked or full has used the link as well.
  const identity = await context.store.update(appointment.id, (room) => {
    const identity = identify(context, request, appointment, room);
    checkHours(context, appointment, identity);
    endIfLeft(room, context.now(), context.up);
    context.sessions.checkPage(room, fingerprint);
    bind(room, identity);
    return identity;
  });
  const { entry, message } = await context.store.update(appointment.id, (room) => {
    const now = context.now();
    context.sessions.checkPage(room, fingerprint);
    // Another browser may have come in between, or a new link been made.
    bind(room, identity);
    // Without attestations a certificate says nothing, and people may share a name.
    const brought = context.sessions.vouchesIn(room) ? fingerprint : undefined;
    const visitor = visitorOf(
      identity,
      ownerOf(room, identity),
      { ...asked, fingerprint: brought },
      context.originOf(request),
    );
    const newcomer = () => !identity.invited && context.perRoom.take(appointment.id);
    const entry = enter(room, visitor, { appointment, margins: context.margins, now, newcomer });
    if (entry.kind === 'admitted' && visitor.role === 'host') {
      watch(room, now);
      context.attendance.seen(appointment.id);
    }
    checkOwner(room.session?.attestation, fingerprint, entry.person.id);
    const message = room.message ?? appointment.message;
    return { entry, message: isDevice(visitor) ? wordsFor(asked).confirm : message };
  });
  const headers: Record<string, string> =
    identity.setCookie === undefined ? {} : { 'Set-Cookie': identity.setCookie };
  if (entry.kind === 'admitted') {
    const grant = await grantOf(context, appointment, entry.person, fingerprint).catch((error: unknown) => {
      // With the cookie, who asks again is still the person that was written down, under their own name.
      throw error instanceof Problem ? error : Problem.failure(error, headers);
    });
    return json(200, grant, headers);
  }
  const { ticket, retryAfter } = entry;
  const waiting = { ticket, retryAfter, ...(message === undefined ? {} : { message }) };
  return json(202, { waiting, room: roomOf(appointment) }, headers);
}

function identify(
  context: Context,
  request: IncomingMessage,
  appointment: Appointment,
  room: Readonly<RoomState>,
): Identity {
  const identity = context.identities.readCookie(appointment, room, request);
  if (identity) return identity;
  if (!appointment.open) throw new Problem('unauthorized');
  return context.identities.stranger(appointment);
}

/** Hosts are never too early; nobody comes in after the end. */
function checkHours({ margins, now }: Context, appointment: Appointment, { invited }: Identity): void {
  const opens = opensAt(appointment, margins);
  if (now() < opens && invited?.role !== 'host') {
    throw new Problem('not-open-yet', { opensAt: opens, now: now(), retryAfter: (opens - now()) / 1000 });
  }
  if (now() >= closesAt(appointment, margins)) throw new Problem('closed');
}

const wordsFor = ({ lang }: AccessRequest) => words[languageOf(lang)];

/** @param owner, from see `Person` */
function visitorOf({ invited }: Identity, owner: string, asked: AccessRequest, from: string): Visitor {
  const { displayName, ticket, fingerprint } = asked;
  const typed = oneLine(displayName ?? '', NAME_LENGTH);
  const invitedAs = oneLine(invited?.name ?? '', NAME_LENGTH);
  const { anonymous, newDevice } = wordsFor(asked);
  const device = isDevice({ owner });
  return {
    owner,
    role: invited?.role ?? 'guest',
    name: device ? newDevice : (typed ?? invitedAs ?? anonymous),
    typed: !device && typed !== undefined,
    ...(invitedAs === undefined ? { from } : { invitedAs }),
    ...(ticket === undefined ? {} : { ticket }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
  };
}

async function grantOf(
  context: Context,
  appointment: Appointment,
  person: Person,
  fingerprint: string | undefined,
): Promise<unknown> {
  const { id, mediaMode = 'relayed' } = appointment;
  // JSON leaves out what is undefined.
  return {
    ...(await context.sessions.grant(appointment, person.id, fingerprint)),
    room: roomOf(appointment),
    mediaMode,
    proxyUrl: context.proxyUrl,
    iceServers: await context.iceServers?.(),
    admission: person.role === 'host' ? { url: `/api/visio/${id}/admission` } : undefined,
    expected: expectedPeople(appointment),
  };
}

function roomOf({ title, startsAt, endsAt }: Appointment) {
  return { title, startsAt: startsAt?.toISOString(), endsAt: endsAt?.toISOString() };
}

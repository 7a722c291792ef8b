import type { IncomingMessage } from 'node:http';
import { findAppointment } from './appointments.ts';
import { isTaken } from './binding.ts';
import type { Context } from './context.ts';
import { type Answer, readJson } from './http.ts';
import { Problem } from './problem.ts';

/** Longer than any link that this server makes. */
const MAX_LENGTH = 500;

/**
 * `POST /api/visio/{room}/link`: exchanges a personal link for the cookie. A link uses nothing up here: a mail scanner
 * that runs the page comes as far as this, but does not ask for access.
 *
 * @throws Problem `room-not-found`, `unauthorized` (401; 403 when the link belongs to another browser)
 */
export async function postLink(context: Context, request: IncomingMessage, roomId: string): Promise<Answer> {
  const link = (await readJson(request)).string('link', MAX_LENGTH);
  const appointment = await findAppointment(context.agenda, roomId);
  if (!appointment) throw new Problem('room-not-found');
  const room = await context.store.read(appointment.id);
  const linked = context.identities.readLink(appointment, room, link);
  if (!linked) throw new Problem('unauthorized');
  const own = context.identities.readCookie(appointment, room, request);
  // The same person in the same browser stays who the link may be bound to, for as long as either says.
  const expires = Math.max(linked.claim.expires, own?.claim.expires ?? 0);
  const identity =
    own?.claim.person === linked.claim.person ? { ...own, claim: { ...own.claim, expires } } : linked;
  if (isTaken(room, identity)) throw new Problem('unauthorized', { status: 403, because: 'link-used' });
  return {
    status: 204,
    headers: { 'Cache-Control': 'no-store', 'Set-Cookie': context.identities.cookie(identity.claim) },
  };
}

import type { IncomingMessage } from 'node:http';
import type { AccessRequest } from './access-request.ts';
import { findAppointment } from './appointments.ts';
import { isTaken, ownerOf } from './binding.ts';
import type { Context } from './context.ts';
import { type Answer, json } from './http.ts';
import { Problem } from './problem.ts';
import type { RoomState } from './store.ts';
import { known } from './waiting-room.ts';

/**
 * Attests a certificate for ten minutes more, to somebody who is in. Admits nobody, begins nothing and gives no token.
 * The hours of the appointment make no difference: who is in a call that runs late stays in it.
 *
 * @throws Problem
 */
export async function renewAttestation(
  context: Context,
  request: IncomingMessage,
  { room: roomId, ticket, fingerprint }: AccessRequest,
): Promise<Answer> {
  if (fingerprint === undefined) throw Problem.invalid('fingerprint: expected with this purpose');
  const appointment = await findAppointment(context.agenda, roomId);
  if (!appointment) throw new Problem('room-not-found');
  const find = (room: Readonly<RoomState>) => {
    const identity = context.identities.readCookie(appointment, room, request);
    if (identity && isTaken(room, identity)) throw new Problem('refused', { because: 'link-used' });
    const owner = identity ? ownerOf(room, identity) : '';
    const person =
      identity || appointment.open ? known(room, { owner, ...(ticket && { ticket }) }) : undefined;
    // With a ticket alone, somebody is who they are only with the certificate that they were let in with.
    return person?.owner === owner || person?.fingerprint === fingerprint ? person : undefined;
  };
  return json(200, { attestation: await context.sessions.renew(appointment.id, find, fingerprint) });
}

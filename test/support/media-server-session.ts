import type { Session } from '../../demo/session-service/session.ts';
import type { Consultation } from './consultation.ts';
import { ForwardingPage } from './forwarding-page.ts';
import { MediaServer } from './media-server.ts';
import { requestGrant } from './silent-guest.ts';

/** Gives a consultation's session a media server, whatever its grants say. To be called before anybody joins. */
export async function withMediaServer(
  consultation: Consultation,
  mediaMode: 'routed' | 'adaptive',
): Promise<{ server: MediaServer; page: ForwardingPage; session: Session }> {
  const { origin, service } = consultation.world;
  const page = await ForwardingPage.open((await consultation.page()).context());
  const server = new MediaServer(service.control, page);
  // The session exists from the first grant.
  await requestGrant(origin, consultation.room);
  const session = service.control.sessions.at(-1);
  if (!session) throw new Error('There is no session.');
  session.properties = { ...session.properties, mediaMode };
  service.control.intercept(server);
  return { server, page, session };
}

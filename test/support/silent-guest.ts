import { SignallingClient } from './signalling-client.ts';

/** What opens a session, as the access endpoint answers it. */
export interface Grant {
  readonly applicationId: string;
  readonly sessionId: string;
  readonly token: string;
}

/**
 * Asks the access endpoint as a page of its site would.
 *
 * @param cookie of a person with a personal link; without one, somebody new in an open room
 * @throws Error when it does not answer 200
 */
export async function requestGrant(
  origin: string,
  room: string,
  { displayName = 'Silence', cookie = '' } = {},
): Promise<Grant> {
  const response = await fetch(`${origin}/api/visio`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin, ...(cookie ? { Cookie: cookie } : {}) },
    body: JSON.stringify({ room, displayName }),
  });
  if (response.status !== 200) throw new Error(`The endpoint answered ${response.status}.`);
  return response.json();
}

/**
 * Somebody who is in the session and neither publishes nor says anything. Two calls with one grant are two
 * connections with the same identity.
 *
 * @param serviceOrigin of the session service
 */
export function silentGuest(serviceOrigin: string, grant: Grant): Promise<SignallingClient> {
  return SignallingClient.join({ origin: serviceOrigin, ...grant }, grant.token);
}

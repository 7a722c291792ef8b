import type { Client, Message } from './client.ts';

/**
 * What a hostile or merely different service would do: each message may be changed, doubled, kept back (and delivered
 * later), or answered with others. An honest service has none. For tests; nothing on the network reaches them.
 */
export interface Interceptors {
  /** A message of a client's, before the session carries it out. Kept back, the client is told 200. */
  incoming?(message: Message, from: Client): readonly Message[];
  /** A message to a client, before it is sent. @param from a connection id, or `undefined` for the service */
  outgoing?(message: Message, from: string | undefined, to: Client): readonly Message[];
}

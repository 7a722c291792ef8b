/** The member of `history.state` that holds the ticket, in addition to the page's own members. */
const KEY = 'visio-avocat-room';

/**
 * Keeps the waiting ticket across reloads of the page, in the entry of its session history: neither the URL nor
 * another page reveals it there. `undefined` removes it.
 */
export function keepTicket(room: string, ticket: string | undefined): void {
  const state: unknown = history.state;
  // A state that is not a plain object belongs to the page.
  if (state !== null && Object.getPrototypeOf(state) !== Object.prototype) return;
  const { [KEY]: held, ...others } = (state ?? {}) as Record<string, unknown>;
  if (ticket === undefined && held === undefined) return;
  const kept = ticket === undefined ? others : { ...others, [KEY]: { room, ticket } };
  try {
    history.replaceState(Object.keys(kept).length > 0 ? kept : null, '');
  } catch {
    // Safari limits the number of calls, and a page without a URL has no history: the ticket then stays in memory
    // only.
  }
}

/** Returns the ticket for this room that the page kept before a reload. */
export function keptTicket(room: string): string | undefined {
  const held: unknown = Object(history.state)[KEY];
  const { room: of, ticket } = Object(held) as Record<string, unknown>;
  return of === room && typeof ticket === 'string' && ticket.length <= 4000 ? ticket : undefined;
}

/** The member of `history.state` that holds the ticket; the page's own members stay beside it. */
const KEY = 'visio-avocat-room';

/**
 * Keeps the waiting ticket over a reload of the page: in its entry of the session history, which neither the address
 * nor another page shows. `undefined` takes it away.
 */
export function keepTicket(room: string, ticket: string | undefined): void {
  const state: unknown = history.state;
  // A state that is no plain object is the page's own affair.
  if (state !== null && Object.getPrototypeOf(state) !== Object.prototype) return;
  const { [KEY]: held, ...others } = (state ?? {}) as Record<string, unknown>;
  if (ticket === undefined && held === undefined) return;
  const kept = ticket === undefined ? others : { ...others, [KEY]: { room, ticket } };
  try {
    history.replaceState(Object.keys(kept).length > 0 ? kept : null, '');
  } catch {
    // Safari limits how often, and a page without an address has no history: then the ticket lives in memory only.
  }
}

/** The ticket for this room that the page held before it was reloaded. */
export function keptTicket(room: string): string | undefined {
  const held: unknown = Object(history.state)[KEY];
  const { room: of, ticket } = Object(held) as Record<string, unknown>;
  return of === room && typeof ticket === 'string' && ticket.length <= 4000 ? ticket : undefined;
}

import { clockOffset } from './clock.ts';
import type { Endpoint } from './endpoint.ts';
import { parseProblem } from './grant.ts';
import { exchange, notJson, withinOrigin } from './http.ts';
import { JsonObject } from './json.ts';

/** A guest in the waiting room. */
export interface WaitingGuest {
  readonly id: string;
  /** The name that the guest entered: plain text, never markup. */
  readonly displayName: string;
  /** 2 or more for a guest whose name others have, too; given by the element. */
  readonly number?: number;
  /** The name that the link was issued for, if it differs. */
  readonly invitedAs?: string;
  /** By this browser's clock. */
  readonly since: Date;
}

/** The waiting room as a host sees it. */
export interface WaitingRoomList {
  readonly waiting: readonly WaitingGuest[];
  readonly locked: boolean;
}

/** A host's decision. */
export type Decision =
  | { readonly id: string; readonly decision: 'admit' | 'refuse'; readonly reason?: string }
  | {
      readonly action: 'admit-all';
      /** Those whom the host was shown: nobody comes in who came between the look and the press. */
      readonly guests: readonly string[];
    }
  | {
      readonly action: 'lock' | 'unlock' | 'end' | 'leave';
      readonly connections?: readonly string[];
    }
  | {
      readonly action: 'remove';
      readonly participant: string;
      /** So that the platform puts this connection out. */
      readonly connection?: string;
      readonly reason?: string;
    };

/** Maximum number of guests in the list. */
const MAX_GUESTS = 200;

/** Fetches the waiting room, or sends a decision and returns the result. @throws VisioError */
export async function askWaitingRoom(
  endpoint: Pick<Endpoint, 'url' | 'credentials' | 'headers'>,
  decision: Decision | null,
  signal: AbortSignal,
): Promise<WaitingRoomList> {
  const headers = new Headers(endpoint.headers);
  headers.set('Accept', 'application/json');
  if (decision) headers.set('Content-Type', 'application/json');
  const answer = await exchange(
    (attempt) =>
      new Request(endpoint.url, {
        ...withinOrigin(endpoint.url),
        headers,
        signal: attempt,
        credentials: endpoint.credentials,
        cache: 'no-store',
        // A decision reaches the server although the page is closed meanwhile.
        ...(decision ? { method: 'POST', body: JSON.stringify(decision), keepalive: true } : {}),
      }),
    signal,
  );
  if (!answer.response.ok) throw parseProblem(answer.response.status, answer.json, answer.response.headers);
  if (answer.json === undefined) throw notJson(answer);
  return parseAdmission(answer.json, clockOffset(answer.json, answer.response.headers));
}

/** @param offset how far the server's clock is ahead, in milliseconds @throws VisioError `endpoint-invalid` */
function parseAdmission(json: unknown, offset = 0): WaitingRoomList {
  const body = new JsonObject(json);
  const waiting = body.array('waiting', MAX_GUESTS).map((one, index) => {
    const guest = new JsonObject(one, `waiting[${index}]`);
    return {
      id: guest.string('id', 200),
      displayName: guest.has('displayName') ? guest.string('displayName') : '',
      ...(guest.has('invitedAs') ? { invitedAs: guest.string('invitedAs') } : {}),
      since: new Date(guest.date('since').getTime() - offset),
    };
  });
  return { waiting, locked: body.get('locked') === true };
}

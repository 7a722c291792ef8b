import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Agenda, Margins } from './appointments.ts';
import { Attestor } from './attestation.ts';
import { Attendance } from './consultation.ts';
import { Guard } from './guard.ts';
import { Identities } from './identity.ts';
import { randomSecret, Signer } from './links.ts';
import type { AccessServerOptions, IceServer } from './options.ts';
import { RateLimiter } from './rate-limit.ts';
import { Sessions } from './sessions.ts';
import { MemoryStore, type Store } from './store.ts';
import { connectVonage } from './vonage.ts';

/** What the handlers share: made once, at start. */
export interface Context {
  readonly agenda: Agenda;
  readonly margins: Margins;
  readonly store: Store;
  readonly identities: Identities;
  readonly sessions: Sessions;
  readonly attendance: Attendance;
  readonly guard: Guard;
  /** Keyed hash of the address of a request. */
  readonly originOf: (request: IncomingMessage) => string;
  /** All requests of one address to the API. */
  readonly perAddress: RateLimiter;
  /** Newcomers to one room. */
  readonly perRoom: RateLimiter;
  readonly proxyUrl?: string | undefined;
  /** Asked for at every grant, so that TURN credentials can be short-lived. */
  readonly iceServers?: (() => readonly IceServer[] | Promise<readonly IceServer[]>) | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Since when this server answers. Milliseconds since the epoch. */
  readonly up: number;
}

const MINUTE = 60_000;

/** Puts the parts together. @param origin the site's own @param origins all that may call the API */
export async function contextOf(
  options: AccessServerOptions,
  origin: string,
  origins: ReadonlySet<string>,
): Promise<Context> {
  const now = options.now ?? Date.now;
  const up = now();
  const store = options.store ?? new MemoryStore();
  const margins = options.margins ?? { early: 15 * MINUTE, late: 30 * MINUTE };
  const attendance = new Attendance(store, { now, up });
  const service = options.sessionService?.origin;
  const secret = options.secret ?? randomSecret();
  const guard = new Guard({ origins, trustedProxies: options.trustedProxies ?? 0 });
  return {
    agenda: options.rooms,
    margins,
    store,
    identities: new Identities(new Signer(secret, now), {
      secure: origin.startsWith('https:'),
      margins,
      now,
    }),
    sessions: new Sessions(await connectVonage(options.credentials, service), store, {
      tokenLifetime: options.tokenLifetime ?? 3 * MINUTE,
      attestor: new Attestor(secret, origin),
      attestations: options.attestations ?? 'offered',
      perPerson: new RateLimiter({ requests: 30, per: 60 * MINUTE }, now),
      now,
      up,
      attendance,
    }),
    attendance,
    guard,
    originOf: (request) =>
      createHmac('sha256', secret)
        .update(`address ${guard.address(request)}`)
        .digest('base64url'),
    perAddress: new RateLimiter(options.limits?.address ?? { requests: 240, per: MINUTE }, now),
    perRoom: new RateLimiter(options.limits?.room ?? { requests: 30, per: MINUTE }, now),
    proxyUrl: options.proxyUrl ?? service,
    iceServers: options.iceServers,
    now,
    up,
  };
}

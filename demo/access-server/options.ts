import type { Agenda, Margins } from './appointments.ts';
import type { Limit } from './rate-limit.ts';
import type { Store } from './store.ts';
import type { VonageCredentials } from './vonage.ts';

/** A STUN or TURN server, as `RTCIceServer`. */
export interface IceServer {
  readonly urls: string | readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

/** See `AccessServerOptions.attestations`. */
export type Attestations = 'required' | 'offered' | 'off';

/** Everything a firm decides. Times in milliseconds. */
export interface AccessServerOptions {
  /** The Vonage application; for the local session service, `localCredentials()`. */
  readonly credentials: VonageCredentials;
  /** Stands in for Vonage's cloud: its REST interface and, in the grant, its proxy. */
  readonly sessionService?: { readonly origin: string } | undefined;
  readonly rooms: Agenda;
  /** Default 0: any free port. */
  readonly port?: number | undefined;
  /** Address to listen on. Default loopback. */
  readonly host?: string | undefined;
  /** How browsers reach the site, such as `https://visio.cabinet.example`. Default: loopback and the port. */
  readonly publicOrigin?: string | undefined;
  /** Other sites of the firm whose pages may call the API (CORS). */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Proxies in front that write `X-Forwarded-For`. Default 0: the header is ignored. */
  readonly trustedProxies?: number | undefined;
  /** Vonage's EU or IP proxy. */
  readonly proxyUrl?: string | undefined;
  readonly iceServers?: (() => readonly IceServer[] | Promise<readonly IceServer[]>) | undefined;
  /** Default: memory. */
  readonly store?: Store | undefined;
  /**
   * Signs links and cookies and encrypts the keys of attestations, 32 characters or more. Default: random, so that links
   * and consultations die with the process.
   */
  readonly secret?: string | undefined;
  /**
   * Whether the server vouches for participants' certificates. `offered`: in a consultation whose first request brings
   * one, and then for everybody in it; `required`: always, and requests without are refused; `off`: in no new
   * consultation. Default `offered`.
   */
  readonly attestations?: Attestations | undefined;
  /** Default: 15 minutes before, 30 after. */
  readonly margins?: Margins | undefined;
  /** How long a token can be used to connect. Default 3 minutes. */
  readonly tokenLifetime?: number | undefined;
  readonly limits?: { readonly address?: Limit; readonly room?: Limit } | undefined;
  /** Directory of the firm's pages. */
  readonly site?: string | undefined;
  /** Directory of the built element, served under `/visio/`. */
  readonly dist?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
  /** Told of the server's own failures: one line, without names, tokens or addresses. Default: standard error. */
  readonly log?: ((line: string) => void) | undefined;
}

import { hash } from 'node:crypto';
import type { Random } from './random.ts';

/** A certificate whose key only its owner has. */
export interface Certificate {
  readonly der: Uint8Array<ArrayBuffer>;
  /** `sha-256 AA:BB:…` */
  readonly fingerprint: string;
}

export function createCertificate(random: Random): Certificate {
  const der = random.fill(new Uint8Array(16));
  const bytes = hash('sha256', der).toUpperCase().match(/../g) ?? [];
  return { der, fingerprint: `sha-256 ${bytes.join(':')}` };
}

/** Where a connection ends: in an honest element or in the attacker's hands. */
export interface Endpoint {
  /** Names the endpoint in descriptions (`a=ice-ufrag`). */
  readonly ufrag: string;
  readonly certificate: Certificate;
  /** The other end, as its description names it; the attacker takes any certificate. */
  readonly remote: { readonly ufrag: string; readonly fingerprint?: string } | undefined;
  onLink(link: Link): void;
  onFrame(frame: string): void;
  onUnlink(): void;
}

/** A connection whose two ends have proven their certificates to each other: frames arrive whole, once and in order. */
export class Link {
  readonly ends: readonly [Endpoint, Endpoint];
  /** Number of frames that may still arrive at an end for which the network holds frames back. */
  readonly #held = new Map<Endpoint, number>();
  open = true;
  #waiting: readonly (readonly [to: Endpoint, frame: string])[] = [];
  /** The first frame that arrived at each end. */
  readonly first = new Map<Endpoint, string>();

  constructor(one: Endpoint, other: Endpoint) {
    this.ends = [one, other];
  }

  other(end: Endpoint): Endpoint {
    return this.ends[0] === end ? this.ends[1] : this.ends[0];
  }

  send(from: Endpoint, frame: string): void {
    if (!this.open) return;
    this.#waiting = [...this.#waiting, [this.other(from), frame]];
    queueMicrotask(() => this.#deliver());
  }

  /** Holds back what goes to an end after so many frames. */
  hold(to: Endpoint, pass: number): void {
    this.#held.set(to, pass);
  }

  release(to: Endpoint): void {
    this.#held.delete(to);
    this.#deliver();
  }

  /** Whether everything that is sent arrives. */
  get flows(): boolean {
    return this.open && this.#held.size === 0;
  }

  /** Ends the connection; what is on its way is lost. */
  cut(): void {
    if (!this.open) return;
    this.open = false;
    this.#waiting = [];
    for (const end of this.ends) end.onUnlink();
  }

  #deliver(): void {
    while (this.open) {
      const next = this.#waiting.find(([to]) => this.#held.get(to) !== 0);
      if (!next) return;
      const pass = this.#held.get(next[0]);
      if (pass !== undefined) this.#held.set(next[0], pass - 1);
      this.#waiting = this.#waiting.filter((one) => one !== next);
      if (!this.first.has(next[0])) this.first.set(...next);
      next[0].onFrame(next[1]);
    }
  }
}

/** Connects endpoints that name each other: DTLS takes the named certificates and no others. */
export class Network {
  readonly #endpoints = new Map<string, Endpoint>();
  #count = 0;

  nextUfrag(): string {
    this.#count += 1;
    return `u${this.#count}`;
  }

  add(endpoint: Endpoint): void {
    this.#endpoints.set(endpoint.ufrag, endpoint);
  }

  remove({ ufrag }: Endpoint): void {
    this.#endpoints.delete(ufrag);
  }

  /** Connects an endpoint if both ends name each other. */
  connect(one: Endpoint): void {
    const other = one.remote && this.#endpoints.get(one.remote.ufrag);
    if (!other || !names(one, other) || !names(other, one)) return;
    const link = new Link(one, other);
    for (const end of link.ends) end.onLink(link);
  }
}

function names({ remote }: Endpoint, { ufrag, certificate }: Endpoint): boolean {
  return (
    remote?.ufrag === ufrag && (remote.fingerprint ?? certificate.fingerprint) === certificate.fingerprint
  );
}

export const descriptionOf = ({ ufrag, certificate }: Pick<Endpoint, 'ufrag' | 'certificate'>): string =>
  `v=0\r\na=ice-ufrag:${ufrag}\r\na=fingerprint:${certificate.fingerprint}\r\n`;

/** Reads a description that `descriptionOf` has written. */
export function readDescribed(sdp: string): { ufrag: string; fingerprint: string } {
  const [, ufrag = '', fingerprint = ''] = /ufrag:(\S+)\r\na=fingerprint:(.+)\r\n/.exec(sdp) ?? [];
  return { ufrag, fingerprint };
}

import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Answer } from './http.ts';
import { Problem } from './problem.ts';

/** Who may speak to the server, and from where. */
export interface GuardOptions {
  /** Origins whose pages may ask for access: the site's own first. */
  readonly origins: ReadonlySet<string>;
  /** How many proxies stand in front and write `X-Forwarded-For`. */
  readonly trustedProxies: number;
}

/** Refuses what does not come from the site's own pages. */
export class Guard {
  readonly #options: GuardOptions;
  readonly #hosts: ReadonlySet<string>;

  constructor(options: GuardOptions) {
    this.#options = options;
    this.#hosts = new Set([...options.origins].map((origin) => new URL(origin).host));
  }

  /** Keeps a name that an attacker points at this address (DNS rebinding) from being a way in. @throws Problem 421 */
  checkHost(request: IncomingMessage): void {
    const host = (request.headers.host ?? '').toLowerCase();
    // Behind a proxy that names this server itself, the proxy is who answers for the name.
    if (this.#options.trustedProxies > 0 || this.#hosts.has(host)) return;
    throw Problem.invalid('Host: not a name of this server', 421);
  }

  /**
   * Keeps other sites from acting with a visitor's cookie: by `Sec-Fetch-Site`, which pages cannot forge (W3C Fetch
   * Metadata), and by `Origin`. A request that changes something must carry one of them.
   *
   * @throws Problem `unauthorized`, status 403
   */
  checkOrigin(request: IncomingMessage): void {
    const { origin, 'sec-fetch-site': site, 'sec-fetch-dest': destination } = request.headers;
    const ours = origin !== undefined && this.#options.origins.has(origin);
    // A grant is for a script, not to be shown as a page and kept in the history.
    const asPage = destination !== undefined && destination !== 'empty';
    const foreign = origin !== undefined && origin !== 'null' && !ours;
    const known = site === undefined ? ours || request.method === 'GET' : site === 'same-origin' || ours;
    if (asPage || foreign || !known) throw new Problem('unauthorized', { status: 403 });
  }

  /** The address that rates are counted by; of IPv6 the network, as one subscriber has all of it. */
  address(request: IncomingMessage): string {
    const direct = request.socket.remoteAddress ?? '';
    const hops = (request.headers['x-forwarded-for'] ?? '').toString().split(',');
    const { trustedProxies } = this.#options;
    // Counted from the right: what stands further left was written by whoever asked.
    const address = withoutPort((trustedProxies > 0 && hops.at(-trustedProxies)?.trim()) || direct);
    return isIPv6(address) ? network(address) : address;
  }

  /** CORS for the other origins that were named (Fetch standard); nothing for the rest. */
  cors(request: IncomingMessage): Readonly<Record<string, string>> {
    const { origin } = request.headers;
    const allowed = origin !== undefined && this.#options.origins.has(origin);
    return {
      Vary: 'Origin',
      ...(allowed
        ? {
            'Access-Control-Allow-Origin': origin,
            'Access-Control-Allow-Credentials': 'true',
            'Access-Control-Expose-Headers': 'Retry-After, Date',
          }
        : {}),
    };
  }
}

/** Answers OPTIONS, a CORS preflight or not. */
export function options(methods: readonly string[]): Answer {
  const allow = [...methods, 'OPTIONS'].join(', ');
  return {
    status: 204,
    headers: {
      Allow: allow,
      'Access-Control-Allow-Methods': allow,
      'Access-Control-Allow-Headers': 'Content-Type, Accept',
      'Access-Control-Max-Age': '600',
    },
  };
}

/** Some proxies write `192.0.2.1:5678`, `[2001:db8::1]:5678` or `"[2001:db8::1]"`: each port would count anew. */
function withoutPort(hop: string): string {
  const text = hop.replace(/^"|"$/g, '');
  return /^\[([^\]]*)\](?::\d*)?$/.exec(text)?.[1] ?? /^(\d+(?:\.\d+){3})(?::\d*)?$/.exec(text)?.[1] ?? text;
}

/** Prefixes of IPv4 addresses that are written as IPv6 (RFC 4291, section 2.5.5.2; RFC 6052). */
const IPV4 = ['0:0:0:0:0:ffff', '64:ff9b:0:0:0:0'];

function network(address: string): string {
  // One spelling: `2001:0db8::` is `2001:db8::`.
  const { hostname } = new URL(`http://[${address.split('%')[0]}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...zeros, ...right];
  if (!IPV4.includes(groups.slice(0, 6).join(':'))) return groups.slice(0, 4).join(':');
  return groups
    .slice(6)
    .map((group) => Number.parseInt(group, 16))
    .flatMap((two) => [two >> 8, two & 255])
    .join('.');
}

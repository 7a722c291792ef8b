/** One contact with a server for the call. */
export interface Contact {
  /** `host` of a URL, with a port that is not the scheme's default; or the host name of a TURN or STUN server. */
  readonly host: string;
  readonly use: 'http' | 'websocket' | 'ice';
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface ContactedServer {
  readonly host: string;
  readonly expected: boolean;
  /** Milliseconds since the epoch. */
  readonly firstAt: number;
  readonly count: number;
}

export interface ContactedServers {
  /** In the order of first contact. */
  readonly hosts: readonly ContactedServer[];
  /** Number of contacts with servers after the hundredth, which are not listed: a call has only a few. */
  readonly unlisted: number;
}

/** The servers that a call is expected to contact. */
export interface ExpectedServers {
  readonly web: readonly string[];
  readonly ice: readonly string[];
}

export interface GrantedServers {
  /** Absolute URLs: the access endpoint and, for a host, the waiting room. */
  readonly endpoints: readonly string[];
  readonly proxyUrl?: string;
  readonly iceServers?: readonly { readonly urls: string | readonly string[] }[];
}

/** Domains of the vendor's cloud, expected unless a proxy hides it. */
const vendorDomains = ['.opentok.com', '.tokbox.com', '.vonage.com'] as const;

const MAX_HOSTS = 100;

export const noContacts: ContactedServers = { hosts: [], unlisted: 0 };

const normalise = (host: string): string =>
  host
    .toLowerCase()
    .replace(/\.(?=:\d+$|$)/, '')
    .slice(0, 260);

function hostOf(url: string): string | undefined {
  try {
    return normalise(new URL(url).host) || undefined;
  } catch {
    return undefined;
  }
}

/** Returns the host of a `stun:`, `turn:` or `turns:` URL (RFC 7064, RFC 7065), without its port. */
export function iceServerOf(url: string): string | undefined {
  const [, host] = /^(?:stun|turn)s?:(\[[0-9a-f:.]+\]|[^:?/@\s]+)/i.exec(url) ?? [];
  return host ? normalise(host) : undefined;
}

const present = (hosts: readonly (string | undefined)[]): string[] => [
  ...new Set(hosts.filter((host) => host !== undefined)),
];

/** Returns the servers that the grant makes expected. A name that begins with a dot covers a whole domain. */
export function expectedServers(grant: GrantedServers): ExpectedServers {
  const ice = (grant.iceServers ?? []).flatMap(({ urls }) => urls).map(iceServerOf);
  // The configured proxy may have a TURN server on the same machine.
  const proxy = hostOf(grant.proxyUrl ?? '')?.replace(/:\d+$/, '');
  return {
    web: [
      ...present([...grant.endpoints, grant.proxyUrl].map((url) => hostOf(url ?? ''))),
      ...(grant.proxyUrl ? [] : vendorDomains),
    ],
    ice: [...present([...ice, proxy]), ...(ice.length > 0 ? [] : vendorDomains)],
  };
}

export function isExpected({ host, use }: Pick<Contact, 'host' | 'use'>, expected: ExpectedServers): boolean {
  const name = normalise(host);
  // The port of a TURN server does not identify its owner; that of a web origin does.
  const bare = name.replace(/:\d+$/, '');
  return (use === 'ice' ? expected.ice : expected.web).some((one) =>
    one.startsWith('.') ? bare.endsWith(one) || bare === one.slice(1) : one === (use === 'ice' ? bare : name),
  );
}

/** Adds one contact to the list. */
export function addContact(
  state: ContactedServers,
  contact: Contact,
  expected: ExpectedServers,
): ContactedServers {
  const host = normalise(contact.host);
  const fine = isExpected(contact, expected);
  const known = state.hosts.findIndex((one) => one.host === host && one.expected === fine);
  if (known >= 0) {
    const hosts = state.hosts.map((one, index) => (index === known ? { ...one, count: one.count + 1 } : one));
    return { ...state, hosts };
  }
  if (state.hosts.length >= MAX_HOSTS) return { ...state, unlisted: state.unlisted + 1 };
  return { ...state, hosts: [...state.hosts, { host, expected: fine, firstAt: contact.at, count: 1 }] };
}

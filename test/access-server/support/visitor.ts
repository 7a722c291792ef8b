import { request } from 'node:http';
import type { AttestationKey } from '../../../demo/access-server/attestation.ts';
import type { Contract } from './openapi.ts';

/** An answer of the API, already checked against its description. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON body; members are looked up by the test. */
  readonly body: Body;
}

/** What answers hold, loosely: the description has been checked before. */
interface Body {
  readonly applicationId: string;
  readonly sessionId: string;
  readonly token: string;
  readonly room: { readonly title?: string; readonly startsAt?: string; readonly endsAt?: string };
  readonly mediaMode: string;
  readonly proxyUrl: string;
  readonly iceServers: readonly unknown[];
  readonly admission?: { readonly url: string };
  readonly expected?: number;
  readonly attestation?: string;
  readonly removed?: readonly string[];
  readonly attestationKey?: AttestationKey;
  readonly waiting: {
    readonly ticket: string;
    readonly retryAfter: number;
    readonly message?: string;
  } & readonly {
    readonly id: string;
    readonly displayName: string;
    readonly invitedAs?: string;
    readonly since: string;
    readonly seen: string;
  }[];
  readonly locked: boolean;
  readonly ended: boolean;
  readonly code: string;
  readonly detail: string;
  readonly reason?: string;
  readonly opensAt?: string;
}

/** What a token says. */
export interface Claims {
  readonly application_id: string;
  readonly session_id: string;
  readonly role: string;
  readonly exp: number;
  readonly connection_data: string;
}

/** The server that a visitor asks, and the contract that its responses must meet. */
interface Site {
  readonly origin: string;
  readonly contract: Contract;
}

/** A person's browser, as far as the server can tell: cookies, `Origin` and fetch metadata as a browser sends them. */
export class Visitor {
  readonly #site: Site;
  readonly name: string;
  readonly cookies = new Map<string, string>();
  ticket: string | undefined;

  constructor(site: Site, name: string) {
    this.#site = site;
    this.name = name;
  }

  /** Opens a personal link as a browser does: the page's script exchanges what stands after the `#`. */
  openLink(link: string): Promise<Answered> {
    const { pathname, hash } = new URL(link);
    const room = pathname.split('/').at(-1);
    return this.call('POST', `/api/visio/${room}/link`, { link: hash.replace(/^#a=/, '') });
  }

  /** One request for a page, without following anything. */
  async navigate(
    url: string,
    headers: Readonly<Record<string, string>> = {},
    method = 'GET',
  ): Promise<Response> {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document', ...this.#cookie(), ...headers },
    });
    this.#keep(response);
    return response;
  }

  /** `POST /api/visio`, again with the ticket when there is one. */
  async ask(room = 'rdv-4821', more: Readonly<Record<string, unknown>> = {}): Promise<Answered> {
    const answer = await this.call('POST', '/api/visio', {
      room,
      displayName: this.name,
      lang: 'fr',
      ...(this.ticket === undefined ? {} : { ticket: this.ticket }),
      ...more,
    });
    if (answer.status === 202) this.ticket = answer.body.waiting.ticket;
    return answer;
  }

  /** A host's list. */
  list(room = 'rdv-4821'): Promise<Answered> {
    return this.call('GET', `/api/visio/${room}/admission`);
  }

  /** A host's decision or action. */
  decide(body: Readonly<Record<string, unknown>>, room = 'rdv-4821'): Promise<Answered> {
    return this.call('POST', `/api/visio/${room}/admission`, body);
  }

  /** The id under which a host sees this person wait. */
  async waitingId(host: Visitor, room = 'rdv-4821'): Promise<string> {
    const { waiting } = (await host.list(room)).body;
    return waiting.find(({ displayName }) => displayName === this.name)?.id ?? 'nobody';
  }

  /** A request of the page's script. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const response = await fetch(this.#site.origin + path, {
      method,
      redirect: 'manual',
      headers: {
        'Sec-Fetch-Site': 'same-origin',
        'Sec-Fetch-Mode': 'cors',
        'Sec-Fetch-Dest': 'empty',
        ...(method === 'GET' ? {} : { Origin: this.#site.origin }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...this.#cookie(),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    this.#keep(response);
    const text = await response.text();
    const parsed: unknown = text === '' ? undefined : JSON.parse(text);
    this.#site.contract.check(method, path, response, parsed);
    return { status: response.status, headers: response.headers, body: parsed as Body };
  }

  #cookie(): Record<string, string> {
    const pairs = [...this.cookies].map(([name, value]) => `${name}=${value}`);
    return pairs.length === 0 ? {} : { Cookie: pairs.join('; ') };
  }

  #keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0]?.split(/=(.*)/s) ?? [];
      if (name !== undefined && value !== undefined) this.cookies.set(name, value);
    }
  }
}

/** What a token says, unverified. */
export function claimsOf(token: string): Claims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

/** A request that `fetch` would not send: any header, any path, raw bytes. */
export function raw(
  origin: string,
  options: {
    readonly method?: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Uint8Array;
  },
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname: hostname === 'localhost' ? '127.0.0.1' : hostname,
        port,
        ...options,
        headers: { Host: `localhost:${port}`, ...options.headers },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

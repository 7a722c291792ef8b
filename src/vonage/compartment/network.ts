import type { DisposableScope } from './disposable-scope.ts';

/** What the SDK may send, and who is told. */
export interface NetworkRules {
  readonly telemetry: boolean;
  readonly onServerContact: ((host: string, kind: 'http' | 'websocket') => void) | undefined;
}

/**
 * The vendor's usage reports: its logging host, asked directly or as the first step of a proxy's path, and its
 * logging paths wherever the live configuration of a project (`loggingUrl`) moves them.
 */
export function isTelemetry({ host, pathname }: URL): boolean {
  return (
    /(^|[./])hlg\.([\w-]+\.)?tokbox\.com(\/|$)/.test(host + pathname) ||
    /\/logging\/(ClientEvent|ClientQos|vcp_webrtc)\b/.test(pathname)
  );
}

const addressOf = (url: string | URL) => new URL(url, document.baseURI);

/** What takes the place of the page's ways to the network. */
export interface Network {
  readonly XMLHttpRequest: typeof XMLHttpRequest;
  readonly WebSocket: typeof WebSocket;
  readonly fetch: typeof fetch;
  readonly sendBeacon: Navigator['sendBeacon'];
}

/** Whether a request may leave; the listener is told of each host once. */
type MayLeave = (url: string | URL, kind: 'http' | 'websocket') => boolean;

/** Requests and sockets for the SDK: usage reports pass only where they are wanted. */
export function network(rules: NetworkRules, lifetime: DisposableScope): Network {
  const leaves = gate(rules);
  return {
    XMLHttpRequest: requestClass(leaves, lifetime),
    WebSocket: socketClass(leaves, lifetime),
    fetch: async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      if (lifetime.disposed) throw new DOMException('The call has ended', 'AbortError');
      const url = input instanceof globalThis.Request ? input.url : input;
      return leaves(url, 'http') ? window.fetch(input, init) : new Response('', { status: 200 });
    },
    sendBeacon: (url: string | URL, data?: BodyInit | null): boolean =>
      lifetime.disposed || !leaves(url, 'http') || navigator.sendBeacon(url, data),
  };
}

function gate(rules: NetworkRules): MayLeave {
  const told = new Set<string>();

  return (url, kind) => {
    const address = addressOf(url);
    if (!rules.telemetry && isTelemetry(address)) return false;
    // `blob:` and `data:` contact nobody.
    const name = `${kind} ${address.host}`;
    if (address.host && !told.has(name)) {
      told.add(name);
      rules.onServerContact?.(address.host, kind);
    }
    return true;
  };
}

function requestClass(leaves: MayLeave, lifetime: DisposableScope): typeof XMLHttpRequest {
  return class extends XMLHttpRequest {
    #answeredHere = false;

    override open(method: string, url: string | URL, ...rest: unknown[]): void {
      this.#answeredHere = lifetime.disposed || !leaves(url, 'http');
      if (!this.#answeredHere) super.open(method, url, ...(rest as [boolean]));
    }

    override setRequestHeader(name: string, value: string): void {
      if (!this.#answeredHere) super.setRequestHeader(name, value);
    }

    override send(body?: Document | XMLHttpRequestBodyInit | null): void {
      if (this.#answeredHere) {
        if (!lifetime.disposed) queueMicrotask(() => this.#answer());
        return;
      }
      lifetime.adopt(this, () => this.abort());
      this.addEventListener('loadend', () => lifetime.release(this));
      super.send(body);
    }

    /** As the vendor's logging service answers: with success and nothing to read. */
    #answer(): void {
      const answer = { readyState: 4, status: 200, statusText: 'OK', response: '', responseText: '' };
      for (const [key, value] of Object.entries(answer)) Object.defineProperty(this, key, { value });
      for (const type of ['readystatechange', 'load', 'loadend']) this.dispatchEvent(new ProgressEvent(type));
    }
  };
}

function socketClass(leaves: MayLeave, lifetime: DisposableScope): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      leaves(url, 'websocket');
      super(url, protocols);
      lifetime.adopt(this, () => this.close());
      super.addEventListener('close', () => lifetime.release(this));
    }

    // Nobody is to be told that the end closed the socket: the SDK would try to connect again.
    override addEventListener(
      ...[type, listener, options]: Parameters<EventTarget['addEventListener']>
    ): void {
      super.addEventListener(type, listener as EventListener, lifetime.listening(options));
    }
  };
}

import type { DisposableScope } from './disposable-scope.ts';
import { extensible, madeBy } from './whole-class.ts';

/** What the SDK may send, and which callback reports it. */
export interface NetworkRules {
  readonly telemetry: boolean;
  readonly onServerContact: ((host: string, kind: 'http' | 'websocket') => void) | undefined;
}

/**
 * Whether a URL is for the vendor's usage reports: its logging host, requested directly or as the first step of a
 * proxy's path, or its logging paths, wherever a project's live configuration (`loggingUrl`) moves them.
 */
export function isTelemetry({ host, pathname }: URL): boolean {
  return (
    /(^|[./])hlg\.([\w-]+\.)?tokbox\.com(\/|$)/.test(host + pathname) ||
    /\/logging\/(ClientEvent|ClientQos|vcp_webrtc)\b/.test(pathname)
  );
}

const addressOf = (url: string | URL) => new URL(url, document.baseURI);

/** Replacements for the page's network APIs. */
export interface Network {
  readonly XMLHttpRequest: typeof XMLHttpRequest;
  readonly WebSocket: typeof WebSocket;
  readonly fetch: typeof fetch;
  readonly sendBeacon: Navigator['sendBeacon'];
}

/** Returns whether a request may be sent, and reports each server once. */
type MayLeave = (url: string | URL, kind: 'http' | 'websocket') => boolean;

/** Requests and sockets for the SDK. Usage reports pass only where they are allowed. */
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
    // `blob:` and `data:` URLs contact no server.
    const name = `${kind} ${address.host}`;
    if (address.host && !told.has(name)) {
      told.add(name);
      rules.onServerContact?.(address.host, kind);
    }
    return true;
  };
}

function requestClass(leaves: MayLeave, lifetime: DisposableScope): typeof XMLHttpRequest {
  return class extends extensible(XMLHttpRequest, () => new XMLHttpRequest()) {
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

    /** Answers as the vendor's logging service does: with success and an empty body. */
    #answer(): void {
      const answer = { readyState: 4, status: 200, statusText: 'OK', response: '', responseText: '' };
      for (const [key, value] of Object.entries(answer)) Object.defineProperty(this, key, { value });
      for (const type of ['readystatechange', 'load', 'loadend']) this.dispatchEvent(new ProgressEvent(type));
    }
  };
}

/** The numbers of a socket's states (WebSockets standard). */
const STATES = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 };

function socketClass(leaves: MayLeave, lifetime: DisposableScope): typeof WebSocket {
  const open = ([url, ...protocols]: ConstructorParameters<typeof WebSocket>): WebSocket => {
    leaves(url, 'websocket');
    const socket = new WebSocket(url, ...protocols);
    const listen = socket.addEventListener.bind(socket);
    lifetime.adopt(socket, () => socket.close());
    listen('close', () => lifetime.release(socket));
    // The SDK must not learn that disposal closed the socket, because it would reconnect.
    const addEventListener = (...[type, listener, options]: Parameters<EventTarget['addEventListener']>) =>
      listen(type, listener as EventListener, lifetime.listening(options));
    return Object.defineProperty(socket, 'addEventListener', { value: addEventListener });
  };
  return madeBy(WebSocket, open, STATES);
}

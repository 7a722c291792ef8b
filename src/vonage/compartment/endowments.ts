import type { DisposableScope } from './disposable-scope.ts';

/** Listening on `target` until the end. */
export function listeners(target: EventTarget, lifetime: DisposableScope) {
  type Args = Parameters<EventTarget['addEventListener']>;
  return {
    addEventListener: (...[type, listener, options]: Args) =>
      target.addEventListener(type, listener, lifetime.listening(options)),
    removeEventListener: target.removeEventListener.bind(target),
  };
}

/** The page's address without path, query and fragment: they name a room and may hold a secret. */
export function nowhere() {
  const { origin, protocol, host, hostname, port } = location;
  const href = origin === 'null' ? 'about:blank' : `${origin}/`;
  return {
    origin,
    protocol,
    host,
    hostname,
    port,
    href,
    pathname: '/',
    search: '',
    hash: '',
    toString: () => href,
  };
}

/** `innerHTML` of an element that the SDK makes: what is no markup is set as text, which Trusted Types let through. */
const innerHTML: PropertyDescriptor & ThisType<Element> = {
  configurable: true,
  get() {
    return Reflect.get(Element.prototype, 'innerHTML', this);
  },
  set(content: unknown) {
    if (/[<&]/.test(String(content))) Reflect.set(Element.prototype, 'innerHTML', content, this);
    else this.textContent = String(content);
  },
};

/**
 * `remove` of an element that the SDK makes, which it calls where there is no parent too: what an old library of the
 * page has put in its place may throw there.
 */
const remove: PropertyDescriptor & ThisType<Element> = {
  configurable: true,
  writable: true,
  value() {
    this.parentNode?.removeChild(this);
  },
};

/**
 * A document with a head and a body of its own, where the SDK's style sheet and helper elements stay unseen. The
 * page's cookies are not for its requests, and the page's scripts not for its search for an API key.
 */
export function documentEndowments(lifetime: DisposableScope) {
  const parts: Readonly<Record<string, Element>> = {
    head: document.createElement('head'),
    body: document.createElement('body'),
  };
  const location = nowhere();
  return {
    ...parts,
    ...listeners(document, lifetime),
    location,
    URL: location.href,
    documentURI: location.href,
    referrer: '',
    cookie: '',
    createElement: (...[name, options]: Parameters<Document['createElement']>) =>
      Object.defineProperties(document.createElement(name, options), { innerHTML, remove }),
    querySelector: (selector: string) => parts[selector] ?? document.querySelector(selector),
    getElementsByTagName: (name: string) => {
      if (name === 'script') return [];
      const part = parts[name];
      return part ? [part] : document.getElementsByTagName(name);
    },
  };
}

/** What of a scope's options is about media. */
export interface MediaRules {
  /** The screen that the person has chosen to show; the SDK opens none by itself. */
  readonly screen: (() => MediaStream | null) | undefined;
}

/** Cameras, microphones and screens; what the SDK opens by itself is closed at the end. */
export function mediaDevicesEndowments(
  devices: MediaDevices,
  { screen }: MediaRules,
  lifetime: DisposableScope,
) {
  type Open = (constraints?: MediaStreamConstraints) => Promise<MediaStream>;
  const getUserMedia: Open = async (constraints) => {
    const stream = await devices.getUserMedia(constraints);
    for (const track of stream.getTracks()) lifetime.adopt(track, () => track.stop());
    return stream;
  };
  const getDisplayMedia: Open = async () => {
    const stream = screen?.();
    if (!stream) throw new DOMException('No screen has been chosen', 'NotAllowedError');
    return stream;
  };
  return {
    ...listeners(devices, lifetime),
    getUserMedia,
    // Phones have none, and the SDK asks by looking.
    ...('getDisplayMedia' in devices ? { getDisplayMedia } : {}),
  };
}

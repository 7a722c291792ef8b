import type { DisposableScope } from './disposable-scope.ts';

/** Event listener methods of `target` whose listeners the scope removes on disposal. */
export function listeners(target: EventTarget, lifetime: DisposableScope) {
  type Args = Parameters<EventTarget['addEventListener']>;
  return {
    addEventListener: (...[type, listener, options]: Args) =>
      target.addEventListener(type, listener, lifetime.listening(options)),
    removeEventListener: target.removeEventListener.bind(target),
  };
}

/** Returns the page's address without path, query and fragment, which may name a room or hold a secret. */
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

/** `innerHTML` of elements that the SDK creates. Text without markup is set as text, which Trusted Types allow. */
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
 * `remove` of elements that the SDK creates and may call without a parent. An old library of the page may have
 * replaced it with one that throws then.
 */
const remove: PropertyDescriptor & ThisType<Element> = {
  configurable: true,
  writable: true,
  value() {
    this.parentNode?.removeChild(this);
  },
};

/**
 * A document with its own head and body, which hide the SDK's style sheet and helper elements. The SDK sees neither
 * the page's cookies nor its scripts, which it searches for an API key.
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

/** The scope options that concern media. */
export interface MediaRules {
  /** The screen that the person has chosen; the SDK opens none itself. */
  readonly screen: (() => MediaStream | null) | undefined;
}

/**
 * The media devices of a compartment that opens none: the element does. The SDK does not hear of new devices, because it
 * would stop the microphone in use to open another one.
 */
export function mediaDevicesEndowments(
  devices: MediaDevices,
  { screen }: MediaRules,
  lifetime: DisposableScope,
) {
  type Open = (constraints?: MediaStreamConstraints) => Promise<MediaStream>;
  const getUserMedia: Open = async () => {
    throw new DOMException('The element opens the devices', 'NotAllowedError');
  };
  const getDisplayMedia: Open = async () => {
    const stream = screen?.();
    if (!stream) throw new DOMException('No screen has been chosen', 'NotAllowedError');
    return stream;
  };
  const { addEventListener, removeEventListener } = listeners(devices, lifetime);
  return {
    addEventListener: (...args: Parameters<typeof addEventListener>) =>
      args[0] === 'devicechange' || addEventListener(...args),
    removeEventListener,
    getUserMedia,
    // Phones have none, and the SDK checks for the method.
    ...('getDisplayMedia' in devices ? { getDisplayMedia } : {}),
  };
}

// Runs in the page under test: starts the SDK in its compartment and surveys what the page looks like.
import {
  type Compartment,
  createCompartment,
  type Evaluate,
} from '../../../src/vonage/compartment/compartment.ts';
import type { SdkPublisher, SdkSession, SdkStream } from '../../../src/vonage/sdk.ts';

export type Build = 'video-client' | 'client-sdk-video';

/** All of a page that a script could leave a trace in. */
export interface Survey {
  readonly globals: readonly string[];
  readonly patched: readonly string[];
  readonly localStorage: readonly string[];
  readonly sessionStorage: readonly string[];
  readonly cookie: string;
  readonly databases: number;
  readonly caches: readonly string[];
  readonly head: string;
  readonly body: string;
  readonly root: readonly string[];
  readonly title: string;
  readonly address: string;
  readonly listeners: readonly string[];
}

const longLived = (): unknown[] => [
  window,
  document,
  navigator.mediaDevices,
  screen.orientation,
  visualViewport,
];
const listening = new Map<string, number>();

/** Counts the listeners on everything that outlives a call. */
function watchListeners(): void {
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const named = (target: EventTarget, type: string) =>
    longLived().includes(target) || target instanceof PermissionStatus
      ? `${target.constructor.name} ${type}`
      : undefined;
  const live = new WeakMap<EventTarget, Map<unknown, Set<string>>>();
  const remove = (target: EventTarget, type: string, listener: unknown) => {
    const name = named(target, type);
    if (!name || !live.get(target)?.get(listener)?.delete(type)) return;
    listening.set(name, (listening.get(name) ?? 0) - 1);
  };
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = this ?? window;
    const name = named(target, type);
    if (name && listener) {
      const types = live.get(target) ?? live.set(target, new Map()).get(target);
      const set = types?.get(listener) ?? new Set();
      types?.set(listener, set.add(type));
      listening.set(name, (listening.get(name) ?? 0) + 1);
      const signal = typeof options === 'object' ? options.signal : undefined;
      signal?.addEventListener('abort', () => remove(target, type, listener));
    }
    addEventListener.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    remove(this ?? window, type, listener);
    removeEventListener.call(this ?? window, type, listener, options);
  };
}

/** Every property of every class that the page has, to find what has been replaced. */
function nativeProperties(): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const add = (name: string, owner: object) => {
    for (const key of Reflect.ownKeys(owner)) {
      const { value, get, set } = Reflect.getOwnPropertyDescriptor(owner, key) ?? {};
      if (typeof value === 'function' || get) found.set(`${name}.${String(key)}`, value ?? get ?? set);
    }
  };
  for (const name of Object.getOwnPropertyNames(window)) {
    const value: unknown = Reflect.get(window, name);
    if (typeof value !== 'function' || name === 'inside') continue;
    found.set(name, value);
    add(name, value);
    if (value.prototype) add(`${name}.prototype`, value.prototype);
  }
  add('navigator', navigator);
  add('document', document);
  add('console', console);
  if (navigator.mediaDevices) add('mediaDevices', navigator.mediaDevices);
  return found;
}

class Inside {
  readonly hosts: string[] = [];
  readonly connections: RTCPeerConnection[] = [];
  readonly reports: string[] = [];
  readonly errors: string[] = [];
  readonly received: { element: HTMLVideoElement; stream: SdkStream }[] = [];
  #natives = new Map<string, unknown>();
  #compartment: Compartment | undefined;
  #session: SdkSession | undefined;
  #publisher: SdkPublisher | undefined;
  #tracks: MediaStreamTrack[] = [];
  /** Requests for devices that reached the browser, but for the page's own. */
  requested = 0;
  readonly #open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);

  constructor() {
    navigator.mediaDevices.getUserMedia = (constraints) => {
      this.requested++;
      return this.#open(constraints);
    };
    watchListeners();
    document.addEventListener('securitypolicyviolation', (event) =>
      this.reports.push(`${event.effectiveDirective} ${event.blockedURI}`),
    );
    window.addEventListener('error', (event) => this.errors.push(event.message));
    window.addEventListener('unhandledrejection', (event) => this.errors.push(String(event.reason)));
  }

  get OT() {
    if (!this.#compartment) throw new Error('start it first');
    return this.#compartment.OT;
  }

  /** Evaluates the SDK from an address. */
  async evaluate(url: string, telemetry = false): Promise<void> {
    const module: { default: Evaluate } = await import(url);
    this.#compartment = createCompartment(module.default, {
      telemetry,
      onServerContact: (host, kind) => this.hosts.push(`${kind} ${host}`),
      onPeerConnection: (connection) => {
        this.connections.push(connection);
        return undefined;
      },
    });
  }

  /** Evaluates a build; the proxy has to be known before anything else is asked of it. */
  async start(build: Build, proxy: string, options: { telemetry?: boolean }): Promise<void> {
    await this.evaluate(`/sdk/${build}.js`, options.telemetry);
    this.OT.setProxyUrl(proxy);
  }

  /** Gives the SDK tracks that the page opens, as the element does, and waits until the picture plays. */
  async preview(): Promise<void> {
    const stream = await this.#open({ audio: true, video: true });
    this.#tracks = stream.getTracks();
    const [audioSource] = stream.getAudioTracks();
    const [videoSource] = stream.getVideoTracks();
    await new Promise<void>((resolve, reject) => {
      const options = { insertDefaultUI: false, audioSource, videoSource };
      this.#publisher = this.OT.initPublisher(undefined, options, (error) => error && reject(error));
      this.#publisher.on('videoElementCreated', () => resolve());
    });
  }

  /** Lets the SDK open devices itself, as on its own it would; the answer is its error. */
  openItself(): Promise<string> {
    return new Promise((resolve) => {
      this.OT.initPublisher(undefined, { insertDefaultUI: false }, (error) => resolve(error?.name ?? ''));
    });
  }

  /** Connects; the answer is the SDK's error, if any. */
  async connect(
    applicationId: string,
    sessionId: string,
    token: string,
    encryptionSecret?: string,
  ): Promise<string> {
    const session = this.OT.initSession(
      applicationId,
      sessionId,
      encryptionSecret ? { encryptionSecret } : {},
    );
    this.#session = session;
    session.on('streamCreated', ({ stream }: { stream: SdkStream }) => {
      const subscriber = session.subscribe(stream, undefined, { insertDefaultUI: false }, () => undefined);
      subscriber.on('videoElementCreated', ({ element }: { element: HTMLVideoElement }) => {
        element.muted = true;
        this.received.push({ element, stream });
      });
    });
    return new Promise((resolve) => session.connect(token, (error) => resolve(error?.name ?? '')));
  }

  async publish(): Promise<void> {
    await this.preview();
    await new Promise<void>((resolve, reject) => {
      if (!this.#session || !this.#publisher) throw new Error('connect first');
      this.#session.publish(this.#publisher, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Certificate fingerprints at both ends of every connection that got one, as the descriptions name them. */
  fingerprints() {
    const all = (side: 'localDescription' | 'remoteDescription') => {
      const open = this.connections.filter((one) => one.connectionState === 'connected');
      const found = open.flatMap((one) => one[side]?.sdp.match(/^a=fingerprint:\S+ [\dA-F:]+/m) ?? []);
      return [...new Set(found)].sort();
    };
    return { local: all('localDescription'), remote: all('remoteDescription') };
  }

  hangUp(): Promise<void> {
    return new Promise((resolve) => {
      this.#publisher?.destroy();
      this.#session?.on('sessionDisconnected', () => resolve());
      this.#session?.disconnect();
    });
  }

  /** Whether everything that the SDK has opened is closed. */
  isFree(): boolean {
    return this.connections.every((one) => one.connectionState === 'closed');
  }

  dispose(): void {
    this.#compartment?.dispose();
    for (const track of this.#tracks) track.stop();
  }

  async survey(): Promise<Survey> {
    const now = nativeProperties();
    if (this.#natives.size === 0) this.#natives = now;
    return {
      globals: Object.getOwnPropertyNames(window).sort(),
      patched: [...now].filter(([key, value]) => this.#natives.get(key) !== value).map(([key]) => key),
      localStorage: Object.keys(localStorage),
      sessionStorage: Object.keys(sessionStorage),
      cookie: document.cookie,
      databases: (await indexedDB.databases()).length,
      caches: 'caches' in window ? await caches.keys() : [],
      head: document.head.innerHTML,
      body: document.body.innerHTML,
      root: document.documentElement.getAttributeNames(),
      title: document.title,
      address: location.href,
      listeners: [...listening].filter(([, count]) => count > 0).map(([name, count]) => `${name} ${count}`),
    };
  }
}

declare global {
  interface Window {
    inside: Inside;
  }
}

window.inside = new Inside();

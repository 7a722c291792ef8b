import { type Refusal, RemoteCertificate } from '../../transport-security/remote-description.ts';
import type { DisposableScope } from './disposable-scope.ts';
import { documentEndowments, listeners, mediaDevicesEndowments, nowhere } from './endowments.ts';
import { type Membrane, wrap } from './membrane.ts';
import { type NetworkRules, network } from './network.ts';
import { plainJson } from './plain-json.ts';
import { hideRelatedAddress } from './related-address.ts';
import { forgetfulStorage } from './storage.ts';

export interface ScopeOptions extends NetworkRules {
  readonly onPeerConnection: ((connection: RTCPeerConnection) => void) | undefined;
  readonly onRefusal: ((reason: Refusal) => void) | undefined;
  readonly certificate: RTCCertificate | undefined;
  readonly screen: (() => MediaStream | null) | undefined;
}

/** Blocked globals: a page could use these names, by accident or on purpose, to redirect or control the SDK. */
const blockedGlobals = [
  ...['OT', 'TB', 'OTProperties', 'OTPlugin', 'OTScreenSharing', 'adapter'],
  ...['exports', 'module', 'define', 'require', 'process', 'global', 'importScripts', 'setImmediate'],
  ...['indexedDB', 'caches', 'cookieStore', 'BroadcastChannel'],
  ...['EventSource', 'SharedWorker', 'WebTransport'],
];

/** Creates the `window` that the SDK sees. */
export function createScope(options: ScopeOptions, lifetime: DisposableScope): object {
  const membrane: Membrane = new Map();
  const { sendBeacon, ...requests } = network(options, lifetime);
  wrap(document, documentEndowments(lifetime), membrane);
  wrap(navigator, { sendBeacon }, membrane);
  const { mediaDevices, permissions } = navigator;
  // `undefined` when the page is not in a secure context.
  if (mediaDevices) wrap(mediaDevices, mediaDevicesEndowments(mediaDevices, options, lifetime), membrane);
  if (permissions) wrap(permissions, { query: permissionQuery(permissions, lifetime) }, membrane);
  const scope: object = wrap(
    window,
    {
      ...Object.fromEntries(blockedGlobals.map((name) => [name, undefined])),
      ...requests,
      ...lifetime.clock(),
      ...listeners(window, lifetime),
      ...holders(options, lifetime),
      localStorage: forgetfulStorage(),
      sessionStorage: forgetfulStorage(),
      location: nowhere(),
      // The SDK logs names, addresses and tokens to the console. It reports what matters through its API.
      console: Object.fromEntries(Object.keys(console).map((method) => [method, () => undefined])),
      alert: () => undefined,
      JSON: plainJson(),
      Function: noEvaluation(() => scope),
    },
    membrane,
  );
  return scope;
}

function permissionQuery(permissions: Permissions, lifetime: DisposableScope) {
  return async (descriptor: PermissionDescriptor) => {
    const status = await permissions.query(descriptor);
    return wrap(status, listeners(status, lifetime), new Map());
  };
}

/** Classes whose instances hold a resource, such as a camera, a thread or a port. */
function holders({ onPeerConnection, onRefusal, certificate }: ScopeOptions, lifetime: DisposableScope) {
  // The SDK tries an offer on a connection of its own first: one attack is reported once.
  const refused = new Set<string>();
  const report = (reason: Refusal, sdp: string) => {
    if (refused.has(sdp)) return;
    refused.add(sdp);
    onRefusal?.(reason);
  };
  class ObservedPeerConnection extends RTCPeerConnection {
    // The SDK copies only a class's own properties.
    static override readonly generateCertificate = RTCPeerConnection.generateCertificate;

    readonly #remote = new RemoteCertificate();

    constructor(configuration?: RTCConfiguration) {
      super(certificate ? { ...configuration, certificates: [certificate] } : configuration);
      lifetime.adopt(this, () => this.close());
      if (configuration?.iceTransportPolicy === 'relay') hideRelatedAddress(this);
      onPeerConnection?.(this);
    }

    /**
     * Checks a description before the browser sees it. Here, on the prototype, nothing of the SDK comes after it, and
     * it does not wait: the SDK relies on its order.
     */
    override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      // Read once: what is checked is what the browser gets.
      const { type, sdp = '' } = description;
      const reason = type === 'rollback' ? null : this.#remote.accept(sdp);
      if (reason === null) return super.setRemoteDescription({ type, sdp });
      this.close();
      report(reason, sdp);
      return refusal(reason);
    }

    override close(): void {
      lifetime.release(this);
      super.close();
    }
  }
  class HeldAudioContext extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      lifetime.adopt(this, () => void this.close().catch(() => undefined));
    }
  }
  class HeldWorker extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      lifetime.adopt(this, () => this.terminate());
    }
  }
  return {
    RTCPeerConnection: ObservedPeerConnection,
    // The SDK detects Chromium by this name.
    ...('webkitRTCPeerConnection' in window ? { webkitRTCPeerConnection: ObservedPeerConnection } : {}),
    AudioContext: HeldAudioContext,
    webkitAudioContext: undefined,
    Worker: HeldWorker,
  };
}

/** A rejection that the SDK can read, and that the page does not hear of if the SDK ignores it. */
function refusal(reason: Refusal): Promise<void> {
  const rejected = Promise.reject(`description refused: ${reason}`);
  rejected.catch(() => undefined);
  return rejected;
}

/**
 * A `Function` that evaluates no text, which a Content-Security-Policy would report; the SDK uses it only to get
 * `window`.
 */
function noEvaluation(scope: () => object): FunctionConstructor {
  const make = (text: readonly unknown[]) => {
    if (text.length === 1 && text[0] === 'return this') return scope;
    throw new EvalError('Code from text is not allowed here');
  };
  return new Proxy(Function, {
    apply: (_target, _this, text) => make(text),
    construct: (_target, text) => make(text),
  });
}

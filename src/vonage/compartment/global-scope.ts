import type { DisposableScope } from './disposable-scope.ts';
import { documentEndowments, listeners, mediaDevicesEndowments, nowhere } from './endowments.ts';
import { type Membrane, wrap } from './membrane.ts';
import { type NetworkRules, network } from './network.ts';
import { plainJson } from './plain-json.ts';
import { hideRelatedAddress } from './related-address.ts';
import { forgetfulStorage } from './storage.ts';

export interface ScopeOptions extends NetworkRules {
  readonly onPeerConnection: ((connection: RTCPeerConnection) => void) | undefined;
  readonly certificate: RTCCertificate | undefined;
  readonly screen: (() => MediaStream | null) | undefined;
}

/** Names by which a page, by chance or by malice, would change where the SDK goes, or take hold of it. */
const withheld = [
  ...['OT', 'TB', 'OTProperties', 'OTPlugin', 'OTScreenSharing', 'adapter'],
  ...['exports', 'module', 'define', 'require', 'process', 'global', 'importScripts', 'setImmediate'],
  ...['indexedDB', 'caches', 'cookieStore', 'BroadcastChannel'],
  ...['EventSource', 'SharedWorker', 'WebTransport'],
];

/** The window that the SDK sees. */
export function createScope(options: ScopeOptions, lifetime: DisposableScope): object {
  const faces: Membrane = new Map();
  const { sendBeacon, ...requests } = network(options, lifetime);
  wrap(document, documentEndowments(lifetime), faces);
  wrap(navigator, { sendBeacon }, faces);
  const { mediaDevices, permissions } = navigator;
  // Absent where the page is not served securely.
  if (mediaDevices) wrap(mediaDevices, mediaDevicesEndowments(mediaDevices, options, lifetime), faces);
  if (permissions) wrap(permissions, { query: permissionQuery(permissions, lifetime) }, faces);
  const scope: object = wrap(
    window,
    {
      ...Object.fromEntries(withheld.map((name) => [name, undefined])),
      ...requests,
      ...lifetime.clock(),
      ...listeners(window, lifetime),
      ...holders(options, lifetime),
      localStorage: forgetfulStorage(),
      sessionStorage: forgetfulStorage(),
      location: nowhere(),
      // The SDK writes names, addresses and tokens there. What matters it reports through its API.
      console: Object.fromEntries(Object.keys(console).map((method) => [method, () => undefined])),
      alert: () => undefined,
      JSON: plainJson(),
      Function: noEvaluation(() => scope),
    },
    faces,
  );
  return scope;
}

function permissionQuery(permissions: Permissions, lifetime: DisposableScope) {
  return async (descriptor: PermissionDescriptor) => {
    const status = await permissions.query(descriptor);
    return wrap(status, listeners(status, lifetime), new Map());
  };
}

/** Classes whose instances hold on to something: a camera's picture, a thread, a port. */
function holders({ onPeerConnection, certificate }: ScopeOptions, lifetime: DisposableScope) {
  class ObservedPeerConnection extends RTCPeerConnection {
    // The SDK copies a class's own properties only.
    static override readonly generateCertificate = RTCPeerConnection.generateCertificate;

    constructor(configuration?: RTCConfiguration) {
      super(certificate ? { ...configuration, certificates: [certificate] } : configuration);
      lifetime.adopt(this, () => this.close());
      if (configuration?.iceTransportPolicy === 'relay') hideRelatedAddress(this);
      onPeerConnection?.(this);
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
    // By this name the SDK knows Chromium.
    ...('webkitRTCPeerConnection' in window ? { webkitRTCPeerConnection: ObservedPeerConnection } : {}),
    AudioContext: HeldAudioContext,
    webkitAudioContext: undefined,
    Worker: HeldWorker,
  };
}

/** `Function` that makes no code from text, which a Content-Security-Policy would report; only the window is asked for so. */
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

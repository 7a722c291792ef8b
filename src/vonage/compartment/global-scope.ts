import { audioContextClass } from './audio-context.ts';
import type { DisposableScope } from './disposable-scope.ts';
import { documentEndowments, listeners, mediaDevicesEndowments, nowhere } from './endowments.ts';
import { type Membrane, wrap } from './membrane.ts';
import { type NetworkRules, network } from './network.ts';
import { type PeerConnectionRules, peerConnectionClass } from './peer-connection.ts';
import { plainJson } from './plain-json.ts';
import { forgetfulStorage } from './storage.ts';
import { madeBy, wholeClass } from './whole-class.ts';

export interface ScopeOptions extends NetworkRules, PeerConnectionRules {
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
      Date: wholeClass(Date, () => new Date()),
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
function holders(options: ScopeOptions, lifetime: DisposableScope) {
  const PeerConnection = peerConnectionClass(options, lifetime);
  const HeldWorker = madeBy(Worker, (given) => {
    const worker = new Worker(...given);
    lifetime.adopt(worker, () => worker.terminate());
    return worker;
  });
  return {
    RTCPeerConnection: PeerConnection,
    // The SDK detects Chromium by this name.
    ...('webkitRTCPeerConnection' in window ? { webkitRTCPeerConnection: PeerConnection } : {}),
    AudioContext: audioContextClass(lifetime),
    webkitAudioContext: undefined,
    Worker: HeldWorker,
  };
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

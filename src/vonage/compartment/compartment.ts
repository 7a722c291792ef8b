import type { Sdk } from '../sdk.ts';
import { DisposableScope } from './disposable-scope.ts';
import { createScope } from './global-scope.ts';

/** A wrapped build of the vendor's SDK: runs its unmodified file with `scope` in place of the page's globals. */
export type Evaluate = (scope: object) => void;

export interface CompartmentOptions {
  /** Lets the vendor's usage reports through; otherwise they are dropped (answered here as if sent). */
  readonly telemetry: boolean;
  /** Called once with each host that the SDK contacts over HTTP or WebSocket, with its port where that is not the usual one; not for dropped usage reports. TURN servers stand in the configuration of each peer connection. */
  readonly onServerContact?: (host: string, kind: 'http' | 'websocket') => void;
  /** Called with each RTCPeerConnection that the SDK makes, when it is made. It makes and closes several to try the browser. */
  readonly onPeerConnection?: (connection: RTCPeerConnection) => void;
  /** Used by every connection, so that certificates compared once are those of later connections too. */
  readonly certificate?: RTCCertificate | undefined;
  /** The screen that the person has chosen to show, when the SDK asks for one. */
  readonly screen?: () => MediaStream | null;
}

/** The vendor's SDK in a place of its own, for one call. */
export interface Compartment {
  readonly OT: Sdk;
  /** Ends all that the SDK has opened, and its hold on the page: connections, sockets, devices, timers, listeners. */
  dispose(): void;
}

/** Evaluates the SDK in a scope of its own. Nothing of the page is patched, and nothing is evaluated from text. */
export function createCompartment(
  evaluate: Evaluate,
  { telemetry, onServerContact, onPeerConnection, certificate, screen }: CompartmentOptions,
): Compartment {
  const lifetime = new DisposableScope();
  const scope = createScope(
    { telemetry, onServerContact: onServerContact, onPeerConnection, certificate, screen },
    lifetime,
  );
  evaluate(scope);
  return { OT: Reflect.get(scope, 'OT'), dispose: () => lifetime.end() };
}

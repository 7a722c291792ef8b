import type { Refusal } from '../../transport-security/remote-description.ts';
import type { Sdk } from '../sdk.ts';
import { DisposableScope } from './disposable-scope.ts';
import { createScope } from './global-scope.ts';
import type { OnPeerConnection } from './peer-connection.ts';

/**
 * Evaluates a wrapped build of the vendor's SDK: runs its unmodified file with `scope` in place of the page's
 * globals.
 */
export type Evaluate = (scope: object) => void;

export interface CompartmentOptions {
  /** Allows the vendor's usage reports. Otherwise they are dropped, and answered as if sent. */
  readonly telemetry: boolean;
  /**
   * Called once for each server that the SDK contacts over HTTP or WebSocket, with a port that is not the default;
   * not for dropped usage reports. TURN servers are in the configuration of each peer connection.
   */
  readonly onServerContact?: (host: string, kind: 'http' | 'websocket') => void;
  /** Called for each RTCPeerConnection that the SDK creates. It creates and closes several to test the browser. */
  readonly onPeerConnection?: OnPeerConnection;
  /** Called when a remote description is refused and its connection closed: somebody in between is at work. */
  readonly onRefusal?: (reason: Refusal) => void;
  /** Certificate of every connection, so that a SAS comparison also covers later connections. */
  readonly certificate?: RTCCertificate | undefined;
  /** Returns the screen that the person has chosen, when the SDK requests one. */
  readonly screen?: () => MediaStream | null;
}

/** The vendor's SDK, isolated for one call. */
export interface Compartment {
  readonly OT: Sdk;
  /** Resumes the audio contexts that the browser has suspended until a user gesture. */
  resumeAudio(): void;
  /** Releases everything that the SDK has opened: connections, sockets, devices, timers, listeners. */
  dispose(): void;
}

/** Evaluates the SDK in its own scope. Patches nothing of the page, and evaluates no text. */
export function createCompartment(
  evaluate: Evaluate,
  { telemetry, onServerContact, onPeerConnection, onRefusal, certificate, screen }: CompartmentOptions,
): Compartment {
  const lifetime = new DisposableScope();
  const scope = createScope(
    { telemetry, onServerContact, onPeerConnection, onRefusal, certificate, screen },
    lifetime,
  );
  evaluate(scope);
  const resumeAudio = () => {
    for (const held of lifetime.adopted) if (held instanceof AudioContext) void resume(held);
  };
  return { OT: Reflect.get(scope, 'OT'), resumeAudio, dispose: () => lifetime.end() };
}

async function resume(context: AudioContext): Promise<void> {
  if (context.state === 'suspended') await context.resume().catch(() => undefined);
}

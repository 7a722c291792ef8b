import type { LiveCall, Participant } from '../../../src/call/state/state.ts';
import { VisioError } from '../../../src/error.ts';
import { type ConnectionEvidence, readEvidence } from '../../../src/transport-security/evidence.ts';
import { liveIn, liveState } from '../../support/fakes.ts';

/** Somebody as the others see them. */
export function participant(id: string, self = false): Participant {
  return {
    ...{ id, name: id.toUpperCase(), self, joinedAt: 0, publishing: true, microphone: true, camera: true },
    ...{ speaking: false, stalled: false, sharing: false, screen: null, media: null },
  };
}

/** A call of these people, the first being oneself. */
export function callOf(
  ids: readonly string[],
  evidence: readonly ConnectionEvidence[] = [],
  facts: Partial<LiveCall> = {},
): LiveCall {
  return liveIn(
    liveState({
      ...connectionsOf(evidence),
      participants: ids.map((id, index) => participant(id, index === 0)),
      security: { level: 'verifying', evidence, at: null },
      ...facts,
    }),
  );
}

/** The connections that were measured, each with its owner's certificate. */
export function connectionsOf(
  evidence: readonly ConnectionEvidence[],
): Pick<LiveCall, 'connections' | 'certificates' | 'relayed'> {
  const fingerprint = ({ peerId = 'server', fingerprints }: ConnectionEvidence) =>
    fingerprints.remote[0] ?? `sha-256 of ${peerId}`;
  return {
    connections: evidence.map((one) => ({
      ...{ id: one.id, direction: one.direction, stream: one.stream, proven: true },
      fingerprint: fingerprint(one),
      ...statedPeerOf(one),
    })),
    certificates: new Map(
      evidence.flatMap((one) =>
        one.peerId === undefined
          ? []
          : [[one.peerId, { status: 'announced', fingerprint: fingerprint(one), proven: true }] as const],
      ),
    ),
    relayed: evidence.every(({ topology }) => topology !== 'media-server'),
  };
}

function statedPeerOf({ statedPeer, peerId }: ConnectionEvidence): { statedPeer?: string } {
  const stated = statedPeer ?? peerId;
  return stated === undefined ? {} : { statedPeer: stated };
}

/** What one end measures of a connection to another person. */
export function connection(peerId: string, local: string, remote: string): ConnectionEvidence {
  return readEvidence({
    ...{ id: 1, direction: 'publish', stream: 'camera', topology: 'peer', certified: true, peerId },
    report: new Map().values() as never,
    fingerprints: { local: [local], remote: [remote] },
  });
}

/** A promise that only the signal ends. */
export const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new VisioError('aborted'))));

/** The code with which a promise fails, or `none`. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error) => (error instanceof VisioError ? error.code : String(error)),
  );
}

/** Freezes all of it: a reducer that changed its input would throw. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !(value instanceof Error)) {
    // A video of the page is nobody's state.
    if (value instanceof Node) return value;
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

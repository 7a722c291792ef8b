import type { ElementMessage, LeaveReason, SessionEvent } from '../call/session.ts';
import type { SdkConnection, SdkSession, SdkSignal, SdkStream } from './sdk.ts';
import type { RemoteSubscriptions } from './subscribe/remote-subscriptions.ts';
import { peerOf } from './translate.ts';

const reasons: Readonly<Record<string, LeaveReason>> = {
  clientDisconnected: 'left',
  forceDisconnected: 'removed',
  sessionEnded: 'ended',
};

interface ListenDeps {
  readonly isOwn: (connection: SdkConnection) => boolean;
  readonly onEvent: (event: SessionEvent) => void;
  readonly onMessage: (message: ElementMessage) => void;
  /** The others' connections, kept up to date. */
  readonly peers: Map<string, SdkConnection>;
  readonly subscriptions: Pick<RemoteSubscriptions, 'add' | 'remove' | 'change'>;
}

/** Translates the events of the SDK's session into session events. */
export function listenTo(session: SdkSession, deps: ListenDeps): void {
  const { isOwn, onEvent, onMessage, peers, subscriptions } = deps;
  const on = <E>(type: string, handle: (event: E) => void) => session.on(type, handle);
  on('connectionCreated', ({ connection }: { connection: SdkConnection }) => {
    if (isOwn(connection)) return;
    peers.set(connection.connectionId, connection);
    onEvent({ type: 'peer-joined', peer: peerOf(connection) });
  });
  on('connectionDestroyed', ({ connection }: { connection: SdkConnection }) => {
    peers.delete(connection.connectionId);
    onEvent({ type: 'peer-left', id: connection.connectionId });
  });
  on('signal', ({ type, data, from }: SdkSignal) => {
    // The SDK prefixes the sent name with `signal:`.
    const name = type.replace(/^signal:/, '');
    if (from) onMessage({ from: from.connectionId, name, data: data ?? '' });
  });
  on('streamCreated', ({ stream }: { stream: SdkStream }) => subscriptions.add(stream));
  on('streamDestroyed', ({ stream }: { stream: SdkStream }) => subscriptions.remove(stream));
  on('streamPropertyChanged', ({ stream }: { stream: SdkStream }) => subscriptions.change(stream));
  on('archiveStarted', () => onEvent({ type: 'recording', on: true }));
  on('archiveStopped', () => onEvent({ type: 'recording', on: false }));
  on('sessionReconnecting', () => onEvent({ type: 'reconnecting' }));
  on('sessionReconnected', () => onEvent({ type: 'reconnected' }));
  on('sessionDisconnected', ({ reason }: { reason: string }) =>
    onEvent({ type: 'disconnected', reason: reasons[reason] ?? 'lost' }),
  );
}

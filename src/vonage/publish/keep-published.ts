import type { SdkPublisher, SdkSession } from '../sdk.ts';

/** Milliseconds between two attempts: a service that ends the stream at once must not be asked without end. */
const INTERVAL = 5000;

export interface KeepPublishedDeps {
  readonly publisher: SdkPublisher;
  readonly session: SdkSession;
  readonly publish: () => Promise<void>;
  /** Called when a moderator, the session or the service stops the stream. */
  readonly onStopped: () => void;
}

/**
 * Publishes a stream again that the SDK has given up. When the connection to one receiver fails for good, as after a
 * crash of their browser, the SDK ends the stream for everybody, under the reason of a stream that was unpublished.
 */
export function keepPublished({ publisher, session, publish, onStopped }: KeepPublishedDeps): void {
  let last = Number.NEGATIVE_INFINITY;
  publisher.on('streamDestroyed', (event: { preventDefault?: () => void; reason?: string }) => {
    // The SDK would destroy the publisher too.
    event.preventDefault?.();
    if (event.reason !== 'clientDisconnected') return onStopped();
    if (!session.isConnected()) return;
    const now = performance.now();
    if (now - last < INTERVAL) return onStopped();
    last = now;
    // After the SDK has finished with the stream that it ends.
    void Promise.resolve().then(publish).catch(onStopped);
  });
}

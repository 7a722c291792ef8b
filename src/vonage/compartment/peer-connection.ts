import { type Refusal, RemoteCertificate } from '../../transport-security/remote-description.ts';
import type { DisposableScope } from './disposable-scope.ts';
import { hideRelatedAddress } from './related-address.ts';

export interface PeerConnectionRules {
  /** Called for each connection that the SDK creates. */
  readonly onPeerConnection: ((connection: RTCPeerConnection) => void) | undefined;
  /** Called once for each description that is refused. */
  readonly onRefusal: ((reason: Refusal) => void) | undefined;
  /** Certificate of every connection. */
  readonly certificate: RTCCertificate | undefined;
}

/** The class of the SDK's connections: they have the call's certificate, and refuse what names no single other one. */
export function peerConnectionClass(
  { onPeerConnection, onRefusal, certificate }: PeerConnectionRules,
  lifetime: DisposableScope,
): typeof RTCPeerConnection {
  // The SDK tries an offer on a connection of its own first: one attack is reported once.
  const refused = new Set<string>();
  const report = (reason: Refusal, sdp: string) => {
    if (refused.has(sdp)) return;
    refused.add(sdp);
    onRefusal?.(reason);
  };
  return class extends RTCPeerConnection {
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
  };
}

/** A rejection that the SDK can read, and that the page does not hear of if the SDK ignores it. */
function refusal(reason: Refusal): Promise<void> {
  const rejected = Promise.reject(`description refused: ${reason}`);
  rejected.catch(() => undefined);
  return rejected;
}

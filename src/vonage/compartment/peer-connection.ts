import { type Refusal, RemoteCertificate } from '../../transport-security/remote-description.ts';
import type { DisposableScope } from './disposable-scope.ts';
import { hideRelatedAddress } from './related-address.ts';
import { extensible } from './whole-class.ts';
import { wholeConnection } from './whole-connection.ts';

/** Follows one connection of the SDK. */
export interface PeerConnectionObserver {
  /** Called with each sender before it can send: no description that includes it has been exchanged. */
  onSender(sender: RTCRtpSender): void;
  /** Called with each receiver before the SDK plays its track. */
  onReceiver(receiver: RTCRtpReceiver): void;
  /** Called after a description was applied. */
  onDescription(): void;
  onStats(report: RTCStatsReport): void;
  onClose(): void;
}

/**
 * Called for each connection that the SDK creates, with the certificate of its remote end. Returns who follows it, if
 * anybody.
 */
export type OnPeerConnection = (
  connection: RTCPeerConnection,
  remote: RemoteCertificate,
) => PeerConnectionObserver | undefined;

export interface PeerConnectionRules {
  readonly onPeerConnection: OnPeerConnection | undefined;
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
  const Connection = wholeConnection();
  return class extends extensible(Connection, () => new Connection()) {
    // The SDK copies only a class's own properties.
    static override readonly generateCertificate = Connection.generateCertificate;

    readonly #remote = new RemoteCertificate();
    readonly #observer: PeerConnectionObserver | undefined;

    constructor(configuration?: RTCConfiguration) {
      super(certificate ? { ...configuration, certificates: [certificate] } : configuration);
      lifetime.adopt(this, () => this.close());
      if (configuration?.iceTransportPolicy === 'relay') hideRelatedAddress(this);
      this.#observer = onPeerConnection?.(this, this.#remote);
      // A remote offer creates senders too. This listener is the first, so the SDK gets them later.
      this.addEventListener('track', ({ transceiver }) => {
        this.#observer?.onSender(transceiver.sender);
        this.#observer?.onReceiver(transceiver.receiver);
      });
    }

    override addTrack(track: MediaStreamTrack, ...streams: MediaStream[]): RTCRtpSender {
      const sender = super.addTrack(track, ...streams);
      this.#observer?.onSender(sender);
      return sender;
    }

    // Parameters are declared as in the browser: the SDK's adapter reads a method's `length`.
    override addTransceiver(
      kind: MediaStreamTrack | string,
      ...init: [RTCRtpTransceiverInit?]
    ): RTCRtpTransceiver {
      const transceiver = super.addTransceiver(kind, ...init);
      this.#observer?.onSender(transceiver.sender);
      return transceiver;
    }

    override async getStats(...selector: [(MediaStreamTrack | null)?]): Promise<RTCStatsReport> {
      const report = await super.getStats(...selector);
      this.#observer?.onStats(report);
      return report;
    }

    override async setLocalDescription(...description: [RTCLocalSessionDescriptionInit?]): Promise<void> {
      // The SDK's timer for an offer may come after it has let go of the stream: it then makes a connection anew, for
      // nothing, and would throw into the page when its offer is set.
      if (isOfferOfNothing(description[0])) this.close();
      else await super.setLocalDescription(...description);
      await this.#described();
    }

    /**
     * Checks a description before the browser sees it. Here, on the prototype, nothing of the SDK comes after it, and
     * it does not wait: the SDK relies on its order.
     */
    override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      // Read once: what is checked is what the browser gets.
      const { type, sdp = '' } = description;
      const reason = type === 'rollback' ? null : this.#remote.accept(sdp);
      if (reason === null) return super.setRemoteDescription({ type, sdp }).then(() => this.#described());
      this.close();
      report(reason, sdp);
      return refusal(reason);
    }

    override close(): void {
      lifetime.release(this);
      super.close();
      this.#observer?.onClose();
    }

    /**
     * Of a connection that is closed meanwhile nothing more is heard, as the standard has it (WebRTC, section 4.4.1.5):
     * the SDK would look for what it has forgotten, and throw.
     */
    #described(): Promise<void> {
      if (this.signalingState !== 'closed') {
        for (const sender of this.getSenders()) this.#observer?.onSender(sender);
        for (const receiver of this.getReceivers()) this.#observer?.onReceiver(receiver);
        this.#observer?.onDescription();
      }
      return this.signalingState === 'closed' ? new Promise(() => undefined) : Promise.resolve();
    }
  };
}

function isOfferOfNothing({ type, sdp = '' }: RTCLocalSessionDescriptionInit = {}): boolean {
  return type === 'offer' && sdp !== '' && !/^m=/m.test(sdp);
}

/** A rejection that the SDK can read, and that the page does not hear of if the SDK ignores it. */
function refusal(reason: Refusal): Promise<void> {
  const rejected = Promise.reject(`description refused: ${reason}`);
  rejected.catch(() => undefined);
  return rejected;
}

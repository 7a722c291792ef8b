import type { ConnectionStats } from '../../call/session.ts';
import { isConnected, isInUse } from '../../transport-security/certificate-in-use.ts';
import { normaliseFingerprint } from '../../transport-security/fingerprints.ts';
import type { RemoteCertificate } from '../../transport-security/remote-description.ts';
import type { ListedConnection } from '../../transport-security/remote-ends.ts';
import type { PeerConnectionObserver } from '../compartment/peer-connection.ts';
import { ReceiverGate } from './receiver-gate.ts';
import { SenderGate } from './sender-gate.ts';

/**
 * One of the SDK's connections. Its senders are empty, and what it receives is silent and black, until it is allowed,
 * DTLS is connected, and the certificate in use is the one that was frozen with the first description.
 */
export class GatedConnection implements PeerConnectionObserver {
  readonly id: number;
  readonly connection: RTCPeerConnection;
  readonly #remote: RemoteCertificate;
  readonly #onChange: () => void;
  readonly #onOtherCertificate: () => void;
  readonly #gates = new Map<RTCRtpSender, SenderGate>();
  readonly #received = new Map<MediaStreamTrack, ReceiverGate>();
  readonly #followed = new WeakSet<RTCDtlsTransport>();
  /** Connected transports, and whether their certificate is known to be the frozen one. */
  readonly #transports = new WeakMap<RTCDtlsTransport, { same: boolean }>();
  readonly #reports = new WeakSet<RTCStatsReport>();
  #allowed = false;
  /** The person to whom it leads, as the provider states it. */
  statedPeer: string | undefined;
  /** What it has been seen to send, which stays when the SDK takes the track away. */
  #sends: ListedConnection['stream'] | null = null;

  constructor(
    id: number,
    connection: RTCPeerConnection,
    remote: RemoteCertificate,
    { onChange, onOtherCertificate }: { onChange: () => void; onOtherCertificate: () => void },
  ) {
    this.id = id;
    this.connection = connection;
    this.#remote = remote;
    this.#onChange = onChange;
    this.#onOtherCertificate = onOtherCertificate;
    for (const type of ['connectionstatechange', 'signalingstatechange'])
      connection.addEventListener(type, () => this.#update());
  }

  /** Fingerprint of the certificate at the remote end; `undefined` without a description. */
  get fingerprint(): string | undefined {
    return this.#remote.fingerprint;
  }

  /** Whether both ends have described it, so that a handshake can take place. */
  get described(): boolean {
    const { signalingState, localDescription, remoteDescription } = this.connection;
    return signalingState !== 'closed' && localDescription !== null && remoteDescription !== null;
  }

  get closed(): boolean {
    return this.connection.signalingState === 'closed';
  }

  get allowed(): boolean {
    return this.#allowed;
  }

  /** Returns the stream that the SDK wants to send over it, or `null` for none. */
  sends(isScreen: (track: MediaStreamTrack) => boolean): ListedConnection['stream'] | null {
    if (this.#sends) return this.#sends;
    const tracks = [...this.#gates.values()].map(({ wanted }) => wanted).filter((track) => track !== null);
    if (tracks.length > 0) this.#sends = tracks.some(isScreen) ? 'screen' : 'camera';
    return this.#sends;
  }

  /** Whether DTLS is connected, and the certificate in use is the frozen one. */
  get proven(): boolean {
    const transports = transportsOf(this.connection);
    return (
      this.described &&
      transports.length > 0 &&
      transports.every((one) => isConnected(one, this.connection) && this.#transports.get(one)?.same)
    );
  }

  /** Whether media may flow now. */
  get flows(): boolean {
    return this.#allowed && this.proven;
  }

  allow(on: boolean): void {
    if (this.#allowed === on) return;
    this.#allowed = on;
    this.#setGates();
  }

  receives(stream: MediaStream): boolean {
    const tracks = stream.getTracks();
    return !this.closed && this.connection.getReceivers().some(({ track }) => tracks.includes(track));
  }

  /** Whether a report is one of this connection's. */
  measured(report: RTCStatsReport): boolean {
    return this.#reports.has(report);
  }

  async stats(): Promise<ConnectionStats> {
    const { connection, id, fingerprint } = this;
    const report = await connection.getStats();
    const { connectionState, localDescription } = connection;
    const local = localDescription?.sdp.match(/^a=fingerprint:.*$/gm)?.map((line) => line.trim()) ?? [];
    const fingerprints = { local, remote: fingerprint === undefined ? [] : [fingerprint] };
    return { id, report, connectionState, fingerprints };
  }

  onSender(sender: RTCRtpSender): void {
    const gate = this.#gates.get(sender) ?? new SenderGate(sender);
    this.#gates.set(sender, gate);
    if (!gate.isOpen) this.#close(gate);
  }

  onReceiver({ track }: RTCRtpReceiver): void {
    if (!this.#received.has(track)) this.#received.set(track, new ReceiverGate(track));
    this.#received.get(track)?.set(this.flows);
  }

  onDescription(): void {
    this.#update();
  }

  onStats(report: RTCStatsReport): void {
    this.#reports.add(report);
  }

  onClose(): void {
    this.#onChange();
  }

  #update(): void {
    for (const transport of transportsOf(this.connection)) this.#follow(transport);
    this.#setGates();
    this.#onChange();
  }

  /** Compares the certificate of a transport once it is connected: it cannot change without another handshake. */
  #follow(transport: RTCDtlsTransport): void {
    if (!this.#followed.has(transport)) {
      this.#followed.add(transport);
      transport.addEventListener('statechange', () => {
        this.#transports.delete(transport);
        this.#update();
      });
    }
    if (!isConnected(transport, this.connection)) this.#transports.delete(transport);
    else if (!this.#transports.has(transport)) void this.#compare(transport);
  }

  async #compare(transport: RTCDtlsTransport): Promise<void> {
    const { fingerprint, connection } = this;
    if (fingerprint === undefined) return;
    const comparison = { same: false };
    this.#transports.set(transport, comparison);
    // A forgeable hash proves nothing: the connection counts as unprotected for it elsewhere.
    const same =
      normaliseFingerprint(fingerprint) === undefined ||
      (await isInUse(fingerprint, transport, connection).catch(() => undefined));
    // Another handshake has begun meanwhile.
    if (this.#transports.get(transport) !== comparison) return;
    if (same === undefined) this.#transports.delete(transport);
    else if (same) {
      comparison.same = true;
      this.#setGates();
      this.#onChange();
    } else {
      connection.close();
      this.#onOtherCertificate();
    }
  }

  #setGates(): void {
    const { flows } = this;
    for (const gate of this.#received.values()) gate.set(flows);
    for (const gate of this.#gates.values()) {
      if (flows) gate.open().catch(() => undefined);
      else if (gate.isOpen) this.#close(gate);
    }
  }

  #close(gate: SenderGate): void {
    // A connection that cannot be stopped from sending must end.
    gate.close().catch(() => this.connection.close());
  }
}

/** Returns the transports over which media or data can flow. */
function transportsOf(connection: RTCPeerConnection): readonly RTCDtlsTransport[] {
  // Firefox throws then.
  if (connection.signalingState === 'closed') return [];
  const ends = [...connection.getSenders(), ...connection.getReceivers(), connection.sctp];
  return [...new Set(ends.map((end) => end?.transport ?? null))].filter((one) => one !== null);
}

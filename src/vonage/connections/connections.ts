import type { ConnectionStats } from '../../call/session.ts';
import type { Refusal } from '../../transport-security/remote-description.ts';
import type { ListedConnection } from '../../transport-security/remote-ends.ts';
import type { OnPeerConnection } from '../compartment/peer-connection.ts';
import { inTime } from '../in-time.ts';
import { GatedConnection } from './gated-connection.ts';

/** A stream that is received from a person, as the session states it. */
export interface Reception {
  readonly id: string;
  readonly stream: ListedConnection['stream'];
}

export interface ConnectionsDeps {
  /** Fingerprint of this element's certificate: the SDK tests the browser with connections to itself. */
  readonly ownFingerprint: string;
  /** Returns what a connection receives, if a subscription plays it. */
  readonly receptionOf: (connection: GatedConnection) => Reception | undefined;
  /** Whether a track is one of the shared screen's. */
  readonly isScreen: (track: MediaStreamTrack) => boolean;
  /** Called after a change, with the list. */
  readonly onChange: (connections: readonly ListedConnection[]) => void;
  readonly onRefusal: (reason: Refusal) => void;
  readonly onIceServers: (urls: readonly string[]) => void;
}

/** All connections that the SDK has open. */
export class Connections {
  readonly #deps: ConnectionsDeps;
  readonly #all = new Set<GatedConnection>();
  #count = 0;
  #told = '[]';

  constructor(deps: ConnectionsDeps) {
    this.#deps = deps;
  }

  /** Follows a connection that the SDK creates. */
  readonly add: OnPeerConnection = (connection, remote) => {
    const { onIceServers, onRefusal } = this.#deps;
    const { iceServers = [] } = connection.getConfiguration();
    if (iceServers.length > 0) onIceServers(iceServers.flatMap(({ urls }) => urls));
    this.#count += 1;
    const gated = new GatedConnection(this.#count, connection, remote, {
      onChange: () => this.update(),
      onOtherCertificate: () => onRefusal('other-certificate'),
    });
    this.#all.add(gated);
    return gated;
  };

  /** @see VideoSession.allow */
  allow(ids: readonly number[]): void {
    for (const one of this.#all) one.allow(ids.includes(one.id));
  }

  /** Returns the connection that receives a stream. */
  receiving(stream: MediaStream): GatedConnection | undefined {
    return [...this.#all].find((one) => one.receives(stream));
  }

  get senders(): readonly RTCRtpSender[] {
    return [...this.#all].flatMap(({ connection, closed }) => (closed ? [] : connection.getSenders()));
  }

  /** Whether a connection that sends leads to nobody known, and the session has not been asked to whom it leads. */
  get hasUnstated(): boolean {
    const { isScreen } = this.#deps;
    return this.#listed.some(
      (one) => !one.allowed && one.sends(isScreen) !== null && one.statedPeer === undefined,
    );
  }

  /** Records to whom the connection of this report leads, as the session states it. */
  setStatedPeer(report: RTCStatsReport, peer: string | undefined): void {
    const found = [...this.#all].find((one) => one.measured(report));
    if (found) found.statedPeer = peer;
  }

  /** @see VideoSession.stats */
  stats(): Promise<readonly ConnectionStats[]> {
    return inTime(this.#listed.map((one) => one.stats()));
  }

  /** Reports the connections if they have changed. */
  update(): void {
    for (const one of this.#all) if (one.closed) this.#all.delete(one);
    const listed = this.#listed.map((one) => this.#describe(one));
    const text = JSON.stringify(listed);
    if (text === this.#told) return;
    this.#told = text;
    this.#deps.onChange(listed);
  }

  get #listed(): readonly GatedConnection[] {
    const { ownFingerprint } = this.#deps;
    return [...this.#all].filter(
      ({ described, fingerprint }) =>
        described && fingerprint !== undefined && fingerprint !== ownFingerprint,
    );
  }

  #describe(one: GatedConnection): ListedConnection {
    const { id, fingerprint = '', proven, statedPeer } = one;
    const { isScreen, receptionOf } = this.#deps;
    const stream = one.sends(isScreen);
    if (stream) {
      const stated = statedPeer === undefined ? {} : { statedPeer };
      return { id, fingerprint, direction: 'publish', stream, proven, ...stated };
    }
    const reception = receptionOf(one);
    return {
      ...{ id, fingerprint, direction: 'subscribe', proven },
      stream: reception?.stream ?? 'camera',
      ...(reception && { statedPeer: reception.id }),
    };
  }
}

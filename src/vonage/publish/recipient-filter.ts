import type { ConnectionStats } from '../../call/session.ts';
import { VisioError } from '../../error.ts';
import type { ConnectionOrigins } from '../subscribe/connection-origins.ts';

/** A sender whose track can be removed without the SDK's knowledge: the SDK still sees the track that it set. */
class Gate {
  readonly #replace: RTCRtpSender['replaceTrack'];
  #wanted: MediaStreamTrack | null;
  #open = true;

  constructor(sender: RTCRtpSender) {
    this.#replace = sender.replaceTrack.bind(sender);
    this.#wanted = sender.track;
    Object.defineProperties(sender, {
      track: { configurable: true, get: () => this.#wanted },
      replaceTrack: {
        configurable: true,
        value: async (track: MediaStreamTrack | null) => {
          this.#wanted = track;
          if (this.#open) await this.#replace(track);
        },
      },
    });
  }

  async set(open: boolean): Promise<void> {
    if (open === this.#open) return;
    this.#open = open;
    await this.#replace(open ? this.#wanted : null);
  }
}

/**
 * Decides who receives this person's media. A relayed session has one peer connection per receiver: connections that
 * are not known to lead to a recipient get no track to send, whatever the remote end requests.
 */
export class RecipientFilter {
  readonly #outgoing: () => Promise<readonly ConnectionStats[]>;
  readonly #connections = new Set<RTCPeerConnection>();
  readonly #gates = new WeakMap<RTCRtpSender, Gate>();
  readonly #origins: Pick<ConnectionOrigins, 'of'>;
  readonly #farEnds = new WeakMap<RTCPeerConnection, string>();
  #members: ReadonlySet<string> | null = null;

  /** @param outgoing Returns the statistics of this person's publications, as the SDK provides them. */
  constructor(outgoing: () => Promise<readonly ConnectionStats[]>, origins: Pick<ConnectionOrigins, 'of'>) {
    this.#outgoing = outgoing;
    this.#origins = origins;
  }

  /** Whether media is exchanged with this person. */
  has(id: string): boolean {
    return this.#members?.has(id) ?? true;
  }

  /** Watches a new connection. While recipients are limited, it starts without a track to send. */
  watch(connection: RTCPeerConnection): void {
    this.#connections.add(connection);
    const { addTrack, addTransceiver } = connection;
    connection.addTrack = (...args) => {
      const sender = addTrack.apply(connection, args);
      if (this.#members) this.#set(connection, sender, false);
      return sender;
    };
    connection.addTransceiver = (...args) => {
      const transceiver = addTransceiver.apply(connection, args);
      if (this.#members) this.#set(connection, transceiver.sender, false);
      return transceiver;
    };
    connection.addEventListener('connectionstatechange', () => {
      // The remote person is known by now.
      if (this.#members) void this.#apply().catch(() => undefined);
    });
  }

  /**
   * Sends media to these people only; `null` means everybody.
   *
   * @throws VisioError `breakout-impossible` when the remote end is a media server; nothing is sent then.
   */
  async limit(ids: readonly string[] | null): Promise<void> {
    this.#members = ids && new Set(ids);
    await this.#apply();
  }

  async #apply(): Promise<void> {
    const members = this.#members;
    const routed = members ? await this.#learn() : false;
    // A later call does its own work.
    if (members !== this.#members) return;
    for (const connection of this.#connections) {
      if (connection.signalingState === 'closed') this.#connections.delete(connection);
      else {
        const open = !members || members.has(this.#farEnds.get(connection) ?? '');
        for (const sender of connection.getSenders()) this.#set(connection, sender, open);
      }
    }
    if (routed) throw new VisioError('breakout-impossible');
  }

  /** Finds the remote person of each connection. Returns whether a remote end is a media server. */
  async #learn(): Promise<boolean> {
    const sent = await this.#outgoing().catch(() => []);
    for (const { report, peerId } of sent) {
      const connection = this.#origins.of(report);
      if (connection && peerId !== undefined) this.#farEnds.set(connection, peerId);
    }
    return sent.some(({ peerId }) => peerId === undefined);
  }

  #set(connection: RTCPeerConnection, sender: RTCRtpSender, open: boolean): void {
    let gate = this.#gates.get(sender);
    if (!gate) {
      if (open) return;
      gate = new Gate(sender);
      this.#gates.set(sender, gate);
    }
    // Close a connection that cannot be stopped from sending.
    gate.set(open).catch(() => open || connection.close());
  }
}

import type { ConnectionStats } from '../../call/session.ts';

/** Maps each statistics report to its connection: the SDK exposes the reports, not the connections. */
export class ConnectionOrigins {
  readonly #connections = new WeakMap<RTCStatsReport, RTCPeerConnection>();
  readonly #open = new Set<RTCPeerConnection>();

  /** Records the reports of a connection from now on. */
  watch(connection: RTCPeerConnection): void {
    this.#open.add(connection);
    const { getStats } = connection;
    connection.getStats = async (selector?: MediaStreamTrack | null) => {
      const report = await getStats.call(connection, selector);
      this.#connections.set(report, connection);
      return report;
    };
  }

  of(report: RTCStatsReport): RTCPeerConnection | undefined {
    return this.#connections.get(report);
  }

  /** Returns the connection that receives a stream, found by the tracks of its receivers. */
  receiving(stream: MediaStream): RTCPeerConnection | undefined {
    const tracks = stream.getTracks();
    for (const connection of this.#open) {
      if (connection.signalingState === 'closed') this.#open.delete(connection);
      else if (connection.getReceivers().some(({ track }) => tracks.includes(track))) return connection;
    }
    return undefined;
  }

  /** Adds the fingerprints from the connection's descriptions, for browsers whose statistics omit certificates. */
  describe(stats: ConnectionStats): ConnectionStats {
    const connection = this.of(stats.report);
    if (!connection) return stats;
    const { connectionState, currentLocalDescription, currentRemoteDescription } = connection;
    const fingerprints = {
      local: fingerprintsIn(currentLocalDescription),
      remote: fingerprintsIn(currentRemoteDescription),
    };
    return { ...stats, connectionState, fingerprints };
  }
}

/** Returns the lines that name a certificate (RFC 8122). */
function fingerprintsIn(description: RTCSessionDescription | null): readonly string[] {
  return description?.sdp.match(/^a=fingerprint:.*$/gm)?.map((line) => line.trim()) ?? [];
}

import type { ConnectionStats } from '../../call/session.ts';

/** Knows which connection a report of statistics is of: the SDK hands out the reports, not the connections. */
export class ConnectionOrigins {
  readonly #connections = new WeakMap<RTCStatsReport, RTCPeerConnection>();
  readonly #open = new Set<RTCPeerConnection>();

  /** Marks the reports of a connection from now on. */
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

  /** The connection over which a stream is received: its tracks are those of that connection's receivers. */
  receiving(stream: MediaStream): RTCPeerConnection | undefined {
    const tracks = stream.getTracks();
    for (const connection of this.#open) {
      if (connection.signalingState === 'closed') this.#open.delete(connection);
      else if (connection.getReceivers().some(({ track }) => tracks.includes(track))) return connection;
    }
    return undefined;
  }

  /** Adds what the connection itself says: browsers that report no certificates have agreed on them all the same. */
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

/** The lines that name a certificate (RFC 8122). */
function fingerprintsIn(description: RTCSessionDescription | null): readonly string[] {
  return description?.sdp.match(/^a=fingerprint:.*$/gm)?.map((line) => line.trim()) ?? [];
}

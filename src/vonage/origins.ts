import type { ConnectionStats } from '../call/session.ts';

/** Knows which connection a report of statistics is of: the SDK hands out the reports, not the connections. */
export class Origins {
  readonly #connections = new WeakMap<RTCStatsReport, RTCPeerConnection>();

  /** Marks the reports of a connection from now on. */
  watch(connection: RTCPeerConnection): void {
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

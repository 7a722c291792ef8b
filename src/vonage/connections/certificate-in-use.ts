import { certificateFingerprint, normaliseFingerprint } from '../../transport-security/fingerprints.ts';

/** Returns the transports of a connection over which media or data can flow. */
export function transportsOf(connection: RTCPeerConnection): readonly RTCDtlsTransport[] {
  // Firefox throws then.
  if (connection.signalingState === 'closed') return [];
  const ends = [...connection.getSenders(), ...connection.getReceivers(), connection.sctp];
  return [...new Set(ends.map((end) => end?.transport ?? null))].filter((one) => one !== null);
}

/**
 * Whether DTLS is connected. Chromium loses the change of a transport's state now and then, when it is busy: the state
 * stays `connecting` for good, while that of the connection says what is.
 */
export function isConnected(transport: RTCDtlsTransport, { connectionState }: RTCPeerConnection): boolean {
  const { state } = transport;
  return state === 'connected' || (connectionState === 'connected' && ['new', 'connecting'].includes(state));
}

/**
 * Whether the certificate at the remote end of a connected transport has this fingerprint; `undefined` when the browser
 * cannot tell now. A forgeable hash proves nothing: the connection counts as unprotected for it elsewhere.
 */
export async function isInUse(
  fingerprint: string,
  transport: RTCDtlsTransport,
  connection: RTCPeerConnection,
): Promise<boolean | undefined> {
  const [algorithm = ''] = fingerprint.split(' ');
  if (normaliseFingerprint(fingerprint) === undefined) return true;
  // Of a state that it has lost, Chromium has lost the certificate too.
  if (transport.state !== 'connected') return isMeasured(fingerprint, await connection.getStats());
  // Not in Firefox before 153: the frozen description counts.
  if (!('getRemoteCertificates' in transport)) return true;
  const der = transport.getRemoteCertificates()[0] ?? new ArrayBuffer(0);
  return (await certificateFingerprint(der, algorithm)) === fingerprint;
}

/** Whether the statistics of all connected transports name it. */
function isMeasured(fingerprint: string, report: RTCStatsReport): boolean | undefined {
  const ends = [...report.values()].filter(({ dtlsState }) => dtlsState === 'connected');
  const named = ends.map(({ remoteCertificateId }) => report.get(remoteCertificateId));
  if (named.length === 0) return undefined;
  return named.every((one) => `${one?.fingerprintAlgorithm} ${one?.fingerprint}` === fingerprint);
}

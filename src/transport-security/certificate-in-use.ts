import { certificateFingerprint } from './fingerprints.ts';

/**
 * Whether DTLS is connected. When it is busy, Chromium sometimes loses the last change of a transport's state, which then
 * stays `connecting`; the state of the connection is right.
 */
export function isConnected(transport: RTCDtlsTransport, { connectionState }: RTCPeerConnection): boolean {
  const { state } = transport;
  return state === 'connected' || (connectionState === 'connected' && ['new', 'connecting'].includes(state));
}

/**
 * Whether the certificate at the remote end of a connected transport has this fingerprint; `undefined` when the browser
 * cannot tell now.
 *
 * @param fingerprint normalised, of the remote description
 */
export async function isInUse(
  fingerprint: string,
  transport: RTCDtlsTransport,
  connection: RTCPeerConnection,
): Promise<boolean | undefined> {
  // Not in Firefox before 153: the description counts, which cannot change.
  if (!('getRemoteCertificates' in transport)) return true;
  // With the state, Chromium has lost the certificate too.
  if (transport.state !== 'connected') return isMeasured(fingerprint, await connection.getStats());
  const [algorithm = ''] = fingerprint.split(' ');
  const der = transport.getRemoteCertificates()[0] ?? new ArrayBuffer(0);
  return (await certificateFingerprint(der, algorithm)) === fingerprint;
}

/** Whether the statistics of all connected transports name this fingerprint; `undefined` if one names none by its hash. */
function isMeasured(fingerprint: string, report: RTCStatsReport): boolean | undefined {
  const ends = [...report.values()].filter(({ dtlsState }) => dtlsState === 'connected');
  const named = ends.map(({ remoteCertificateId }) => report.get(remoteCertificateId));
  const told = named.every((one) => one && fingerprint.startsWith(`${one.fingerprintAlgorithm} `));
  if (named.length === 0 || !told) return undefined;
  return named.every((one) => `${one.fingerprintAlgorithm} ${one.fingerprint}` === fingerprint);
}

import { certificateFingerprint, normaliseFingerprint } from '../../transport-security/fingerprints.ts';

/** Returns the transports of a connection over which media or data can flow. */
export function transportsOf(connection: RTCPeerConnection): readonly RTCDtlsTransport[] {
  // Firefox throws then.
  if (connection.signalingState === 'closed') return [];
  const ends = [...connection.getSenders(), ...connection.getReceivers(), connection.sctp];
  return [...new Set(ends.map((end) => end?.transport ?? null))].filter((one) => one !== null);
}

/** Returns the certificate (DER) at the remote end of a transport; `undefined` where the browser does not tell it. */
export function certificateOf(transport: RTCDtlsTransport): ArrayBuffer | undefined {
  // Not in Firefox before 153.
  return 'getRemoteCertificates' in transport
    ? (transport.getRemoteCertificates()[0] ?? new ArrayBuffer(0))
    : undefined;
}

/**
 * Whether a certificate has this fingerprint. A forgeable hash proves nothing; the connection counts as unprotected
 * for it elsewhere.
 */
export async function isCertificate(der: ArrayBuffer, fingerprint: string): Promise<boolean> {
  const [algorithm = ''] = fingerprint.split(' ');
  if (normaliseFingerprint(fingerprint) === undefined) return true;
  return (await certificateFingerprint(der, algorithm)) === fingerprint;
}

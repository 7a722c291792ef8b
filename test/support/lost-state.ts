/**
 * As Chromium does when it is busy: the last change of a transport's state is never told. Returns what undoes it.
 */
export function loseTransportState(): () => void {
  const { prototype } = RTCDtlsTransport;
  const { state, getRemoteCertificates } = Object.getOwnPropertyDescriptors(prototype);
  Object.defineProperties(prototype, {
    state: { ...state, get: () => 'connecting' },
    getRemoteCertificates: { ...getRemoteCertificates, value: () => [] },
  });
  return () => {
    Object.defineProperties(prototype, { state, getRemoteCertificates });
  };
}

/** Changes each entry of the statistics that a connection gives. Returns what undoes it. */
export function changeStatistics(change: (entry: Record<string, unknown>) => object): () => void {
  const { prototype } = RTCPeerConnection;
  const { getStats } = prototype;
  prototype.getStats = async function (this: RTCPeerConnection) {
    const report: Map<string, Record<string, unknown>> = new Map(await getStats.call(this));
    return new Map([...report].map(([id, one]) => [id, change(one)])) as never;
  };
  return () => {
    prototype.getStats = getStats;
  };
}

/** A change: the certificates have another fingerprint. */
export const withOtherFingerprint = (one: Record<string, unknown>): object =>
  one.type === 'certificate' ? { ...one, fingerprint: 'AB:'.repeat(31).concat('AB') } : one;

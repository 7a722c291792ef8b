import {
  type ConnectionEvidence,
  type ConnectionInput,
  readEvidence,
} from '../../../src/transport-security/evidence.ts';

type Entry = Record<string, unknown>;

/** Statistics that a browser gave for a call between two of its own connections. */
export interface Recording {
  readonly connectionState: string;
  readonly fingerprints: { readonly local: string[]; readonly remote: string[] };
  readonly stats: Entry[];
}

export async function recorded(
  browser: 'chromium' | 'firefox',
): Promise<Record<'publish' | 'subscribe', Recording>> {
  const response = await fetch(new URL(`./fixtures/${browser}.json`, import.meta.url));
  return (await response.json()) as Record<'publish' | 'subscribe', Recording>;
}

export const print = (byte: number): string =>
  `sha-256 ${Array(32).fill(byte.toString(16).padStart(2, '0')).join(':').toUpperCase()}`;

/** A connection as Chromium reports it, to be broken member by member. */
export function stats(changes: { transport?: Entry; local?: Entry; remote?: Entry } = {}): Entry[] {
  return [
    {
      ...{ id: 'T', type: 'transport', dtlsState: 'connected', tlsVersion: 'FEFD' },
      ...{ dtlsCipher: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', srtpCipher: 'SRTP_AES128_CM_HMAC_SHA1_80' },
      ...{ localCertificateId: 'CL', remoteCertificateId: 'CR', selectedCandidatePairId: 'P' },
      ...changes.transport,
    },
    { id: 'CL', type: 'certificate', fingerprintAlgorithm: 'sha-256', fingerprint: print(0xaa).slice(8) },
    { id: 'CR', type: 'certificate', fingerprintAlgorithm: 'sha-256', fingerprint: print(0xbb).slice(8) },
    {
      id: 'P',
      type: 'candidate-pair',
      localCandidateId: 'L',
      remoteCandidateId: 'R',
      state: 'succeeded',
      nominated: true,
    },
    { id: 'L', type: 'local-candidate', candidateType: 'host', ...changes.local },
    { id: 'R', type: 'remote-candidate', candidateType: 'srflx', ...changes.remote },
  ];
}

let connections = 0;

/** The evidence of a connection of its own; without a person at the remote end, to a media server. */
export function evidence(
  changes: Parameters<typeof stats>[0] = {},
  input: Partial<ConnectionInput> = { peerId: 'peer' },
): ConnectionEvidence {
  connections += 1;
  const certified = input.peerId !== undefined;
  const topology = certified ? 'peer' : 'media-server';
  return readEvidence({
    ...{ id: connections, direction: 'publish', stream: 'camera', topology, certified },
    report: stats(changes),
    ...input,
  });
}

/** A generator that gives the same numbers for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

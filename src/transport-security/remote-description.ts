import { normaliseFingerprint } from './fingerprints.ts';

/** Why a remote description is refused. */
export type Refusal =
  /** A line that mentions a fingerprint is not well formed, or the text is no session description. */
  | 'malformed'
  /** No certificate is named: nothing would tie the keys to the remote end. */
  | 'no-fingerprint'
  /** Several certificates are named: the browser would accept any of them (RFC 8122, section 5). */
  | 'several-fingerprints'
  /** The connection has accepted another certificate before. */
  | 'changed-fingerprint'
  /** The certificate in use is not the one that the description names. */
  | 'other-certificate';

/** Largest description that is read; those of a call between four people have about 20,000 characters. */
const MAX_LENGTH = 200_000;
/** Controls other than those that end a line (RFC 8866, section 5). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f]/;
const FINGERPRINT = /^a=fingerprint:([a-z0-9-]+ [0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})+)$/;

/**
 * Returns the only fingerprint that a session description (RFC 8866) names, as written, or why it is refused.
 *
 * Browsers read more loosely than this: Firefox matches attribute names in any case and takes a certificate that any
 * one of several lines names. So each mention of a fingerprint must be one well-formed line, and all must agree. A
 * forgeable hash (MD5, SHA-1) is no refusal, because a media server may use one; it proves nothing and is measured as
 * unprotected.
 */
export function readDescription(sdp: unknown): { readonly fingerprint: string } | Refusal {
  if (typeof sdp !== 'string' || sdp.length > MAX_LENGTH || CONTROLS.test(sdp)) return 'malformed';
  const lines = sdp.split(/\r\n|\n/);
  if (lines.some((line) => line.includes('\r'))) return 'malformed';
  const mentions = lines
    .filter((line) => /fingerprint/i.test(line))
    .map((line) => FINGERPRINT.exec(line)?.[1]);
  if (mentions.includes(undefined)) return 'malformed';
  const [fingerprint, ...others] = new Set(mentions.map((one) => normaliseFingerprint(one) ?? one));
  if (fingerprint === undefined) return 'no-fingerprint';
  return others.length > 0 ? 'several-fingerprints' : { fingerprint };
}

/**
 * The certificate of a connection's remote end, frozen with the first description that the connection accepts. The
 * browser would start a new handshake for another one on the same connection.
 */
export class RemoteCertificate {
  #fingerprint: string | undefined;

  /** `sha-256 AA:BB:…`; a forgeable hash as it is written; `undefined` before the first description. */
  get fingerprint(): string | undefined {
    return this.#fingerprint;
  }

  /** Takes a remote description, provisional ones included. Returns why it is refused, or `null`. */
  accept(sdp: unknown): Refusal | null {
    const read = readDescription(sdp);
    if (typeof read === 'string') return read;
    if (this.#fingerprint !== undefined && this.#fingerprint !== read.fingerprint)
      return 'changed-fingerprint';
    this.#fingerprint = read.fingerprint;
    return null;
  }
}

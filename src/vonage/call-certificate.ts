import { VisioError } from '../error.ts';
import { fingerprintSet } from '../transport-security/fingerprints.ts';
import { wholeConnection } from './compartment/whole-connection.ts';

/** The certificate of all of this element's connections, so that a comparison also covers later ones. */
export interface CallCertificate {
  readonly certificate: RTCCertificate;
  /** `sha-256 AA:BB:…` */
  readonly fingerprint: string;
}

/** Creates a certificate. @throws VisioError `browser-unsupported` */
export async function createCertificate(): Promise<CallCertificate> {
  try {
    const algorithm: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
    const certificate = await wholeConnection().generateCertificate(algorithm);
    const [fingerprint] = fingerprintSet(await fingerprintsOf(certificate));
    if (fingerprint === undefined) throw new Error('no fingerprint');
    return { certificate, fingerprint };
  } catch (cause) {
    throw new VisioError('browser-unsupported', { reason: 'no certificate for the call', cause });
  }
}

/** Returns the SHA-256 fingerprint, as a description names it. */
async function fingerprintsOf(certificate: RTCCertificate): Promise<readonly string[]> {
  // Firefox does not tell a certificate's fingerprints.
  if ('getFingerprints' in certificate) {
    const all = certificate.getFingerprints().map(({ algorithm, value }) => `${algorithm} ${value}`);
    return all.filter((one) => one.startsWith('sha-256 '));
  }
  const connection = new RTCPeerConnection({ certificates: [certificate] });
  connection.createDataChannel('');
  const { sdp = '' } = await connection.createOffer();
  connection.close();
  return sdp.match(/^a=fingerprint:.*$/gm)?.map((line) => line.trim()) ?? [];
}

/**
 * The certificate of one element. It stays the same while the element is used for one appointment, so that it also
 * covers a call that was lost and joined again.
 */
export class CertificateHolder {
  /** How often the element has joined with the certificate. */
  joins = 0;
  /** Whether the firm's server has attested it once: from then on it must. */
  attested = false;
  #appointment = '';
  #certificate: Promise<CallCertificate> | null = null;

  /** @throws VisioError `browser-unsupported` */
  of(appointment: string): Promise<CallCertificate> {
    if (appointment !== this.#appointment) {
      this.#certificate = null;
      this.joins = 0;
      this.attested = false;
    }
    this.#appointment = appointment;
    this.#certificate ??= createCertificate().catch((error: unknown) => {
      this.#certificate = null;
      throw error;
    });
    return this.#certificate;
  }
}

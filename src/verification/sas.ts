import { type Bytes, lengthPrefixed, sha256, toBase64Url } from './bytes.ts';
import { type Picture, pictures } from './pictures.ts';

/** Version of the SAS protocol, part of everything that is hashed. */
export const SAS_VERSION = 1;

/**
 * A short authentication string in two forms of the same 24 bits. An attacker's chance per SAS is 1 in 2^24 = 16 777
 * 216.
 */
export interface Sas {
  /** Six bits each, the most significant first. */
  readonly pictures: readonly [Picture, Picture, Picture, Picture];
  /** The number in decimal, eight digits with leading zeros, in two groups: `0123 4567`. */
  readonly digits: string;
}

/** One person's input to the SAS. */
export interface SasParty {
  readonly id: string;
  /** 32 random bytes, secret until the other person's commitment has arrived. */
  readonly nonce: Bytes;
  /** Fingerprints of this person's ends of the connections between the two, normalised and sorted. */
  readonly fingerprints: readonly string[];
  /** Raw public key of the chat (`seal.ts`). */
  readonly chatKey: Bytes;
}

/**
 * Computes the commitment: base64url of SHA-256 over everything that the sender will reveal, and over sender,
 * receiver, session and round.
 */
export async function commitmentOf(
  party: SasParty,
  to: string,
  room: string,
  round: number,
): Promise<string> {
  const { id, nonce, fingerprints, chatKey } = party;
  const fields = lengthPrefixed(
    ...['visio-avocat-room commitment', `${SAS_VERSION}`, room, `${round}`, id, to],
    ...[nonce, lengthPrefixed(...fingerprints), chatKey],
  );
  return toBase64Url(await sha256(fields));
}

/**
 * Computes the digest whose first bits are the SAS; both people get the same bytes from the same facts.
 *
 * @param fingerprints Of both ends of every connection between the two, as this end sees them: normalised, sorted.
 */
export async function sasDigest(
  room: string,
  parties: readonly [Omit<SasParty, 'fingerprints'>, Omit<SasParty, 'fingerprints'>],
  fingerprints: readonly string[],
): Promise<Bytes> {
  const ordered = [...parties].sort((a, b) => (a.id < b.id ? -1 : 1));
  return sha256(
    lengthPrefixed(
      ...['visio-avocat-room code', `${SAS_VERSION}`, room],
      ...ordered.flatMap(({ id, nonce, chatKey }) => [id, nonce, chatKey]),
      lengthPrefixed(...fingerprints),
    ),
  );
}

/** Derives the SAS from the first 24 bits of a digest. */
export function sasOf(digest: Uint8Array): Sas {
  const [high = 0, middle = 0, low = 0] = digest;
  const bits = (high << 16) | (middle << 8) | low;
  const picture = (shift: number): Picture => pictures[(bits >> shift) & 63] ?? pictures[0];
  const digits = `${bits}`.padStart(8, '0');
  return {
    pictures: [picture(18), picture(12), picture(6), picture(0)],
    digits: `${digits.slice(0, 4)} ${digits.slice(4)}`,
  };
}

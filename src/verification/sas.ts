import { type Bytes, lengthPrefixed, sha256, toBase64Url } from './bytes.ts';
import { type Picture, pictures } from './pictures.ts';

/** Version of the SAS protocol, part of everything that is hashed. */
export const SAS_VERSION = 2;

/** 24 bits in two forms. An attacker's chance for one guess is 1 in 2^24 = 16 777 216. */
export interface Sas {
  /** Six bits each, the most significant first. */
  readonly pictures: readonly [Picture, Picture, Picture, Picture];
  /** The number in decimal, eight digits with leading zeros, in two groups: `0123 4567`. */
  readonly digits: string;
}

/** One of the two people, as one side knows them. */
export interface Party {
  /** Connection id. */
  readonly id: string;
  /** Displayed name. */
  readonly name: string;
  readonly role: string;
  /** Certificate fingerprint of this person's end of the private line. */
  readonly fingerprint: string;
}

/** A person with 32 random bytes, secret until the other person's commitment has arrived. */
export interface PartyWithNonce extends Party {
  readonly nonce: Bytes;
}

/** Computes the commitment of a person to a nonce and to both people, as the committer sees them. */
export async function commitmentOf(
  session: string,
  round: number,
  committer: PartyWithNonce,
  other: Party,
): Promise<string> {
  const people = [committer, other].flatMap(({ role, id, name, fingerprint }) => [
    ...[role, id, name, fingerprint],
  ]);
  const header = ['visio-avocat-room commitment', `${SAS_VERSION}`, session, `${round}`];
  return toBase64Url(await sha256(lengthPrefixed(...header, ...people, committer.nonce)));
}

/**
 * Computes the digest; both people get the same bytes if they see the same facts. The first 24 bits are the row that
 * the person with the lower id reads aloud, the next 24 that of the other one.
 */
export function sasDigest(
  session: string,
  round: number,
  one: PartyWithNonce,
  other: PartyWithNonce,
): Promise<Bytes> {
  const [low, high] = one.id < other.id ? [one, other] : [other, one];
  const fields = ({ role, id, name, nonce, fingerprint }: PartyWithNonce, seen: Party) => [
    ...[role, id, name, nonce, fingerprint, seen.fingerprint],
  ];
  const header = ['visio-avocat-room SAS', `${SAS_VERSION}`, session, `${round}`];
  return sha256(lengthPrefixed(...header, ...fields(low, high), ...fields(high, low)));
}

/** Derives a row from the first 24 bits. */
export function sasOf(row: Uint8Array): Sas {
  const [high = 0, middle = 0, low = 0] = row;
  const bits = (high << 16) | (middle << 8) | low;
  const picture = (shift: number): Picture => pictures[(bits >> shift) & 63] ?? pictures[0];
  const digits = `${bits}`.padStart(8, '0');
  return {
    pictures: [picture(18), picture(12), picture(6), picture(0)],
    digits: `${digits.slice(0, 4)} ${digits.slice(4)}`,
  };
}

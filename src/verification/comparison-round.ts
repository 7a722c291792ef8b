import { type Bytes, fromBase64Url, toBase64Url } from './bytes.ts';
import { type Choices, choicesFor } from './choices.ts';
import type { ComparisonMessage } from './comparison-message.ts';
import type { ComparisonFault, ComparisonOptions } from './comparison-state.ts';
import { commitmentOf, type Sas, sasDigest, sasOf } from './sas.ts';

/** One exchange of nonces: at most one code comes of it. */
export interface Round {
  readonly number: number;
  readonly nonce: Bytes;
  readonly commitment: string;
  /** The only commitment to which this side reveals its nonce. */
  peerCommitment?: string;
  peerNonce?: Bytes;
  /** By the person on this side. */
  opened?: true;
  revealed?: true;
  /** Ended by a fault or a mismatch. */
  over?: true;
}

/** What a round gives this person to read aloud and to pick from. */
export interface Code extends Choices {
  /** The whole digest, base64url. */
  readonly transcript: string;
  readonly own: Sas;
}

/** The last code that came on screen, and who has confirmed it. */
export interface Shown {
  readonly round: number;
  readonly transcript: string;
  readonly right: Sas;
  readonly at: number;
  here?: true;
  there?: true;
}

export async function newRound({ session, self, peer }: ComparisonOptions, number: number): Promise<Round> {
  const nonce = globalThis.crypto.getRandomValues(new Uint8Array(32));
  return { number, nonce, commitment: await commitmentOf(session, number, { ...self, nonce }, peer) };
}

/** Takes the other side's commitment, then its nonce, each once. */
export async function takeFromPeer(
  { session, self, peer }: ComparisonOptions,
  round: Round,
  { kind, value }: ComparisonMessage,
): Promise<ComparisonFault | undefined> {
  const held = round.peerCommitment;
  if (kind === 'commit') {
    if (value === round.commitment) return 'reflected';
    if (held) return value === held ? 'out-of-order' : 'commitment-changed';
    round.peerCommitment = value;
    return undefined;
  }
  if (!held || round.peerNonce) return 'out-of-order';
  const nonce = fromBase64Url(value, 32) as Bytes;
  if ((await commitmentOf(session, round.number, { ...peer, nonce }, self)) !== held)
    return 'wrong-commitment';
  round.peerNonce = nonce;
  return undefined;
}

export async function codeOf(
  { session, self, peer }: ComparisonOptions,
  { number, nonce }: Round,
  peerNonce: Bytes,
): Promise<Code> {
  const digest = await sasDigest(session, number, { ...self, nonce }, { ...peer, nonce: peerNonce });
  const [low, high] = [digest, digest.subarray(3)];
  const [own, theirs] = self.id < peer.id ? [low, high] : [high, low];
  return { transcript: toBase64Url(digest), own: sasOf(own), ...choicesFor(theirs) };
}

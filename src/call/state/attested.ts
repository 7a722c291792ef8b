import type { Attestation } from '../../attestation/attestation.ts';
import type { KnownPerson } from '../../attestation/statement.ts';

/** What another element has shown on the private line of the firm's attestation, and of whom it knows. */
export interface Attested {
  readonly attestation: Attestation;
  /** How often it has joined with this certificate. */
  readonly join: number;
  /** Whether the local person is a participant to them. */
  readonly knows: boolean;
  readonly people: readonly KnownPerson[];
}

/** Somebody whom one participant sees and another does not. */
export interface Difference {
  /** Name of the participant who sees other people than the local one. */
  readonly with: string;
  /** The person whom one of both does not see; `null` for the local one. */
  readonly name: string | null;
  /** Who does not see that person. */
  readonly unseenBy: 'self' | 'other';
}

import type { Attestation } from '../../../src/attestation/attestation.ts';
import type { Statement } from '../../../src/attestation/statement.ts';
import type { CallEvent } from '../../../src/call/state/call-event.ts';
import { reduceLive } from '../../../src/call/state/reduce-live.ts';
import type { LiveCall, Participant } from '../../../src/call/state/state.ts';
import { attestationOf, statementOf } from '../attestation/support.ts';
import { print } from '../transport-security/support.ts';
import { callOf, deepFreeze, participant } from './desk-support.ts';

export const OWN_BYTE = 0xaa;

/** What the firm attests of this element, in the calls below. */
export const ownAttestation = attestationOf('ada', OWN_BYTE);

/** Ada's call where the firm attests; she is alone. */
export const attestedCall = (facts: Partial<LiveCall> = {}): LiveCall =>
  callOf(['ada'], [], {
    ...{ attestation: ownAttestation, ownFingerprint: print(OWN_BYTE), role: 'publisher' },
    participants: [{ ...participant('ada', true), accessId: ownAttestation.subject }],
    ...facts,
  });

export const fold = (live: LiveCall, ...events: readonly CallEvent[]): LiveCall =>
  events.reduce((before, event) => deepFreeze(reduceLive(before, event)), deepFreeze(live));

export const joined = (id: string, facts: Partial<Participant> = {}): CallEvent => ({
  type: 'peer-joined',
  peer: { id, name: id.toUpperCase(), joinedAt: 1, ...facts },
});

/** The certificate of this byte is proven on the line to a person. */
export const proven = (id: string, byte: number): CallEvent => ({
  ...{ type: 'certificate', id, fingerprint: print(byte), proven: true },
});

/** Somebody's element has shown the firm's attestation of the certificate of this byte. */
export const shown = (
  id: string,
  byte: number,
  facts: Partial<Attestation> = {},
  statement: Partial<Statement> = {},
): Extract<CallEvent, { type: 'attested' }> => ({
  ...{ type: 'attested', id },
  attestation: attestationOf(id, byte, facts),
  statement: statementOf(statement),
});

/** Somebody joins, proves a certificate, and shows the firm's attestation of it. */
export const arrived = (
  id: string,
  byte: number,
  facts: Partial<Attestation> = {},
  statement: Partial<Statement> = {},
): readonly CallEvent[] => [joined(id), proven(id, byte), shown(id, byte, facts, statement)];

/** A participant for whom the firm vouches. */
export const attestedParticipant = (
  id: string,
  byte: number,
  facts: Partial<Attestation> = {},
  statement: Partial<Statement> = {},
): Participant => {
  const { join, knows, people } = statementOf(statement);
  const attestation = attestationOf(id, byte, facts);
  return { ...participant(id), name: attestation.name, attested: { attestation, join, knows, people } };
};

export const idsOf = (people: readonly Participant[]): readonly string[] => people.map(({ id }) => id);

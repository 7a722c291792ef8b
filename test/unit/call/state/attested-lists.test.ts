import { expect } from '@open-wc/testing';
import { differencesOf, isLosingAttestation } from '../../../../src/call/state/attested-lists.ts';
import type { LiveCall, Participant } from '../../../../src/call/state/state.ts';
import { T0 } from '../../attestation/support.ts';
import { print } from '../../transport-security/support.ts';
import { attestedCall, attestedParticipant, OWN_BYTE, ownAttestation } from '../attestation-support.ts';
import { participant } from '../desk-support.ts';

const person = (byte: number, name: string) => ({ fingerprint: print(byte), name });
const [ada, ben, cleo, eve] = [
  person(OWN_BYTE, 'ADA'),
  person(0xb, 'BEN'),
  person(0xc, 'CLEO'),
  person(0xe, 'EVE'),
];
const knows = (id: string, byte: number, ...people: readonly (typeof ada)[]) =>
  attestedParticipant(id, byte, {}, { people });
const callWith = (others: readonly Participant[], facts: Partial<LiveCall> = {}) =>
  attestedCall({ participants: [participant('ada', true), ...others], ...facts });

describe('the differences between whom people see', () => {
  it('are none where everybody sees the same people', () => {
    const all = [knows('ben', 0xb, ada, cleo), knows('cleo', 0xc, ben, ada)];
    expect(differencesOf(callWith(all))).to.deep.equal([]);
    expect(differencesOf(callWith([]))).to.deep.equal([]);
  });

  it('name whom another sees and oneself does not', () => {
    const all = [knows('ben', 0xb, ada, cleo, eve), knows('cleo', 0xc, ada, ben)];
    expect(differencesOf(callWith(all))).to.deep.equal([{ with: 'BEN', name: 'EVE', unseenBy: 'self' }]);
  });

  it('are that somebody does not see oneself, whatever else they leave out', () => {
    const ben = attestedParticipant('ben', 0xb, {}, { knows: false });
    const all = [ben, knows('cleo', 0xc, ada, person(0xb, 'BEN'))];
    expect(differencesOf(callWith(all))).to.deep.equal([{ with: 'BEN', name: null, unseenBy: 'other' }]);
  });

  it('name whom oneself sees and another does not', () => {
    const all = [knows('ben', 0xb, ada), knows('cleo', 0xc, ada, ben)];
    expect(differencesOf(callWith(all))).to.deep.equal([{ with: 'BEN', name: 'CLEO', unseenBy: 'other' }]);
  });

  it('are by the certificate, whatever name another gives it', () => {
    const all = [knows('ben', 0xb, ada, person(0xe, 'CLEO')), knows('cleo', 0xc, ada, ben)];
    expect(differencesOf(callWith(all))).to.deep.equal([
      { with: 'BEN', name: 'CLEO', unseenBy: 'self' },
      { with: 'BEN', name: 'CLEO', unseenBy: 'other' },
    ]);
    const renamed = [knows('ben', 0xb, ada, person(0xc, 'EVE')), knows('cleo', 0xc, ada, ben)];
    expect(differencesOf(callWith(renamed))).to.deep.equal([]);
  });

  it('ask nobody for oneself, who may be a participant for them only in a moment', () => {
    expect(differencesOf(callWith([knows('ben', 0xb)]))).to.deep.equal([]);
  });

  it('are none with people who are not attested', () => {
    expect(differencesOf(callWith([knows('ben', 0xb, ada), participant('dora')]))).to.deep.equal([]);
    const seen = callWith([knows('ben', 0xb, ada, eve)], {
      unattested: [{ ...knows('eve', 0xe), refused: true }],
    });
    expect(differencesOf(seen), 'who is no participant').to.deep.equal([
      { with: 'BEN', name: 'EVE', unseenBy: 'self' },
    ]);
  });

  it('are none where a media server passes everything on', () => {
    const all = [knows('ben', 0xb, ada, eve), knows('cleo', 0xc, ada)];
    expect(differencesOf(callWith(all))).to.have.length(3);
    expect(differencesOf(callWith(all, { relayed: false }))).to.deep.equal([]);
  });
});

describe('an element that cannot renew its attestation', () => {
  const losing = (seconds: number, facts: Partial<LiveCall> = {}) =>
    isLosingAttestation(
      callWith([participant('dora'), attestedParticipant('ben', 0xb, { issuedAt: T0 + seconds })], facts),
    );

  it('is known by the renewals of the others', () => {
    expect([losing(0), losing(299), losing(300), losing(9999)]).to.deep.equal([false, false, true, true]);
    expect(losing(-9999), 'who are late themselves').to.equal(false);
  });

  it('is none that has renewed it too, or has none', () => {
    expect(losing(300, { attestation: { ...ownAttestation, issuedAt: T0 + 240 } })).to.equal(false);
    expect(losing(300, { attestation: null })).to.equal(false);
  });

  it('is none while it is alone', () => {
    expect(isLosingAttestation(callWith([]))).to.equal(false);
  });
});

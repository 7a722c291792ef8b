import { expect } from '@open-wc/testing';
import { assess, isVerified, levelGiven } from '../../../../src/call/state/assess.ts';
import type { LiveCall, Participant, Verification } from '../../../../src/call/state/state.ts';
import { sasOf } from '../../../../src/verification/sas.ts';
import type { SasAnswer } from '../../../../src/verification/sas-state.ts';
import { evidence } from '../../transport-security/support.ts';
import { callOf, deepFreeze, participant } from '../desk-support.ts';

const handle = { element: document.createElement('video') };
const direct = evidence();
const routed = evidence({}, {});

/** A code on screen, and what the person answered. */
const compared = (answer: SasAnswer, disputed = false): Verification => ({
  state: {
    ...{ status: 'ready', round: 1, answer, withdrawn: false, peerChatKey: new Uint8Array() },
    code: sasOf(new Uint8Array(32)),
  },
  disputed,
});
const failed: Verification = {
  state: { status: 'failed', reason: 'wrong-commitment', round: 1, answer: 'same', withdrawn: false },
  disputed: false,
};

describe('a comparison of codes', () => {
  it('counts when the person has seen the same, and the other does not object', () => {
    expect(isVerified(compared('same'))).to.equal(true);
    expect(isVerified(compared('same', true))).to.equal(false);
    expect(isVerified(compared('none'))).to.equal(false);
    expect(isVerified(compared('different'))).to.equal(false);
    expect(isVerified(failed)).to.equal(false);
  });
});

describe('the level of a call', () => {
  const self = { ...participant('self', true), publishing: false };
  const silent = { ...participant('silent'), publishing: false };
  const seen = (id: string, facts: Partial<Participant> = {}) => ({
    ...participant(id),
    media: handle,
    ...facts,
  });
  const given = (participants: readonly Participant[], connections: readonly (typeof direct)[]) =>
    levelGiven({ participants, verifications: new Map(), secret: 'none', refused: 0 }, connections);
  /** With how many such connections nothing is missing any more. */
  const needed = (participants: readonly Participant[], connection = direct) =>
    [1, 2, 3, 4, 5, 6].find((count) => given(participants, Array(count).fill(connection)) !== 'verifying');

  it('waits for a connection from each person who is seen, and for each screen', () => {
    expect(needed([self, seen('a')])).to.equal(1);
    expect(needed([self, seen('a'), seen('b'), silent])).to.equal(2);
    expect(needed([self, seen('a', { screen: handle, sharing: true }), seen('b')])).to.equal(3);
  });

  it('waits, between people, for a connection to each for each of the own streams', () => {
    const sending = { ...self, publishing: true };
    expect(needed([sending, seen('a')])).to.equal(2);
    expect(needed([sending, seen('a'), seen('b')])).to.equal(4);
    expect(needed([{ ...sending, sharing: true }, seen('a'), seen('b')])).to.equal(6);
  });

  it('waits, through a server, for one connection for each of the own streams', () => {
    const sending = { ...self, publishing: true };
    expect(needed([sending, seen('a'), seen('b')], routed)).to.equal(3);
    expect(needed([{ ...sending, sharing: true }, seen('a'), seen('b')], routed)).to.equal(4);
  });

  it('waits for no connection of one’s own while nobody else is seen', () => {
    const sharing = { ...self, publishing: true, sharing: true, screen: handle, media: handle };
    for (const connection of [direct, routed]) {
      expect(needed([sharing, silent], connection)).to.equal(1);
      expect(needed([sharing], connection)).to.equal(1);
    }
  });

  it('does not wait for what oneself would send before one is in the list', () => {
    expect(needed([seen('a')])).to.equal(1);
  });

  it('stays unprotected for the whole call once a connection was refused for its certificates', () => {
    const verifications = new Map([['peer', compared('same')]]);
    const live = { participants: [self, seen('peer')], verifications, secret: 'none' as const };
    expect(levelGiven({ ...live, refused: 0 }, [direct])).to.equal('end-to-end-verified');
    expect(levelGiven({ ...live, refused: 1 }, [direct])).to.equal('unprotected');
    expect(levelGiven({ ...live, refused: 1 }, [])).to.equal('unprotected');
  });

  it('is verified by the person’s own comparison with the person at the other end', () => {
    const level = (verifications: LiveCall['verifications']) =>
      levelGiven({ participants: [self, seen('peer')], verifications, secret: 'none', refused: 0 }, [direct]);
    expect(level(new Map([['peer', compared('same')]]))).to.equal('end-to-end-verified');
    expect(level(new Map([['other', compared('same')]]))).to.equal('end-to-end');
    expect(level(new Map([['peer', compared('different')]]))).to.equal('end-to-end');
  });

  it('changes at once with a comparison or a secret, and the evidence stays', () => {
    const before = deepFreeze(
      callOf([], [direct], { participants: [self, seen('peer')], verifications: new Map() }),
    );
    const after = assess({ ...before, verifications: new Map([['peer', compared('same')]]) });
    expect(after.security).to.deep.equal({ ...before.security, level: 'end-to-end-verified' });
    const secret = assess({
      ...before,
      secret: 'matched',
      security: { level: 'to-media-server', evidence: [routed], at: 7 },
    });
    expect(secret.security).to.deep.equal({ level: 'end-to-end-secret', evidence: [routed], at: 7 });
  });
});

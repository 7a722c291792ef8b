import { expect } from '@open-wc/testing';
import { changeParticipant, isSelf } from '../../../../src/call/state/change-participant.ts';
import { callOf, deepFreeze, participant } from '../desk-support.ts';

const call = deepFreeze(callOf(['self', 'a', 'b']));

describe('a change of one person', () => {
  it('concerns that person alone, and leaves the rest of the call as it is', () => {
    const { participants, ...rest } = changeParticipant(call, ({ id }) => id === 'a', { stalled: true });
    const [self, a, b] = call.participants;
    expect(participants).to.deep.equal([self, { ...a, stalled: true }, b]);
    // The same objects: comparing them shows who has changed.
    expect(participants[0]).to.equal(self);
    expect(participants[2]).to.equal(b);
    expect({ ...rest, participants: call.participants }).to.deep.equal(call);
  });

  it('can concern oneself', () => {
    const { participants } = changeParticipant(call, isSelf, { speaking: true });
    expect(participants.map(({ speaking }) => speaking)).to.deep.equal([true, false, false]);
  });

  it('can concern somebody who is no participant yet', () => {
    const unattested = [{ ...participant('c'), refused: false }];
    const live = deepFreeze({ ...call, unattested });
    const after = changeParticipant(live, ({ id }) => id === 'c', { stalled: true });
    expect(after.unattested).to.deep.equal([{ ...unattested[0], stalled: true }]);
    expect(after.participants).to.deep.equal(call.participants);
  });

  it('changes nobody when it concerns nobody', () => {
    const { participants } = changeParticipant(call, () => false, { speaking: true });
    expect(participants).to.deep.equal(call.participants);
  });
});

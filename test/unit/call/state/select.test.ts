import { expect } from '@open-wc/testing';
import {
  exchangesWith,
  isOnHold,
  mayModerate,
  maySpeak,
  minutesLate,
  othersOf,
  selfOf,
} from '../../../../src/call/state/select.ts';
import { callOf, participant } from '../desk-support.ts';

const call = callOf(['self', 'a', 'b']);
const members = (...ids: string[]) => callOf(['self', 'a', 'b'], [], { breakout: { members: ids } });

describe('the people of a call', () => {
  it('are oneself, and the others in order of arrival', () => {
    expect(selfOf(call)?.id).to.equal('self');
    expect(othersOf(call).map(({ id }) => id)).to.deep.equal(['a', 'b']);
    expect(selfOf(callOf([]))).to.equal(undefined);
  });

  it('may speak and moderate as their role says', () => {
    const roles = (['moderator', 'publisher', 'subscriber'] as const).map((role) => callOf([], [], { role }));
    expect(roles.map(mayModerate)).to.deep.equal([true, false, false]);
    expect(roles.map(maySpeak)).to.deep.equal([true, true, false]);
  });

  it('are on hold when a breakout runs without them, and only then', () => {
    const held = (live: typeof call) =>
      live.participants.filter((one) => isOnHold(live, one)).map(({ id }) => id);
    expect(held(call)).to.deep.equal([]);
    expect(held(members('self', 'a'))).to.deep.equal(['b']);
    expect(held(members())).to.deep.equal(['self', 'a', 'b']);
  });

  it('exchange media with everybody, and in a breakout members with members only', () => {
    const heard = (live: typeof call) => ['a', 'b'].filter((id) => exchangesWith(live, id));
    expect(heard(call)).to.deep.equal(['a', 'b']);
    expect(heard(members('self', 'a'))).to.deep.equal(['a']);
    expect(heard(members('a', 'b'))).to.deep.equal([]);
    // Whoever is not in the list of people is no member either.
    expect(exchangesWith(callOf([], [], { breakout: { members: ['a'] } }), 'a')).to.equal(false);
  });
});

describe('how late a consultation began', () => {
  const startsAt = new Date(1_700_000_000_000);
  const minute = 60_000;
  /** The minutes told when people join so long after the beginning, in the order of the list. */
  const late = (...joined: number[]) =>
    minutesLate({
      ...call,
      room: { startsAt },
      participants: joined.map((after, index) => ({
        ...participant(`${index}`, index === 0),
        joinedAt: startsAt.getTime() + after,
      })),
    });

  it('counts from the arrival of the second person, guest or host', () => {
    expect(late(-5 * minute, 12 * minute)).to.equal(12);
    expect(late(12 * minute, -5 * minute)).to.equal(12);
    expect(late(40 * minute, 20 * minute, 4 * minute)).to.equal(20);
  });

  it('lets pass what is punctual, early, or of another day', () => {
    expect(late(0, 3 * minute - 1)).to.equal(0);
    expect(late(0, 3 * minute)).to.equal(3);
    expect(late(-9 * minute, -6 * minute)).to.equal(0);
    expect(late(0, 24 * 60 * minute - 1)).to.equal(24 * 60 - 1);
    expect(late(0, 24 * 60 * minute)).to.equal(0);
  });

  it('is not known while one is alone, nor without an appointment', () => {
    expect(late(30 * minute)).to.equal(0);
    const later = [participant('self', true), { ...participant('a'), joinedAt: 9e12 }];
    expect(minutesLate({ ...call, participants: later })).to.equal(0);
    expect(minutesLate({ ...call, room: { title: 'Entretien' }, participants: later })).to.equal(0);
  });
});

import { expect } from '@open-wc/testing';
import { tellApart } from '../../../../src/call/state/same-names.ts';
import type { LiveCall, Participant } from '../../../../src/call/state/state.ts';
import { liveCall, participant } from '../../../support/view.ts';

const self = participant('self', { name: 'Zoé', self: true });
const anne = (id: string, facts: Partial<Participant> = {}) =>
  participant(id, { name: 'Anne Martin', ...facts });
const guest = (id: string, displayName: string) => ({ id, displayName, since: new Date(0) });

describe('people of one name', () => {
  let live: LiveCall;
  const become = (change: Partial<LiveCall>) => {
    live = tellApart({ ...live, ...change }, live);
  };
  /** The others as they are now, and these. */
  const join = (...people: readonly Participant[]) =>
    become({ participants: [...live.participants, ...people] });
  const leave = (id: string) => become({ participants: live.participants.filter((one) => one.id !== id) });
  const numbers = () => Object.fromEntries(live.participants.map(({ id, number = 1 }) => [id, number]));
  beforeEach(() => {
    live = liveCall({ participants: [self] });
  });

  it('get a number each, in the order of their arrival; names stay what they are', () => {
    join(anne('a'), anne('b'), participant('c', { name: 'Karim' }), anne('d'));
    expect(numbers()).to.deep.equal({ self: 1, a: 1, b: 2, c: 1, d: 3 });
    expect(live.participants.slice(1, 3).map(({ name }) => name)).to.deep.equal([
      'Anne Martin',
      'Anne Martin',
    ]);
    expect(live.participants[1]).not.to.have.property('number');
  });

  it('keep it for as long as they are there; a free number is nobody else’s meanwhile', () => {
    join(anne('a'), anne('b'));
    leave('a');
    expect(numbers()).to.deep.equal({ self: 1, b: 2 });
    join(anne('c'));
    expect(numbers()).to.deep.equal({ self: 1, b: 2, c: 3 });
    become({ participants: live.participants.map((one) => ({ ...one, camera: false })) });
    expect(numbers()).to.deep.equal({ self: 1, b: 2, c: 3 });
  });

  it('need none once nobody else has the name: who comes back alone is called as before', () => {
    join(anne('a'));
    leave('a');
    join(anne('b'));
    expect(numbers()).to.deep.equal({ self: 1, b: 1 });
  });

  it('are those whose names look the same, oneself too, and those without a name', () => {
    join(
      participant('z', { name: 'zoe\u0301' }),
      anne('a', { name: 'ANNE MARTIN' }),
      anne('b', { name: 'Anne\u200D Martin' }),
    );
    join(participant('x', { name: '' }), participant('y', { name: '' }));
    expect(numbers()).to.deep.equal({ self: 1, z: 2, a: 1, b: 2, x: 1, y: 2 });
  });

  it('are not confused with somebody who calls themselves so', () => {
    join(anne('a'), participant('liar', { name: 'Anne Martin (2)' }), anne('b'));
    expect(numbers()).to.deep.equal({ self: 1, a: 1, liar: 1, b: 3 });
    join(participant('late', { name: 'Anne Martin (3)' }));
    expect(numbers()).to.deep.include({ late: 2 });
  });

  it('are told apart before the firm has vouched for them, and keep the number after it; another name begins anew', () => {
    join(anne('a'));
    become({ unattested: [{ ...anne('b'), refused: false }] });
    expect(live.unattested[0]?.number).to.equal(2);
    const { refused: _, ...person } = live.unattested[0] as LiveCall['unattested'][number];
    become({ participants: [...live.participants, person], unattested: [] });
    expect(numbers()).to.deep.equal({ self: 1, a: 1, b: 2 });
    become({
      participants: live.participants.map((one) => (one.id === 'b' ? { ...one, name: 'Inès' } : one)),
    });
    expect(numbers()).to.deep.equal({ self: 1, a: 1, b: 1 });
  });

  it('are one person where the firm knows them as one, with two devices', () => {
    const attested = (subject: string) =>
      ({ attestation: { subject }, join: 1, knows: [], people: [] }) as unknown as NonNullable<
        Participant['attested']
      >;
    join(anne('phone', { attested: attested('s1') }), anne('laptop', { attested: attested('s1') }));
    join(anne('other', { attested: attested('s2') }));
    expect(numbers()).to.deep.equal({ self: 1, phone: 1, laptop: 1, other: 2 });
  });

  it('are told apart at the door, also from those inside, and keep the number with each answer of the server', () => {
    join(anne('a'));
    const waiting = (...ids: readonly string[]) => ({
      waitingRoom: { waiting: ids.map((id) => guest(id, 'Anne Martin')), locked: false },
    });
    const shown = () => live.waitingRoom?.waiting.map(({ id, number = 1 }) => [id, number]);
    become(waiting('g1', 'g2'));
    expect(shown()).to.deep.equal([
      ['g1', 2],
      ['g2', 3],
    ]);
    become(waiting('g2'));
    expect(shown()).to.deep.equal([['g2', 3]]);
  });

  it('change nothing where nothing has changed', () => {
    join(anne('a'), anne('b'));
    const { participants } = live;
    expect(tellApart(live, live)).to.equal(live);
    become({ unattested: [] });
    expect(live.participants).to.equal(participants);
  });
});

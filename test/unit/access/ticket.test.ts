import { expect } from '@open-wc/testing';
import { keepTicket, keptTicket } from '../../../src/access/ticket.ts';

describe('the waiting ticket', () => {
  const before: unknown = history.state;
  const address = location.href;
  afterEach(() => {
    expect(location.href).to.equal(address);
    history.replaceState(before, '');
  });

  it('is kept for its room, beside what the page keeps, and leaves nothing', () => {
    history.replaceState({ route: 7 }, '');
    keepTicket('rdv', 'a-ticket');
    expect(keptTicket('rdv')).to.equal('a-ticket');
    expect(keptTicket('another')).to.equal(undefined);
    expect(history.state.route).to.equal(7);
    keepTicket('', undefined);
    expect(history.state).to.deep.equal({ route: 7 });
  });

  it('leaves an empty state empty', () => {
    history.replaceState(null, '');
    keepTicket('rdv', 'a-ticket');
    keepTicket('', undefined);
    expect(history.state).to.equal(null);
  });

  it('leaves a state alone that is no plain object', () => {
    for (const state of ['a-route', 7, [1, 2], new Map([[1, 2]])]) {
      history.replaceState(state, '');
      keepTicket('rdv', 'a-ticket');
      expect(history.state).to.deep.equal(state);
      expect(keptTicket('rdv')).to.equal(undefined);
    }
  });

  it('is not taken from a state of another shape', () => {
    for (const held of [
      null,
      'x',
      7,
      { room: 'rdv' },
      { room: 'rdv', ticket: 5 },
      { room: 'rdv', ticket: 'x'.repeat(4001) },
    ]) {
      history.replaceState({ 'visio-avocat-room': held }, '');
      expect(keptTicket('rdv')).to.equal(undefined);
    }
  });
});

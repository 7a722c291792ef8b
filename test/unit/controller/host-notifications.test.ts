import { expect } from '@open-wc/testing';
import type { CallState } from '../../../src/call/state/state.ts';
import { TitleStatus } from '../../../src/controller/host-notifications.ts';
import { callMessages } from '../../../src/i18n/fr/call.ts';
import { liveState } from '../../support/fakes.ts';

/** A host's call with so many at the door. */
function waiting(count: number): CallState {
  const guest = (_: unknown, index: number) => ({ id: `${index}`, displayName: 'Karim', since: new Date() });
  return liveState({ waitingRoom: { waiting: Array.from({ length: count }, guest), locked: false } });
}

describe('TitleStatus', () => {
  const before = document.title;
  beforeEach(() => {
    document.title = 'Cabinet';
  });
  after(() => {
    document.title = before;
  });

  it('says how many wait, and gives the title back', () => {
    const status = new TitleStatus();
    status.show(waiting(0), callMessages);
    expect(document.title).to.equal('Cabinet');
    status.show(waiting(2), callMessages);
    expect(document.title).to.equal('2 personnes attendent · Cabinet');
    status.show(waiting(1), callMessages);
    expect(document.title).to.equal('1 personne attend · Cabinet');
    status.show({ phase: 'lobby' }, callMessages);
    expect(document.title).to.equal('Cabinet');
  });

  it('does not undo what the page has written meanwhile', () => {
    const status = new TitleStatus();
    status.show(waiting(1), callMessages);
    document.title = 'Une autre page';
    status.show(waiting(0), callMessages);
    expect(document.title).to.equal('Une autre page');
  });
});

import { expect } from '@open-wc/testing';
import { type CallState, LOBBY } from '../../../src/call/state/state.ts';
import { Drafts } from '../../../src/controller/drafts.ts';
import { VisioError } from '../../../src/error.ts';
import { liveIn, liveState } from '../../support/fakes.ts';

const connected = liveState({});
const failed = (code: 'connection-lost' | 'removed'): CallState => ({
  phase: 'failed',
  error: new VisioError(code),
});

describe('what is written and not sent', () => {
  let drafts: Drafts;
  const written = () => Object.fromEntries(drafts.texts);
  beforeEach(() => {
    drafts = new Drafts();
    drafts.begin('rdv-1');
    drafts.follow(connected);
    drafts.write('message', 'Bonjour Maître');
    drafts.write('remove c1', 'Un autre rendez-vous');
  });
  const both = { message: 'Bonjour Maître', 'remove c1': 'Un autre rendez-vous' };

  it('outlives the privacy screen, a reconnection, and a lost connection that is joined again', () => {
    const states: readonly CallState[] = [
      liveState({ privacyScreen: true }),
      { phase: 'reconnecting', live: liveIn(connected) },
      failed('connection-lost'),
      { phase: 'requesting' },
      { phase: 'waiting', since: 0, clockOffset: 0 },
      { phase: 'connecting' },
      connected,
    ];
    for (const state of states) {
      if (state.phase === 'requesting') drafts.begin('rdv-1');
      drafts.follow(state);
      expect(written(), state.phase).to.deep.equal(both);
    }
  });

  it('is forgotten at the end of the call, in the lobby, and where nothing can be retried', () => {
    const ends: readonly CallState[] = [
      { phase: 'ended', reason: 'left', duration: 1, room: null },
      LOBBY,
      failed('removed'),
    ];
    for (const state of ends) {
      drafts.write('message', 'Bonjour');
      drafts.follow(state);
      expect(written(), state.phase).to.deep.equal({});
    }
  });

  it('never reaches another appointment', () => {
    drafts.follow(failed('connection-lost'));
    drafts.begin('rdv-2');
    expect(written()).to.deep.equal({});
  });

  it('is forgotten once sent, unless it has been changed since, and once emptied', () => {
    drafts.sent('remove c1', 'Un autre rendez-vous');
    expect(written()).to.deep.equal({ message: 'Bonjour Maître' });
    drafts.sent('message', 'Bonjour');
    expect(written()).to.deep.equal({ message: 'Bonjour Maître' });
    drafts.write('message', '');
    expect(written()).to.deep.equal({});
  });
});

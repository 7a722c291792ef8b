import { expect } from '@open-wc/testing';
import { type CallState, LOBBY, liveOf } from '../../../../src/call/state/state.ts';
import { VisioError } from '../../../../src/error.ts';
import { callOf } from '../desk-support.ts';

const live = callOf(['self', 'other']);

describe('the call in progress', () => {
  it('is there while connected, and while the connection is being restored', () => {
    expect(liveOf({ phase: 'connected', live })).to.equal(live);
    expect(liveOf({ phase: 'reconnecting', live })).to.equal(live);
  });

  it('is there neither before nor after', () => {
    const outside: CallState[] = [
      LOBBY,
      { phase: 'requesting' },
      { phase: 'waiting', since: 1, clockOffset: 0 },
      { phase: 'connecting' },
      { phase: 'ended', reason: 'left', duration: 1, room: null },
      { phase: 'failed', error: new VisioError('connection-lost') },
    ];
    expect(outside.map(liveOf)).to.deep.equal(outside.map(() => null));
  });
});

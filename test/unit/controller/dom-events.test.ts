import { expect } from '@open-wc/testing';
import { type CallState, type ChatEntry, type LiveCall, LOBBY } from '../../../src/call/state/state.ts';
import { eventsOf, infoOf } from '../../../src/controller/dom-events.ts';
import { VisioError } from '../../../src/error.ts';
import { VisioEvent } from '../../../src/events.ts';
import type { Level } from '../../../src/transport-security/confidentiality-level.ts';
import { liveState } from '../../support/fakes.ts';
import { participant } from '../../support/view.ts';
import { arrived, attestedCall, attestedParticipant, fold, joined } from '../call/attestation-support.ts';

const ended: CallState = { phase: 'ended', reason: 'removed', duration: 0, room: null };
/** The events that the page receives, one line each. */
const told = (state: CallState, previous: CallState) =>
  eventsOf(state, previous).map((event) => {
    if (!(event instanceof VisioEvent)) throw new Error(event.type);
    return [event.type, ...(event.detail ? [JSON.stringify(event.detail)] : [])].join(' ');
  });
const security = (level: Level) => ({
  security: { level, evidence: [], at: 1 },
});
const quality = (level: 'good' | 'poor') => ({ quality: { level, loss: 0, roundTrip: null } });
const message = (text: string): ChatEntry => ({
  ...{ type: 'message', from: 'c1', name: 'Zoé', self: false, text, at: 1000, withheld: [] },
});

describe('what the page sees of a participant', () => {
  it('is neither the media nor the invitation, nor what the firm attests', () => {
    const { attested } = attestedParticipant('c1', 0xb);
    if (!attested) throw new Error('no attestation');
    const facts = { accessId: 'secret', screen: null, role: 'moderator', attested } as const;
    const info = infoOf(participant('c1', facts));
    expect(info).to.have.keys(
      ...[
        'id',
        'name',
        'role',
        'self',
        'joinedAt',
        'publishing',
        'microphone',
        'camera',
        'speaking',
        'sharing',
      ],
    );
  });
});

describe('the page', () => {
  it('receives nothing where nothing has changed', () => {
    const state = liveState({
      participants: [participant('c1')],
      ...security('end-to-end'),
      ...quality('good'),
    });
    expect(told(state, state)).to.deep.equal([]);
    expect(told(LOBBY, LOBBY)).to.deep.equal([]);
  });

  it('receives the phase before the join', () => {
    expect(told(liveState({}), { phase: 'connecting' })).to.deep.equal([
      'visio-phase {"phase":"connected","previous":"connecting"}',
      'visio-joined',
    ]);
    expect(told({ phase: 'requesting' }, LOBBY)).to.deep.equal([
      'visio-phase {"phase":"requesting","previous":"lobby"}',
    ]);
  });

  it('receives the reason why the call is over', () => {
    expect(told(ended, liveState({})).at(-1)).to.equal('visio-left {"reason":"removed"}');
    const failed: CallState = { phase: 'failed', error: new VisioError('connection-lost') };
    expect(told(failed, liveState({})).at(-1)).to.equal('visio-left {"reason":"lost"}');
    expect(told(failed, LOBBY)).to.have.length(1);
  });

  it('receives who joins, changes and leaves', () => {
    const [before, after] = [liveState({ participants: [participant('c1')] }), liveState({})];
    const kinds = (state: CallState, previous: CallState) =>
      told(state, previous).map((line) => /^visio-participant \{"kind":"(\w+)"/.exec(line)?.[1]);
    expect(kinds(before, after)).to.deep.equal(['joined']);
    expect(kinds(after, before)).to.deep.equal(['left']);
    expect(kinds(liveState({ participants: [participant('c1', { camera: false })] }), before)).to.deep.equal([
      'changed',
    ]);
  });

  it('receives the waiting guests whenever the list has changed', () => {
    const waiting = [{ id: 'w1', displayName: 'Karim', since: new Date(0) }];
    const door = (locked: boolean) => liveState({ waitingRoom: { waiting, locked } });
    const line = `visio-waiting ${JSON.stringify({ waiting })}`;
    expect(told(door(false), liveState({}))).to.deep.equal([line]);
    expect(told(door(true), door(false))).to.deep.equal([]);
    expect(told(liveState({}), door(false))).to.deep.equal([]);
  });

  it('receives each new message, and no fault', () => {
    const fault: ChatEntry = { type: 'fault', from: 'c1', name: 'Zoé', fault: 'malformed', count: 1 };
    const chat = (...entries: ChatEntry[]) => liveState({ chat: { entries, added: entries.length } });
    expect(told(chat(message('un'), fault, message('deux')), chat(message('un')))).to.deep.equal([
      `visio-message ${JSON.stringify({ from: 'c1', text: 'deux', at: new Date(1000) })}`,
    ]);
  });

  it('hears of people once they are participants, and nothing of their attestation', () => {
    const alone = attestedCall();
    const waiting = fold(alone, joined('ben'));
    const there = fold(alone, ...arrived('ben', 0xb));
    const said = (live: LiveCall, before: LiveCall) =>
      told({ phase: 'connected', live }, { phase: 'connected', live: before });
    expect(said(waiting, alone)).to.deep.equal([]);
    const [joins = '', ...more] = said(there, waiting);
    expect(joins).to.contain('"kind":"joined"').and.to.contain('BEN');
    expect(joins).not.to.match(/attest|sha-256|subject|refused/);
    expect(more).to.deep.equal([]);
    const refused = fold(there, { type: 'not-attested', id: 'ben' });
    expect(said(refused, there).join()).to.contain('"kind":"left"');
  });

  it('receives the confidentiality level when it changes', () => {
    expect(told(liveState(security('end-to-end')), liveState({}))).to.deep.equal([
      'visio-security {"level":"end-to-end","attested":false,"verified":false}',
    ]);
    expect(told(liveState(security('end-to-end-verified')), liveState(security('end-to-end')))).to.deep.equal(
      ['visio-security {"level":"end-to-end-verified","attested":false,"verified":true}'],
    );
    expect(told(liveState(security('end-to-end-attested')), liveState(security('end-to-end')))).to.deep.equal(
      ['visio-security {"level":"end-to-end-attested","attested":true,"verified":false}'],
    );
    expect(told(liveState(security('verifying')), { phase: 'connecting' }).join()).not.to.contain('security');
  });

  it('receives the quality when its level changes', () => {
    expect(told(liveState(quality('poor')), liveState({}))).to.deep.equal(['visio-quality {"level":"poor"}']);
    expect(told(liveState(quality('good')), liveState(quality('poor')))).to.have.length(1);
    expect(told(liveState({}), liveState(quality('poor')))).to.deep.equal([]);
  });
});

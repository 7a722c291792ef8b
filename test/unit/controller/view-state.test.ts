import { expect, waitUntil } from '@open-wc/testing';
import { type CallState, type ChatEntry, LOBBY } from '../../../src/call/state/state.ts';
import { ViewState } from '../../../src/controller/view-state.ts';
import type { ComparisonState } from '../../../src/verification/comparison-state.ts';
import { liveState } from '../../support/fakes.ts';
import { callModel } from '../../support/view.ts';

const own = { pictures: ['anchor', 'umbrella', 'dice-5', 'key'], digits: '0123 4567' } as const;
const message = (self: boolean): ChatEntry => ({
  ...{ type: 'message', from: 'a', name: 'A', text: 'un', at: 1, withheld: [], self },
});
/** Each drawing is a file of its own here. */
const patience = { timeout: 8000 };

describe('the state of the views', () => {
  let changes: number;
  let view: ViewState;
  beforeEach(() => {
    changes = 0;
    view = new ViewState(() => {
      changes++;
    });
  });
  const model = (state: CallState) =>
    view.model(state, { ...callModel({ phone: '3631' }), controlsList: '', shortcuts: '' }, null);
  const comparing = (state: ComparisonState) => liveState({ comparisons: new Map([['a', state]]) });

  it('loads the pictures with the first code on screen, once, and not before', async () => {
    for (const state of [
      { status: 'idle', wanted: true },
      { status: 'waiting', revealed: true },
    ] as const)
      view.follow(comparing(state));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(model(LOBBY).pictures).to.equal(null);
    const shown = comparing({ status: 'shown', transcript: 'code', own, choices: [] });
    for (let count = 0; count < 2; count++) view.follow(shown);
    await waitUntil(() => model(shown).pictures !== null, 'no pictures', patience);
    expect(Object.keys(model(shown).pictures ?? {})).to.include.members([...own.pictures]);
    expect(changes).to.equal(1);
  });

  it('keeps the pictures after the call, and closes what was open', async () => {
    view.open('security', liveState({}));
    expect(view.panel).to.equal('security');
    view.follow(comparing({ status: 'shown', transcript: 'code', own, choices: [] }));
    await waitUntil(() => model(LOBBY).pictures !== null, 'no pictures', patience);
    view.follow(LOBBY);
    expect(view.panel).to.equal(null);
    expect(model(LOBBY).pictures).not.to.equal(null);
  });

  it('offers the firm’s telephone to all but its own people', () => {
    expect(model(LOBBY).phone).to.equal('3631');
    expect(model(liveState({ role: 'publisher' })).phone).to.equal('3631');
    expect(model(liveState({ role: 'subscriber' })).phone).to.equal('3631');
    expect(model(liveState({ role: 'moderator' })).phone).to.equal('');
  });

  it('has seen what comes while the chat is open', () => {
    const chat = (added: number) =>
      liveState({ chat: { added, entries: Array.from({ length: added }, () => message(false)) } });
    view.open('chat', chat(1));
    view.follow(chat(3));
    view.open(null, chat(3));
    expect(model(chat(3)).unread).to.equal(0);
    view.follow(chat(4));
    expect(model(chat(4)).unread).to.equal(1);
  });

  it('counts what others wrote, and faults, until the chat is open', () => {
    const fault = { type: 'fault', from: 'a', name: 'A', fault: 'gap', count: 1 } as const;
    const state = liveState({ chat: { added: 3, entries: [message(false), message(true), fault] } });
    view.follow(state);
    expect(model(state).unread).to.equal(2);
    view.open('chat', state);
    expect(model(state).unread).to.equal(0);
    view.open(null, state);
    const more = liveState({
      chat: { added: 4, entries: [message(false), message(true), fault, message(false)] },
    });
    expect(model(more).unread).to.equal(1);
  });
});

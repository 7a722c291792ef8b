import { expect } from '@open-wc/testing';
import { newEntries, participantChanges } from '../../../../src/call/state/diff.ts';
import { type CallState, type ChatEntry, LOBBY } from '../../../../src/call/state/state.ts';
import { callOf, participant } from '../desk-support.ts';

const connected = (facts: Parameters<typeof callOf>[2] = {}): CallState => ({
  phase: 'connected',
  live: callOf([], [], facts),
});

describe('what has changed among the people', () => {
  const [self, a, b] = [participant('self', true), participant('a'), participant('b')];
  const changes = (state: CallState, previous: CallState) =>
    participantChanges(state, previous).map(({ kind, participant }) => `${kind} ${participant.id}`);

  it('is who came and who went, all of them when a call begins or ends', () => {
    const two = connected({ participants: [self, a] });
    expect(changes(two, LOBBY)).to.deep.equal(['joined self', 'joined a']);
    expect(changes(connected({ participants: [self, b] }), two)).to.deep.equal(['joined b', 'left a']);
    expect(changes(LOBBY, two)).to.deep.equal(['left self', 'left a']);
    expect(changes(LOBBY, LOBBY)).to.deep.equal([]);
  });

  it('is whose facts differ, with the new facts', () => {
    const before = connected({ participants: [self, a] });
    const muted = { ...a, microphone: false };
    const after = connected({ participants: [self, muted] });
    expect(participantChanges(after, before)).to.deep.equal([{ kind: 'changed', participant: muted }]);
    expect(changes(after, after)).to.deep.equal([]);
  });
});

describe('what has been added to the chat', () => {
  const entry = (text: string): ChatEntry => ({
    ...{ type: 'message', from: 'a', name: 'A', self: false, at: 1, withheld: [] },
    text,
  });
  const chat = (added: number, ...texts: string[]) =>
    connected({ chat: { added, entries: texts.map(entry) } });
  const texts = (state: CallState, previous: CallState) =>
    newEntries(state, previous).map((one) => (one.type === 'message' ? one.text : one.fault));

  it('is each entry once, from the first of the call on', () => {
    expect(texts(chat(1, 'un'), LOBBY)).to.deep.equal(['un']);
    expect(texts(chat(3, 'un', 'deux', 'trois'), chat(1, 'un'))).to.deep.equal(['deux', 'trois']);
  });

  it('is the newest when old ones are no longer kept', () => {
    expect(texts(chat(502, 'deux', 'trois'), chat(501, 'un', 'deux'))).to.deep.equal(['trois']);
  });

  it('is nothing when something else changes, nor outside a call', () => {
    expect(texts(chat(2, 'un', 'deux'), chat(2, 'un', 'deux'))).to.deep.equal([]);
    expect(texts(chat(0), chat(2, 'un', 'deux'))).to.deep.equal([]);
    expect(texts(LOBBY, chat(1, 'un'))).to.deep.equal([]);
  });
});

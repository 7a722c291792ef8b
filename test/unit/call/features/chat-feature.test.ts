import { expect, waitUntil } from '@open-wc/testing';
import { ChatFeature, reduceChat } from '../../../../src/call/features/chat-feature.ts';
import { MESSAGES } from '../../../../src/call/message-names.ts';
import type { ChatEntry } from '../../../../src/call/state/state.ts';
import { announceKey, type ChatKey, createChatKey } from '../../../../src/private-line/chat-key.ts';
import { Bus, callOf, codeOf, deepFreeze, participant, type Signal } from '../desk-support.ts';

/** One end of a chat, and what its person sees. */
class End {
  readonly entries: ChatEntry[] = [];
  readers: readonly string[] = [];
  readonly key: Promise<ChatKey> = createChatKey();
  readonly desk: ChatFeature;

  constructor(bus: Bus, id: string) {
    this.desk = new ChatFeature({
      ...{ session: bus.session(id), self: id, room: 'session', key: this.key, now: () => 1000 },
      commit: (report) => {
        if (report.type === 'chat') this.entries.push(report.entry);
        else this.readers = report.ids;
      },
    });
    bus.connect(id, async ({ name, data, from }) => {
      if (name === MESSAGES.key) await this.desk.receiveKey(participant(from), data);
      if (name === MESSAGES.message) await this.desk.receive(participant(from), data);
    });
  }

  texts(): string[] {
    return this.entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : []));
  }

  faults(): string[] {
    return this.entries.flatMap((entry) => (entry.type === 'fault' ? [entry.fault] : []));
  }
}

describe('messages between the people of a call', () => {
  let bus: Bus;
  let [ada, ben]: [End, End] = [undefined as never, undefined as never];
  const two = callOf(['ada', 'ben']);
  beforeEach(async () => {
    bus = new Bus();
    [ada, ben] = [new End(bus, 'ada'), new End(bus, 'ben')];
    await ada.desk.begin();
    await ben.desk.begin();
    await waitUntil(() => ada.readers.includes('ben') && ben.readers.includes('ada'));
  });

  const messages = () => bus.sent.filter(({ name }) => name === MESSAGES.message);
  /** Waits for so many lines at one end. */
  const lines = (end: End, count: number) => waitUntil(() => end.entries.length >= count);

  it('arrive in order, unreadable on the way', async () => {
    const texts = ['Bonjour Maître', 'العنوان: 12', 'x'.repeat(20_000)];
    for (const text of texts) await ada.desk.send(two, text);
    await lines(ben, 3);
    expect(ben.texts()).to.deep.equal(texts);
    expect(ada.texts()).to.deep.equal(texts);
    for (const { data } of messages()) {
      expect(data).to.not.match(/Bonjour|xxxx/);
      // The service's limit.
      expect(new TextEncoder().encode(data).length).to.be.at.most(8192);
    }
  });

  it('go to each person apart: nobody opens what another was sent', async () => {
    const cleo = new End(bus, 'cleo');
    await cleo.desk.begin();
    await ada.desk.follow(callOf(['ada', 'ben', 'cleo']), two);
    await waitUntil(() => ada.readers.length === 2 && cleo.readers.includes('ada'));
    await ada.desk.send(callOf(['ada', 'ben', 'cleo']), 'À tous les deux');
    await Promise.all([lines(ben, 1), lines(cleo, 1)]);
    const forBen = messages().find(({ to }) => to === 'ben') as Signal;
    await bus.deliver({ ...forBen, to: 'cleo' });
    expect(cleo.texts()).to.deep.equal(['À tous les deux']);
    expect(cleo.faults()).to.deep.equal(['forged']);
  });

  it('of before are not told to whoever comes later', async () => {
    await ada.desk.send(two, 'Entre nous');
    await lines(ben, 1);
    const late = new End(bus, 'late');
    await late.desk.begin();
    await ada.desk.follow(callOf(['ada', 'ben', 'late']), two);
    await waitUntil(() => late.readers.includes('ada'));
    for (const signal of messages()) await bus.deliver({ ...signal, to: 'late' });
    expect(late.texts()).to.deep.equal([]);
  });

  it('are refused when they come twice, from elsewhere, or changed', async () => {
    await ada.desk.send(two, 'Une fois');
    await lines(ben, 1);
    const [one] = messages() as [Signal];
    await bus.deliver(one);
    await bus.deliver({ ...one, data: one.data.replace(/.{4}(.)$/, 'AAAA$1') });
    await bus.deliver({ ...one, data: 'Bonjour' });
    // One's own, sent back under the other's name.
    await bus.deliver({ ...one, from: 'ben', to: 'ada' });
    expect(ben.texts()).to.deep.equal(['Une fois']);
    expect(ben.faults()).to.have.length(3);
    expect(ada.faults()).to.have.length(1);
  });

  it('that the service keeps back are missed', async () => {
    bus.pass = (signal) => (signal.name === MESSAGES.message && messages().length === 1 ? [] : [signal]);
    await ada.desk.send(two, 'Perdu');
    await ada.desk.send(two, 'Arrivé');
    await lines(ben, 1);
    expect(ben.entries[0]).to.include({ text: 'Arrivé', missing: 1 });
  });

  it('do not go to somebody whose key is not known, and say so', async () => {
    await ada.desk.send(callOf(['ada', 'ben', 'old']), 'Bonjour');
    await lines(ben, 1);
    expect(ada.entries[0]).to.deep.include({ text: 'Bonjour', withheld: ['OLD'] });
    expect(messages().map(({ to }) => to)).to.deep.equal(['ben']);
  });

  it('keep to the first key: another one under the same name is an alarm', async () => {
    const data = announceKey(await createChatKey());
    await bus.deliver({ from: 'ben', to: 'ada', name: MESSAGES.key, data });
    expect(ada.faults()).to.deep.equal(['key-changed']);
    await ada.desk.send(two, 'Encore lisible');
    await lines(ben, 1);
    expect(ben.texts()).to.deep.equal(['Encore lisible']);
  });

  it('stop when the code covers another key than the one that was announced', async () => {
    const real = await createChatKey();
    ada.desk.prove(participant('ben'), real.raw);
    expect(ada.faults()).to.deep.equal(['key-changed']);
    expect(ada.readers).to.deep.equal([]);
    await ada.desk.send(two, 'Pas pour l’imposteur');
    expect(messages()).to.deep.equal([]);
  });

  it('stay sealed when the code covers the key that was announced', async () => {
    ada.desk.prove(participant('ben'), (await ben.key).raw);
    expect(ada.faults()).to.deep.equal([]);
    await ada.desk.send(two, 'Comparé');
    await lines(ben, 1);
    expect(ben.texts()).to.deep.equal(['Comparé']);
  });

  it('take no other key than the one that a code has covered before it was announced', async () => {
    const [cleo, real, false_] = [participant('cleo'), await createChatKey(), await createChatKey()];
    ada.desk.prove(cleo, real.raw);
    await ada.desk.receiveKey(cleo, announceKey(false_));
    expect(ada.readers).to.deep.equal(['ben']);
    expect(ada.faults()).to.deep.equal(['key-changed']);
    await ada.desk.receiveKey(cleo, announceKey(real));
    expect(ada.readers).to.deep.equal(['ben', 'cleo']);
    expect(ada.faults()).to.have.length(1);
  });

  it('have no reader any more in a person who has left, whose key counts anew when they return', async () => {
    const alone = callOf(['ada']);
    ada.desk.prove(participant('ben'), (await ben.key).raw);
    await ada.desk.follow(alone, two);
    expect(ada.readers).to.deep.equal([]);
    const again = await createChatKey();
    await ada.desk.receiveKey(participant('ben'), announceKey(again));
    expect(ada.readers).to.deep.equal(['ben']);
    expect(ada.faults()).to.deep.equal([]);
  });

  it('begin with one announcement, and announce nothing when nobody comes', async () => {
    const sent = bus.sent.length;
    await ada.desk.follow(two, null);
    await ada.desk.follow({ ...two, speaker: 'ben' }, two);
    await ada.desk.follow(callOf(['ada']), two);
    expect(bus.sent.length).to.equal(sent);
  });

  it('are refused when empty, too long, or on hold', async () => {
    expect(await codeOf(ada.desk.send(two, ' \n'))).to.equal('message-invalid');
    expect(await codeOf(ada.desk.send(two, 'x'.repeat(20_001)))).to.equal('message-invalid');
    const held = callOf(['ada', 'ben'], [], { breakout: { members: ['ben'] } });
    expect(await codeOf(ada.desk.send(held, 'Bonjour'))).to.equal('not-allowed');
    expect(messages()).to.deep.equal([]);
  });

  it('from an end that floods are let fall, and the rest lives on', async () => {
    const flood = Array.from({ length: 300 }, () => ben.desk.receive(participant('ada'), 'x'.repeat(100)));
    await Promise.all(flood);
    expect(ben.faults()).to.include('flooded');
    await ada.desk.send(two, 'Toujours là');
    await waitUntil(() => ben.texts().length === 1);
  });
});

describe('the list of messages', () => {
  const text = (text: string): ChatEntry => ({
    ...{ type: 'message', from: 'ben', name: 'BEN', self: false, at: 1, missing: 0, withheld: [] },
    text,
  });
  const fault = (from: string, fault: 'forged' | 'replayed' = 'forged'): ChatEntry => ({
    ...{ type: 'fault', from, name: from.toUpperCase(), fault, count: 1 },
  });
  const chatOf = (...entries: ChatEntry[]) =>
    entries.reduce(
      (live, entry) => deepFreeze(reduceChat(live, { type: 'chat', entry })),
      deepFreeze(callOf(['ada', 'ben'])),
    ).chat;

  it('counts a fault that repeats, and cannot be flooded with it', () => {
    const { entries, added } = chatOf(text('un'), fault('ben'), fault('ben'), fault('ben'));
    expect(entries).to.deep.equal([text('un'), { ...fault('ben'), count: 3 }]);
    expect(added).to.equal(2);
  });

  it('tells apart whose fault it is, which one, and what came between', () => {
    for (const entries of [
      [fault('ben'), fault('cleo')],
      [fault('ben'), fault('ben', 'replayed')],
      [fault('ben'), text('un'), fault('ben')],
      [text('un'), text('un')],
    ]) {
      expect(chatOf(...entries)).to.deep.equal({ entries, added: entries.length, readers: [] });
    }
  });

  it('keeps the last five hundred, and counts all', () => {
    const many = Array.from({ length: 502 }, (_, index) => text(`${index}`));
    const { entries, added } = chatOf(...many);
    expect(entries).to.deep.equal(many.slice(2));
    expect(added).to.equal(502);
  });

  it('names who can read', () => {
    const live = callOf(['ada', 'ben']);
    expect(reduceChat(live, { type: 'readers', ids: ['ben'] }).chat.readers).to.deep.equal(['ben']);
    expect(reduceChat(live, { type: 'reconnected' })).to.equal(live);
  });
});

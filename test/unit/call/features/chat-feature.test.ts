import { expect, waitUntil } from '@open-wc/testing';
import { ChatFeature } from '../../../../src/call/features/chat-feature.ts';
import { MESSAGES } from '../../../../src/call/message-names.ts';
import type { ChatEntry } from '../../../../src/call/state/state.ts';
import { announceKey, type ChatKey, createChatKey } from '../../../../src/private-line/chat-key.ts';
import { Bus, callOf, participant, type Signal } from '../desk-support.ts';

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

  it('are refused when empty, too long, or on hold', async () => {
    const code = (live: typeof two, text: string) =>
      ada.desk.send(live, text).then(
        () => 'sent',
        (error) => error.code,
      );
    expect(await code(two, ' \n')).to.equal('message-invalid');
    expect(await code(two, 'x'.repeat(20_001))).to.equal('message-invalid');
    const held = callOf(['ada', 'ben'], [], { breakout: { members: ['ben'] } });
    expect(await code(held, 'Bonjour')).to.equal('not-allowed');
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

import { expect } from '@open-wc/testing';
import { ChatFeature, MAX_TEXT, reduceChat } from '../../../../src/call/features/chat-feature.ts';
import { reduceLive } from '../../../../src/call/state/reduce-live.ts';
import { type ChatEntry, type LiveCall, NOTHING_COMPARED } from '../../../../src/call/state/state.ts';
import { VisioError } from '../../../../src/error.ts';
import type { LineFault } from '../../../../src/private-line/private-line.ts';
import { deferred } from '../../../support/fakes.ts';
import { callOf, codeOf, deepFreeze, participant } from '../desk-support.ts';
import { connect, End, settled } from '../line-support.ts';

/** A message on its way to one person. */
interface OnItsWay {
  readonly to: string;
  readonly topic: string;
  readonly text: string;
  readonly arrival: ReturnType<typeof deferred<void>>;
}

describe('the chat of a call', () => {
  let live: LiveCall;
  let way: OnItsWay[];
  let chat: ChatFeature;
  let inCall: boolean;
  beforeEach(() => {
    live = callOf(['ada', 'ben', 'cleo']);
    way = [];
    inCall = true;
    chat = new ChatFeature({
      now: () => 1000,
      live: () => (inCall ? live : null),
      commit: (event) => {
        live = reduceLive(live, event);
      },
      send: (to, topic, text) => {
        const arrival = deferred<void>();
        way.push({ to, topic, text, arrival });
        return arrival.promise;
      },
    });
  });

  const entries = () => live.chat.entries;
  const texts = () => entries().map((entry) => (entry.type === 'message' ? entry.text : entry.fault));
  const receive = (data: unknown, from = 'ben') =>
    chat.onLineMessage(participant(from), 'chat', typeof data === 'string' ? data : JSON.stringify(data));
  const alarmed = (key: string, id: string) => ({
    compared: {
      ...NOTHING_COMPARED,
      alarms: new Map([[key, { cause: 'told', id, name: 'BEN', count: 1 }] as const]),
    },
  });

  describe('sends', () => {
    const sent = {
      type: 'message',
      from: 'ada',
      name: 'ADA',
      self: true,
      text: 'Bonjour',
      at: 1000,
    } as const;

    it('over the line to each other person, with the time', async () => {
      await chat.send(live, ' Bonjour\n');
      expect(way.map(({ to, topic }) => `${topic} ${to}`)).to.deep.equal(['chat ben', 'chat cleo']);
      for (const { text } of way) expect(JSON.parse(text)).to.deep.equal({ text: ' Bonjour\n', at: 1000 });
    });

    it('a message that is shown at once as on its way, until the last person has it', async () => {
      await chat.send(live, 'Bonjour');
      expect(entries()).to.deep.equal([{ ...sent, withheld: [], sending: 1 }]);
      way[0]?.arrival.resolve();
      await settled();
      expect(entries()).to.deep.equal([{ ...sent, withheld: [], sending: 1 }]);
      way[1]?.arrival.resolve();
      await settled();
      expect(entries()).to.deep.equal([{ ...sent, withheld: [] }]);
    });

    it('and names who did not get it', async () => {
      await chat.send(live, 'Bonjour');
      way[0]?.arrival.resolve();
      way[1]?.arrival.reject(new VisioError('connection-lost'));
      await settled();
      expect(entries()).to.deep.equal([{ ...sent, withheld: ['CLEO'] }]);
      expect(live.chat.added).to.equal(1);
    });

    it('in the order of the person’s, whichever arrives first', async () => {
      for (const text of ['un', 'deux']) await chat.send(live, text);
      receive({ text: 'trois', at: 5 });
      way[2]?.arrival.resolve();
      way[3]?.arrival.reject(new Error('no'));
      await settled();
      expect(texts()).to.deep.equal(['un', 'deux', 'trois']);
      const [first, second] = entries();
      expect(first).to.deep.include({ sending: 1, withheld: [] });
      expect(second)
        .to.deep.include({ withheld: ['CLEO'] })
        .and.not.to.have.property('sending');
    });

    it('to nobody while one is alone, and the message is not on its way then', async () => {
      live = callOf(['ada']);
      await chat.send(live, 'Bonjour');
      await settled();
      expect(entries()).to.deep.equal([{ ...sent, withheld: [] }]);
    });

    it('nothing that is empty or too long', async () => {
      expect(await codeOf(chat.send(live, ' \n'))).to.equal('message-invalid');
      expect(await codeOf(chat.send(live, 'x'.repeat(MAX_TEXT + 1)))).to.equal('message-invalid');
      expect([way, entries()]).to.deep.equal([[], []]);
      await chat.send(live, 'x'.repeat(MAX_TEXT));
      expect(way).to.have.length(2);
      expect(MAX_TEXT).to.equal(20_000);
    });

    it('nothing while a reason blocks sending', async () => {
      const reasons = [
        { type: 'mismatch', cause: 'told', id: 'ben', name: 'BEN', count: 1 },
        { type: 'level', level: 'end-to-end', sound: true },
        { type: 'recording' },
      ] as const;
      for (const blocked of reasons)
        expect(await codeOf(chat.send({ ...live, blocked }, 'Bonjour'))).to.equal('sending-suspended');
      expect([way, entries()]).to.deep.equal([[], []]);
    });

    it('nothing on hold, and in a breakout to its members alone', async () => {
      const during = (...members: string[]) => ({ ...live, breakout: { members } });
      expect(await codeOf(chat.send(during('ben', 'cleo'), 'Bonjour'))).to.equal('not-allowed');
      expect([way, entries()]).to.deep.equal([[], []]);
      await chat.send(during('ada', 'cleo'), 'Bonjour');
      expect(way.map(({ to }) => to)).to.deep.equal(['cleo']);
    });

    it('nothing before one is in the list', async () => {
      expect(await codeOf(chat.send(callOf([]), 'Bonjour'))).to.equal('not-allowed');
    });
  });

  describe('receives', () => {
    it('a message under the name and the id of whose line it came over', () => {
      receive({ text: 'Bonjour', at: 7, from: 'cleo', name: 'CLEO', self: true, withheld: ['X'] });
      expect(entries()).to.deep.equal([
        {
          ...{ type: 'message', from: 'ben', name: 'BEN', self: false, text: 'Bonjour', at: 7 },
          withheld: [],
        },
      ]);
    });

    it('what is well formed, up to the longest text and the last moment', () => {
      const latest = 8.64e15;
      receive({ text: 'x'.repeat(MAX_TEXT), at: latest });
      receive({ text: '<b>', at: 0 });
      expect(entries().map(({ type }) => type)).to.deep.equal(['message', 'message']);
    });

    for (const [what, data] of [
      ['no JSON', '{'],
      ['null', 'null'],
      ['a text', '"Bonjour"'],
      ['no text', { at: 1 }],
      ['another type of text', { text: 1, at: 1 }],
      ['an empty text', { text: ' \n', at: 1 }],
      ['a text that is too long', { text: 'x'.repeat(20_001), at: 1 }],
      ['no time', { text: 'Bonjour' }],
      ['a time that is a text', { text: 'Bonjour', at: '1' }],
      ['a fraction', { text: 'Bonjour', at: 1.5 }],
      ['a time before the epoch', { text: 'Bonjour', at: -1 }],
      ['a time that no date has', { text: 'Bonjour', at: 8.64e15 + 1 }],
    ] as const) {
      it(`${what} as a fault`, () => {
        receive(data);
        receive(data);
        const fault = { type: 'fault', from: 'ben', name: 'BEN', fault: 'malformed', count: 2 };
        expect(entries()).to.deep.equal([fault]);
      });
    }

    it('nothing of other topics, and nothing outside a call', () => {
      const { chat: before } = live;
      const message = JSON.stringify({ text: 'Bonjour', at: 1 });
      for (const topic of ['comparison', 'secret'] as const)
        chat.onLineMessage(participant('ben'), topic, message);
      inCall = false;
      receive(message);
      expect(live.chat).to.equal(before);
    });

    it('nothing of somebody about whom there is an alarm but that something came, and everything of the others', () => {
      const certificates = new Map([['ben', { status: 'announced', fingerprint: 'sha-256 B' } as const]]);
      for (const [key, id] of [
        ['sha-256 B', 'before'],
        ['ben', 'ben'],
        ['sha-256 before', 'ben'],
      ] as const) {
        live = callOf(['ada', 'ben', 'cleo'], [], { certificates, ...alarmed(key, id) });
        receive({ text: 'Non', at: 1 });
        receive('{');
        receive({ text: 'Oui', at: 1 }, 'cleo');
        expect(texts(), key).to.deep.equal(['malformed', 'Oui']);
      }
    });
  });

  it('takes nothing from somebody who is on hold but that something came', () => {
    live = callOf(['ada', 'ben', 'cleo'], [], { breakout: { members: ['ada', 'ben'] } });
    receive({ text: 'Non', at: 1 }, 'cleo');
    receive({ text: 'Oui', at: 1 });
    expect(texts()).to.deep.equal(['malformed', 'Oui']);
  });

  it('counts what is wrong with a line, and shows it by name', () => {
    for (const fault of ['gap', 'gap', 'flooded'] as const) chat.onLineFault(participant('ben'), fault);
    expect(entries()).to.deep.equal([
      { type: 'fault', from: 'ben', name: 'BEN', fault: 'gap', count: 2 },
      { type: 'fault', from: 'ben', name: 'BEN', fault: 'flooded', count: 1 },
    ]);
  });
});

describe('the chat between two ends', () => {
  it('brings each what the other writes, in order, and only that something came once the certificate has changed', async () => {
    const [ada, ben] = [new End('ada', 0xa), new End('ben', 0xb)];
    connect(ada, ben);
    for (const text of ['Bonjour Maître', 'العنوان: 12']) await ada.chat.send(ada.live, text);
    await ben.chat.send(ben.live, 'Bonjour');
    await settled();
    const texts = ({ live }: End) =>
      live.chat.entries.map((entry) => (entry.type === 'message' ? entry.text : entry.fault));
    for (const end of [ada, ben])
      expect(texts(end)).to.deep.equal(['Bonjour Maître', 'العنوان: 12', 'Bonjour']);
    expect(ada.live.chat.entries.some((entry) => 'sending' in entry)).to.equal(false);
    ada.lineTo('ben').listener.onFault('certificate-changed');
    await ben.chat.send(ben.live, 'De qui ?');
    await settled();
    expect(texts(ada).slice(3)).to.deep.equal(['certificate-changed', 'malformed']);
  });

  it('brings only that something came of somebody in whose name two certificates were announced', async () => {
    const [ada, ben] = [new End('ada', 0xa), new End('ben', 0xb)];
    connect(ada, ben);
    ada.commit({ type: 'certificate', id: 'ben', fingerprint: 'sha-256 EE' });
    expect(ada.live.compared.alarms.size).to.equal(1);
    await ben.chat.send(ben.live, 'De qui ?');
    await settled();
    expect(ada.live.chat.entries).to.deep.equal([
      { type: 'fault', from: 'ben', name: 'BEN', fault: 'malformed', count: 1 },
    ]);
  });
});

describe('the list of messages', () => {
  const text = (text: string): ChatEntry => ({
    ...{ type: 'message', from: 'ben', name: 'BEN', self: false, at: 1, withheld: [] },
    text,
  });
  const fault = (from: string, fault: LineFault = 'malformed'): ChatEntry => ({
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
      [fault('ben'), fault('ben', 'flooded')],
      [fault('ben'), text('un'), fault('ben')],
      [text('un'), text('un')],
    ]) {
      expect(chatOf(...entries)).to.deep.equal({ entries, added: entries.length });
    }
  });

  it('keeps the last five hundred, and counts all', () => {
    const many = Array.from({ length: 502 }, (_, index) => text(`${index}`));
    const { entries, added } = chatOf(...many);
    expect(entries).to.deep.equal(many.slice(2));
    expect(added).to.equal(502);
  });

  it('settles one sent message, and no other entry', () => {
    const sent = (sending: number): ChatEntry => ({ ...(text('un') as object), sending }) as ChatEntry;
    const live = callOf(['ada', 'ben'], [], {
      chat: { added: 4, entries: [sent(1), sent(2), text('un'), fault('ben')] },
    });
    const { chat } = reduceChat(deepFreeze(live), { type: 'delivered', sending: 2, withheld: ['BEN'] });
    expect(chat.added).to.equal(4);
    expect(chat.entries).to.deep.equal([
      sent(1),
      { ...text('un'), withheld: ['BEN'] },
      text('un'),
      fault('ben'),
    ]);
    expect(reduceChat(live, { type: 'reconnected' })).to.equal(live);
  });
});

import { expect, waitUntil } from '@open-wc/testing';
import { MessagesFeature } from '../../../../src/call/features/messages-feature.ts';
import { MESSAGES } from '../../../../src/call/message-names.ts';
import type { CallEvent } from '../../../../src/call/state/call-event.ts';
import { reduceLive } from '../../../../src/call/state/reduce-live.ts';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import { announceKey, createChatKey } from '../../../../src/private-line/chat-key.ts';
import { print } from '../../transport-security/support.ts';
import { Bus, callOf, connection, participant } from '../desk-support.ts';

const [A, B] = [print(0xa), print(0xb)];

/** One end of a call, which follows its state as a call does. */
class End {
  readonly feature: MessagesFeature;
  live: LiveCall;

  constructor(bus: Bus, id: string) {
    this.live = callOf([id]);
    this.feature = new MessagesFeature({
      ...{ session: bus.session(id), self: id, room: 'session', now: () => 1000 },
      commit: (event: CallEvent) => {
        this.live = reduceLive(this.live, event);
      },
      participant: (peer) => this.live.participants.find((one) => one.id === peer),
    });
    bus.connect(id, async ({ name, data, from }) => this.hear(from, name, data));
  }

  hear(from: string, name: string, data: string): void {
    this.feature.onMessage(this.live, participant(from), { from, name, data });
  }

  /** The call becomes this. */
  become(facts: Partial<LiveCall>): void {
    const before = this.live;
    this.live = { ...before, ...facts };
    for (const effect of this.feature.onChange(this.live, before)) void effect();
  }

  meet(id: string): void {
    this.become({ participants: [...this.live.participants, participant(id)] });
  }

  measure(...evidence: LiveCall['security']['evidence']): void {
    this.become({ security: { level: 'end-to-end', evidence, at: 1 } });
  }

  entries(): string[] {
    return this.live.chat.entries.map((one) => (one.type === 'message' ? one.text : one.fault));
  }

  digits(peer: string): string | undefined {
    const state = this.live.verifications.get(peer)?.state;
    return state?.status === 'ready' ? state.code.digits : undefined;
  }
}

describe('the messages between elements', () => {
  let bus: Bus;
  let [ada, ben]: [End, End] = [undefined as never, undefined as never];
  beforeEach(async () => {
    bus = new Bus();
    [ada, ben] = [new End(bus, 'ada'), new End(bus, 'ben')];
    await waitUntil(() => sent(MESSAGES.key).length === 2);
  });

  const sent = (name: string) => bus.sent.filter((signal) => signal.name === name);
  const meet = () => {
    ada.meet('ben');
    ben.meet('ada');
  };
  const measure = () => {
    ada.measure(connection('ben', A, B));
    ben.measure(connection('ada', B, A));
  };
  const compared = () => waitUntil(() => ada.digits('ben') !== undefined && ben.digits('ada') !== undefined);

  it('begin with the announcement of a key to everybody, and carry the chat', async () => {
    expect(sent(MESSAGES.key).map(({ to }) => to)).to.deep.equal([undefined, undefined]);
    meet();
    await waitUntil(() => ada.live.chat.readers.length === 1 && ben.live.chat.readers.length === 1);
    await ada.feature.chat.send(ada.live, 'Bonjour');
    await waitUntil(() => ben.entries().length === 1);
    expect(ben.entries()).to.deep.equal(['Bonjour']);
  });

  it('announce the key to newcomers too', async () => {
    meet();
    await waitUntil(() => sent(MESSAGES.key).length === 4);
    expect(sent(MESSAGES.key).map(({ to }) => to)).to.have.members([undefined, undefined, 'ben', 'ada']);
  });

  it('compare codes once connections are measured, whether people or measurements come first', async () => {
    ada.meet('ben');
    ada.measure(connection('ben', A, B));
    // With a measurement that is already there.
    ben.measure(connection('ada', B, A));
    ben.meet('ada');
    await compared();
    expect(ada.digits('ben')).to.equal(ben.digits('ada'));
  });

  it('reach the other person when the codes differ', async () => {
    meet();
    measure();
    await compared();
    expect(ada.live.verifications.get('ben')?.disputed).to.equal(false);
    await ben.feature.verification.answer('ada', 'different');
    await waitUntil(() => ada.live.verifications.get('ben')?.disputed === true);
  });

  it('are no longer sealed with a key that the code does not cover', async () => {
    const impostor = await createChatKey();
    bus.pass = (signal) =>
      signal.name === MESSAGES.key && signal.from === 'ben'
        ? [{ ...signal, data: announceKey(impostor) }]
        : [signal];
    ben = new End(bus, 'ben');
    await waitUntil(() => ada.live.chat.readers.includes('ben'));
    meet();
    measure();
    await compared();
    expect(ada.live.chat.readers).to.deep.equal([]);
    expect(ada.live.chat.entries.at(-1)).to.include({ type: 'fault', fault: 'key-changed', name: 'BEN' });
  });

  it('with another name, or of a person who is in no list, do nothing', async () => {
    const { live } = ada;
    ada.hear('ben', 'visio-other', '{}');
    ada.hear('ben', MESSAGES.code, '{"v":1}');
    ada.hear('ben', MESSAGES.different, '');
    await Promise.resolve();
    expect(ada.live).to.equal(live);
  });
});

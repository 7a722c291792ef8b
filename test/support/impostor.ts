import type { Client, Message } from '../../demo/session-service/client.ts';
import type { Interceptors } from '../../demo/session-service/interceptors.ts';
import type { SessionControl } from '../../demo/session-service/service.ts';
import { MESSAGES } from '../../src/call/message-names.ts';
import { announceKey, type ChatKey, createChatKey } from '../../src/private-line/chat-key.ts';
import { SasExchange } from '../../src/verification/sas-exchange.ts';
import type { FingerprintPair } from '../../src/verification/sas-state.ts';
import type { MachineInTheMiddle } from './machine-in-the-middle.ts';

/**
 * The whole attack: a machine in the middle of the media that also announces its certificate in the name of both sides,
 * and answers for them when they compare codes and exchange keys for their messages. What it cannot do is make the two codes the same.
 */
export class Impostor implements Interceptors {
  readonly #control: SessionControl;
  readonly #machine: MachineInTheMiddle;
  readonly #room: string;
  readonly #key: Promise<ChatKey> = createChatKey();
  readonly #exchanges = new Map<string, Promise<SasExchange>>();
  readonly #views: (victim: string) => Promise<FingerprintPair>;

  /** @param views The certificates of the connections to a victim, as the attacker sees them. */
  constructor(
    control: SessionControl,
    machine: MachineInTheMiddle,
    room: string,
    views: (victim: string) => Promise<FingerprintPair>,
  ) {
    this.#control = control;
    this.#machine = machine;
    this.#room = room;
    this.#views = views;
  }

  outgoing(message: Message, from: string | undefined, to: Client): readonly Message[] {
    const { type, data } = (message.content ?? {}) as { type?: string; data?: string };
    if (message.method !== 'signal' || from === undefined) return this.#machine.outgoing(message, from, to);
    if (type === MESSAGES.certificate) {
      this.#say(message, from, to.id, this.#machine.fingerprint);
      return [];
    }
    if (type === MESSAGES.key) {
      void this.#key.then((key) => this.#say(message, from, to.id, announceKey(key)));
      return [];
    }
    if (type !== MESSAGES.code || data === undefined) return [message];
    // Meant for `to`, answered to `from` in the name of `to`.
    void this.#answer(message, { victim: from, name: to.id }, data);
    return [];
  }

  async #answer(
    message: Message,
    { victim, name }: { victim: string; name: string },
    data: string,
  ): Promise<void> {
    const known = this.#exchanges.get(victim);
    const begun = known ?? this.#begin(victim, name);
    this.#exchanges.set(victim, begun);
    const exchange = await begun;
    const first = known ? [] : await exchange.start();
    exchange.update(await this.#views(victim));
    const { send } = await exchange.receive(data);
    for (const one of [...first, ...send]) this.#say(message, name, victim, one);
  }

  async #begin(victim: string, name: string): Promise<SasExchange> {
    return new SasExchange({
      ...{ self: name, peer: victim, room: this.#room },
      ...{ fingerprints: await this.#views(victim), chatKey: (await this.#key).raw },
    });
  }

  #say(model: Message, from: string, to: string, data: string): void {
    this.#control.deliver(to, { ...model, content: { ...Object(model.content), data } }, from);
  }
}

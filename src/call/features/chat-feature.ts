import { VisioError } from '../../error.ts';
import { announceKey, type ChatKey, readAnnouncement } from '../../private-line/chat-key.ts';
import { MAX_TEXT } from '../../private-line/chat-part.ts';
import { Opener } from '../../private-line/open.ts';
import { deriveDirectionKey, Sealer } from '../../private-line/seal.ts';
import { toBase64Url } from '../../verification/bytes.ts';
import { MESSAGES } from '../message-names.ts';
import type { VideoSession } from '../session.ts';
import type { CallEvent } from '../state/call-event.ts';
import { isOnHold, othersOf, selfOf } from '../state/select.ts';
import type { Chat, ChatEntry, LiveCall, Participant } from '../state/state.ts';

export function reduceChat(live: LiveCall, event: CallEvent): LiveCall {
  switch (event.type) {
    case 'chat':
      return { ...live, chat: withEntry(live.chat, event.entry) };
    case 'readers':
      return { ...live, chat: { ...live.chat, readers: event.ids } };
    default:
      return live;
  }
}

/** Maximum number of entries kept. */
const MAX_ENTRIES = 500;

/** Counts a repeated fault instead of adding it, so that nobody can flood the list. */
function withEntry({ entries, added, readers }: Chat, entry: ChatEntry): Chat {
  const last = entries.at(-1);
  const again =
    entry.type === 'fault' &&
    last?.type === 'fault' &&
    last.from === entry.from &&
    last.fault === entry.fault;
  return again
    ? { readers, added, entries: [...entries.slice(0, -1), { ...last, count: last.count + 1 }] }
    : { readers, added: added + 1, entries: [...entries.slice(1 - MAX_ENTRIES), entry] };
}

export interface ChatDeps {
  readonly session: Pick<VideoSession, 'sendMessage'>;
  readonly commit: (event: Extract<CallEvent, { type: 'chat' | 'readers' }>) => void;
  /** This element's connection id. */
  readonly self: string;
  /** Session id. */
  readonly room: string;
  readonly key: Promise<ChatKey>;
  readonly now: () => number;
}

interface Partner {
  readonly publicKey: string;
  readonly sealer: Sealer;
  readonly opener: Opener;
}

type Fault = Extract<ChatEntry, { type: 'fault' }>['fault'];

/** Maximum number of messages of one person that wait their turn; an honest element never reaches it. */
const MAX_WAITING = 128;

/** The chat of a call, sealed for each recipient separately. See docs/messages.md. */
export class ChatFeature {
  readonly #deps: ChatDeps;
  readonly #partners = new Map<string, Partner>();
  /** Keys that a SAS covers, by id. */
  readonly #proven = new Map<string, string>();
  readonly #queues = new Map<string, { last: Promise<void>; waiting: number }>();
  #sending: Promise<unknown> = Promise.resolve();

  constructor(deps: ChatDeps) {
    this.#deps = deps;
  }

  /** Announces this person's key to everybody in the call. */
  async begin(): Promise<void> {
    await this.#deps.session.sendMessage(MESSAGES.key, announceKey(await this.#deps.key));
  }

  /** Follows joins and leaves: newcomers receive the key, but no earlier messages. */
  async follow(live: LiveCall, before: LiveCall | null): Promise<void> {
    if (!before || live.participants === before.participants) return;
    const [now, then] = [othersOf(live), othersOf(before)].map((some) => new Set(some.map(({ id }) => id)));
    for (const id of then ?? []) if (!now?.has(id)) this.#forget(id);
    const newcomers = [...(now ?? [])].filter((id) => !then?.has(id));
    const announcement = announceKey(await this.#deps.key);
    await Promise.allSettled(
      newcomers.map((id) => this.#deps.session.sendMessage(MESSAGES.key, announcement, id)),
    );
  }

  /** Handles another person's key announcement. */
  receiveKey(sender: Participant, data: string): Promise<void> {
    return this.#inTurn(sender, async () => {
      const own = await this.#deps.key;
      const known = this.#partners.get(sender.id)?.publicKey;
      const read = await readAnnouncement(data, { own: own.publicKey, known });
      if (read.kind === 'fault') return this.#fault(sender, read.fault);
      if (read.kind === 'new') await this.#meet(sender, own, read.publicKey);
    });
  }

  /** Handles another person's sealed message. */
  receive(sender: Participant, data: string): Promise<void> {
    return this.#inTurn(sender, async () => {
      const partner = this.#partners.get(sender.id);
      if (!partner) return this.#fault(sender, 'forged');
      const opened = await partner.opener.open(data);
      if (opened.kind === 'fault') return this.#fault(sender, opened.fault);
      if (opened.kind === 'message') this.#show(sender, { ...opened, withheld: [] });
    });
  }

  /** Binds a key to a SAS: another key announced for this person is not theirs. */
  prove({ id, name }: Pick<Participant, 'id' | 'name'>, raw: Uint8Array): void {
    const proven = toBase64Url(raw);
    this.#proven.set(id, proven);
    const partner = this.#partners.get(id);
    if (!partner || partner.publicKey === proven) return;
    this.#partners.delete(id);
    this.#tellReaders();
    this.#fault({ id, name }, 'key-changed');
  }

  /**
   * Sends a chat message to everybody in the call, or to the members during a breakout.
   *
   * @throws VisioError `message-invalid`, `not-allowed` on hold
   */
  send(live: LiveCall, text: string): Promise<void> {
    const self = selfOf(live);
    if (text.trim() === '' || text.length > MAX_TEXT) {
      return Promise.reject(new VisioError('message-invalid', { reason: `1 to ${MAX_TEXT} characters` }));
    }
    if (!self || isOnHold(live, self)) {
      return Promise.reject(new VisioError('not-allowed', { reason: 'on hold' }));
    }
    const receivers = othersOf(live).filter((one) => !isOnHold(live, one));
    const at = this.#deps.now();
    const sent = receivers.map(async ({ id, name }) => {
      const partner = this.#partners.get(id);
      if (!partner) return name;
      // Sealed synchronously, so that messages keep the order of the calls.
      const parts = partner.sealer.seal(text, at);
      const turn = this.#sending.then(async () => {
        for (const part of await parts) await this.#deps.session.sendMessage(MESSAGES.message, part, id);
      });
      this.#sending = turn.catch(() => undefined);
      return turn.then(
        () => null,
        () => name,
      );
    });
    return Promise.all(sent).then((names) => {
      const withheld = names.filter((name) => name !== null);
      this.#show(self, { text, at, missing: 0, withheld });
    });
  }

  async #meet(sender: Participant, own: ChatKey, publicKey: string): Promise<void> {
    const { self, room } = this.#deps;
    const proven = this.#proven.get(sender.id);
    if (proven !== undefined && proven !== publicKey) return this.#fault(sender, 'key-changed');
    const [out, into] = await Promise.all([
      deriveDirectionKey(own, publicKey, { room, from: self, to: sender.id }, self),
      deriveDirectionKey(own, publicKey, { room, from: sender.id, to: self }, self),
    ]);
    if (!out || !into) return this.#fault(sender, 'malformed');
    this.#partners.set(sender.id, { publicKey, sealer: new Sealer(out), opener: new Opener(into) });
    this.#tellReaders();
  }

  #forget(id: string): void {
    this.#queues.delete(id);
    this.#proven.delete(id);
    if (this.#partners.delete(id)) this.#tellReaders();
  }

  #tellReaders(): void {
    this.#deps.commit({ type: 'readers', ids: [...this.#partners.keys()] });
  }

  #show(
    { id: from, name, self }: Participant,
    { text, at, missing, withheld }: Pick<Message, 'text' | 'at' | 'missing' | 'withheld'>,
  ): void {
    const entry: Message = { type: 'message', from, name, self, text, at, missing, withheld };
    this.#deps.commit({ type: 'chat', entry });
  }

  #fault({ id: from, name }: Pick<Participant, 'id' | 'name'>, fault: Fault): void {
    this.#deps.commit({ type: 'chat', entry: { type: 'fault', from, name, fault, count: 1 } });
  }

  /** Handles one person's messages in order: a key must arrive before what was sealed with it. */
  #inTurn(sender: Participant, work: () => Promise<void>): Promise<void> {
    const queue = this.#queues.get(sender.id) ?? { last: Promise.resolve(), waiting: 0 };
    this.#queues.set(sender.id, queue);
    if (queue.waiting >= MAX_WAITING) {
      this.#fault(sender, 'flooded');
      return queue.last;
    }
    queue.waiting += 1;
    queue.last = queue.last.then(work).finally(() => {
      queue.waiting -= 1;
    });
    return queue.last;
  }
}

type Message = Extract<ChatEntry, { type: 'message' }>;

import { VisioError } from '../../error.ts';
import type { LineFault, LineTopic } from '../../private-line/private-line.ts';
import type { CallEvent } from '../state/call-event.ts';
import { isAlarmed, isOnHold, othersOf, selfOf } from '../state/select.ts';
import type { Chat, ChatEntry, LiveCall, Participant } from '../state/state.ts';
import type { LineHandler } from './line-feature.ts';

/** Maximum length of a chat message, in characters (UTF-16 code units). */
export const MAX_TEXT = 20_000;
/** Maximum number of entries kept. */
const MAX_ENTRIES = 500;

export function reduceChat(live: LiveCall, event: CallEvent): LiveCall {
  switch (event.type) {
    case 'chat':
      return { ...live, chat: withEntry(live.chat, event.entry) };
    case 'delivered':
      return { ...live, chat: settled(live.chat, event.sending, event.withheld) };
    default:
      return live;
  }
}

/** Counts a repeated fault instead of adding it, so that nobody can flood the list. */
function withEntry({ entries, added }: Chat, entry: ChatEntry): Chat {
  const last = entries.at(-1);
  const again =
    entry.type === 'fault' &&
    last?.type === 'fault' &&
    last.from === entry.from &&
    last.fault === entry.fault;
  return again
    ? { added, entries: [...entries.slice(0, -1), { ...last, count: last.count + 1 }] }
    : { added: added + 1, entries: [...entries.slice(1 - MAX_ENTRIES), entry] };
}

/** Marks a sent message as received, or as withheld from some. */
function settled(chat: Chat, number: number, withheld: readonly string[]): Chat {
  const entries = chat.entries.map((entry) => {
    if (entry.type === 'fault' || entry.sending !== number) return entry;
    const { sending, ...rest } = entry;
    return { ...rest, withheld };
  });
  return { ...chat, entries };
}

export interface ChatDeps {
  readonly commit: (event: Extract<CallEvent, { type: 'chat' | 'delivered' }>) => void;
  readonly live: () => LiveCall | null;
  readonly now: () => number;
  readonly send: (id: string, topic: LineTopic, text: string) => Promise<void>;
}

/** The chat of a call, over the private lines. */
export class ChatFeature implements LineHandler {
  readonly #deps: ChatDeps;
  #sent = 0;

  constructor(deps: ChatDeps) {
    this.#deps = deps;
  }

  /**
   * Sends a chat message to everybody in the call, or to the members during a breakout. Resolves once it is on its way;
   * who does not get it is named with the message.
   *
   * @throws VisioError `message-invalid`, `not-allowed` on hold, `sending-suspended` while a reason blocks sending
   */
  async send(live: LiveCall, text: string): Promise<void> {
    const self = selfOf(live);
    if (text.trim() === '' || text.length > MAX_TEXT)
      throw new VisioError('message-invalid', { reason: `1 to ${MAX_TEXT} characters` });
    if (!self || isOnHold(live, self)) throw new VisioError('not-allowed', { reason: 'on hold' });
    if (live.blocked) throw new VisioError('sending-suspended');
    const { commit, now, send } = this.#deps;
    const at = now();
    const message = JSON.stringify({ text, at });
    const sending = ++this.#sent;
    const receivers = othersOf(live).filter((one) => !isOnHold(live, one));
    const arrivals = receivers.map(({ id, name, number }) =>
      send(id, 'chat', message).then(
        () => null,
        () => (number ? `${name} (${number})` : name),
      ),
    );
    const { id: from, name, number } = self;
    commit({
      type: 'chat',
      entry: {
        type: 'message',
        from,
        name,
        ...(number ? { number } : {}),
        self: true,
        text,
        at,
        withheld: [],
        sending,
      },
    });
    void Promise.all(arrivals).then((names) =>
      commit({ type: 'delivered', sending, withheld: names.filter((one) => one !== null) }),
    );
  }

  onLineMessage(person: Participant, topic: LineTopic, data: string): void {
    const live = this.#deps.live();
    if (topic !== 'chat' || !live) return;
    // No message of somebody who may not be who they seem, or who is left out.
    const message = isAlarmed(live, person.id) || isOnHold(live, person) ? undefined : parse(data);
    if (!message) {
      this.onLineFault(person, 'malformed');
      return;
    }
    const { id: from, name, number } = person;
    this.#deps.commit({
      type: 'chat',
      entry: {
        type: 'message',
        from,
        name,
        ...(number ? { number } : {}),
        self: false,
        ...message,
        withheld: [],
      },
    });
  }

  onLineFault({ id: from, name, number }: Participant, fault: LineFault): void {
    this.#deps.commit({
      type: 'chat',
      entry: { type: 'fault', from, name, ...(number ? { number } : {}), fault, count: 1 },
    });
  }
}

/** The latest moment that a Date can represent, in milliseconds since the epoch. */
const LAST_MOMENT = 8.64e15;

function parse(data: string): { text: string; at: number } | undefined {
  try {
    const { text, at }: { text?: unknown; at?: unknown } = Object(JSON.parse(data));
    const valid =
      typeof text === 'string' &&
      text.trim() !== '' &&
      text.length <= MAX_TEXT &&
      Number.isSafeInteger(at) &&
      (at as number) >= 0 &&
      (at as number) <= LAST_MOMENT;
    return valid ? { text, at: at as number } : undefined;
  } catch {
    return undefined;
  }
}

import { createChatKey } from '../../private-line/chat-key.ts';
import { SIGNALS } from '../message-names.ts';
import type { CallReport } from '../state/reduce.ts';
import type { LiveCall, Participant } from '../state/state.ts';
import { ChatDesk, type ChatPorts } from './chat-feature.ts';
import { VerificationDesk } from './verification-feature.ts';

export interface CorrespondencePorts extends Omit<ChatPorts, 'key' | 'commit'> {
  readonly commit: (report: CallReport) => void;
  /** Somebody in the call now. */
  readonly participant: (id: string) => Participant | undefined;
}

/** What the elements of a call say to each other by signals: messages, and codes that cover the messages' keys. */
export class Correspondence {
  readonly chat: ChatDesk;
  readonly verification: VerificationDesk;

  constructor({ participant, ...ports }: CorrespondencePorts) {
    const key = createChatKey();
    this.chat = new ChatDesk({ ...ports, key });
    this.verification = new VerificationDesk({
      ...{ ...ports, key },
      onPeerKey: (id, raw) => {
        const peer = participant(id);
        if (peer) this.chat.prove(peer, raw);
      },
    });
    void this.chat.begin().catch(() => undefined);
  }

  /** Follows who is here and what the connections to them are. */
  follow(live: LiveCall, before: LiveCall | null): void {
    void this.chat.follow(live, before).catch(() => undefined);
    if (live.security !== before?.security || live.participants !== before.participants) {
      this.verification.follow(live);
    }
  }

  /** Takes a signal of somebody's. Anybody can send anything. */
  heed(sender: Participant, name: string, data: string): void {
    if (name === SIGNALS.key) void this.chat.heedKey(sender, data);
    if (name === SIGNALS.message) void this.chat.heed(sender, data);
    if (name === SIGNALS.code) void this.verification.heed(sender, data);
    if (name === SIGNALS.different) void this.verification.dispute(sender);
  }
}

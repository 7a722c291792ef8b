import { createChatKey } from '../../private-line/chat-key.ts';
import { MESSAGES } from '../message-names.ts';
import type { CallEvent } from '../state/reduce.ts';
import type { LiveCall, Participant } from '../state/state.ts';
import { type ChatDeps, ChatFeature } from './chat-feature.ts';
import { VerificationFeature } from './verification-feature.ts';

export interface MessagesDeps extends Omit<ChatDeps, 'key' | 'commit'> {
  readonly commit: (report: CallEvent) => void;
  /** Somebody in the call now. */
  readonly participant: (id: string) => Participant | undefined;
}

/** What the elements of a call say to each other by signals: messages, and codes that cover the messages' keys. */
export class MessagesFeature {
  readonly chat: ChatFeature;
  readonly verification: VerificationFeature;

  constructor({ participant, ...ports }: MessagesDeps) {
    const key = createChatKey();
    this.chat = new ChatFeature({ ...ports, key });
    this.verification = new VerificationFeature({
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
    if (name === MESSAGES.key) void this.chat.heedKey(sender, data);
    if (name === MESSAGES.message) void this.chat.heed(sender, data);
    if (name === MESSAGES.code) void this.verification.heed(sender, data);
    if (name === MESSAGES.different) void this.verification.dispute(sender);
  }
}

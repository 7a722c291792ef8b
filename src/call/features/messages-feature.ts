import { createChatKey } from '../../private-line/chat-key.ts';
import { MESSAGES } from '../message-names.ts';
import type { ElementMessage } from '../session.ts';
import type { CallEvent } from '../state/call-event.ts';
import type { LiveCall, Participant } from '../state/state.ts';
import { type ChatDeps, ChatFeature } from './chat-feature.ts';
import type { Effect, Feature } from './feature.ts';
import { VerificationFeature } from './verification-feature.ts';

export interface MessagesDeps extends Omit<ChatDeps, 'key' | 'commit'> {
  readonly commit: (event: CallEvent) => void;
  /** Somebody in the call now. */
  readonly participant: (id: string) => Participant | undefined;
}

/** What the elements of a call say to each other by signals: messages, and codes that cover the messages' keys. */
export class MessagesFeature implements Feature {
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
  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    const changed = live.security !== before?.security || live.participants !== before.participants;
    return [() => this.chat.follow(live, before), ...(changed ? [() => this.verification.follow(live)] : [])];
  }

  onMessage(_live: LiveCall, sender: Participant, { name, data }: ElementMessage): void {
    if (name === MESSAGES.key) void this.chat.heedKey(sender, data);
    if (name === MESSAGES.message) void this.chat.heed(sender, data);
    if (name === MESSAGES.code) void this.verification.heed(sender, data);
    if (name === MESSAGES.different) void this.verification.dispute(sender);
  }
}

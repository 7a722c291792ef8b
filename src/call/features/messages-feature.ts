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
  /** Returns a person who is in the call now. */
  readonly participant: (id: string) => Participant | undefined;
}

/** The messages between elements: the chat, and the SAS exchanges that cover the chat's keys. */
export class MessagesFeature implements Feature {
  readonly chat: ChatFeature;
  readonly verification: VerificationFeature;

  constructor({ participant, ...deps }: MessagesDeps) {
    const key = createChatKey();
    this.chat = new ChatFeature({ ...deps, key });
    this.verification = new VerificationFeature({
      ...{ ...deps, key },
      onPeerKey: (id, raw) => {
        const peer = participant(id);
        if (peer) this.chat.prove(peer, raw);
      },
    });
    void this.chat.begin().catch(() => undefined);
  }

  /** Follows the participants and their connections. */
  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    const changed = live.security !== before?.security || live.participants !== before.participants;
    return [() => this.chat.follow(live, before), ...(changed ? [() => this.verification.follow(live)] : [])];
  }

  onMessage(_live: LiveCall, sender: Participant, { name, data }: ElementMessage): void {
    if (name === MESSAGES.key) void this.chat.receiveKey(sender, data);
    if (name === MESSAGES.message) void this.chat.receive(sender, data);
    if (name === MESSAGES.code) void this.verification.receive(sender, data);
    if (name === MESSAGES.different) void this.verification.dispute(sender);
  }
}

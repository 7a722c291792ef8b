import type { Delay } from '../access/delay.ts';
import type { LineTopic } from '../private-line/private-line.ts';
import { parseObject } from '../verification/bytes.ts';
import { MESSAGES } from './message-names.ts';
import type { ElementMessage, VideoSession } from './session.ts';
import { othersOf } from './state/select.ts';
import type { LiveCall, Participant } from './state/state.ts';

const commands: readonly string[] = [MESSAGES.end, MESSAGES.removed, MESSAGES.breakout, MESSAGES.mute];

/** Milliseconds given to people who are out of reach before a command takes effect here. */
const PATIENCE = 1000;

export interface CommandsDeps {
  readonly session: Pick<VideoSession, 'sendMessage'>;
  readonly live: () => LiveCall | null;
  readonly send: (id: string, topic: LineTopic, text: string) => Promise<void>;
  readonly delay: Delay;
  readonly abortSignal: AbortSignal;
}

/**
 * Carries hosts' commands: on the private lines where the firm attests who is a host, else over the session, whose
 * provider states it.
 */
export class Commands {
  readonly #deps: CommandsDeps;

  constructor(deps: CommandsDeps) {
    this.#deps = deps;
  }

  /** Sends a command to one person, or to everybody. @throws VisioError */
  async send(name: string, data: string, to?: string): Promise<void> {
    const { session, live, send, delay, abortSignal } = this.#deps;
    const now = live();
    if (!now?.attestation) return session.sendMessage(name, data, to);
    const receivers = othersOf(now).filter(({ id }) => id === (to ?? id));
    const text = JSON.stringify({ name, data });
    const sent = Promise.allSettled(receivers.map(({ id }) => send(id, 'command', text)));
    await Promise.race([sent, delay(PATIENCE, abortSignal).catch(() => undefined)]);
  }

  /** Whether a message over the session is no more than the provider's word. */
  ignores({ attestation }: LiveCall, { name }: ElementMessage): boolean {
    return attestation !== null && commands.includes(name);
  }

  /** Reads what has come on a line, if it is a command in a call where commands come there. */
  read({ attestation }: LiveCall, { id: from }: Participant, text: string): ElementMessage | undefined {
    const member = parseObject(text);
    const [name, data] = [member?.('name'), member?.('data')];
    const valid = typeof name === 'string' && commands.includes(name) && typeof data === 'string';
    return attestation && valid ? { from, name, data } : undefined;
  }
}

import type { ElementMessage, Peer, SessionEvent } from '../../../src/call/session.ts';
import { FakeSession } from '../../support/fakes.ts';

/** A message that the provider carries, or does not. */
export interface Letter {
  readonly name: string;
  readonly data: string;
  /** Connection id of the receiver as the sender knows it. */
  readonly to: string;
}

/** A session of an honest element: what it is told and what it carries is up to the provider. */
export class SimulatedSession extends FakeSession {
  /** What waits at the provider. */
  mail: readonly Letter[] = [];
  readonly #self: Peer;
  readonly #fingerprint: string;

  constructor(self: Peer, fingerprint: string) {
    super();
    this.#self = self;
    this.#fingerprint = fingerprint;
  }

  override async connect(): Promise<void> {
    const { name: shownAs } = this.#self;
    const facts = { role: this.role, relayed: true, fingerprint: this.#fingerprint };
    this.report({ type: 'connected', self: this.#self, shownAs, ...facts });
  }

  override async publish(): Promise<void> {
    this.report({ type: 'self-media', handle: {} as HTMLVideoElement & { element: HTMLVideoElement } });
  }

  override async sendMessage(name: string, data: string, to = ''): Promise<void> {
    this.mail = [...this.mail, { name, data, to }];
  }

  /** Removes and returns the letters that match. */
  take(matches: (letter: Letter) => boolean): readonly Letter[] {
    const taken = this.mail.filter(matches);
    this.mail = this.mail.filter((letter) => !taken.includes(letter));
    return taken;
  }

  tell(event: SessionEvent): void {
    this.report(event);
  }

  deliver(message: ElementMessage): void {
    this.hear(message);
  }
}

import type { LineTopic } from '../../private-line/private-line.ts';
import type { VideoSession } from '../session.ts';
import { othersOf, selfOf } from '../state/select.ts';
import type { LiveCall, Participant } from '../state/state.ts';
import type { Effect, Feature } from './feature.ts';
import type { LineHandler } from './line-feature.ts';

export interface SecretDeps {
  readonly session: Pick<VideoSession, 'setSecret'>;
  readonly live: () => LiveCall | null;
  /** The secret with which this person joins; empty for none. */
  readonly secret: string;
  readonly send: (id: string, topic: LineTopic, text: string) => Promise<void>;
}

/**
 * Replaces the shared secret when somebody leaves, so that they cannot read what the media server passes on later. The
 * new one goes over the private lines, sealed under the one before: a participant whom the provider has invented learns
 * nothing, and can replace nothing.
 */
export class SecretFeature implements Feature, LineHandler {
  readonly #deps: SecretDeps;
  /** The one that the link names, which newcomers have. */
  #first: string;
  #current: string;
  #queue: Promise<void> = Promise.resolve();
  /** Few calls have a secret. */
  readonly #sealing = () => import('../../transport-security/sealed-secret.ts');

  constructor(deps: SecretDeps) {
    this.#deps = deps;
    // Here already, so that it is there when somebody leaves.
    if (deps.secret) this.#sealing().catch(() => undefined);
    this.#first = deps.secret;
    this.#current = deps.secret;
  }

  /** Switches to another secret of the page's. @throws VisioError */
  async change(secret: string): Promise<void> {
    await this.#deps.session.setSecret(secret);
    this.#first = secret;
    this.#current = secret;
  }

  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    const left = before?.participants.some(({ id }) => !live.participants.some((one) => one.id === id));
    return left && leads(live) && othersOf(live).length > 0 ? [() => this.#inTurn(() => this.#rotate())] : [];
  }

  /** A newcomer knows only the first secret. */
  async onProven({ id }: Participant): Promise<void> {
    if (this.#current === this.#first) return;
    await this.#inTurn(async () => {
      const { sealSecret } = await this.#sealing();
      const sealed = await sealSecret(this.#current, this.#first);
      // A missing acknowledgement must not delay the next step.
      void this.#deps.send(id, 'secret', sealed).catch(() => undefined);
    });
  }

  async onLineMessage(_person: Participant, topic: LineTopic, sealed: string): Promise<void> {
    if (topic !== 'secret') return;
    await this.#inTurn(async () => {
      const { openSecret } = await this.#sealing();
      const secret = (await openSecret(sealed, this.#current)) ?? (await openSecret(sealed, this.#first));
      if (secret !== undefined) await this.#use(secret);
    });
  }

  async #rotate(): Promise<void> {
    const live = this.#deps.live();
    if (!live || live.secret === 'none') return;
    const { createSecret, sealSecret } = await this.#sealing();
    const secret = createSecret();
    const sealed = await sealSecret(secret, this.#current);
    // A person whose line is interrupted gets it when the line opens again.
    for (const { id } of othersOf(live)) void this.#deps.send(id, 'secret', sealed).catch(() => undefined);
    await this.#use(secret);
  }

  async #use(secret: string): Promise<void> {
    if (secret === this.#current || this.#deps.live()?.secret === 'none') return;
    await this.#deps.session.setSecret(secret);
    this.#current = secret;
  }

  /** One change after the other. One that fails leaves the secret as it is. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(work).catch(() => undefined);
    return this.#queue;
  }
}

/** Whether this person has the lowest id: one at a time replaces the secret. The lines check ids, and nothing else of this. */
const leads = ({ participants }: LiveCall): boolean =>
  participants.every(({ id, self }) => self || (selfOf({ participants })?.id ?? '') < id);

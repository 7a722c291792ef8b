import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Client, Message } from '../../demo/session-service/client.ts';
import type { Interceptors } from '../../demo/session-service/interceptors.ts';
import type { SessionControl } from '../../demo/session-service/service.ts';
import { MESSAGES } from '../../src/call/message-names.ts';
import type { LineParty } from '../../src/private-line/private-line.ts';
import type { ForwardingPage } from './forwarding-page.ts';
import type { MachineInTheMiddle } from './machine-in-the-middle.ts';

/**
 * The whole attack: a machine in the middle of the media that also announces its certificate in the name of both sides,
 * holds a private line to each, and answers for them when they compare. It passes on no report of a mismatch. What it
 * cannot do is make the two codes the same.
 */
export class Impostor implements Interceptors {
  readonly #machine: MachineInTheMiddle;
  readonly #page: ForwardingPage;
  readonly #session: string;
  /** By connection id, as the session shows them. */
  readonly #people: ReadonlyMap<string, LineParty>;
  readonly #opened = new Set<string>();
  /** What the victims have announced, by connection id. */
  readonly #fingerprints = new Map<string, string>();
  readonly #control: SessionControl;
  /** A message as the service sends it. */
  #model: Message = { method: 'signal', uri: '', content: null };

  private constructor(
    control: SessionControl,
    machine: MachineInTheMiddle,
    page: ForwardingPage,
    { session, people }: { session: string; people: ReadonlyMap<string, LineParty> },
  ) {
    this.#control = control;
    this.#machine = machine;
    this.#page = page;
    this.#session = session;
    this.#people = people;
  }

  /** @param facts The session, and the people in it, who may come later. */
  static async start(
    control: SessionControl,
    machine: MachineInTheMiddle,
    page: ForwardingPage,
    facts: { session: string; people: ReadonlyMap<string, LineParty> },
  ): Promise<Impostor> {
    const impostor = new Impostor(control, machine, page, facts);
    await page.page.exposeFunction('impostorSignal', (from: string, to: string, data: string) =>
      impostor.#say(MESSAGES.line, from, to, data),
    );
    const entry = fileURLToPath(new URL('page/impostor-line.ts', import.meta.url));
    const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'esm' });
    await page.page.addScriptTag({ content: outputFiles[0]?.text ?? '', type: 'module' });
    await page.page.waitForFunction(() => window.impostor !== undefined);
    return impostor;
  }

  outgoing(message: Message, from: string | undefined, to: Client): readonly Message[] {
    const { type, data = '' } = (message.content ?? {}) as { type?: string; data?: string };
    if (message.method !== 'signal' || from === undefined) return this.#machine.outgoing(message, from, to);
    this.#model = message;
    switch (type) {
      case MESSAGES.certificate:
        // In the name of `from`, and the line to `from` in the name of `to`.
        this.#say(type, from, to.id, this.#machine.fingerprint);
        this.#fingerprints.set(from, data);
        this.#whileOpen(this.#open({ victim: from, name: to.id }));
        return [];
      case MESSAGES.line:
        this.#whileOpen(
          this.#open({ victim: from, name: to.id }).then(() =>
            this.#page.page.evaluate(([id, text]) => window.impostor.signal(id, text), [from, data] as const),
          ),
        );
        return [];
      case MESSAGES.mismatch:
        return [];
      default:
        return [message];
    }
  }

  /** Who is attacked goes on signalling when the attacker's page is closed. */
  #whileOpen(done: Promise<void>): void {
    done.catch((error: unknown) => {
      if (!this.#page.page.isClosed()) throw error;
    });
  }

  async #open({ victim, name }: { victim: string; name: string }): Promise<void> {
    const [self, peer] = [this.#people.get(name), this.#people.get(victim)];
    const fingerprint = this.#fingerprints.get(victim);
    if (!self || !peer || !fingerprint || this.#opened.has(victim)) return;
    this.#opened.add(victim);
    const ends = {
      session: this.#session,
      self,
      peer,
      fingerprint,
      ownFingerprint: this.#machine.fingerprint,
    };
    await this.#page.page.evaluate((options) => window.impostor.open(options), ends);
  }

  #say(type: string, from: string, to: string, data: string): void {
    this.#control.deliver(to, { ...this.#model, content: { type, data } }, from);
  }
}

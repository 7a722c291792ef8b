import type { LineProtocol } from '../../../src/private-line/line-protocol.ts';
import type { LineTopic } from '../../../src/private-line/private-line.ts';
import type { Party, PartyWithNonce } from '../../../src/verification/sas.ts';
import type { Product } from '../product.ts';
import { AFTER_GAP, SESSION } from './names.ts';
import type { Certificate, Endpoint, Link } from './network.ts';
import type { Platform } from './platform.ts';

/** What the attacker does with the nonces of a comparison: answers as the protocol says, keeps its own, or searches. */
export type Strategy = 'answer' | 'withhold' | 'search';
/** The member of the first frame that is wrong, or `silent` for no first frame. */
export type Lie = 'none' | 'silent' | 'session' | 'from' | 'to' | 'name' | 'sees';
export type Saying =
  | 'next-round'
  | 'reveal'
  | 'confirmed'
  | 'mismatch'
  | 'garbage'
  | 'chat'
  | 'stolen-chat'
  | 'again'
  | 'gap';

export interface Victim {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly fingerprint: string;
}

export interface Pretence {
  /** The person that the attacker claims to be. */
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly certificate: Certificate;
}

export interface ImpostorDeps {
  readonly product: Product;
  readonly platform: Platform;
  readonly victim: Victim;
  readonly pretence: Pretence;
  /** The row that the victim will hear from the person whom the attacker plays. */
  readonly wantedRow: () => number | undefined;
  /** A text that the person has perhaps sent. */
  readonly stolenText: string;
}

const chatOf = (text: string) => JSON.stringify({ text, at: 1 });

/** The attacker on a line to an honest end: it speaks the product's own protocol, and whatever else it likes. */
export class Impostor implements Endpoint {
  readonly ufrag: string;
  readonly certificate: Certificate;
  remote: Endpoint['remote'];
  strategy: Strategy = 'answer';
  lie: Lie = 'none';
  readonly #deps: ImpostorDeps;
  readonly #protocol: LineProtocol;
  #link: Link | undefined;
  #round = 0;
  #nonce: Uint8Array<ArrayBuffer> | undefined;
  #victimNonce: Uint8Array<ArrayBuffer> | undefined;
  #lastSent = '';
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: ImpostorDeps) {
    const { product, platform, victim, pretence } = deps;
    this.#deps = deps;
    this.ufrag = platform.network.nextUfrag();
    this.certificate = pretence.certificate;
    this.#protocol = new product.LineProtocol({
      session: SESSION,
      self: { id: pretence.id, name: pretence.name, role: pretence.role },
      peer: { id: victim.id, name: victim.name, role: '' },
      ownFingerprint: this.certificate.fingerprint,
      onOpen: () => {},
      onMessage: (topic, text) => {
        if (topic === 'comparison') this.#then(() => this.#hear(text));
      },
      onFault: () => {},
    });
  }

  /** Whether this is the same pretence towards the same person. */
  plays(victim: Victim, { id, name, role, certificate }: Pretence): boolean {
    const { victim: known, pretence } = this.#deps;
    return (
      known.id === victim.id &&
      known.fingerprint === victim.fingerprint &&
      pretence.id === id &&
      pretence.name === name &&
      pretence.role === role &&
      this.certificate === certificate
    );
  }

  get linked(): boolean {
    return this.#link?.open ?? false;
  }

  onLink(link: Link): void {
    this.#link = link;
    this.#round = 0;
    this.#nonce = undefined;
    this.#victimNonce = undefined;
    this.#protocol.attach((frame) => this.#send(frame), link.other(this).certificate.fingerprint);
  }

  onFrame(frame: string): void {
    this.#protocol.receive(frame);
  }

  onUnlink(): void {
    this.#link = undefined;
    this.#protocol.detach();
  }

  cut(): void {
    this.#link?.cut();
  }

  say(what: Saying): void {
    const { platform, stolenText } = this.#deps;
    this.#then(async () => {
      switch (what) {
        case 'next-round':
          return this.#commit(this.#round + 1);
        case 'reveal':
          return this.#reveal();
        case 'confirmed':
        case 'mismatch':
          return this.#compare(what, await this.#transcript());
        case 'garbage':
          return this.tell('comparison', '?');
        case 'chat':
          return this.tell('chat', chatOf(`Mallory: ${platform.random.next()}`));
        case 'stolen-chat':
          return this.tell('chat', chatOf(stolenText));
        case 'again':
          return this.#link?.send(this, this.#lastSent);
        case 'gap':
          return this.#send(
            JSON.stringify({ type: 'message', n: 99, topic: 'chat', text: chatOf(AFTER_GAP) }),
          );
      }
    });
  }

  get #self(): Party {
    const { id, name, role } = this.#deps.pretence;
    return { id, name, role, fingerprint: this.certificate.fingerprint };
  }

  get #victim(): Party {
    return this.#deps.victim;
  }

  async #hear(text: string): Promise<void> {
    const { kind, round, value } = JSON.parse(text) as { kind: string; round: number; value: string };
    if (kind === 'commit' && round > this.#round) {
      this.#victimNonce = undefined;
      await this.#commit(round);
    }
    if (kind !== 'reveal' || round !== this.#round) return;
    this.#victimNonce = new Uint8Array(Buffer.from(value, 'base64url'));
    if (this.strategy === 'search') await this.#search();
    if (this.strategy !== 'withhold') this.#reveal();
  }

  async #commit(round: number): Promise<void> {
    if (round !== this.#round) this.#victimNonce = undefined;
    this.#round = round;
    const nonce = this.#draw();
    this.#nonce = nonce;
    const { commitmentOf } = this.#deps.product;
    const value = await commitmentOf(SESSION, round, { ...this.#self, nonce }, this.#victim);
    this.#compare('commit', value);
  }

  #reveal(): void {
    if (this.#nonce) this.#compare('reveal', Buffer.from(this.#nonce).toString('base64url'));
  }

  /** Replaces the nonce by one that gives the victim the row that they will hear. */
  async #search(): Promise<void> {
    const row = this.#deps.wantedRow();
    if (row === undefined || !this.#victimNonce) return;
    this.#nonce = this.#draw();
    const isLow = this.#victim.id < this.#self.id;
    const other = this.#deps.platform.random.next() & 0xffffff;
    await this.#deps.platform.search(isLow ? [other, row] : [row, other], () => this.#transcript());
  }

  async #transcript(): Promise<string> {
    const [nonce, victimNonce] = [this.#nonce, this.#victimNonce];
    if (!nonce || !victimNonce) return Buffer.alloc(32).toString('base64url');
    const [one, other]: PartyWithNonce[] = [
      { ...this.#self, nonce },
      { ...this.#victim, nonce: victimNonce },
    ] as const;
    const digest = await this.#deps.product.sasDigest(
      SESSION,
      this.#round,
      one as PartyWithNonce,
      other as PartyWithNonce,
    );
    return Buffer.from(digest).toString('base64url');
  }

  #draw(): Uint8Array<ArrayBuffer> {
    return this.#deps.platform.random.fill(new Uint8Array(32));
  }

  #compare(kind: string, value: string): void {
    this.tell('comparison', JSON.stringify({ v: 2, kind, round: Math.max(this.#round, 1), value }));
  }

  /** Says anything on its line. */
  tell(topic: LineTopic, text: string): void {
    if (this.#protocol.open) void this.#protocol.send(topic, text).catch(() => {});
  }

  #send(frame: string): void {
    const isHello = frame.startsWith('{"v"');
    if (isHello && this.lie === 'silent') return;
    const told =
      isHello && this.lie !== 'none' ? JSON.stringify({ ...JSON.parse(frame), [this.lie]: 'lie' }) : frame;
    if (!isHello) this.#lastSent = frame;
    this.#link?.send(this, told);
  }

  /** One thing after the other, though digests take time. */
  #then(act: () => Promise<unknown>): void {
    this.#turn = this.#turn.then(act);
  }
}

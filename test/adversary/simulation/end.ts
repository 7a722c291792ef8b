import type { Call } from '../../../src/call/call.ts';
import type { LiveCall } from '../../../src/call/state/state.ts';
import type { OpenLine } from '../../../src/private-line/private-line.ts';
import type { Checker } from '../invariants/checker.ts';
import type { Product } from '../product.ts';
import { SESSION } from './names.ts';
import { type Certificate, createCertificate, type Endpoint, type Link } from './network.ts';
import type { LineCertificate } from './peer-connection.ts';
import type { Platform } from './platform.ts';
import { SimulatedSession } from './session.ts';

/** What a person has seen and heard before a press. */
export interface Look {
  readonly id: string;
  readonly transcript: string;
  /** The row that was heard, `null` when it is none of those shown. */
  readonly choice: number | null;
  /** Index of the person who read it aloud. */
  readonly heard: number;
}

/** An honest person with the product. */
export class End {
  readonly index: number;
  readonly name: string;
  /** Connection id, as the provider gives it. */
  id: string;
  readonly checker: Checker;
  certificate: Certificate;
  session: SimulatedSession;
  call: Call;
  look: Look | undefined;
  /** The last link of the line to each participant. */
  readonly links = new Map<string, Link>();
  readonly #product: Product;
  readonly #platform: Platform;
  #sent = 0;

  constructor(index: number, name: string, checker: Checker, product: Product, platform: Platform) {
    this.index = index;
    this.name = name;
    this.id = name.toLowerCase();
    this.checker = checker;
    this.#product = product;
    this.#platform = platform;
    this.certificate = createCertificate(platform.random);
    this.session = this.#createSession();
    this.call = this.#createCall();
  }

  get live(): LiveCall | null {
    const { state } = this.call;
    return state.phase === 'connected' || state.phase === 'reconnecting' ? state.live : null;
  }

  /** This end of a link. */
  endOf({ ends }: Link): Endpoint | undefined {
    return ends.find(({ certificate }) => certificate.fingerprint === this.certificate.fingerprint);
  }

  /** Joins, or joins again after the call was lost. */
  join(): void {
    this.session = this.#createSession();
    this.links.clear();
    this.look = undefined;
    const { createComparison } = this.#product;
    const grant = { applicationId: '', sessionId: SESSION, token: '' };
    const access = async () => ({ kind: 'granted', grant }) as const;
    const askWaitingRoom = () => () => Promise.reject(new Error('no waiting room'));
    const { open } = this.session;
    void this.call
      .join({
        access,
        open,
        attest: async () => null,
        openLine: this.#openLine,
        createComparison,
        askWaitingRoom,
      })
      .catch(() => {});
  }

  /** Opens the page anew: nothing is remembered, and the certificate is another one. */
  reload(): void {
    this.call.leave();
    this.certificate = createCertificate(this.#platform.random);
    this.call = this.#createCall();
    this.checker.reload();
    this.join();
  }

  /** Sends a chat message that nobody has sent before. */
  chat(long: boolean): void {
    this.#sent += 1;
    const text = `${this.name} ${this.#sent} `.padEnd(long ? 19_000 : 0, '.').trim();
    this.checker.sending(text, this.#sent);
    this.call.sendMessage(text).catch(() => this.checker.notSent(text));
  }

  #createSession(): SimulatedSession {
    return new SimulatedSession({ id: this.id, name: this.name, joinedAt: 1 }, this.certificate.fingerprint);
  }

  #createCall(): Call {
    const { Call, LocalDevices, delay } = this.#product;
    return new Call({
      media: new LocalDevices(() => {}),
      openScreen: () => Promise.reject(new Error('no screen')),
      waitUntilDue: () => Promise.reject(new Error('nothing to wait for')),
      delay,
      now: () => this.#platform.clock.now,
      onChange: (state, previous) => this.checker.changed(state, previous),
    });
  }

  readonly #openLine: OpenLine = (options, listener) => {
    const { id } = options.peer;
    const { checker } = this;
    const { der, fingerprint: ownFingerprint } = this.certificate;
    const certificate: LineCertificate = {
      ...{ der, fingerprint: ownFingerprint },
      owner: {
        onLink: (link) => this.links.set(id, link),
        onSend: (link, endpoint, frame) =>
          checker.sent({ id, link, fingerprint: link.other(endpoint).certificate.fingerprint }, frame),
      },
    };
    return this.#product.openPrivateLine(
      { ...options, ownFingerprint, certificate: certificate as unknown as RTCCertificate },
      {
        onState: (state) => listener.onState(state),
        onProven: (proof) => {
          const link = this.links.get(id);
          const own = link && this.endOf(link);
          if (link && own) checker.proven(options, proof, link, link.first.get(own));
          listener.onProven(proof);
        },
        onMessage: (topic, text) => listener.onMessage(topic, text),
        onFault: (fault) => listener.onFault(fault),
      },
    );
  };
}

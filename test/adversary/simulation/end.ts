import type { Call } from '../../../src/call/call.ts';
import type { OwnAttestation } from '../../../src/call/own-attestation.ts';
import type { LiveCall, Participant } from '../../../src/call/state/state.ts';
import type { OpenLine, PrivateLine } from '../../../src/private-line/private-line.ts';
import type { Checker } from '../invariants/checker.ts';
import type { Product } from '../product.ts';
import { type Firm, roleOf } from './firm.ts';
import { ROLE, SESSION } from './names.ts';
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

/** How the provider shows somebody. */
type Shown = Pick<End, 'name' | 'role'>;

interface Person extends Pick<End, 'index' | 'name' | 'checker'> {
  readonly firm: Firm | null;
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
  /** The line to each participant. */
  readonly lines = new Map<string, PrivateLine>();
  /** The firm's server, if it attests. */
  readonly #firm: Firm | null;
  readonly #product: Product;
  readonly #platform: Platform;
  #sent = 0;
  #joins = 0;

  constructor({ index, name, checker, firm }: Person, product: Product, platform: Platform) {
    this.index = index;
    this.name = name;
    this.id = name.toLowerCase();
    this.checker = checker;
    this.#firm = firm;
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

  /** The others in the session, participants or not. */
  get present(): readonly Participant[] {
    const { live } = this;
    return live ? this.#product.presentOf(live) : [];
  }

  get role(): 'moderator' | typeof ROLE {
    return this.#firm ? roleOf(this.index) : ROLE;
  }

  /** This end of a link. */
  endOf({ ends }: Link): Endpoint | undefined {
    return ends.find(({ certificate }) => certificate.fingerprint === this.certificate.fingerprint);
  }

  /**
   * Joins, or joins again after the call was lost.
   *
   * @param shown How the provider shows the person to the others.
   */
  join(shown: Shown = this): void {
    this.session = this.#createSession(shown);
    this.lines.clear();
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
        attest: () => this.#attest(),
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

  async #attest(): Promise<OwnAttestation | null> {
    const firm = this.#firm;
    if (!firm) return null;
    const { index, name } = this;
    const { attestationVerifier, AttestationFeature } = this.#product;
    const { fingerprint } = this.certificate;
    const jws = firm.attest(index, name, fingerprint);
    const verify = await attestationVerifier(firm.key);
    const attestation = await verify(jws);
    if (!attestation) throw new Error('the firm attests nothing');
    this.#joins += 1;
    return {
      ...{ jws, attestation, verify, removed: [], join: this.#joins },
      renew: async () => firm.attest(index, name, fingerprint),
      createFeature: (deps) => new AttestationFeature(deps),
    };
  }

  #createSession({ name, role }: Shown = this): SimulatedSession {
    return new SimulatedSession({ id: this.id, name, joinedAt: 1 }, role, this.certificate.fingerprint);
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
    const line = this.#product.openPrivateLine(
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
    this.lines.set(id, line);
    return line;
  };
}

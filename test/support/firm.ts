import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Page } from 'playwright-core';
import type { AccessGrant } from '../../src/access/grant.ts';
import type { Attestation, AttestationKey } from '../../src/attestation/attestation.ts';
import type { Consultation } from './consultation.ts';
import type { Attributes, Person } from './person.ts';
import { clientToken } from './tokens.ts';

type Claims = Readonly<Record<string, unknown>>;

/** What differs from what an honest firm gives an honest person. */
interface Whims {
  readonly role?: Attestation['role'];
  readonly named?: Attestation['named'];
  readonly subject?: string;
  /** Of the attestation; `undefined` leaves one out. */
  readonly claims?: Claims;
  /** Of the JWS. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** Of the connection, as the provider shows it. */
  readonly data?: Claims;
  /** Members of the grant; `undefined` leaves one out. */
  readonly grant?: Claims;
  readonly attributes?: Attributes;
  readonly page?: Page;
  /** Of the page. */
  readonly head?: string;
}

declare global {
  interface Window {
    askFirm(request: string): Promise<string>;
    /** Goes over the line in the place of the element's own attestation. */
    forgedAttestation?: string;
  }
}

/** A firm's server in the test's hands: it vouches for whom the test wants. */
export class Firm {
  readonly room = randomUUID();
  readonly sessionId: string;
  readonly #consultation: Consultation;
  readonly #keys: CryptoKeyPair;
  readonly #key: AttestationKey;
  /** Seconds by which its clock is ahead. */
  ahead = 0;
  /** Whether it answers renewals. */
  renews = true;
  /** Fingerprint of each person's certificate, by subject. */
  readonly fingerprints = new Map<string, string>();
  /** The last attestation of each person, by subject. */
  readonly given = new Map<string, string>();

  private constructor(consultation: Consultation, keys: CryptoKeyPair, key: AttestationKey) {
    this.#consultation = consultation;
    this.#keys = keys;
    this.#key = key;
    this.sessionId = consultation.world.service.createSession();
  }

  static async of(consultation: Consultation): Promise<Firm> {
    const keys = await generateKeyPair('ES256', { extractable: true });
    const { x = '', y = '' } = await exportJWK(keys.publicKey);
    return new Firm(consultation, keys, { kty: 'EC', crv: 'P-256', x, y });
  }

  /** Another firm, or a forger, in the same session. */
  async impostor(): Promise<Firm> {
    const other = await Firm.of(this.#consultation);
    return Object.assign(other, { room: this.room, sessionId: this.sessionId });
  }

  /** Signs that a certificate is somebody's. */
  async attest(claims: Claims, header: Claims = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000) + this.ahead;
    const all = {
      ...{ iss: 'https://cabinet.example', aud: this.sessionId, room: this.room, iat: now, exp: now + 600 },
      ...claims,
    };
    const written = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    const kid = await calculateJwkThumbprint(this.#key);
    return new SignJWT(written)
      .setProtectedHeader({ alg: 'ES256', typ: 'visio-attestation+jwt', kid, ...header })
      .sign(this.#keys.privateKey);
  }

  /** Somebody whose page asks this firm, in front of the element. */
  async person(name: string, whims: Whims = {}): Promise<Person> {
    const page = whims.page ?? (await this.#consultation.page());
    await page.exposeFunction('askFirm', async (request: string) =>
      JSON.stringify(await this.#answer(name, whims, JSON.parse(request))),
    );
    await page.addInitScript(() => {
      const { send } = RTCDataChannel.prototype;
      // Without inner functions: what a build adds to their names is not there in the page.
      RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: unknown) {
        const frame = typeof data === 'string' ? JSON.parse(data) : {};
        const forged = window.forgedAttestation !== undefined && frame.topic === 'attestation';
        const text =
          forged && JSON.stringify({ ...JSON.parse(frame.text), attestation: window.forgedAttestation });
        Reflect.apply(send, this, [forged ? JSON.stringify({ ...frame, text }) : data]);
      };
    });
    const person = await this.#consultation.person(name, whims.attributes ?? {}, page, whims.head);
    await page.evaluate(() => {
      const element = document.querySelector('visio-avocat-room');
      if (element)
        element.accessProvider = async (request) => JSON.parse(await window.askFirm(JSON.stringify(request)));
    });
    return person;
  }

  async #answer(
    name: string,
    { role = 'publisher', named = 'invitation', subject = name, claims, header, data, grant }: Whims,
    { fingerprint, purpose }: { fingerprint: string; purpose?: string },
  ): Promise<unknown> {
    this.fingerprints.set(subject, fingerprint);
    const who = { sub: subject, name, named, role, fingerprint, ...claims };
    if (purpose && !this.renews) throw new Error('The firm is out of reach.');
    const attestation = await this.attest(who, header);
    this.given.set(subject, attestation);
    if (purpose) return { attestation };
    const { service, credentials } = this.#consultation.world;
    const token = await clientToken(this.sessionId, {
      key: credentials.privateKey,
      claims: {
        application_id: credentials.applicationId,
        role,
        connection_data: JSON.stringify({ id: subject, name, role, ...data }),
      },
    });
    const honest: AccessGrant = {
      ...{ applicationId: credentials.applicationId, sessionId: this.sessionId, token },
      ...{ mediaMode: 'relayed', proxyUrl: service.origin, attestation, attestationKey: this.#key },
    };
    return { ...honest, ...grant };
  }
}

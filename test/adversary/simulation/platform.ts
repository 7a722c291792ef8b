import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import type { AttestationKey } from '../../../src/attestation/attestation.ts';
import { Clock } from './clock.ts';
import { Network } from './network.ts';
import { createPeerConnection } from './peer-connection.ts';
import { Random } from './random.ts';

/** Rows of 24 bits each that a digest is to begin with. */
export type Rows = readonly [low: number, high: number];

/** What the product takes from the browser, without real time, chance or network. One world uses it at a time. */
export class Platform {
  clock = new Clock();
  random = new Random(0);
  network = new Network();
  /** Digests that somebody has searched for, by their input. */
  readonly #found = new Map<string, Uint8Array>();
  #search: Rows | undefined;
  /** Whether signatures are right, by what was verified: each statement is read by several ends. */
  readonly #verified = new Map<string, boolean>();

  reset(seed: number): void {
    this.clock = new Clock();
    this.random = new Random(seed);
    this.network = new Network();
    this.#found.clear();
    this.#verified.clear();
    this.#search = undefined;
  }

  /** The globals of the product's bundle. */
  get globals(): Readonly<Record<string, unknown>> {
    const crypto = {
      getRandomValues: <T extends Uint8Array>(bytes: T): T => this.random.fill(bytes),
      subtle: {
        digest: async (_algorithm: string, bytes: Uint8Array) => this.#digest(bytes),
        importKey: async (_format: 'jwk', key: AttestationKey) =>
          createPublicKey({ key: { ...key }, format: 'jwk' }),
        verify: async (_algorithm: object, key: KeyObject, signature: Uint8Array, signed: Uint8Array) =>
          this.#verify(key, signature, signed),
      },
    };
    return {
      crypto,
      globalThis: { crypto },
      performance: { now: () => this.clock.now },
      setTimeout: (act: () => void, delay: number) => this.clock.set(act, delay),
      clearTimeout: (timer: number | undefined) => this.clock.clear(timer),
      RTCPeerConnection: createPeerConnection(this),
    };
  }

  /**
   * Computes a digest over a value that the caller has just drawn, after a search for one that gives these rows: 2²⁴
   * attempts for each row, which take a real attacker seconds.
   */
  search<T>(rows: Rows, compute: () => Promise<T>): Promise<T> {
    this.#search = rows;
    return compute();
  }

  /** One key is used for everything. */
  #verify(key: KeyObject, signature: Uint8Array, signed: Uint8Array): boolean {
    const input = Buffer.concat([signature, signed]).toString('latin1');
    const known = this.#verified.get(input);
    const right = known ?? verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
    this.#verified.set(input, right);
    return right;
  }

  #digest(input: Uint8Array | ArrayBuffer): ArrayBuffer {
    const bytes = new Uint8Array(input);
    const key = hash('sha256', bytes, 'latin1' as 'hex');
    const known = this.#found.get(key);
    const digest = Uint8Array.from(known ?? Buffer.from(key, 'latin1'));
    if (this.#search) {
      const [low, high] = this.#search;
      this.#search = undefined;
      digest.set([low >> 16, low >> 8, low, high >> 16, high >> 8, high]);
      this.#found.set(key, digest);
    }
    return digest.buffer;
  }
}

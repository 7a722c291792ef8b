import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a personal link or a cookie says, once its signature has been checked. */
export interface Claim {
  readonly room: string;
  /** The id of the invitation, or `ANYONE`. */
  readonly person: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
  /** See `LinkState.generation`. */
  readonly generation: number;
  /** The browser's random secret; cookies only. */
  readonly browser: string;
}

/** Stands for a visitor of an open room who has no invitation: no invited person's id holds a tilde. */
export const ANYONE = '~';

/** 256 random bits, base64url. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Half as many, for what is not a secret. */
export function randomId(): string {
  return randomBytes(16).toString('base64url');
}

/** What is kept in place of a secret, so that a leaked store opens no door. */
export function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/**
 * Signs and checks personal links and cookies with HMAC-SHA-256. The purpose and the room are signed but not repeated
 * in the text: a link is no cookie, and what was made for one room is nothing in another.
 */
export class Signer {
  readonly #secret: string;
  readonly #now: () => number;

  /** @param secret at least 32 characters. @throws Error when it is shorter */
  constructor(secret: string, now: () => number) {
    if (secret.length < 32) throw new Error('The signing secret needs at least 32 characters.');
    this.#secret = secret;
    this.#now = now;
  }

  /** What goes after `#a=` in a personal link. */
  link(claim: Omit<Claim, 'browser'>): string {
    return this.#sign('link', { ...claim, browser: '' });
  }

  /** The value of the cookie that follows it. */
  cookie(claim: Claim): string {
    return this.#sign('cookie', claim);
  }

  /** Reads a link or a cookie; `undefined` when it is forged, for another room or purpose, malformed, or too old. */
  read(purpose: 'link' | 'cookie', room: string, text: string): Claim | undefined {
    const [person, time, count, browser, , more] = text.split('.');
    if (person === undefined || time === undefined || count === undefined || browser === undefined) return;
    const claim = { room, person, expires: parseInt(time, 36), generation: parseInt(count, 36), browser };
    if (more !== undefined || !Number.isSafeInteger(claim.expires)) return undefined;
    // Signing what was read and comparing the whole text leaves no room for two spellings of one claim.
    const expected = Buffer.from(this.#sign(purpose, claim));
    const given = Buffer.from(text);
    const genuine = expected.length === given.length && timingSafeEqual(expected, given);
    return genuine && claim.expires > this.#now() ? claim : undefined;
  }

  #sign(purpose: string, { room, person, expires, generation, browser }: Claim): string {
    const text = [person, expires.toString(36), generation.toString(36), browser].join('.');
    const mac = createHmac('sha256', this.#secret).update(JSON.stringify([purpose, room, text]));
    return `${text}.${mac.digest('base64url')}`;
  }
}

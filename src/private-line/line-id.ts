import { toBase64Url } from '../verification/bytes.ts';

/** Makes an id that nobody can guess: 128 random bits in base64url. */
export const createLineId = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(16)));

export const isLineId = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w-]{22}$/.test(value);

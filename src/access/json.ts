import { VisioError } from '../error.ts';

/** Names and addresses of this machine, as URLs have them. */
const LOOPBACK = /^(127(\.\d+){3}|\[::1\]|([a-z\d-]+\.)*localhost)$/;

/** Reads members of a JSON object one by one, own properties only, so that `__proto__` in an answer has no effect. */
export class JsonObject {
  readonly #value: object;
  readonly #path: string;

  /** @throws VisioError `endpoint-invalid` when `value` is not a JSON object. */
  constructor(value: unknown, path = '') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new VisioError('endpoint-invalid', { reason: `${path || 'answer'}: expected an object` });
    }
    this.#value = value;
    this.#path = path;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#value, key) && this.get(key) !== undefined && this.get(key) !== null;
  }

  /** Number of own members. */
  get size(): number {
    return Object.keys(this.#value).length;
  }

  get(key: string): unknown {
    return Object.hasOwn(this.#value, key) ? Reflect.get(this.#value, key) : undefined;
  }

  /** Returns a non-empty string of at most `max` characters. @throws VisioError `endpoint-invalid` */
  string(key: string, max = 1000): string {
    const value = this.get(key);
    if (typeof value !== 'string' || value === '') throw this.#wrong(key, 'a non-empty string');
    if (value.length > max) throw this.#wrong(key, `at most ${max} characters`);
    return value;
  }

  /** Returns an identifier: a string, or a whole number as a string. @throws VisioError `endpoint-invalid` */
  identifier(key: string): string {
    const value = this.get(key);
    return Number.isSafeInteger(value) && Number(value) > 0 ? String(value) : this.string(key);
  }

  /** Returns a finite number from `min` to `max`. @throws VisioError `endpoint-invalid` */
  number(key: string, min: number, max: number): number {
    const value = this.get(key);
    if (typeof value !== 'number' || !(value >= min && value <= max)) {
      throw this.#wrong(key, `a number from ${min} to ${max}`);
    }
    return value;
  }

  /** Returns an RFC 3339 date and time. @throws VisioError `endpoint-invalid` */
  date(key: string): Date {
    const date = new Date(this.string(key, 40));
    if (Number.isNaN(date.getTime())) throw this.#wrong(key, 'a date and time');
    return date;
  }

  /**
   * Returns an `http` or `https` URL without user or password, resolved against `base`.
   *
   * @throws VisioError `endpoint-invalid`
   */
  url(key: string, base: string): string {
    return this.#url(key, base).href;
  }

  /**
   * Returns the URL of a server to which a path can be added: `https`, or on this machine `http`; without query and
   * fragment, and without a slash at the end.
   *
   * @throws VisioError `endpoint-invalid`
   */
  server(key: string, base: string): string {
    const { href, protocol, hostname } = this.#url(key, base);
    const safe = protocol === 'https:' || LOOPBACK.test(hostname);
    if (!safe || /[?#]/.test(href)) throw this.#wrong(key, 'an https URL without query and fragment');
    return href.replace(/\/$/, '');
  }

  #url(key: string, base: string): URL {
    const url = tryUrl(this.string(key, 2000), base);
    if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
      throw this.#wrong(key, 'an http or https URL without a user');
    return url;
  }

  object(key: string): JsonObject {
    return new JsonObject(this.get(key), this.#name(key));
  }

  array(key: string, max: number): readonly unknown[] {
    const value = this.get(key);
    if (!Array.isArray(value) || value.length > max) throw this.#wrong(key, `a list of at most ${max}`);
    return value;
  }

  #name(key: string): string {
    return this.#path ? `${this.#path}.${key}` : key;
  }

  #wrong(key: string, expected: string): VisioError {
    return new VisioError('endpoint-invalid', { reason: `${this.#name(key)}: expected ${expected}` });
  }
}

function tryUrl(url: string, base: string): URL | null {
  try {
    return new URL(url, base);
  } catch {
    return null;
  }
}

import { Problem } from './problem.ts';

/** So many requests at once, and as many again spread over so many milliseconds. */
export interface Limit {
  readonly requests: number;
  readonly per: number;
}

/** Keys remembered at most; beyond it the oldest are forgotten, so that a flood of addresses cannot fill the memory. */
const MAX_KEYS = 20_000;

/** Token buckets, one a key. */
export class RateLimiter {
  readonly #limit: Limit;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  /** @param now milliseconds since the epoch */
  constructor(limit: Limit, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Takes `cost` requests from the key's bucket. @throws Problem `rate-limited`, with the seconds until there is room */
  take(key: string, cost = 1): void {
    const { requests, per } = this.#limit;
    const now = this.#now();
    const bucket = this.#buckets.get(key) ?? { left: requests, at: now };
    const left = Math.min(requests, bucket.left + (Math.max(0, now - bucket.at) * requests) / per);
    // Kept in order of last use: the first key is the oldest.
    this.#buckets.delete(key);
    const allowed = left >= cost;
    this.#buckets.set(key, { left: allowed ? left - cost : left, at: now });
    const oldest = this.#buckets.size > MAX_KEYS ? this.#buckets.keys().next().value : undefined;
    if (oldest !== undefined) this.#buckets.delete(oldest);
    if (!allowed) {
      const wait = Math.ceil(((Math.min(cost, requests) - left) * per) / requests / 1000);
      throw new Problem('rate-limited', { retryAfter: Math.max(1, wait) });
    }
  }

  /** Takes what is left, up to `cost`, without refusing: the price of a failure that was already answered. */
  charge(key: string, cost: number): void {
    const bucket = this.#buckets.get(key);
    if (bucket) bucket.left = Math.max(0, bucket.left - cost);
  }
}

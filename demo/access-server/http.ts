import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from './problem.ts';

/** What a handler answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

/** Bytes of a request's body, at most. */
const MAX_BODY = 16 * 1024;
/** How deep a body may nest: the deepest that is asked for is a list in an object. */
const MAX_DEPTH = 3;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** An `application/json` answer that no cache keeps. */
export function json(status: number, value: unknown, headers: Answer['headers'] = {}): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
    body: JSON.stringify(value),
  };
}

/** An RFC 9457 answer. */
export function problemAnswer(problem: Problem, lang: string | undefined): Answer {
  const { retryAfter, headers } = problem.options;
  return json(problem.status, problem.toJson(lang), {
    'Content-Type': 'application/problem+json',
    // RFC 9110 wants to be told how to authenticate: by the personal link.
    ...(problem.status === 401 ? { 'WWW-Authenticate': 'Link realm="rendez-vous"' } : {}),
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(Math.ceil(retryAfter)) }),
    ...headers,
  });
}

/** Sends an answer; to HEAD, its headers only. */
export function send(request: IncomingMessage, response: ServerResponse, answer: Answer, now: number): void {
  const body = answer.body === undefined ? undefined : Buffer.from(answer.body);
  response.sendDate = false;
  response.setHeader('Date', new Date(now).toUTCString());
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  if (body) response.setHeader('Content-Length', body.byteLength);
  // The rest of a body that nobody reads is not worth a connection.
  if (!request.complete) response.setHeader('Connection', 'close');
  response.writeHead(answer.status);
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Reads a JSON object of at most 16 KB. @throws Problem `invalid-request` with status 400, 413 or 415 */
export async function readJson(request: IncomingMessage): Promise<JsonBody> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) {
    throw Problem.invalid('Content-Type: expected application/json', 415, { Accept: 'application/json' });
  }
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MAX_BODY) throw tooLarge();
    chunks.push(chunk);
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw Problem.invalid('body: not valid JSON in UTF-8');
  }
  rejectHostile(value, 0);
  return new JsonBody(value);
}

function tooLarge(): Problem {
  return Problem.invalid(`body: at most ${MAX_BODY} bytes`, 413);
}

function rejectHostile(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth >= MAX_DEPTH) throw Problem.invalid('body: nested too deeply');
  for (const [key, member] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key)) throw Problem.invalid('body: a member has a forbidden name');
    rejectHostile(member, depth + 1);
  }
}

/** A JSON object whose members are read one by one, with their types. */
export class JsonBody {
  readonly #members: ReadonlyMap<string, unknown>;

  /** @throws Problem `invalid-request` when `value` is not an object */
  constructor(value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw Problem.invalid('body: expected an object');
    }
    this.#members = new Map(Object.entries(value));
  }

  /** Absent and `null` are the same. @throws Problem `invalid-request` when it is there and no string */
  optional(key: string, max = 4000): string | undefined {
    const value = this.#members.get(key) ?? undefined;
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw Problem.invalid(`${key}: expected a string`);
    if (value.length > max) throw Problem.invalid(`${key}: at most ${max} characters`);
    return value;
  }

  /** Only absent is absent, not `null`. @throws Problem `invalid-request` when it is there and not of the pattern */
  matching(key: string, pattern: RegExp): string | undefined {
    const value = this.#members.get(key);
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || !pattern.test(value))
      throw Problem.invalid(`${key}: expected ${pattern}`);
    return value;
  }

  /** @throws Problem `invalid-request` when it is absent, empty or no string */
  string(key: string, max = 4000): string {
    const value = this.optional(key, max);
    if (!value) throw Problem.invalid(`${key}: expected a non-empty string`);
    return value;
  }

  has(key: string): boolean {
    return this.#members.has(key);
  }

  /** A list of strings; absent is empty. @throws Problem `invalid-request` */
  strings(key: string, max: number): readonly string[] {
    const value = this.#members.get(key) ?? [];
    const fine =
      Array.isArray(value) && value.length <= max && value.every((item) => typeof item === 'string');
    if (!fine) throw Problem.invalid(`${key}: expected a list of at most ${max} strings`);
    return value;
  }

  /** One of a few words. @throws Problem `invalid-request` */
  oneOf<T extends string>(key: string, words: readonly T[]): T {
    const value = this.string(key);
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw Problem.invalid(`${key}: expected one of ${words.join(', ')}`);
    return word;
  }
}

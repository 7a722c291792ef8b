import assert from 'node:assert/strict';
import { parseGrant, parseProblem, parseWaiting } from '../../../src/access/grant.ts';
import type { Rule } from './bench.ts';

type Members = Readonly<Record<string, unknown>>;

/** The member by which a kind of JSON is known, and what reads it. @throws Error when it is not of that kind */
const readers: Readonly<Record<string, (json: Members) => unknown>> = {
  token: (json) => parseGrant(json, 'https://cabinet.example/'),
  waiting: (json) => parseWaiting(json),
  code: (json) => assert.equal(parseProblem(400, json, new Headers()).code, json.code),
};

export const json: Rule = {
  name: 'is what the element reads',
  covers: ({ language }) => language === 'json',
  async check({ code }) {
    const parsed: Members = JSON.parse(code);
    const kind = Object.keys(readers).find((member) => Object.hasOwn(parsed, member));
    assert.ok(kind, `what reads ${code}? Add it to the readers.`);
    await readers[kind]?.(parsed);
  },
};

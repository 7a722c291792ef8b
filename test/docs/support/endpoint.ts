import assert from 'node:assert/strict';
import { checkClientToken, publicKeyOf } from '../../../demo/session-service/tokens.ts';
import { parseGrant } from '../../../src/access/grant.ts';
import type { Rule } from './bench.ts';
import type { Block, Document } from './markdown.ts';

/** A firm's server: what the element's `endpoint` names. */
export const isEndpoint = ({ language, code }: Block) => language === 'js' && /from 'express'/.test(code);

/** Lines that point the document's server at the local session service. */
export const isPointer = ({ language, code }: Block) =>
  language === 'js' && /process\.env\.SESSION_SERVICE/.test(code) && !/^import /m.test(code);

/** The members that the text gives to the question and to the answer: its first two spans such as `{"room", "lang"}`. */
export function members({ file, spans }: Document): readonly [string[], string[]] {
  const [question, answer] = spans
    .filter((span) => /^\{("\w+"(, )?)+\}$/.test(span))
    .map((span) => span.match(/\w+/g) ?? []);
  assert.ok(question && answer, `${file} does not say what is posted and what is expected`);
  return [[...question].sort(), [...answer].sort()];
}

export const endpoint: Rule = {
  name: 'answers with a grant that the element reads, and tokens that open the room’s session',
  covers: isEndpoint,
  async check(block, bench) {
    const backEnd = await bench.backEnd(block);
    const { applicationId, publicKey } = backEnd.credentials;
    const ask = async (room: string, displayName?: string) => {
      const { headers, body } = await backEnd.ask({ room, displayName, lang: 'fr' });
      assert.equal(headers['cache-control'], 'no-store');
      // The text names `mediaMode` apart, because an endpoint may leave it out.
      const { mediaMode, ...required } = Object(body) as Readonly<Record<string, unknown>>;
      assert.deepEqual(Object.keys(required).sort(), members(block.document)[1]);
      assert.equal(mediaMode, 'relayed');
      const grant = parseGrant(body, 'https://cabinet.example/');
      assert.equal(grant.applicationId, applicationId);
      const rules = { applicationId, publicKey: publicKeyOf(publicKey), sessionId: grant.sessionId };
      return { ...grant, identity: await checkClientToken(grant.token, { ...rules, now: Date.now() }) };
    };
    const [zoe, karim, lea] = [await ask('a', 'Zoé'), await ask('a', 'K'.repeat(200)), await ask('b')];
    assert.equal(zoe.identity.role, 'publisher');
    assert.deepEqual(JSON.parse(zoe.identity.data), { name: 'Zoé' });
    assert.equal(JSON.parse(karim.identity.data).name.length, 80);
    assert.deepEqual(JSON.parse(lea.identity.data), { name: '' });
    assert.equal(karim.sessionId, zoe.sessionId, 'one room, one session');
    assert.notEqual(lea.sessionId, zoe.sessionId);
    assert.notEqual(karim.token, zoe.token);
  },
};

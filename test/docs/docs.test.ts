import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Bench, type Rule } from './support/bench.ts';
import { endpoint } from './support/endpoint.ts';
import { endpointFaults } from './support/endpoint-faults.ts';
import { codeFormulas, keyFormula } from './support/formulas.ts';
import { json } from './support/json.ts';
import { pointer } from './support/local-service.ts';
import { documents } from './support/markdown.ts';
import { inPage, scriptTag, withoutJavaScript } from './support/page.ts';
import { program } from './support/program.ts';
import { bundled, inCall } from './support/script.ts';
import { demonstration, shell } from './support/shell.ts';
import { style } from './support/style.ts';
import { looks } from './support/text.ts';
import { typed } from './support/typed.ts';
import { settings, shortcode } from './support/wordpress.ts';

const rules: readonly Rule[] = [
  ...[inPage, withoutJavaScript, style],
  ...[typed, bundled, inCall, endpoint, ...endpointFaults, pointer, program],
  ...[json, shell, demonstration, settings, shortcode, codeFormulas, keyFormula],
];
const bench = new Bench();
after(() => bench.close());

describe('blocks of code', () => {
  for (const block of documents.flatMap(({ blocks }) => blocks)) {
    const place = `${block.document.file}:${block.line}, ${block.language || 'text'}`;
    const own = rules.filter((rule) => rule.covers(block));
    // A new kind of block wants a new rule.
    if (own.length === 0) it(`${place}: is tested`, () => assert.fail('no rule covers it'));
    for (const rule of own)
      it(`${place}: ${rule.name}`, async (t) => {
        const missing = await rule.check(block, bench);
        if (missing) t.skip(missing);
      });
  }

  it('are all found', () => {
    for (const { file, prose } of documents) assert.doesNotMatch(prose, /```|~~~/, file);
    assert.ok(documents.some(({ file, blocks }) => file === 'README.md' && blocks.length > 0));
  });
});

describe('code in sentences', () => {
  for (const document of documents)
    for (const span of document.spans.filter((one) => one.startsWith('<script ')))
      it(`${document.file}, ${span}: loads the element`, async () =>
        scriptTag(await bench.world(), document, span));
});

describe('what the text names', () => {
  for (const [what, look] of Object.entries(looks))
    it(what, () => {
      const wrong = documents.flatMap((one) => look(one).map((fault) => fault && `${one.file}: ${fault}`));
      assert.ok(wrong.length > 0, 'there was nothing to look at');
      assert.deepEqual(wrong.filter(Boolean), []);
    });
});

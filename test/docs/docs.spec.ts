import { expect, test } from '../support/test.ts';
import { Bench, type Rule } from './support/bench.ts';
import { endpoint } from './support/endpoint.ts';
import { endpointFaults } from './support/endpoint-faults.ts';
import { codeFormulas } from './support/formulas.ts';
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
  ...[json, shell, demonstration, settings, shortcode, codeFormulas],
];
const bench = new Bench();
test.afterAll(() => bench.close());

test.describe('blocks of code', () => {
  for (const block of documents.flatMap(({ blocks }) => blocks)) {
    const place = `${block.document.file}:${block.line}, ${block.language || 'text'}`;
    const own = rules.filter((rule) => rule.covers(block));
    // A new kind of block wants a new rule.
    if (own.length === 0)
      test(`${place}: is tested`, () => {
        throw new Error('no rule covers it');
      });
    for (const rule of own)
      test(`${place}: ${rule.name}`, async ({ consultation }, { annotations }) => {
        const missing = await rule.check(block, bench, consultation);
        if (!missing) return;
        // `npm test` counts such a case as skipped; any other that does not run has failed.
        annotations.push({ type: 'missing program', description: missing });
        test.skip();
      });
  }

  test('are all found', () => {
    for (const { file, prose } of documents) expect(prose, file).not.toMatch(/```|~~~/);
    expect(documents.find(({ file }) => file === 'README.md')?.blocks.length).toBeGreaterThan(0);
  });
});

test.describe('code in sentences', () => {
  for (const document of documents)
    for (const span of document.spans.filter((one) => one.startsWith('<script ')))
      test(`${document.file}, ${span}: loads the element`, async ({ consultation }) =>
        scriptTag(consultation, document, span));
});

test.describe('what the text names', () => {
  for (const [what, look] of Object.entries(looks))
    test(what, () => {
      const wrong = documents.flatMap((one) => look(one).map((fault) => fault && `${one.file}: ${fault}`));
      expect(wrong.length, 'there is something to look at').toBeGreaterThan(0);
      expect(wrong.filter(Boolean)).toEqual([]);
    });
});

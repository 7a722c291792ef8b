import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Document } from './support/markdown.ts';

const read = (...lines: readonly string[]) => new Document('page.md', lines.join('\n'));
const blocksOf = (...lines: readonly string[]) =>
  read(...lines).blocks.map(({ line, language, code }) => ({ line, language, code }));

describe('blocks', () => {
  it('are found with their line and language, whatever the fence', () => {
    assert.deepEqual(blocksOf('Text', '', '```js', 'a();', '```', '', '~~~~', '```', '~~~~'), [
      { line: 3, language: 'js', code: 'a();' },
      { line: 7, language: '', code: '```' },
    ]);
  });

  it('are found inside lists and quotations, without their indentation', () => {
    assert.deepEqual(
      blocksOf('1. one', '', '   ```sh', '   a', '     b', '   ```', '', '> ```', '> c', '> ```'),
      [
        { line: 3, language: 'sh', code: 'a\n  b' },
        { line: 8, language: '', code: 'c' },
      ],
    );
  });

  it('leave the prose', () => {
    assert.equal(read('before', '```', 'code', '```', 'after').prose, 'before\nafter');
  });

  it('that do not end, or have no fence, are an error with their place', () => {
    assert.throws(() => read('Text', '', '```js', 'a();'), /page\.md:3: the block does not end/);
    assert.throws(() => read('Text', '', '    a();'), /page\.md:3: .*no fence/);
  });
});

describe('the text', () => {
  it('has code spans over line ends and with other backticks in them, and none of blocks', () => {
    assert.deepEqual(read('`a', 'b` and `` c`d ``', '', '```', '`e`', '```').spans, ['a b', 'c`d']);
  });

  it('has links, pictures, definitions and bare addresses, but none in code', () => {
    const page = read(
      '[a](b.md "c") ![d](e.png) <https://f.example> `[g](h)`',
      '',
      '[i][j]',
      '',
      '[j]: k.md',
    );
    assert.deepEqual(page.links, ['b.md', 'e.png', 'https://f.example', 'k.md']);
  });

  it('has the anchors that GitHub makes, numbered where two are alike', () => {
    const page = read(
      '# L’été, `code()` & [more](x)',
      '',
      'Twice',
      '-----',
      '',
      '## Twice',
      '',
      '```',
      '# no',
      '```',
    );
    assert.deepEqual([...page.anchors], ['lété-code--more', 'twice', 'twice-1']);
  });

  it('has the rows of the tables under a heading', () => {
    const table = ['| file in `a/` | what |', '| --- | --- |', '| `b`, `c` | `d \\| e` |', '| f | `g` |'];
    const page = read(...table, '', ...table.map((line) => line.replace('file', 'other')));
    assert.deepEqual(page.rows('file in `a/`'), [
      { names: ['b', 'c'], rest: ['d | e'] },
      { names: [], rest: ['g'] },
    ]);
    assert.deepEqual(page.rows('what'), []);
  });
});

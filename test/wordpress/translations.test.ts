import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { extractMessages, plugin, readPo, writePot } from '../../scripts/wordpress-messages.mjs';

const french = readPo(readFileSync(join(plugin, 'languages/visio-avocat-fr_FR.po'), 'utf8'));

describe('the words of the WordPress plugin', () => {
  it('are all in the template, which is as the sources make it', () => {
    const template = readFileSync(join(plugin, 'languages/visio-avocat.pot'), 'utf8');
    assert.equal(template, writePot(extractMessages()), 'run node scripts/wordpress-messages.mjs');
  });

  it('are all in French, and nothing else is', () => {
    assert.deepEqual(french.map(([id]) => id).sort(), [...extractMessages().keys()].sort());
    for (const [id, translation] of french) {
      assert.notEqual(translation, '', id);
      assert.deepEqual(translation.match(/%\w/g), id.match(/%\w/g), id);
      assert.doesNotMatch(translation, /[^\u00a0][:;?!»](\s|$)|'/, translation);
    }
  });

  it('have the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(plugin, '../../../package.json'), 'utf8'));
    const main = readFileSync(join(plugin, 'visio-avocat.php'), 'utf8');
    assert.deepEqual(
      [/^ \* Version: +(.+)$/m.exec(main)?.[1], /const VERSION = '(.+)';/.exec(main)?.[1]],
      [version, version],
    );
  });
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../package/support/scratch.ts';
import { attributeNames, valuesOf } from './attributes.ts';
import type { Rule } from './bench.ts';
import type { Block } from './markdown.ts';

const plugin = join(root, 'demo/wordpress/visio-avocat');
const NO_PHP = 'PHP is not installed';

/** Runs PHP. @returns what it printed, or nothing where there is no PHP */
function php(args: readonly string[], input = ''): string | undefined {
  const { error, status, stdout, stderr } = spawnSync('php', args, { input, encoding: 'utf8' });
  if (error && 'code' in error && error.code === 'ENOENT') return undefined;
  assert.equal(status, 0, stdout + stderr);
  return stdout;
}

export const settings: Rule = {
  name: 'is PHP, and defines what the plugin reads',
  covers: ({ language }) => language === 'php',
  async check({ code }) {
    const sources = readdirSync(join(plugin, 'includes')).map((file) =>
      readFileSync(join(plugin, 'includes', file), 'utf8'),
    );
    for (const [, name] of code.matchAll(/define\( *'(\w+)'/g))
      assert.ok(
        sources.some((source) => source.includes(`constant( '${name}' )`)),
        `nothing reads ${name}`,
      );
    return php(['-l'], `<?php\n${code}`) === undefined ? NO_PHP : undefined;
  },
};

const SHORTCODE = /^\[visio_avocat ([^\]]*)\]$/;

/** The attributes that a shortcode may have beside those of the block: the span behind “Also:”. */
const also = ({ prose }: Block['document']) => /Also: `([^`]+)`/.exec(prose)?.[1]?.split(' ') ?? [];

/** Some value that an attribute takes. */
const someValue = (name: string): string => valuesOf(name)[0] ?? 'https://cabinet.example/';

export const shortcode: Rule = {
  name: 'becomes the element, with the room, its hours and every attribute that the text names',
  covers: ({ language, code }) => language === '' && SHORTCODE.test(code),
  async check({ code, document }) {
    const inside = SHORTCODE.exec(code)?.[1] ?? '';
    const given = Object.fromEntries(
      [...inside.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, one]) => [name, one]),
    );
    const { room, title, opens, closes, ...others } = given;
    assert.deepEqual(others, {});
    const more = Object.fromEntries(also(document).map((name) => [name, someValue(name)]));
    assert.ok(Object.keys(more).length > 0, 'the text names no more attributes');
    const script = join(import.meta.dirname, 'shortcode.php');
    const printed = php([script, plugin, JSON.stringify({ ...given, ...more })]);
    if (printed === undefined) return NO_PHP;
    const [, tag = ''] = /^<visio-avocat-room ([^>]*)>/.exec(printed) ?? [];
    const attributes = new Map(
      [...tag.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name, one]) => [name, one]),
    );
    const known = attributeNames;
    assert.deepEqual(
      [...attributes.keys()].filter((name) => !known.includes(`${name}`)),
      [],
    );
    for (const name of Object.keys(more)) assert.ok(attributes.has(name), `${name} is not in ${tag}`);
    assert.equal(attributes.get('room'), room);
    const sealed = JSON.parse(printed.slice(printed.lastIndexOf('\n') + 1));
    assert.equal(sealed.title, title);
    // The clock of the site that the script stands in for, in winter.
    for (const [name, time = ''] of Object.entries({ opens, closes }))
      assert.equal(sealed[name], Date.parse(`${time.replace(' ', 'T')}+01:00`) / 1000, name);
    return undefined;
  },
};

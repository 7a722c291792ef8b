import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { pictureNames } from '../../../src/i18n/fr/pictures.ts';

const folder = join(import.meta.dirname, '../trees');

/** The element as assistive technology has it, without what changes from one call to the next. */
export async function treeOf(page: Page): Promise<string> {
  const tree = await page.locator('visio-avocat-room').ariaSnapshot();
  const pictures = new RegExp(`^(\\s*- listitem: )(?:${pictureNames.join('|')})$`, 'gmu');
  return `${tree
    // Who speaks, and what has just been said aloud, is another thing each time.
    .replace(/,? ?parle\b/g, '')
    .replace(/\n- (status|text)\b.*/g, '')
    .replace(/status: Votre micro capte du son\./, 'status')
    .replace(pictures, '$1une image')
    .replace(/localhost:\d+/g, 'localhost')
    .replace(/\b\d{4} \d{4}\b/g, '0000 0000')
    .replace(/Elle ouvrira .*? Laissez/g, 'Elle ouvrira … Laissez')
    .replace(/prévu à \d\d:\d\d/g, 'prévu à 00:00')
    .replace(/\b\d{1,2}:\d\d(:\d\d)?/g, '0:00')
    .replace(/(TLS|SRTP|ECDHE|AEAD)_\w+/g, '$1')
    .replace(/(AES|CHACHA20|mieux|comme)[^\n]*(promis)[^\n]*/g, '$2')}\n`;
}

/** Trees are recorded anew: `VISIO_RECORD=1`. */
const recording = process.env.VISIO_RECORD === '1';

/** The tree that was recorded. */
export function recordedTree(scene: string, tree: string): string {
  const file = join(folder, `${scene}.yml`);
  if (recording) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, tree);
  }
  assert.ok(existsSync(file), `${scene} has not been recorded: VISIO_RECORD=1`);
  return readFileSync(file, 'utf8');
}

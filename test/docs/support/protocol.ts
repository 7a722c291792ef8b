import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../package/support/scratch.ts';
import { Document } from './markdown.ts';

/** A page of the repository. */
export const read = (file: string) => new Document(file, readFileSync(join(root, file), 'utf8'));

export const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

/** The number that a sentence names; `#` stands for it. */
export function number({ prose, file }: Document, sentence: string): number {
  const pattern = sentence.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+');
  const [, found] = new RegExp(pattern.replace('#', '(\\d+(?:\\s\\d{3})*)')).exec(prose) ?? [];
  assert.ok(found, `${file} says “${sentence}”`);
  return Number(found.replace(/\s/g, ''));
}

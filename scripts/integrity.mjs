// Subresource Integrity: https://www.w3.org/TR/sri-2/
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Not of the distribution: the page about it, and the file that holds the hashes. */
const left = ['README.md', 'integrity.json'];

/** Path within the folder → `sha384-…`, of every file in it. */
export function integrityOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((name) => !left.includes(name))
    .sort();
  const hash = (name) =>
    createHash('sha384')
      .update(readFileSync(join(folder, name)))
      .digest('base64');
  return Object.fromEntries(files.map((name) => [name, `sha384-${hash(name)}`]));
}

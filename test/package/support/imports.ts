import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseAst } from 'rollup/parseAst';

interface Node {
  readonly type: string;
  readonly source?: { readonly value?: unknown } | null;
}

/** Specifiers of a module's imports, those on demand too. */
function specifiers(source: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, source } = node as Node;
    if (/^(Import|Export(Named|All))/.test(type) && typeof source?.value === 'string')
      found.push(source.value);
    Object.values(node).forEach(visit);
  };
  visit(parseAst(source));
  return found;
}

/**
 * The files that a module loads, itself among them.
 *
 * @param bare Receives the names of packages.
 */
export async function imported(file: string, bare = new Set<string>(), seen = new Set<string>()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  // The vendor's files import nothing, and are long.
  if (file.includes('/sdk/')) return seen;
  for (const specifier of specifiers(await readFile(file, 'utf8'))) {
    if (specifier.startsWith('.')) await imported(join(dirname(file), specifier), bare, seen);
    else bare.add(specifier);
  }
  return seen;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './scratch.ts';

export interface Named {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
}

interface Described extends Named {
  readonly default?: string;
  readonly readonly?: boolean;
  readonly kind?: string;
  readonly fieldName?: string;
}

/** One element of a Custom Elements Manifest. */
export interface ElementManifest {
  readonly tagName: string;
  readonly attributes: readonly Described[];
  readonly members: readonly Described[];
  readonly events: readonly Named[];
  readonly slots: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly Named[];
  readonly cssStates?: readonly Named[];
}

export const readJson = (file: string) => JSON.parse(readFileSync(join(root, 'dist', file), 'utf8'));

export function readManifest(): ElementManifest {
  const { modules } = readJson('custom-elements.json');
  return modules
    .flatMap(({ declarations }: { declarations: object[] }) => declarations)
    .find((one: object) => 'customElement' in one);
}

export const names = (entries: readonly Named[] = []): string[] => entries.map(({ name }) => name).sort();

/** Names of parts, the second ones too, which stand between backticks in the first one's description. */
export function partNames({ cssParts }: ElementManifest): Set<string> {
  const second = cssParts.flatMap(({ description = '' }) =>
    [...description.matchAll(/`([\w-]+)`/g)].map(([, name]) => name ?? ''),
  );
  return new Set([...names(cssParts), ...second]);
}

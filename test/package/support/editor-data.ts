import type { ElementManifest, Named } from './manifest.ts';

/** What a file says of one name. */
interface Fact {
  readonly name: string;
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly values?: readonly string[];
  readonly readonly?: boolean;
}
/** What a file says of the element: kind of thing → facts, in the file's order. */
export type Facts = Readonly<Record<string, readonly Fact[]>>;

const typed = ({ name, type, description }: Named): Fact => ({ name, type: type?.text, description });
const named = ({ name, description }: Pick<Fact, 'name' | 'description'>): Fact => ({ name, description });
const fields = ({ members }: ElementManifest) => members.filter(({ kind }) => kind === 'field');

/** What the manifest wants web-types to say. */
export const forWebTypes = (manifest: ElementManifest): Facts => ({
  attributes: manifest.attributes.map(typed),
  properties: fields(manifest).map((one) => ({ ...typed(one), readonly: one.readonly === true })),
  events: manifest.events.map(typed),
  slots: manifest.slots.map(named),
  parts: manifest.cssParts.map(named),
  customProperties: manifest.cssProperties.map(named),
  states: (manifest.cssStates ?? []).map(({ name, description }) =>
    named({ name: `state(${name})`, description }),
  ),
});

/** As JetBrains' schema has it. */
interface WebTypesElement {
  readonly attributes: readonly (Fact & { readonly value: { readonly type: string } })[];
  readonly slots: readonly Fact[];
  readonly js: {
    readonly properties: readonly (Fact & { readonly 'read-only'?: boolean })[];
    readonly events: readonly Fact[];
  };
  readonly css: Readonly<Record<'parts' | 'properties' | 'pseudo-classes', readonly Fact[]>>;
}

/** What web-types say of their one element. */
export const ofWebTypes = ({ attributes, slots, js, css }: WebTypesElement): Facts => ({
  attributes: attributes.map(({ name, value, description }) => ({ name, type: value.type, description })),
  properties: js.properties.map(({ name, type, description, 'read-only': readonly = false }) => ({
    ...{ name, type, description, readonly },
  })),
  events: js.events,
  slots,
  parts: css.parts,
  customProperties: css.properties,
  states: css['pseudo-classes'],
});

const LISTS = {
  Events: 'events',
  Slots: 'slots',
  Parts: 'cssParts',
  States: 'cssStates',
  'Custom properties': 'cssProperties',
} as const;

/** The words of a type such as `'a' | 'b'`; none of any other. */
const choices = (text = ''): string[] =>
  /^'[^']*'( \| '[^']*')*$/.test(text) ? [...text.matchAll(/'([^']*)'/g)].map(([, word = '']) => word) : [];

/** What the manifest wants Visual Studio Code's data to say. */
export const forVscode = (manifest: ElementManifest): Facts => ({
  attributes: manifest.attributes.map(({ name, description, type }) => ({
    ...{ name, description, values: choices(type?.text), type: type?.text === 'boolean' ? 'v' : undefined },
  })),
  ...Object.fromEntries(
    Object.entries(LISTS).map(([title, kind]) => [title, (manifest[kind] ?? []).map(named)]),
  ),
});

/** As Visual Studio Code's schema has it. */
interface VscodeTag {
  readonly description: { readonly value: string };
  readonly attributes: readonly {
    readonly name: string;
    readonly description: { readonly value: string };
    readonly values?: readonly Named[];
    readonly valueSet?: string;
  }[];
}

/** What Visual Studio Code's data say of the tag: attributes as data, the rest as lists in its description. */
export const ofVscode = ({ description, attributes }: VscodeTag): Facts => ({
  attributes: attributes.map(({ name, description: text, values = [], valueSet: type }) => ({
    name,
    // The default stands behind it, in a paragraph of its own.
    description: text.value.replace(/\n\nDefault: .*$/s, ''),
    values: values.map((one) => one.name),
    type,
  })),
  ...Object.fromEntries(
    [...description.value.matchAll(/\*\*([^*]+)\*\*\n((?:- `.*(?:\n|$))+)/g)].map(([, title, list = '']) => [
      title,
      [...list.matchAll(/^- `([^`]+)`: (.*)$/gm)].map(([, name = '', words]) => ({
        name,
        description: words,
      })),
    ]),
  ),
});

/** How a framework's JSX spells properties and events. */
export interface Spelling {
  readonly property: string;
  readonly event: string;
}

/** What the manifest wants a framework's types to say. Types themselves are tried by a compiler. */
export function forJsx(manifest: ElementManifest, { property, event }: Spelling): Facts {
  const settable = fields(manifest).filter(({ readonly }) => !readonly);
  const prefixed = (before: string) => (one: Named) => named({ ...one, name: `${before}${one.name}` });
  const props = [...manifest.attributes.map(named), ...settable.map(prefixed(property))];
  const facts = [...props, ...manifest.events.map(prefixed(event))].map(({ name, description = '' }) => ({
    name,
    description: description.replace(/\s+/g, ' '),
  }));
  return { props: [...new Map(facts.map((one) => [one.name, one])).values()] };
}

/** What a framework's types say. */
export const ofJsx = (text: string): Facts => ({
  props: [...text.matchAll(/^ {2}\/\*\* (.*) \*\/\n {2}'([^']+)'\?: /gm)].map(
    ([, description, name = '']) => ({
      name,
      description,
    }),
  ),
});

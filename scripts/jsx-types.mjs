// Types for JSX: React 19, Preact and Solid know the tag, its attributes, properties and events.

const HEAD = '// Made from custom-elements.json by the build.\n';
const CLASS = 'VisioAvocatRoom';

/** A member of an object type, below what the manifest says of it. */
const member = ({ name, type, description = '' }) =>
  `  /** ${description.replace(/\s+/g, ' ').replaceAll('*/', '*\\/')} */\n  '${name}'?: ${type} | undefined;`;

/** A property that can be set, with the class's own type. */
const writable = ({ members }) => members.filter(({ kind, readonly }) => kind === 'field' && !readonly);

/** An attribute as it stands in markup: strings, and booleans as HTML has them. */
const attributes = ({ attributes: all }) =>
  all.map(({ name, fieldName, type, description }) => ({
    name,
    type: type?.text === 'boolean' ? `boolean | ''` : `${CLASS}['${fieldName}']`,
    description,
  }));

const properties = (element, before = '') =>
  writable(element).map(({ name, description }) => ({
    name: `${before}${name}`,
    type: `${CLASS}['${name}']`,
    description,
  }));

const events = (element, before) =>
  element.events.map(({ name, description }) => ({
    name: `${before}${name}`,
    type: `((event: VisioEvent<'${name}'>) => void)`,
    description,
  }));

/** Once each: an attribute without a hyphen is named like its property. */
const once = (members) => [...new Map(members.map((one) => [one.name, one])).values()];

const imports = `import type { ${CLASS}, VisioEvent } from '../index.js';\n`;

/** A file for one framework: what it calls the tag's own props, added to what any element has there. */
function file({ module, imports: own, props, base }, tag) {
  return `${HEAD}${own}${imports}
export interface VisioAvocatRoomProps {
${once(props).map(member).join('\n')}
}

declare module '${module}' {
  namespace JSX {
    interface IntrinsicElements {
      '${tag}': VisioAvocatRoomProps & ${base};
    }
  }
}
`;
}

/** @returns File name in `dist/jsx/` → content. */
export function jsxTypes(element) {
  const unhyphenated = [...attributes(element), ...properties(element)];
  const without = `Omit<%, keyof VisioAvocatRoomProps>`;
  return {
    'react.d.ts': file(
      {
        module: 'react',
        imports: `import type { DetailedHTMLProps, HTMLAttributes } from 'react';\n`,
        props: [...unhyphenated, ...events(element, 'on')],
        base: without.replace('%', `DetailedHTMLProps<HTMLAttributes<${CLASS}>, ${CLASS}>`),
      },
      element.tagName,
    ),
    'preact.d.ts': file(
      {
        module: 'preact',
        imports: `import type { HTMLAttributes } from 'preact';\n`,
        props: [...unhyphenated, ...events(element, 'on')],
        base: without.replace('%', `HTMLAttributes<${CLASS}>`),
      },
      element.tagName,
    ),
    'solid.d.ts': file(
      {
        module: 'solid-js',
        imports: `import type { JSX } from 'solid-js';\n`,
        props: [...attributes(element), ...properties(element, 'prop:'), ...events(element, 'on:')],
        base: without.replace('%', `JSX.HTMLAttributes<${CLASS}>`),
      },
      element.tagName,
    ),
  };
}

// What editors read: Visual Studio Code's custom data and JetBrains' web-types, both made from the manifest.
import { choices } from './manifest.mjs';

/** An attribute's text, a line of its own for each fact. */
const described = ({ description = '', default: value }) =>
  [description, ...(value && value !== "''" ? [`Default: \`${value}\``] : [])].join('\n\n');

/** Backslashes and quotes of TypeScript's literals are not part of the value. */
const plain = (value) => value?.replace(/^'(.*)'$/, '$1');

const list = (title, entries) =>
  entries?.length
    ? `\n\n**${title}**\n${entries.map(({ name, description }) => `- \`${name}\`: ${description}`).join('\n')}`
    : '';

/** @see https://github.com/microsoft/vscode-custom-data */
export function vscodeData(element) {
  const value = `${element.description}${list('Events', element.events)}${list('Slots', element.slots)}${list('Parts', element.cssParts)}${list('States', element.cssStates)}${list('Custom properties', element.cssProperties)}`;
  return {
    version: 1.1,
    tags: [
      {
        name: element.tagName,
        description: { kind: 'markdown', value },
        attributes: element.attributes.map((attribute) => {
          const values = choices(attribute.type).map((name) => ({ name }));
          return {
            name: attribute.name,
            description: { kind: 'markdown', value: described(attribute) },
            ...(attribute.type?.text === 'boolean' ? { valueSet: 'v' } : {}),
            ...(values.length > 0 ? { values } : {}),
          };
        }),
      },
    ],
  };
}

const named = ({ name, description }) => ({ name, description });

/** @see https://github.com/JetBrains/web-types */
export function webTypes(element, { name, version }) {
  const fields = element.members.filter(({ kind }) => kind === 'field');
  return {
    $schema: 'https://json.schemastore.org/web-types',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: [
          {
            name: element.tagName,
            description: element.description,
            attributes: element.attributes.map(({ name, description, type, default: initial }) => ({
              name,
              description,
              ...(initial && initial !== "''" ? { default: plain(initial) } : {}),
              value:
                type?.text === 'boolean'
                  ? { kind: 'no-value', type: 'boolean' }
                  : { kind: 'plain', type: type?.text ?? 'string' },
            })),
            slots: (element.slots ?? []).map(named),
            js: {
              properties: fields.map(({ name, description, type, readonly }) => ({
                name,
                description,
                type: type?.text,
                ...(readonly ? { 'read-only': true } : {}),
              })),
              events: element.events.map(({ name, description, type }) => ({
                name,
                description,
                type: type?.text,
              })),
            },
            css: {
              properties: (element.cssProperties ?? []).map(named),
              parts: (element.cssParts ?? []).map(named),
              'pseudo-classes': (element.cssStates ?? []).map(({ name, description }) => ({
                name: `state(${name})`,
                description,
              })),
            },
          },
        ],
      },
    },
  };
}

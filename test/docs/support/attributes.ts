import { names, readJson, readManifest } from '../../package/support/manifest.ts';

const { attributes } = readManifest();

/** Attributes that the element heeds and any element may have: the manifest leaves them out. */
const ofAnyElement = ['lang'];

/** The names of the element's attributes. */
export const attributeNames: readonly string[] = [...names(attributes), ...ofAnyElement];

/** The property that an attribute sets. */
export const propertyOf = (attribute: string): string =>
  attributes.find(({ name }) => name === attribute)?.fieldName ?? attribute;

/** The values that an attribute takes; none where it takes any text. */
export function valuesOf(attribute: string): readonly string[] {
  const [tag] = readJson('vscode.html-custom-data.json').tags;
  return names(tag.attributes.find(({ name }: { name: string }) => name === attribute)?.values);
}

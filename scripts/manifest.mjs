// Makes dist/custom-elements.json fit for those who read it: what the analyzer takes from the source, less what is private.

/** Source module → the published one that exports the same. */
const published = {
  'src/element/visio-avocat-room.ts': 'dist/index.js',
  'src/events.ts': 'dist/index.js',
  'src/error.ts': 'dist/index.js',
  'src/define.ts': 'dist/define.js',
};

/** Which of our files it is written in is nobody's business outside. */
const own = ({ inheritedFrom: _, ...member }) => member;

/** Descriptions on one line; nothing that is not of the contract. */
function cleanElement(element) {
  const known = (event) => event.name?.startsWith('visio-');
  return {
    ...element,
    superclass: { name: 'LitElement', package: 'lit' },
    members: element.members
      .filter(({ name, privacy, static: ofClass }) => !privacy && !ofClass && !name.startsWith('#'))
      .map(own),
    // The analyzer takes the variable in `new VisioEvent(type, …)` for an event's name.
    events: element.events.filter(known),
    attributes: element.attributes.filter(({ fieldName }) => fieldName !== undefined).map(own),
  };
}

/** @param manifest As `cem analyze` writes it: https://github.com/webcomponents/custom-elements-manifest */
export function cleanManifest(manifest) {
  const modules = new Map();
  for (const { path, declarations, exports } of manifest.modules) {
    const module = published[path];
    if (!module) continue;
    const named = (reference) => ({ ...reference, ...(reference.module ? { module } : {}) });
    const kept = declarations
      .filter(({ kind }) => kind === 'class')
      .map((one) => (one.customElement ? cleanElement(one) : one));
    const into = modules.get(module) ?? {
      kind: 'javascript-module',
      path: module,
      declarations: [],
      exports: [],
    };
    into.declarations.push(...kept);
    for (const one of exports) {
      if (one.kind === 'js' && !kept.some(({ name }) => name === one.name)) continue;
      const declaration = named(one.declaration);
      into.exports.push({ ...one, declaration: { ...declaration, module } });
    }
    modules.set(module, into);
  }
  return define({ ...manifest, readme: 'README.md', modules: [...modules.values()] });
}

/** Which file registers the element: the analyzer cannot follow the constant. */
function define(manifest) {
  const { tagName, name } = elementOf(manifest);
  for (const file of manifest.modules) {
    if (file.path !== 'dist/define.js') continue;
    const declaration = { name, module: 'dist/index.js' };
    file.exports = [{ kind: 'custom-element-definition', name: tagName, declaration }];
  }
  return manifest;
}

/** The one element that the manifest describes. */
export function elementOf(manifest) {
  return manifest.modules
    .flatMap(({ declarations }) => declarations)
    .find(({ customElement }) => customElement);
}

/** The words of `'a' | 'b'`, or nothing for any other type. */
export function choices(type) {
  const words = (type?.text ?? '').split('|').map((word) => word.trim().match(/^'([^']*)'$/)?.[1]);
  return words.every((word) => word !== undefined) ? words : [];
}

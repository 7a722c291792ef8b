// What `dist/` is made of: `LICENSES.md` for people, `bom.json` (CycloneDX 1.6, ECMA-424) for machines.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import license from 'rollup-plugin-license';
import { sdkBuilds } from './sdk-compartment.mjs';

const { resolve } = createRequire(import.meta.url);
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const own = json('package.json');

/** The vendor's SDK builds, which Rollup does not read. */
const vendor = Object.values(sdkBuilds).map((file) => {
  const [scope, name] = file.split('/');
  return json(resolve(`${scope}/${name}/package.json`));
});

/**
 * Lists the packages whose code is in the script tag's build, and the vendor's SDK.
 *
 * @returns {import('rollup').Plugin}
 */
export function notices() {
  return license({
    thirdParty: {
      output(bundled) {
        const packages = [...bundled.sort((a, b) => a.name.localeCompare(b.name)), ...vendor];
        mkdirSync('dist', { recursive: true });
        writeFileSync('dist/LICENSES.md', licences(packages));
        writeFileSync('dist/bom.json', billOfMaterials(packages));
      },
    },
  });
}

/** Vonage's package names a page of terms in place of a licence. */
const isTerms = (text) => /^https:\/\//.test(text);

function licences(packages) {
  const sections = packages.map(({ name, version, license: terms, licenseText }) =>
    [
      `## ${name} ${version}`,
      isTerms(terms)
        ? `Under the vendor's own terms: <${terms}>. The file's first lines name them; notices of the parts that the vendor has put into it stand inside it.`
        : `Licence: ${terms}.`,
      ...(licenseText ? [`\`\`\`text\n${licenseText.trim()}\n\`\`\``] : []),
    ].join('\n\n'),
  );
  const text = readFileSync('LICENSE', 'utf8').trim();
  return `${[
    '# Licences',
    `\`dist/\` holds ${own.name} ${own.version} and the packages below. The SDK lies in \`dist/sdk/\`; the others are parts of the script tag's build.`,
    `## ${own.name} ${own.version}`,
    `Licence: MIT.\n\n\`\`\`text\n${text}\n\`\`\``,
    ...sections,
  ].join('\n\n')}\n`;
}

function billOfMaterials(packages) {
  const bom = new Models.Bom();
  const root = componentOf(own, Enums.ComponentType.Framework);
  bom.metadata.component = root;
  for (const one of packages) {
    const component = componentOf(one, Enums.ComponentType.Library);
    bom.components.add(component);
    root.dependencies.add(component.bomRef);
  }
  // Without serial number and date, so that the same code gives the same bytes.
  const normalizer = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return `${new Serialize.JsonSerializer(normalizer).serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function componentOf({ name, version, description, license: terms }, type) {
  const [first, rest] = name.split('/');
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const component = new Models.Component(type, rest ?? first, {
    ...(rest === undefined ? {} : { group: first }),
    ...{ version, description, purl, bomRef: purl },
  });
  component.licenses.add(
    isTerms(terms)
      ? new Models.NamedLicense('Terms of the vendor', { url: terms })
      : name === own.name
        ? new Models.SpdxLicense('MIT')
        : new Models.SpdxLicense(terms),
  );
  const { integrity } = json('package-lock.json').packages[`node_modules/${name}`] ?? {};
  if (integrity?.startsWith('sha512-')) {
    const content = Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
    component.hashes.set(Enums.HashAlgorithm['SHA-512'], content);
  }
  return component;
}

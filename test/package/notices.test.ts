import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** The packages whose code is in the files of `dist/`, by the source maps, and the vendor's SDK. */
function shipped(): string[] {
  const maps = readdirSync(join(root, 'dist'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.js.map'));
  assert.ok(maps.length > 10);
  const sources: string[] = maps.flatMap((name) => JSON.parse(read(`dist/${name}`)).sources);
  const inside = sources.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return [...new Set([...inside, '@vonage/video-client', '@vonage/client-sdk-video'])].sort();
}

const packageOf = (name: string) => JSON.parse(read(`node_modules/${name}/package.json`));

describe('what dist/ is made of', () => {
  const bom = JSON.parse(read('dist/bom.json'));

  it('is listed as CycloneDX has it', async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    assert.equal(await validator.validate(read('dist/bom.json')), null);
    const wrong = JSON.stringify({ ...bom, components: [{ ...bom.components[0], type: 'magic' }] });
    assert.notEqual(await validator.validate(wrong), null);
  });

  it('is each package whose code is in it, and no other, at the version that is installed', () => {
    const listed = bom.components.map(({ group, name }: { group?: string; name: string }) =>
      group ? `${group}/${name}` : name,
    );
    assert.deepEqual(listed.sort(), shipped());
    for (const { purl, version, hashes, licenses } of bom.components) {
      const name = decodeURIComponent(/^pkg:npm\/(.+)@[^@]+$/.exec(purl)?.[1] ?? '');
      assert.equal(version, packageOf(name).version, name);
      assert.match(hashes[0].content, /^[0-9a-f]{128}$/, name);
      const { license } = licenses[0];
      assert.equal(license.id ?? license.url, packageOf(name).license, name);
    }
    assert.deepEqual(bom.dependencies.at(-1).ref, bom.metadata.component['bom-ref']);
  });

  it('has its licences beside it, word for word, and the vendor’s terms', () => {
    const text = read('dist/LICENSES.md');
    assert.ok(text.includes(read('LICENSE').trim()));
    for (const name of shipped()) {
      const { version, license } = packageOf(name);
      const [, section = ''] = text.split(`\n## ${name} ${version}\n`);
      assert.notEqual(section, '', name);
      const [own = ''] = section.split('\n## ');
      assert.ok(own.includes(license), name);
      const file = readdirSync(join(root, 'node_modules', name)).find((one) => /^licen[cs]e/i.test(one));
      if (file) assert.ok(own.includes(read(`node_modules/${name}/${file}`).trim()), name);
      else assert.match(own, /vendor's own terms/, name);
    }
  });

  it('is not called MIT as a whole', () => {
    const { license } = JSON.parse(read('package.json'));
    assert.equal(license, 'SEE LICENSE IN dist/LICENSES.md');
  });
});

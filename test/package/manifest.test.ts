import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Person } from '../support/person.ts';
import { World } from '../support/world.ts';
import { names, partNames, readManifest } from './support/manifest.ts';
import { root } from './support/scratch.ts';
import { type Seen, seenOn, watch } from './support/seen.ts';

const manifest = readManifest();
const sources = readdirSync(join(root, 'src'), { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(root, 'src', name), 'utf8'));
/** Words between quotes anywhere in the source: what no walk through a call reaches is there at least. */
const written = new Set(sources.flatMap((text) => [...text.matchAll(/[\w-]+/g)].map(([word]) => word)));
const missing = (wanted: Iterable<string>, from: ReadonlySet<string>) =>
  [...wanted].filter((one) => !from.has(one));

let world: World;
/** All that was seen in a walk through every phase. */
const seen = {
  parts: new Set<string>(),
  slots: new Set<string>(),
  events: new Set<string>(),
  tokens: new Set<string>(),
};

async function visitor(name: string, link?: string, camera = 'on'): Promise<Person> {
  const page = await world.page();
  await watch(page);
  if (link) await page.goto(link);
  const attributes = { room: 'rdv', firm: 'Cabinet', 'privacy-url': '/confidentialite', camera };
  return world.person(name, attributes, page);
}

async function remember({ page }: Person): Promise<void> {
  const now: Seen = await seenOn(page);
  for (const key of ['parts', 'slots', 'events', 'tokens'] as const)
    for (const one of now[key]) seen[key].add(one);
}

before(async () => {
  const people = [{ id: 'vasseur', name: 'Maître Vasseur', role: 'host' }] as const;
  world = await World.start([
    { id: 'rdv', title: 'Premier entretien', waitingRoom: true, open: true, people },
  ]);
  const host = await visitor('Maître Vasseur', await world.access.link('rdv', 'vasseur'), 'off');
  await host.enter();
  const guest = await visitor('Zoé');
  await guest.page.evaluate(() =>
    document
      .querySelector('visio-avocat-room')
      ?.join()
      .catch(() => undefined),
  );
  await guest.join();
  await guest.inPhase('waiting');
  await host.page.locator('[part="badge"]').waitFor();
  await host.press(/^Participants/);
  await host.press('Faire entrer Zoé');
  await guest.inPhase('connected');
  await host.sees('Zoé', { microphone: true });
  await host.press('Couper le micro de Zoé');
  await guest.page.locator('[part~=notice]').waitFor();
  await host.press('Terminer pour tous');
  await host.page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click();
  // Whatever else the toolbar opens.
  for (const control of await guest.page.locator('[part~=control][aria-expanded]').all()) {
    await control.click();
    await guest.page.locator('[part~=panel]').waitFor();
  }
  await guest.page.evaluate(() => document.querySelector('visio-avocat-room')?.leave());
  await guest.inPhase('ended');
  const unlucky = await visitor('Karim');
  await unlucky.page.route('**/api/visio', (route) => route.abort());
  await unlucky.join();
  await unlucky.inPhase('failed');
  for (const person of [host, guest, unlucky]) await remember(person);
});
after(() => world.close());

/** What the class of the running element has. */
const running = () =>
  world.page().then(async (page) => {
    const person = await Person.meet(page, '');
    await person.open(`${world.origin}/essai`, {});
    return page.evaluate(() => {
      type Lit = CustomElementConstructor & {
        observedAttributes: string[];
        elementProperties: Map<string, { state?: boolean }>;
      };
      const definition = customElements.get('visio-avocat-room') as Lit;
      // Down from the element to what is Lit's own: the first that has an `update`.
      const own: Record<string, PropertyDescriptor> = {};
      let inherited = definition.prototype;
      while (!Object.hasOwn(inherited, 'update')) {
        for (const [name, one] of Object.entries(Object.getOwnPropertyDescriptors(inherited)))
          own[name] ??= one;
        inherited = Object.getPrototypeOf(inherited);
      }
      const element = document.createElement('visio-avocat-room');
      return {
        attributes: definition.observedAttributes,
        accessors: Object.keys(own).filter(
          (name) => own[name]?.get && !definition.elementProperties.get(name)?.state,
        ),
        methods: Object.keys(own).filter(
          (name) => typeof own[name]?.value === 'function' && name !== 'constructor',
        ),
        overridden: Object.keys(own).filter((name) => name in inherited),
        values: Object.fromEntries(
          [...definition.elementProperties.keys()].map((name) => [name, Reflect.get(element, name)]),
        ),
        ofAnyElement: [...Object.keys(Object.getOwnPropertyDescriptors(HTMLElement.prototype))],
      };
    });
  });

describe('custom-elements.json and the running element', () => {
  it('agree on attributes', async () => {
    const { attributes, ofAnyElement } = await running();
    const listed = names(manifest.attributes).filter((name) => !ofAnyElement.includes(name));
    assert.deepEqual(listed, attributes.filter((name) => !ofAnyElement.includes(name)).sort());
  });

  it('agree on properties and their defaults', async () => {
    const { accessors, values, ofAnyElement } = await running();
    const fields = manifest.members.filter(({ kind }) => kind === 'field');
    const ours = (all: string[]) => all.filter((name) => !ofAnyElement.includes(name)).sort();
    assert.deepEqual(ours(names(fields)), ours(accessors));
    const literals = fields.filter(({ default: initial }) => /^('.*'|true|false|null)$/.test(initial ?? ''));
    assert.ok(literals.length > 10);
    for (const { name, default: initial = '' } of literals)
      assert.equal(String(values[name]), initial.replaceAll("'", ''), name);
  });

  it('agree on methods', async () => {
    const { methods, overridden } = await running();
    const listed = names(manifest.members.filter(({ kind }) => kind === 'method'));
    assert.deepEqual(missing(listed, new Set(methods)), [], 'listed, but not there');
    const internal = new Set(
      sources.flatMap((text) =>
        [...text.matchAll(/@internal(?:(?!\*\/)[\s\S])*\*\/\s*(?:async )?(\w+)\(/g)].map(
          ([, name]) => name ?? '',
        ),
      ),
    );
    const open = methods.filter((name) => !internal.has(name) && !overridden.includes(name));
    assert.deepEqual(missing(open, new Set(listed)), [], 'there, but not listed');
  });

  it('agree on events', () => {
    const listed = new Set(names(manifest.events));
    assert.deepEqual(missing(seen.events, listed), [], 'fired, but not listed');
    assert.ok(seen.events.size >= 8, [...seen.events].join());
    const typed = sources.flatMap((text) =>
      [...text.matchAll(/^ {2}'(visio-[\w-]+)':/gm)].map(([, name]) => name ?? ''),
    );
    assert.deepEqual([...listed].sort(), typed.sort(), 'listed and typed');
  });

  it('agree on parts', () => {
    const documented = partNames(manifest);
    assert.deepEqual(missing(seen.parts, documented), [], 'shown, but not listed');
    const literal = new Set(
      sources.flatMap((text) =>
        [...text.matchAll(/part="([^"$]*)/g)].flatMap(([, list = '']) =>
          list.split(' ').filter((one) => !one.endsWith('-')),
        ),
      ),
    );
    assert.deepEqual(missing([...literal].filter(Boolean), documented), [], 'in a template, but not listed');
    assert.deepEqual(
      missing(documented, new Set([...seen.parts, ...literal, ...written])),
      [],
      'listed only',
    );
    const first = names(manifest.cssParts);
    assert.deepEqual(missing(first, new Set([...seen.parts, ...literal])), [], 'a part that no template has');
  });

  it('agree on slots', () => {
    assert.deepEqual([...seen.slots].sort(), names(manifest.slots));
  });

  it('agree on custom properties', () => {
    assert.deepEqual([...seen.tokens].sort(), names(manifest.cssProperties));
  });

  it('agree on custom states', async () => {
    const states = names(manifest.cssStates);
    assert.deepEqual(missing(states, written), []);
  });
});

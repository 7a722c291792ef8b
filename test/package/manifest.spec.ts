import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Consultation } from '../support/consultation.ts';
import type { Attributes, Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';
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

/** All that was seen in a walk through every phase. */
const seen = {
  parts: new Set<string>(),
  slots: new Set<string>(),
  events: new Set<string>(),
  tokens: new Set<string>(),
};

async function visitor(
  consultation: Consultation,
  meet: (attributes: Attributes, page: Page) => Promise<Person>,
  camera = 'on',
): Promise<Person> {
  const page = await consultation.page();
  await watch(page);
  return meet({ firm: 'Cabinet', 'privacy-url': '/confidentialite', camera }, page);
}

async function remember({ page }: Person): Promise<void> {
  const now: Seen = await seenOn(page);
  for (const key of ['parts', 'slots', 'events', 'tokens'] as const)
    for (const one of now[key]) seen[key].add(one);
}

/** A host, a guest and somebody whose request fails go through all that there is. */
async function walk(consultation: Consultation): Promise<void> {
  const anybody = (name: string) =>
    visitor(consultation, (attributes, page) => consultation.person(name, attributes, page));
  const host = await visitor(
    consultation,
    (attributes, page) => consultation.invited('vasseur', attributes, page),
    'off',
  );
  await host.enter();
  const guest = await anybody('Zoé');
  await guest.page.evaluate(() =>
    document
      .querySelector('visio-avocat-room')
      ?.join()
      .catch(() => undefined),
  );
  await guest.join();
  await guest.inPhase('waiting');
  await expect(host.page.locator('[part="badge"]')).toBeVisible();
  await host.press(/^Participants/);
  await host.press('Faire entrer Zoé');
  await guest.inPhase('connected');
  await host.sees('Zoé', { microphone: true });
  await host.press('Couper le micro de Zoé');
  await expect(guest.page.locator('[part~=notice]')).toBeVisible();
  await host.press('Terminer pour tous');
  await host.page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click();
  // Whatever else the toolbar opens.
  for (const control of await guest.page.locator('[part~=control][aria-expanded]').all()) {
    await control.click();
    await expect(guest.page.locator('[part~=panel]')).toBeVisible();
  }
  await guest.page.evaluate(() => document.querySelector('visio-avocat-room')?.leave());
  await guest.inPhase('ended');
  const unlucky = await anybody('Karim');
  await unlucky.page.route('**/api/visio', (route) => route.abort());
  await unlucky.join();
  await unlucky.inPhase('failed');
  for (const person of [host, guest, unlucky]) await remember(person);
}

/** What the class of the running element has. */
async function running(consultation: Consultation) {
  const { page } = await consultation.person('');
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
}

test.describe('custom-elements.json and the running element', () => {
  test('agree on attributes', async ({ consultation }) => {
    const { attributes, ofAnyElement } = await running(consultation);
    const listed = names(manifest.attributes).filter((name) => !ofAnyElement.includes(name));
    expect(listed).toEqual(attributes.filter((name) => !ofAnyElement.includes(name)).sort());
  });

  test('agree on properties and their defaults', async ({ consultation }) => {
    const { accessors, values, ofAnyElement } = await running(consultation);
    const fields = manifest.members.filter(({ kind }) => kind === 'field');
    const ours = (all: string[]) => all.filter((name) => !ofAnyElement.includes(name)).sort();
    expect(ours(names(fields))).toEqual(ours(accessors));
    const literals = fields.filter(({ default: initial }) => /^('.*'|true|false|null)$/.test(initial ?? ''));
    expect(literals.length).toBeGreaterThan(10);
    for (const { name, default: initial = '' } of literals)
      expect(String(values[name]), name).toBe(initial.replaceAll("'", ''));
  });

  test('agree on methods', async ({ consultation }) => {
    const { methods, overridden } = await running(consultation);
    const listed = names(manifest.members.filter(({ kind }) => kind === 'method'));
    expect(missing(listed, new Set(methods)), 'listed, but not there').toEqual([]);
    // For subclasses alone; nothing else is kept from the manifest.
    const forSubclasses = new Set(
      sources.flatMap((text) =>
        [...text.matchAll(/^ {2}protected (?:(?:abstract|override|async) )*(\w+)[<(]/gm)].map(
          ([, name]) => name ?? '',
        ),
      ),
    );
    const open = methods.filter((name) => !forSubclasses.has(name) && !overridden.includes(name));
    expect(missing(open, new Set(listed)), 'there, but not listed').toEqual([]);
  });

  test('agree on custom states', () => {
    const states = names(manifest.cssStates);
    expect(missing(states, written)).toEqual([]);
  });

  test.describe(() => {
    let consultation: Consultation;
    test.beforeAll(async ({ world }) => {
      const people = [{ id: 'vasseur', name: 'Maître Vasseur', role: 'host' }] as const;
      consultation = world.consultation({ title: 'Premier entretien', waitingRoom: true, people });
      await walk(consultation);
    });
    test.afterAll(() => consultation.close());

    test('agree on events', () => {
      const listed = new Set(names(manifest.events));
      expect(missing(seen.events, listed), 'fired, but not listed').toEqual([]);
      expect(seen.events.size, [...seen.events].join()).toBeGreaterThanOrEqual(8);
      const typed = sources.flatMap((text) =>
        [...text.matchAll(/^ {2}'(visio-[\w-]+)':/gm)].map(([, name]) => name ?? ''),
      );
      expect([...listed].sort(), 'listed and typed').toEqual(typed.sort());
    });

    test('agree on parts', () => {
      const documented = partNames(manifest);
      expect(missing(seen.parts, documented), 'shown, but not listed').toEqual([]);
      const literal = new Set(
        sources.flatMap((text) =>
          [...text.matchAll(/part="([^"$]*)/g)].flatMap(([, list = '']) =>
            list.split(' ').filter((one) => !one.endsWith('-')),
          ),
        ),
      );
      expect(missing([...literal].filter(Boolean), documented), 'in a template, but not listed').toEqual([]);
      const there = new Set([...seen.parts, ...literal, ...written]);
      expect(missing(documented, there), 'listed only').toEqual([]);
      const first = names(manifest.cssParts);
      expect(missing(first, new Set([...seen.parts, ...literal])), 'a part that no template has').toEqual([]);
    });

    test('agree on slots', () => {
      expect([...seen.slots].sort()).toEqual(names(manifest.slots));
    });

    test('agree on custom properties', () => {
      expect([...seen.tokens].sort()).toEqual(names(manifest.cssProperties));
    });
  });
});

import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { hosted, lobby } from '../../embed/support/hosted.ts';
import { root } from '../../package/support/scratch.ts';
import type { Consultation } from '../../support/consultation.ts';
import type { Person } from '../../support/person.ts';
import { expect } from '../../support/test.ts';
import { attributeNames, propertyOf, valuesOf } from './attributes.ts';
import type { Rule } from './bench.ts';
import type { Block } from './markdown.ts';

const CDN = 'https://cdn.example/';
const TAG = 'visio-avocat-room';

/** Answers for the address that the documentation gives to the built files. */
async function serveBuild(page: Page): Promise<void> {
  await page.route(`${CDN}**`, (route) => {
    const path = join(root, 'dist', new URL(route.request().url()).pathname);
    const headers = { 'Access-Control-Allow-Origin': '*' };
    return existsSync(path) ? route.fulfill({ path, headers }) : route.fulfill({ status: 404 });
  });
}

/** Somebody in front of a page with the block in its body, and what the browser complains of there. */
export async function opened(
  consultation: Consultation,
  { code }: Block,
  { name = 'Zoé', script = '', page }: { name?: string; script?: string; page?: Page } = {},
): Promise<{ person: Person; complaints: string[] }> {
  const own = page ?? (await consultation.page());
  await serveBuild(own);
  const complaints: string[] = [];
  own.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  own.on('pageerror', (error) => complaints.push(error.message));
  // A block about the tag alone stands in a page that has the script already.
  const head = code.includes('<script') ? '' : `<script type="module" src="${CDN}${TAG}.js"></script>`;
  return {
    person: await hosted(consultation, name, { page: own, head, body: code + script }),
    complaints,
  };
}

/** The attributes that a block gives to the element. */
const attributesIn = (page: Page, code: string) =>
  page.evaluate(
    ([text, tag]) => {
      const elements = new DOMParser().parseFromString(text, 'text/html').querySelectorAll(tag);
      return [...elements].flatMap((one) => [...one.attributes].map(({ name, value }) => ({ name, value })));
    },
    [code, TAG] as const,
  );

export const inPage: Rule = {
  name: 'in a page: the element shows its lobby, has every attribute, and the browser complains of nothing',
  covers: ({ language }) => language === 'html',
  async check(block, _bench, consultation) {
    const { person, complaints } = await opened(consultation, block);
    await lobby(person);
    for (const { name, value } of await attributesIn(person.page, block.code)) {
      expect(attributeNames, 'attributes of the element').toContain(name);
      const values = valuesOf(name);
      if (values.length > 0) expect(values, `values of ${name}`).toContain(value);
      const property = await person.page.evaluate(
        ([tag, field]) => Reflect.get(document.querySelector(tag) ?? {}, field),
        [TAG, propertyOf(name)] as const,
      );
      expect(property, name).toBe(value === '' ? true : value);
    }
    expect(complaints).toEqual([]);
  },
};

/** The words between the element's tags, without those that have a slot: they stay on screen. */
const fallback = (code: string) =>
  new RegExp(`<${TAG}[^>]*>([\\s\\S]+?)</${TAG}>`)
    .exec(code)?.[1]
    ?.replace(/<(\w+)[^>]* slot=[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, '')
    .trim() ?? '';

/** Whether the words are on the screen; unlike the element around them, which is in any case. */
const showsWords = (page: Page) =>
  page.locator(TAG).evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getClientRects().length > 0;
  });

export const withoutJavaScript: Rule = {
  name: 'the words inside the tag are read without JavaScript, and give way to the lobby',
  covers: ({ language, code }) => language === 'html' && fallback(code) !== '',
  async check(block, _bench, consultation) {
    const page = await consultation.page({ javaScriptEnabled: false });
    await opened(consultation, block, { page });
    await expect(page.getByText(fallback(block.code))).toBeVisible();
    expect(await showsWords(page)).toBe(true);
    const { person } = await opened(consultation, block);
    await lobby(person);
    expect(await showsWords(person.page)).toBe(false);
  },
};

/** Script tags inside sentences: each loads a file that is built, and defines the element. */
export async function scriptTag(
  consultation: Consultation,
  document: Block['document'],
  code: string,
): Promise<void> {
  const file = basename(/src="([^"]+)"/.exec(code)?.[1] ?? '');
  expect(existsSync(join(root, 'dist', file)), `dist/${file} is built`).toBe(true);
  const block = { document, line: 0, language: 'html', code: `${code}<${TAG}></${TAG}>` };
  const { person, complaints } = await opened(consultation, block);
  await lobby(person);
  expect(complaints).toEqual([]);
}

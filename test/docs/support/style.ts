import type { Page } from 'playwright-core';
import { names, partNames, readManifest } from '../../package/support/manifest.ts';
import { expect } from '../../support/test.ts';
import type { Rule } from './bench.ts';
import type { Block } from './markdown.ts';

const manifest = readManifest();
const states = new Set([
  ...names(manifest.cssStates),
  // Those that stand between backticks in the first one's description.
  ...(manifest.cssStates ?? []).flatMap(({ description = '' }) =>
    [...description.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name),
  ),
]);

/** What a text names of the element's parts, tokens and states and the manifest does not have. */
export function unknownNames(text: string): string[] {
  const kinds = [
    [/::part\(([^)]+)\)/g, partNames(manifest)],
    [/:state\(([^)]+)\)/g, states],
    [/(--visio-[\w-]+)/g, new Set(names(manifest.cssProperties))],
  ] as const;
  return kinds.flatMap(([pattern, known]) =>
    [...text.matchAll(pattern)].flatMap(([, all = '']) => all.split(/\s+/).filter((one) => !known.has(one))),
  );
}

/** What a browser drops of a sheet without a word: rules and declarations that it does not understand. */
async function dropped(page: Page, css: string): Promise<string[]> {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const rules = [...text.matchAll(/([^{};]+)\{([^{}]*)\}/g)].map(([rule, selector = '', body = '']) => {
    const declarations = body.split(';').map((one) => one.trim());
    return { rule, selector: selector.trim(), declarations: declarations.filter(Boolean) };
  });
  expect(rules.length, 'rules of the style sheet').toBeGreaterThan(0);
  return page.evaluate((all) => {
    const faults: string[] = [];
    for (const { rule, selector, declarations } of all) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rule);
      const style = sheet.cssRules[0] && (Reflect.get(sheet.cssRules[0], 'style') as CSSStyleDeclaration);
      if (!style) faults.push(selector);
      for (const one of declarations)
        if (style?.getPropertyValue(one.split(':')[0]?.trim() ?? '') === '') faults.push(one);
    }
    return faults;
  }, rules);
}

/** The style sheets of a block. */
const sheets = ({ language, code }: Block): string[] => {
  if (language === 'css') return [code];
  if (language !== 'html') return [];
  return [...code.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css = '']) => css);
};

export const style: Rule = {
  name: 'the browser understands every rule of the style sheet, and its names are in the manifest',
  covers: (block) => sheets(block).length > 0,
  async check(block, _bench, consultation) {
    const page = await consultation.page();
    for (const css of sheets(block)) {
      expect(await dropped(page, css)).toEqual([]);
      expect(unknownNames(css)).toEqual([]);
    }
  },
};

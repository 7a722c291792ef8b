import type { Page } from 'playwright-core';
import { NAMES } from '../../support/names.ts';

/** What of the element's contract has shown itself on a page so far. */
export interface Seen {
  readonly parts: readonly string[];
  readonly slots: readonly string[];
  readonly events: readonly string[];
  readonly tokens: readonly string[];
}

declare global {
  interface Window {
    seen: Record<'parts' | 'slots' | 'events' | 'tokens', Set<string>>;
  }
}

/** Watches the shadow roots and the events of a page from its start. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(NAMES);
  await page.addInitScript(() => {
    const seen = {
      parts: new Set<string>(),
      slots: new Set<string>(),
      events: new Set<string>(),
      tokens: new Set<string>(),
    };
    window.seen = seen;
    const look = (root: ShadowRoot) => {
      for (const element of root.querySelectorAll('[part]'))
        for (const part of element.part) seen.parts.add(part);
      for (const slot of root.querySelectorAll('slot')) seen.slots.add(slot.name);
      for (const sheet of root.adoptedStyleSheets) {
        for (const rule of sheet.cssRules)
          for (const [token] of rule.cssText.matchAll(/--visio-[\w-]+/g)) seen.tokens.add(token);
      }
    };
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, init);
      new MutationObserver(() => look(root)).observe(root, {
        subtree: true,
        childList: true,
        attributes: true,
      });
      return root;
    };
    const dispatch = EventTarget.prototype.dispatchEvent;
    EventTarget.prototype.dispatchEvent = function (event) {
      if (event.type.startsWith('visio-')) seen.events.add(event.type);
      return dispatch.call(this, event);
    };
  });
}

export const seenOn = (page: Page): Promise<Seen> =>
  page.evaluate(() => ({
    parts: [...window.seen.parts],
    slots: [...window.seen.slots],
    events: [...window.seen.events],
    tokens: [...window.seen.tokens],
  }));

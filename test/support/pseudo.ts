import type { Page } from 'playwright-core';

/** Makes every word of the interface 40 % longer, as another language might; names of people stay as they are. */
export async function lengthen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const root = document.querySelector('visio-avocat-room')?.shadowRoot;
    if (!root) return;
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const longer = (text: string) =>
      text.replace(/\p{L}+/gu, (word) => word + 'ÿ'.repeat(Math.round(word.length * 0.4)));
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const place = text.parentElement;
      if (!place || place.closest('bdi, style, [role=timer]')) continue;
      text.nodeValue = longer(text.nodeValue ?? '');
    }
  });
}

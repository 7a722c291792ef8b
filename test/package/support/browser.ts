import type { Page } from 'playwright-core';
import { expect } from '../../support/test.ts';

/** Nobody listens there: every answer is made below. A page of this host is a secure context all the same. */
const ORIGIN = 'http://localhost:9';

type Content = string | Uint8Array | undefined;

/** Opens a page of a site made of files, which a function gives by their path. */
export async function openSite(
  page: Page,
  read: (path: string) => Content | Promise<Content>,
): Promise<void> {
  await page.route(`${ORIGIN}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    const content = await Promise.resolve(read(path)).catch(() => undefined);
    if (content === undefined) return route.fulfill({ status: 404 });
    const type = /\.js$/.test(path) ? 'text/javascript' : 'text/html; charset=utf-8';
    return route.fulfill({ contentType: type, body: Buffer.from(content) });
  });
  await page.goto(`${ORIGIN}/`);
}

/** A document around a head and the tag. */
export const html = (head: string, body = '<visio-avocat-room></visio-avocat-room>') =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Essai</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;

/** Shows that the lobby is there, and that what loads on intent comes too: without a name the person is asked for it. */
export async function showsLobby(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Votre rendez‑vous en visio' })).toBeVisible();
  const controller = page.waitForResponse(
    (answer) => /consultation-controller[\w-]*\.js$/.test(answer.url()) && answer.ok(),
  );
  await page.getByLabel('Votre nom').focus();
  await controller;
  await page.waitForFunction(() =>
    [...(document.querySelector('visio-avocat-room')?.shadowRoot?.adoptedStyleSheets ?? [])].some((sheet) =>
      [...sheet.cssRules].some((rule) => rule.cssText.includes('.toolbar')),
    ),
  );
}

import assert from 'node:assert/strict';
import type { WordPressSite } from './site.ts';

export type Json = Record<string, unknown>;

/** What the interface has answered. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Json;
  readonly text: string;
}

/** Reads the endpoint that a page prints. */
export async function endpointOf(site: WordPressSite, slug: string, cookie = ''): Promise<string> {
  const html = await (await fetch(`${site.origin}/${slug}/`, { headers: { Cookie: cookie } })).text();
  const printed = /endpoint="([^"]+)"/.exec(html)?.[1];
  if (!printed) throw new Error(`No element on /${slug}/`);
  return printed.replaceAll('&#038;', '&');
}

/** A request as an element, or somebody worse, sends it. A string is sent as it is. */
export async function send(
  url: string,
  body?: Json | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined
      ? {}
      : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  let json: Json = {};
  try {
    json = JSON.parse(text);
  } catch {
    // The test looks at the text.
  }
  return { status: response.status, headers: response.headers, json, text };
}

/** A guest's cookie from an answer. */
export const cookieOf = ({ headers }: Answered): string =>
  /(?:__Host-)?visio_avocat_guest=[0-9a-f]+/.exec(headers.get('Set-Cookie') ?? '')?.[0] ?? '';

/** Cookies of somebody who has logged in, and the nonce that the page gives them. */
export async function logIn(
  site: WordPressSite,
  user: string,
  slug: string,
): Promise<{ Cookie: string; 'X-WP-Nonce': string }> {
  const answer = await fetch(`${site.origin}/wp-login.php`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: 'wordpress_test_cookie=WP+Cookie+check' },
    body: new URLSearchParams({ log: user, pwd: site.password, testcookie: '1' }),
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const html = await (await fetch(`${site.origin}/${slug}/`, { headers: { Cookie: cookie } })).text();
  return { Cookie: cookie, 'X-WP-Nonce': /data-nonce="([^"]+)"/.exec(html)?.[1] ?? '' };
}

/** What an answer grants. */
export const granted = ({ status, json, text }: Answered): Json => {
  assert.equal(status, 200, text);
  return json;
};

/** Makes sure that an answer refuses, for this reason, and tells nothing else. */
export const refused = (answer: Answered, reason?: string, status = 403): void => {
  const { json, text } = answer;
  assert.deepEqual([answer.status, json.reason], [status, reason], text.slice(0, 400));
  const members = ['code', 'detail', 'reason', 'status', 'title', 'type'];
  assert.deepEqual(
    Object.keys(json).filter((name) => !members.includes(name)),
    [],
  );
};

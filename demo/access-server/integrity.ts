import { createHash } from 'node:crypto';
import type { Answer } from './http.ts';

const DIRECTORY = '/visio/';
const FIRST = 'visio-avocat-room.js';
const LINK = '    <script type="module" src="/lien.js"></script>\n';
const TAG = `<script type="module" src="${DIRECTORY}${FIRST}"></script>`;

/**
 * The same page, with every file of the element held to its hash: the first one by its tag, those that load later by an
 * import map. The map stands in the page, so that the policy has to name it, by its own hash.
 *
 * @param hashes `integrity.json` of the element's distribution
 * @param policy the site's Content Security Policy
 * @see https://html.spec.whatwg.org/multipage/webappapis.html#import-map-integrity
 */
export function withIntegrity(
  page: Answer,
  hashes: Readonly<Record<string, string>>,
  policy: string,
): Answer {
  const scripts = Object.entries(hashes).filter(([name]) => name.endsWith('.js'));
  const integrity = Object.fromEntries(scripts.map(([name, hash]) => [DIRECTORY + name, hash]));
  const map = JSON.stringify({ integrity });
  const known = createHash('sha256').update(map).digest('base64');
  const tags = `<script type="importmap">${map}</script>
    ${TAG.replace('>', ` integrity="${hashes[FIRST]}">`)}`;
  return {
    ...page,
    headers: {
      ...page.headers,
      'Content-Security-Policy': policy.replace("script-src 'self'", `script-src 'self' 'sha256-${known}'`),
    },
    // Whoever comes here has exchanged the link before.
    body: String(page.body).replace(LINK, '').replace(TAG, tags),
  };
}

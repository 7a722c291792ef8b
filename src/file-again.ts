// Loaded when a file has failed, or is on its way for too long.

/**
 * Loads a module from another address. Until 2026 browsers remembered a failed module URL for the life of a page
 * (whatwg/html#10327), and a request that hangs is never made twice, so a query makes it a new URL.
 *
 * An import map's hash applies to one URL: the same hash is demanded of the other. A file that has failed, perhaps for
 * its hash, is not asked for there.
 *
 * @param address Empty where it is not known; only a reload helps there.
 * @param load Loads it from there.
 * @throws error The failure, where there is no other way.
 */
export async function again<T>(
  address: string,
  load: () => Promise<T>,
  attempt: number,
  error?: unknown,
): Promise<T> {
  const hash = address === '' ? undefined : hashOf(address);
  if (address === '' || (error && demandsHashes())) throw error ?? new Error('no address');
  const url = new URL(address);
  url.searchParams.set('retry', String(attempt));
  if (hash) await preload(url.href, hash);
  const file = await import(/* @vite-ignore */ /* webpackIgnore: true */ url.href);
  // A chunk of several modules has each under a name, which its loader takes: `import('…').then((n) => n.q)`.
  const name = /\.then\([^.]*\.(\w+)/.exec(`${load}`)?.[1];
  return name ? file[name] : file;
}

const importMaps = (): string[] =>
  [...document.scripts].filter(({ type }) => type === 'importmap').map(({ text }) => text);

const demandsHashes = (): boolean => importMaps().some((text) => text.includes('integrity'));

/** The hash that the page's import map demands of a file. */
function hashOf(address: string): string | undefined {
  for (const text of importMaps()) {
    const { integrity = {} }: { integrity?: Readonly<Record<string, string>> } = JSON.parse(text);
    const entry = Object.entries(integrity).find(([url]) => new URL(url, document.baseURI).href === address);
    if (entry) return entry[1];
  }
  return undefined;
}

/** Puts a module of this hash into the page's module map, from which `import()` takes it (HTML, "modulepreload"). */
function preload(href: string, integrity: string): Promise<unknown> {
  const { nonce = '' } = document.querySelector<HTMLElement>('script[nonce]') ?? {};
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.addEventListener('load', resolve);
    link.addEventListener('error', reject);
    document.head.append(Object.assign(link, { rel: 'modulepreload', href, integrity, nonce }));
  });
}

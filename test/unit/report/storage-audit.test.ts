import { expect } from '@open-wc/testing';
import { StorageAudit, type Traces } from '../../../src/report/storage-audit.ts';

const token = 'T1==c2VjcmV0';
const name = 'Zoé Martin';
const message = 'Le virement est parti "mardi"';

/** A database of the page's own, with these values in it. */
function keepInDatabase(...values: readonly unknown[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('kept', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('things', { autoIncrement: true });
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const change = database.transaction('things', 'readwrite');
      for (const value of values) change.objectStore('things').add(value);
      change.oncomplete = () => {
        database.close();
        resolve();
      };
      change.onerror = () => reject(change.error);
    };
  });
}

const keepInCache = async (address: string, body: BodyInit) =>
  (await caches.open('kept')).put(address, new Response(body));

async function keepInFile(path: readonly string[], text: string): Promise<void> {
  let folder = await navigator.storage.getDirectory();
  for (const part of path.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
  const file = await folder.getFileHandle(path.at(-1) ?? '', { create: true });
  const stream = await file.createWritable();
  await stream.write(text);
  await stream.close();
}

const clear = async (home: string) => {
  localStorage.clear();
  sessionStorage.clear();
  await cookieStore.delete('kept');
  history.replaceState(null, '', home);
  window.name = '';
  await new Promise<void>((resolve) => {
    indexedDB.deleteDatabase('kept').onsuccess = () => resolve();
  });
  await caches.delete('kept');
  const files = await navigator.storage.getDirectory();
  for await (const entry of files.keys()) await files.removeEntry(entry, { recursive: true });
};

describe('traces of a call in the page', () => {
  const home = location.href;
  afterEach(() => clear(home));

  /** Whether a call that begins now leaves no traces, if this is written during it. */
  async function afterWriting(
    write: () => unknown,
    traces: Partial<Traces> = {},
  ): Promise<boolean | undefined> {
    const audit = new StorageAudit();
    // What was there before has been read.
    expect(await audit.isTraceless({ secrets: [], words: [] })).to.equal(true);
    await write();
    return audit.isTraceless({ secrets: [], words: [], ...traces });
  }

  it('are none where nothing of the call’s was written', async () => {
    const write = async () => {
      localStorage.setItem('kept', 'something of the page’s own');
      await keepInDatabase({ theme: 'dark' }, new Blob(['x']), new Uint8Array([1, 2, 3]), null, 7);
      await keepInCache('/kept', 'text');
      await keepInFile(['kept'], 'text');
    };
    const traces = { secrets: [token, 'session'.repeat(9), ''], words: [name, message, ''] };
    expect(await afterWriting(write, traces)).to.equal(true);
  });

  const places: Readonly<Record<string, (value: string) => unknown>> = {
    localStorage: (value) => localStorage.setItem('kept', JSON.stringify({ value })),
    'a key of sessionStorage': (value) => sessionStorage.setItem(value, ''),
    'a cookie': (value) => cookieStore.set('kept', encodeURIComponent(value)),
    'the address': (value) => history.replaceState(null, '', `#${encodeURIComponent(value)}`),
    'the history': (value) => history.replaceState({ deep: [{ value }] }, ''),
    'the window’s name': (value) => {
      window.name = value;
    },
    'a database': (value) => keepInDatabase('a', { deep: [new Map([['b', new Set([value])]])] }),
    'a key in a database': (value) => keepInDatabase({ [value]: 1 }),
    'bytes in a database': (value) => keepInDatabase(new TextEncoder().encode(`{"a":"${value}"}`)),
    'a blob in a database': (value) => keepInDatabase({ blob: new Blob([`<p>${value}</p>`]) }),
    'an address in a cache': (value) => keepInCache(`/kept?a=${encodeURIComponent(value)}`, ''),
    'an answer in a cache': (value) => keepInCache('/kept', JSON.stringify([value])),
    'a file': (value) => keepInFile(['folder', 'file.txt'], `a ${value} b`),
  };
  for (const [place, write] of Object.entries(places)) {
    it(`are found in ${place}: a secret, a name, a message`, async () => {
      expect(await afterWriting(() => write(token), { secrets: [token] })).to.equal(false);
      for (const word of [name, message]) {
        await clear(home);
        expect(await afterWriting(() => write(word), { words: [word] }), word).to.equal(false);
      }
    });
  }

  it('are found as JSON without accents writes them', async () => {
    const write = () => localStorage.setItem('kept', '"Zo\\u00e9 Martin"');
    expect(await afterWriting(write, { words: [name] })).to.equal(false);
  });

  it('are not what the page knew before', async () => {
    localStorage.setItem('kept', name);
    expect(await afterWriting(() => undefined, { words: [name] })).to.equal(true);
    // A secret that was there before was not made for this call alone.
    localStorage.setItem('kept', token);
    expect(await afterWriting(() => undefined, { secrets: [token] })).to.equal(false);
  });

  it('are not parts of other words, nor words that stand in any text', async () => {
    const write = () => localStorage.setItem('kept', '{"consent":"oui","who":"Zoé Martinez"}');
    expect(await afterWriting(write, { words: ['oui', name] })).to.equal(true);
    expect(
      await afterWriting(() => localStorage.setItem('kept', `x${token}x`), { secrets: [token] }),
    ).to.equal(false);
  });

  it('do not depend on whole characters', async () => {
    const half = 'abcd\ud83d';
    expect(await afterWriting(() => localStorage.setItem('kept', half), { words: [half] })).to.equal(false);
  });

  describe('are not known', () => {
    const unknown = async (prepare: () => unknown, traces: Partial<Traces> = { secrets: [token] }) => {
      await prepare();
      const audit = new StorageAudit();
      return audit.isTraceless({ secrets: [], words: [], ...traces });
    };

    it('where a store is too long to be read', async () => {
      expect(await unknown(() => localStorage.setItem('kept', 'x'.repeat(1_100_000)))).to.equal(undefined);
    });

    it('where a database has too many records', async () => {
      expect(await unknown(() => keepInDatabase(...Array.from({ length: 1001 }, () => 1)))).to.equal(
        undefined,
      );
    });

    it('where there are more words than are looked for', async () => {
      expect(await unknown(() => undefined, { words: ['Zoé Martin'], more: true })).to.equal(undefined);
    });

    it('where a database does not open', async () => {
      await keepInDatabase(1);
      const blocker = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('kept');
        request.onsuccess = () => resolve(request.result);
      });
      // This upgrade waits for the blocker, and every later opening waits for the upgrade.
      const upgrade = indexedDB.open('kept', 2);
      const result = await unknown(() => undefined);
      blocker.close();
      await new Promise<void>((resolve) => {
        upgrade.onsuccess = () => {
          upgrade.result.close();
          resolve();
        };
      });
      expect(result).to.equal(undefined);
    });

    it('where the page may read none', async () => {
      const { databases } = indexedDB;
      indexedDB.databases = () => Promise.reject(new DOMException('', 'SecurityError'));
      try {
        expect(await unknown(() => undefined)).to.equal(undefined);
        // What is found is found all the same.
        expect(await unknown(() => localStorage.setItem('kept', token))).to.equal(false);
      } finally {
        indexedDB.databases = databases;
      }
    });
  });

  it('are looked for without being in the page’s way', async () => {
    await keepInDatabase(1);
    const audit = new StorageAudit();
    const upgraded = new Promise<void>((resolve) => {
      const request = indexedDB.open('kept', 2);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    await upgraded;
    expect(await audit.isTraceless({ secrets: [token], words: [] })).not.to.equal(false);
    // A database that has gone is not made again.
    await new Promise<void>((resolve) => {
      indexedDB.deleteDatabase('kept').onsuccess = () => resolve();
    });
    await audit.isTraceless({ secrets: [token], words: [] });
    expect((await indexedDB.databases()).map(({ name }) => name)).not.to.include('kept');
  });
});

/** Characters that are read of all stores; what lies beyond is not known. */
const MAX_TEXT = 1_000_000;
/** Records, files and texts that are read of all stores, and records that are read at once. */
const MAX_RECORDS = 1000;
const BATCH = 10;
/** Milliseconds: a database that somebody else holds up may never open. */
const PATIENCE = 3000;
/** Characters of a word that are looked for. */
const MAX_WORD = 200;
/** Words after which the page may do something else. */
const PAUSE_AFTER = 10;

/** What a call must leave nowhere. */
export interface Traces {
  /** Values that only this call knows: the token, identifiers, the shared secret. */
  readonly secrets: readonly string[];
  /** Names and messages. The page may know them from elsewhere: what it kept before the call is none of the call's. */
  readonly words: readonly string[];
  /** Whether there were more words than are looked for. */
  readonly more?: boolean;
}

/** Looks for traces of a call in everything that a page can keep. */
export class StorageAudit {
  readonly #before: Promise<Kept>;

  /** Created before the call: what the page keeps then is no trace. */
  constructor() {
    this.#before = readStores();
  }

  /** Whether no store holds a trace; `undefined` where one could not be read to its end. Never rejects. */
  async isTraceless({ secrets, words, more = false }: Traces): Promise<boolean | undefined> {
    const [before, now] = await Promise.all([this.#before, readStores()]);
    const isNew = (word: string) => holds(now.text, word, hasWord) && !holds(before.text, word, hasWord);
    if (secrets.some((secret) => holds(now.text, secret, includes))) return false;
    for (const [index, word] of words.entries()) {
      if (isTelling(word) && isNew(word.slice(0, MAX_WORD))) return false;
      if (index % PAUSE_AFTER === 0) await new Promise((resolve) => setTimeout(resolve));
    }
    return now.complete && before.complete && !more ? true : undefined;
  }
}

/** Shorter ones stand in any text. */
const isTelling = (word: string): boolean => word.trim().length >= 4;

type Search = (text: string, form: string) => boolean;

/** Whether a text holds a value as it is, or as addresses and JSON write it. */
function holds(text: string, value: string, search: Search): boolean {
  return value !== '' && formsOf(value).some((form) => search(text, form));
}

function formsOf(value: string): readonly string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  try {
    return [value, json, ascii, encodeURIComponent(value)];
  } catch {
    // Half of a surrogate pair, which no address holds.
    return [value, json, ascii];
  }
}

const includes: Search = (text, form) => text.includes(form);

const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/** Whether a text holds a form, but not as a part of a longer word. */
function hasWord(text: string, form: string): boolean {
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
    const [first, last] = [form[0], form.at(-1)];
    const begins = !(isLetter(first) && isLetter(text[at - 1]));
    if (begins && !(isLetter(last) && isLetter(text[at + form.length]))) return true;
  }
  return false;
}

interface Kept {
  readonly text: string;
  readonly complete: boolean;
}

/** Collects texts up to the limits. */
class Collector {
  readonly #texts: string[] = [];
  #length = 0;
  #records = 0;
  #stopped = false;
  complete = true;

  /** Nothing more is read. */
  stop(): void {
    this.#stopped = true;
    this.complete = false;
  }

  /** Whether this many characters or bytes more are too many. */
  isFullFor(size: number): boolean {
    const full = this.#stopped || this.#records >= MAX_RECORDS || this.#length + size > MAX_TEXT;
    if (full) this.complete = false;
    return full;
  }

  get text(): string {
    return this.#texts.join('\n');
  }

  /** Records count also where they hold no text. */
  count(records: number): void {
    this.#records += records;
  }

  add(text: string): void {
    if (this.isFullFor(text.length)) return;
    this.#records += 1;
    this.#texts.push(text);
    this.#length += text.length;
  }

  /** Adds the strings in a value that was stored by structured clone. */
  async addValue(value: unknown, seen = new Set<object>()): Promise<void> {
    if (typeof value === 'string') this.add(value);
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (this.isFullFor(0)) return;
    if (value instanceof Blob) {
      await this.addBlob(value);
    } else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      if (!this.isFullFor(value.byteLength)) this.add(new TextDecoder().decode(value));
    } else if (value instanceof Map || value instanceof Set) {
      for (const entry of value.entries()) await this.addValue(entry, seen);
    } else {
      for (const [key, member] of Object.entries(value)) {
        if (!Array.isArray(value)) this.add(key);
        await this.addValue(member, seen);
      }
    }
  }

  async addBlob(blob: Blob): Promise<void> {
    if (!this.isFullFor(blob.size)) this.add(await blob.text());
  }
}

/** Reads everything that scripts of the page can keep. Never rejects. */
async function readStores(): Promise<Kept> {
  const kept = new Collector();
  const read = async (store: () => void | Promise<void>): Promise<void> => {
    try {
      await store();
    } catch {
      // A sandboxed page has no storage, some browsers not every kind.
      kept.complete = false;
    }
  };
  await read(() => addStorage(kept, localStorage));
  await read(() => addStorage(kept, sessionStorage));
  await read(() => kept.add(document.cookie));
  await read(() => kept.add(`${location.href}\n${window.name}`));
  await read(() => kept.addValue(history.state));
  const all = async (): Promise<void> => {
    await read(() => addDatabases(kept));
    // Not in pages without HTTPS.
    if (globalThis.caches) await read(() => addCaches(kept));
    const directory = navigator.storage?.getDirectory;
    if (directory) await read(async () => addFiles(kept, await directory.call(navigator.storage)));
  };
  await new Promise<void>((resolve) => {
    const giveUp = () => {
      kept.stop();
      resolve();
    };
    const timer = setTimeout(giveUp, PATIENCE);
    void all().then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
  return { text: kept.text, complete: kept.complete };
}

function addStorage(kept: Collector, storage: Storage): void {
  for (let index = 0; index < storage.length; index++) {
    const key = storage.key(index) ?? '';
    kept.add(key);
    kept.add(storage.getItem(key) ?? '');
  }
}

async function addDatabases(kept: Collector): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    if (kept.isFullFor(0)) return;
    kept.add(name);
    const database = await openDatabase(name);
    // A page that changes its database must not wait for a reader.
    database.onversionchange = () => database.close();
    try {
      for (const store of database.objectStoreNames) await addRecords(kept, database, store);
    } finally {
      database.close();
    }
  }
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    // It has gone meanwhile: none is made in its place.
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      reject(request.error);
    };
  });
}

async function addRecords(kept: Collector, database: IDBDatabase, store: string): Promise<void> {
  let after: IDBKeyRange | null = null;
  for (;;) {
    const records = await batchOf(database, store, after);
    kept.count(records.length);
    for (const record of records) await kept.addValue(record);
    const last = records.at(-1)?.[0];
    if (last === undefined || kept.isFullFor(0)) return;
    after = IDBKeyRange.lowerBound(last, true);
  }
}

type DatabaseRecord = readonly [key: IDBValidKey, value: unknown];

/** Reads some records: all at once may be more than fits into memory. */
function batchOf(
  database: IDBDatabase,
  store: string,
  after: IDBKeyRange | null,
): Promise<readonly DatabaseRecord[]> {
  return new Promise((resolve, reject) => {
    const records: DatabaseRecord[] = [];
    const request = database.transaction(store).objectStore(store).openCursor(after);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor) records.push([cursor.key, cursor.value]);
      if (cursor && records.length < BATCH) cursor.continue();
      else resolve(records);
    };
  });
}

async function addCaches(kept: Collector): Promise<void> {
  for (const name of await caches.keys()) {
    kept.add(name);
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      kept.add(request.url);
      const answer = await cache.match(request);
      const size = Number(answer?.headers.get('Content-Length') ?? 0);
      if (kept.isFullFor(size)) return;
      // What another origin has answered cannot be read.
      if (answer?.type === 'opaque') kept.complete = false;
      else if (answer) await kept.addBlob(await answer.blob());
    }
  }
}

async function addFiles(kept: Collector, directory: FileSystemDirectoryHandle): Promise<void> {
  for await (const [name, handle] of directory.entries()) {
    if (kept.isFullFor(0)) return;
    kept.add(name);
    if (handle instanceof FileSystemDirectoryHandle) await addFiles(kept, handle);
    else await kept.addBlob(await (handle as FileSystemFileHandle).getFile());
  }
}

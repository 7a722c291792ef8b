import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hash } from './links.ts';
import { emptyRoom, type RoomState, type Store } from './store.ts';

/**
 * Remembers rooms over restarts: one JSON file a room. A file is written beside the old one, flushed, then renamed over
 * it, so that a crash leaves the old state or the new one and never half of either. For one process at a time.
 */
export class FileStore implements Store {
  readonly #directory: string;
  readonly #rooms = new Map<string, string>();
  readonly #queues = new Map<string, Promise<unknown>>();

  /** @param directory made when missing, readable by its owner only: it holds the names of people who wait. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  async read(room: string): Promise<RoomState> {
    return this.#queued(room, async () => JSON.parse(await this.#load(room)) as RoomState);
  }

  async update<T>(room: string, change: (draft: RoomState) => T): Promise<T> {
    return this.#queued(room, async () => {
      const before = await this.#load(room);
      const draft = JSON.parse(before) as RoomState;
      const result = change(draft);
      const after = JSON.stringify(draft);
      if (after !== before) {
        await this.#save(room, after);
        this.#rooms.set(room, after);
      }
      return result;
    });
  }

  /** An empty file for each id, named after its hash: the system makes it for one of two who ask at once. */
  async claimSession(sessionId: string): Promise<boolean> {
    await this.#makeDirectory();
    const file = path.join(this.#directory, `session-${hash(sessionId)}`);
    try {
      await writeFile(file, '', { flag: 'wx', mode: 0o600, flush: true });
      return true;
    } catch (error) {
      if (hasCode(error, 'EEXIST')) return false;
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#queues.values());
  }

  #queued<T>(room: string, job: () => Promise<T>): Promise<T> {
    const next = (this.#queues.get(room) ?? Promise.resolve()).then(job, job);
    this.#queues.set(room, next);
    const done = () => this.#queues.get(room) === next && this.#queues.delete(room);
    next.then(done, done);
    return next;
  }

  /** Rooms' ids are lower-case letters, digits and dashes; the prefix keeps clear of names that a system reserves. */
  #file(room: string): string {
    return path.join(this.#directory, `room-${room}.json`);
  }

  async #load(room: string): Promise<string> {
    const known = this.#rooms.get(room);
    if (known !== undefined) return known;
    let text = JSON.stringify(emptyRoom());
    try {
      text = await readFile(this.#file(room), 'utf8');
      JSON.parse(text);
    } catch (error) {
      // A file that cannot be read must stop the server's answer, not silently forget who was removed.
      if (!hasCode(error, 'ENOENT')) throw error;
    }
    this.#rooms.set(room, text);
    return text;
  }

  async #save(room: string, text: string): Promise<void> {
    await this.#makeDirectory();
    const temporary = `${this.#file(room)}.${process.pid}.new`;
    try {
      const file = await open(temporary, 'w', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, this.#file(room));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async #makeDirectory(): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

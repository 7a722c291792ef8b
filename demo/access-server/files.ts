import { readFile, realpath, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Answer } from './http.ts';
import { hash } from './links.ts';

/** What may be served; anything else in the directory stays there. */
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.map': 'application/json',
};

const compress = promisify(brotliCompress);

interface Served {
  readonly mtime: number;
  readonly etag: string;
  readonly plain: Buffer;
  readonly brotli: Buffer | undefined;
}

/** Serves the files of one directory, compressed, with validators. */
export class Files {
  readonly #directory: string;
  readonly #cache = new Map<string, Served>();

  constructor(directory: string) {
    this.#directory = path.resolve(directory);
  }

  /** The file's answer, or `undefined` when there is none that may be served. @param name relative, URL-decoded */
  async answer(request: IncomingMessage, name: string): Promise<Answer | undefined> {
    const type = types[path.extname(name)];
    const hidden = name.split('/').some((part) => part.startsWith('.') || part === '');
    if (type === undefined || hidden || /[\\\0]/.test(name)) return undefined;
    const file = await this.#load(path.join(this.#directory, name)).catch(() => undefined);
    if (!file) return undefined;
    const headers = {
      'Content-Type': type,
      // Asked about each time, sent again only when changed.
      'Cache-Control': 'no-cache',
      ETag: file.etag,
      Vary: 'Accept-Encoding',
    };
    if (request.headers['if-none-match'] === file.etag) return { status: 304, headers };
    const accepts = /\bbr\b/.test(request.headers['accept-encoding']?.toString() ?? '');
    if (!accepts || !file.brotli) return { status: 200, headers, body: file.plain };
    return { status: 200, headers: { ...headers, 'Content-Encoding': 'br' }, body: file.brotli };
  }

  /** A file's text, for the server itself; `undefined` when there is none. */
  async read(name: string): Promise<string | undefined> {
    const file = await this.#load(path.join(this.#directory, name)).catch(() => undefined);
    return file?.plain.toString('utf8');
  }

  async #load(file: string): Promise<Served> {
    // A symbolic link must not lead out of the directory.
    const real = await realpath(file);
    const root = await realpath(this.#directory);
    if (!real.startsWith(root + path.sep)) throw new Error('outside');
    const { mtimeMs: mtime } = await stat(real);
    const cached = this.#cache.get(real);
    if (cached?.mtime === mtime) return cached;
    const plain = await readFile(real);
    const worthwhile = /\.(js|css|json|svg|map)$/.test(real) && plain.byteLength > 800;
    const brotli = worthwhile
      ? await compress(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : undefined;
    const served = { mtime, etag: `"${hash(plain.toString('latin1')).slice(0, 22)}"`, plain, brotli };
    this.#cache.set(real, served);
    return served;
  }
}

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../package/support/scratch.ts';

/** A fenced code block. */
export interface Block {
  readonly document: Document;
  /** Of the opening fence, from 1. */
  readonly line: number;
  /** Empty where the fence names none. */
  readonly language: string;
  readonly code: string;
}

/** A Markdown file, taken apart as far as the tests need it. */
export class Document {
  /** Path in the repository, with `/`. */
  readonly file: string;
  readonly blocks: readonly Block[];
  /** The text outside the blocks. */
  readonly prose: string;

  constructor(file: string, text: string) {
    this.file = file;
    const blocks: Block[] = [];
    const prose: string[] = [];
    let open: { fence: RegExp; indent: number; line: number; language: string; code: string[] } | undefined;
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const [, before = '', fence = '', language = ''] = /^([\s>]*)(`{3,}|~{3,})\s*([\w-]*)/.exec(line) ?? [];
      if (open?.fence.test(line)) {
        blocks.push({ document: this, line: open.line, language: open.language, code: open.code.join('\n') });
        open = undefined;
      } else if (open) {
        const { indent } = open;
        // An item's block is indented with it; a line that is less so keeps what it has.
        open.code.push(/^[\s>]*$/.test(line.slice(0, indent)) ? line.slice(indent) : line.trimStart());
      } else if (fence) {
        const end = new RegExp(`^[\\s>]*${fence[0]}{${fence.length},}\\s*$`);
        open = { fence: end, indent: before.length, line: index + 1, language, code: [] };
      } else prose.push(line);
    }
    if (open) throw new Error(`${file}:${open.line}: the block does not end`);
    this.blocks = blocks;
    this.prose = prose.join('\n');
  }

  /** Code inside sentences. */
  get spans(): readonly string[] {
    return [...this.prose.matchAll(SPAN)].map(([, , code = '']) => code.replace(/\s+/g, ' ').trim());
  }

  /** Where links and pictures lead. */
  get links(): readonly string[] {
    const text = this.prose.replace(SPAN, '');
    return [...text.matchAll(/\]\(([^)\s]+)[^)]*\)|^\[[^\]]+\]:\s*(\S+)/gm)].map(
      ([, inline, reference]) => inline ?? reference ?? '',
    );
  }

  /** The headings' ids, as GitHub makes them. */
  get anchors(): ReadonlySet<string> {
    const seen = new Map<string, number>();
    return new Set(
      [...this.prose.matchAll(/^#{1,6}\s+(.+?)[\s#]*$/gm)].map(([, heading = '']) => {
        const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
        const id = text.replace(/[^\p{L}\p{M}\p{N} _-]/gu, '').replaceAll(' ', '-');
        const times = seen.get(id) ?? 0;
        seen.set(id, times + 1);
        return times === 0 ? id : `${id}-${times}`;
      }),
    );
  }

  /** The code spans in the first column of the tables under this heading of the column, and what stands beside. */
  rows(heading: string): readonly { readonly names: readonly string[]; readonly rest: string }[] {
    return this.prose
      .split(/\n(?!\|)/)
      .filter((table) => table.trimStart().startsWith(`| ${heading} |`))
      .flatMap((table) => table.trim().split('\n').slice(2))
      .map((row) => row.split('|').slice(1))
      .map(([first = '', ...rest]) => ({
        names: [...first.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
        rest: rest.join('|'),
      }));
  }
}

const SPAN = /(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g;

/** The Markdown files that Git tracks; in a copy without its repository, those that it would not ignore. */
function files(): readonly string[] {
  try {
    // Somebody else's folder, such as one that a container mounts, is no reason to read another list.
    const listing = ['-c', 'safe.directory=*', 'ls-files', '-z', '*.md'];
    const tracked = execFileSync('git', listing, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).split('\0');
    const there = tracked.filter((file) => file !== '' && existsSync(join(root, file)));
    if (there.length > 0) return there;
  } catch {
    // No Git, or no repository.
  }
  return walk('');
}

function walk(folder: string): string[] {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n');
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return ignored.includes(`${entry.name}/`) ? [] : walk(`${folder}${entry.name}/`);
    return entry.name.endsWith('.md') ? [folder + entry.name] : [];
  });
}

export const documents: readonly Document[] = files().map(
  (file) => new Document(file, readFileSync(join(root, file), 'utf8')),
);

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import GithubSlugger from 'github-slugger';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { toString as wordsOf } from 'mdast-util-to-string';
import { gfmTable } from 'micromark-extension-gfm-table';
import { visit } from 'unist-util-visit';
import { root } from '../../package/support/scratch.ts';

type Tree = ReturnType<typeof fromMarkdown>;
/** Any node of the tree, as far as it has children. */
type Node = Parameters<typeof visit>[0];

/** A fenced code block. */
export interface Block {
  readonly document: Document;
  /** Of the opening fence, from 1. */
  readonly line: number;
  /** Empty where the fence names none. */
  readonly language: string;
  readonly code: string;
}

/** A table's row: the code spans in its first cell, and those in the others. */
export interface Row {
  readonly names: readonly string[];
  readonly rest: readonly string[];
}

/** A Markdown file, as GitHub reads it (CommonMark with tables). */
export class Document {
  /** Path in the repository, with `/`. */
  readonly file: string;
  readonly blocks: readonly Block[];
  /** The source outside the blocks. */
  readonly prose: string;
  readonly #text: string;
  readonly #tree: Tree;

  /** @throws Error at a block that does not end, which would take the rest of the file with it, or is only indented */
  constructor(file: string, text: string) {
    this.file = file;
    this.#text = text;
    this.#tree = fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
    const blocks: Block[] = [];
    const lines: (string | undefined)[] = text.split(/\r?\n/);
    visit(this.#tree, 'code', ({ lang, value, position }) => {
      const { start, end } = position ?? {};
      if (!start || !end) return;
      if (!/^[\s>]*(`{3,}|~{3,})\s*$/.test(lines[end.line - 1] ?? ''))
        throw new Error(`${file}:${start.line}: the block does not end, or has no fence`);
      lines.fill(undefined, start.line - 1, end.line);
      blocks.push({ document: this, line: start.line, language: lang ?? '', code: value });
    });
    this.blocks = blocks;
    this.prose = lines.filter((line) => line !== undefined).join('\n');
  }

  /** Code inside sentences. */
  get spans(): readonly string[] {
    return spansIn(this.#tree);
  }

  /** Where links and pictures lead. */
  get links(): readonly string[] {
    const links: string[] = [];
    visit(this.#tree, (node) => {
      if (node.type === 'link' || node.type === 'image' || node.type === 'definition') links.push(node.url);
    });
    return links;
  }

  /** The headings' ids, as GitHub makes them. */
  get anchors(): ReadonlySet<string> {
    const slugger = new GithubSlugger();
    const ids = new Set<string>();
    visit(this.#tree, 'heading', (heading) => {
      ids.add(slugger.slug(wordsOf(heading)));
    });
    return ids;
  }

  /** The rows of the tables whose first column has this heading, written as in the source. */
  rows(heading: string): readonly Row[] {
    const rows: Row[] = [];
    visit(this.#tree, 'table', ({ children: [head, ...body] }) => {
      if (this.#source(head?.children[0]?.children) !== heading) return;
      for (const { children } of body) {
        const [names = [], ...rest] = children.map(spansIn);
        rows.push({ names, rest: rest.flat() });
      }
    });
    return rows;
  }

  /** The source of nodes that follow each other. */
  #source(nodes: readonly Node[] = []): string {
    const from = nodes[0]?.position?.start.offset;
    return this.#text.slice(from ?? 0, from === undefined ? 0 : nodes.at(-1)?.position?.end.offset);
  }
}

/** Code inside sentences, each on one line. */
function spansIn(tree: Node): string[] {
  const spans: string[] = [];
  visit(tree as Tree, 'inlineCode', ({ value }) => {
    spans.push(value.replace(/\s+/g, ' ').trim());
  });
  return spans;
}

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

import { mkdir } from 'node:fs/promises';
import { Scratch } from '../../package/support/scratch.ts';
import type { Consultation } from '../../support/consultation.ts';
import { BackEnd } from './back-end.ts';
import type { Block } from './markdown.ts';

/** What blocks share when they are tried: made when first asked for, and once. */
export class Bench {
  #scratch: Promise<Scratch> | undefined;
  readonly #backEnds = new Map<Block, Promise<BackEnd>>();

  /** A project with the package installed, and with what a firm's server needs. */
  scratch(): Promise<Scratch> {
    this.#scratch ??= prepare();
    return this.#scratch;
  }

  /** The server that a block writes down, started. */
  backEnd(block: Block): Promise<BackEnd> {
    const known =
      this.#backEnds.get(block) ?? this.scratch().then((scratch) => BackEnd.start(block, scratch));
    this.#backEnds.set(block, known);
    return known;
  }

  async close(): Promise<void> {
    const started = await Promise.allSettled(this.#backEnds.values());
    for (const one of started) if (one.status === 'fulfilled') await one.value.close();
    await (await this.#scratch)?.remove();
  }
}

async function prepare(): Promise<Scratch> {
  const scratch = await Scratch.install();
  await scratch.borrow('@vonage/auth', '@vonage/video', '@types/node', '@types/express');
  await scratch.borrow('react', '@types/react', 'vue');
  await mkdir(scratch.path('node_modules/express'));
  await scratch.write({
    'node_modules/express/package.json': '{"type": "module", "exports": "./index.js"}',
    'node_modules/express/index.js': `export { default } from '${new URL('express.ts', import.meta.url)}';`,
  });
  return scratch;
}

/** One way to test a block. */
export interface Rule {
  readonly name: string;
  covers(block: Block): boolean;
  /**
   * @param consultation The case's own room, and its pages.
   * @returns why it could not be tried, where a program is missing
   * @throws Error when the block is wrong
   */
  check(block: Block, bench: Bench, consultation: Consultation): Promise<string | undefined> | Promise<void>;
}

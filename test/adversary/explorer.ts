import { setMaxListeners } from 'node:events';
import fc from 'fast-check';
import type { Scenario } from './actions.ts';
import { type Edit, loadProduct, type Product } from './product.ts';
import { type Among, scenarios } from './scenarios.ts';
import { Platform } from './simulation/platform.ts';
import { World } from './simulation/world.ts';

export interface Finding {
  readonly invariant: string;
  /** The shortest sequence that was found. */
  readonly scenario: Scenario;
  /** What draws the sequence again. */
  readonly seed: number;
  readonly path: string;
  /** Number of sequences until the first one that broke an invariant. */
  readonly runs: number;
}

export interface Search {
  readonly runs: number;
  readonly seed: number;
  readonly path?: string;
  /** The sequences among which it searches. */
  readonly among?: Among;
  /** Leaves the first sequence that breaks an invariant as it is. */
  readonly asDrawn?: boolean;
}

/** Plays sequences of actions against the product's own state machines. */
export class Explorer {
  readonly #platform: Platform;
  readonly #product: Product;

  readonly #sought: string | undefined;

  private constructor(platform: Platform, product: Product, sought: string | undefined) {
    this.#platform = platform;
    this.#product = product;
    this.#sought = sought;
  }

  /**
   * @param edits Put an old fault back.
   * @param sought The only invariant that counts, if not all do.
   */
  static async open(edits: readonly Edit[] = [], sought?: string): Promise<Explorer> {
    // Time stands still: all that waits for the end of a call waits at once.
    setMaxListeners(0);
    const platform = new Platform();
    return new Explorer(platform, await loadProduct(platform, edits), sought);
  }

  /** Plays one sequence. Returns the first invariant that it breaks. */
  async play(scenario: Scenario): Promise<string | undefined> {
    // Nobody reads the stacks of errors that are part of the play.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return await this.#play(scenario);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }

  async #play({ luck, actions, ...scenario }: Scenario): Promise<string | undefined> {
    this.#platform.reset(luck);
    const world = new World(this.#product, this.#platform, scenario, this.#sought);
    await world.start();
    for (const { rush, ...action } of actions) {
      await world.perform(action, rush ?? false);
      if (world.violation !== undefined) return world.violation;
    }
    await world.settle();
    return world.violation;
  }

  /** Draws sequences until one breaks an invariant, and shortens that. */
  async search({ runs, seed, path, among, asDrawn = false }: Search): Promise<Finding | undefined> {
    let played = 0;
    let found = 0;
    const property = fc.asyncProperty(scenarios(among), async (scenario) => {
      played += 1;
      const broken = await this.play(scenario);
      if (broken !== undefined && found === 0) found = played;
      return broken === undefined;
    });
    const details = await fc.check(property, {
      numRuns: runs,
      seed,
      endOnFailure: asDrawn,
      ...(path === undefined ? {} : { path }),
    });
    const [counterexample] = details.counterexample ?? [];
    if (!counterexample) return undefined;
    const scenario = asDrawn ? counterexample : await this.#shorten(counterexample);
    const invariant = (await this.play(scenario)) ?? '';
    return { invariant, scenario, seed, path: details.counterexamplePath ?? '', runs: found };
  }

  /** Leaves out one action after the other while an invariant is still broken. */
  async #shorten(scenario: Scenario): Promise<Scenario> {
    for (let index = scenario.actions.length - 1; index >= 0; index -= 1) {
      const actions = scenario.actions.filter((_, at) => at !== index);
      const shorter = { ...scenario, actions };
      if ((await this.play(shorter)) !== undefined) return this.#shorten(shorter);
    }
    return scenario;
  }
}

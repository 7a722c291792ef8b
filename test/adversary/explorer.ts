import fc from 'fast-check';
import { type Scenario, scenarios } from './actions.ts';
import { loadProduct, type Edit, type Product } from './product.ts';
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
}

/** Plays sequences of actions against the product's own state machines. */
export class Explorer {
  readonly #platform: Platform;
  readonly #product: Product;

  private constructor(platform: Platform, product: Product) {
    this.#platform = platform;
    this.#product = product;
  }

  /** @param edits Put an old fault back. */
  static async open(edits: readonly Edit[] = []): Promise<Explorer> {
    const platform = new Platform();
    return new Explorer(platform, await loadProduct(platform, edits));
  }

  /** Plays one sequence. Returns the first invariant that it breaks. */
  async play({ people, luck, actions }: Scenario): Promise<string | undefined> {
    // Nobody reads the stacks of errors that are part of the play.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return await this.#play(people, luck, actions);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }

  async #play(
    people: number,
    luck: number,
    actions: Scenario['actions'],
  ): Promise<string | undefined> {
    this.#platform.reset(luck);
    const world = new World(this.#product, this.#platform, people);
    await world.start();
    for (const { rush, ...action } of actions) {
      await world.perform(action, rush ?? false);
      if (world.violation !== undefined) return world.violation;
    }
    await world.settle();
    return world.violation;
  }

  /** Draws sequences until one breaks an invariant, and shortens that. */
  async search({ runs, seed, path }: Search): Promise<Finding | undefined> {
    let played = 0;
    let found = 0;
    const property = fc.asyncProperty(scenarios(), async (scenario) => {
      played += 1;
      const broken = await this.play(scenario);
      if (broken !== undefined && found === 0) found = played;
      return broken === undefined;
    });
    const details = await fc.check(property, { numRuns: runs, seed, ...(path === undefined ? {} : { path }) });
    const [counterexample] = details.counterexample ?? [];
    if (!counterexample) return undefined;
    const scenario = await this.#shorten(counterexample);
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

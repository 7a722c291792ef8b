import { now } from '../../src/time.ts';

const real = performance.now.bind(performance);
/** What the element's clock shows when the browser's counts zero. */
const origin = now() - real();

/** Stops the element's clock at a moment, in milliseconds since the epoch; without one it runs again. */
export function setClock(at?: number): void {
  performance.now = at === undefined ? real : () => at - origin;
}

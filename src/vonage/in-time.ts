/** Milliseconds after which statistics are too old to describe the present. The SDK may never answer at all. */
const LATE = 1000;

/** Resolves with the answers that arrive in time, in order; omits those that fail or are late. */
export async function inTime<T extends object>(
  answers: readonly Promise<T>[],
  within = LATE,
): Promise<readonly T[]> {
  let timer = 0;
  const late = new Promise<undefined>((resolve) => {
    timer = window.setTimeout(resolve, within);
  });
  const all = await Promise.all(answers.map((one) => Promise.race([one, late]).catch(() => undefined)));
  clearTimeout(timer);
  return all.filter((one) => one !== undefined);
}

/** Milliseconds after which statistics come too late: they say nothing of now. The SDK may never answer at all. */
const LATE = 1000;

/** Resolves with the answers that are there in time, in their order; leaves out those that fail or are late. */
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

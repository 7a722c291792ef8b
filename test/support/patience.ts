/** Milliseconds after which a condition counts as never met; a machine that does many things at once may need more. */
export const PATIENCE = Number(process.env.VISIO_PATIENCE ?? 60_000);

/** Asks every `interval` milliseconds until the answer is yes. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  complaint: () => string,
  timeout = PATIENCE,
  interval = 100,
): Promise<void> {
  const deadline = performance.now() + timeout;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(complaint());
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}

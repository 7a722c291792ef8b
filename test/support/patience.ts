/** Milliseconds after which a condition counts as never met; a machine that does many things at once may need more. */
export const PATIENCE = Number(process.env.VISIO_PATIENCE ?? 60_000);

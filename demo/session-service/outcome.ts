/** What a request came to: a status as in HTTP, with what the SDK reads of it. */
export interface Outcome {
  readonly status: number;
  readonly body?: unknown;
}

export const OK: Outcome = { status: 200 };

export function refused(status: number, reason: string): Outcome {
  return { status, body: { reason } };
}

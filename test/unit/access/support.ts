import { VisioError } from '../../../src/error.ts';

type Answer = (request: Request) => Response | Promise<Response>;

/** Stands in for the network behind `fetch`. */
export class Network {
  readonly asked: Request[] = [];
  readonly #fetch = globalThis.fetch;

  /** Answers one request after the other; the last answer is given again and again. */
  answer(...answers: Answer[]): void {
    globalThis.fetch = async (input) => {
      const made = input as Request;
      const answer = answers[Math.min(this.asked.length, answers.length - 1)] as Answer;
      this.asked.push(made);
      return answer(made);
    };
  }

  close(): void {
    globalThis.fetch = this.#fetch;
  }
}

export const json = (body: unknown, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(body), {
    ...init,
    headers: { 'Content-Type': 'application/json', ...init.headers },
  });

/** Never answers, and fails as `fetch` does when it is aborted. */
export const hang = (made: Request): Promise<never> =>
  new Promise((_, reject) => {
    if (made.signal.aborted) reject(made.signal.reason);
    made.signal.addEventListener('abort', () => reject(made.signal.reason));
  });

/** The error that something fails with. */
export async function failure(act: () => unknown): Promise<VisioError> {
  try {
    await act();
  } catch (error) {
    if (error instanceof VisioError) return error;
    throw error;
  }
  throw new Error('expected a failure');
}

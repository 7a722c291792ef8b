import type { ComparisonMessage, MessageFault } from '../../../src/verification/comparison-message.ts';
import type { Party, Sas } from '../../../src/verification/sas.ts';

/** docs/vectors/verification.json */
export interface Vectors {
  readonly version: number;
  readonly codes: readonly {
    readonly session: string;
    readonly round: number;
    /** The one with the lower id first. */
    readonly parties: readonly (Party & {
      readonly nonce: string;
      readonly commitment: string;
      readonly row: Sas;
    })[];
    readonly digest: string;
    readonly transcript: string;
  }[];
  readonly messages: {
    readonly good: readonly { readonly text: string; readonly message: ComparisonMessage }[];
    readonly bad: readonly { readonly text: string; readonly fault: MessageFault }[];
  };
}

export async function vectors(): Promise<Vectors> {
  const response = await fetch(new URL('../../../docs/vectors/verification.json', import.meta.url));
  return (await response.json()) as Vectors;
}

export const plugin: string;
export function extractMessages(): Map<string, string[]>;
export function readPo(text: string): [message: string, translation: string][];
export function writeMo(messages: readonly (readonly [string, string])[]): Buffer;
export function writePot(messages: ReadonlyMap<string, readonly string[]>): string;

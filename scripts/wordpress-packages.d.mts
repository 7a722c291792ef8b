export function ensureWordPress(): string | undefined;

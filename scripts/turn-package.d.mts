export function findTurnServer(): string | undefined;
export function ensureTurnServer(): string | undefined;

export function ensureChrome(): string;
export function findHeadlessShell(): string;
export function installDebian(...packages: string[]): boolean;
export const chromeArgs: string[];

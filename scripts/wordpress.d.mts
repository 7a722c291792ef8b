export function packageWordPress(target: string): void;

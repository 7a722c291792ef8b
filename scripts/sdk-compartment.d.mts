import type { RollupOptions } from 'rollup';

export const sdkBuilds: Readonly<Record<'video-client' | 'client-sdk-video', string>>;
export const compartmentNames: readonly string[];
export const sdkConfigs: RollupOptions[];
export function sdkSource(name: keyof typeof sdkBuilds): Promise<string>;
export function wrapSdk(source: string): string;

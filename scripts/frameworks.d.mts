export function buildPage(name: 'react' | 'vue'): Promise<Map<string, Uint8Array>>;

/** Every text of a dictionary with its path, functions called with plausible values. */
export function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return texts(value(...argumentsFor(path)), path);
  return Object.entries(value as object).flatMap(([key, one]) => texts(one, `${path}${path && '.'}${key}`));
}

function argumentsFor(path: string): readonly unknown[] {
  if (path.includes('errors.')) {
    return [{ device: 'both', retryAfter: 30, opensAt: new Date(0), message: 'Un mot.' }];
  }
  if (/opensAt|planned/.test(path)) return [new Date(0), 3];
  if (/listOf/.test(path)) return [['Zoé', 'Karim', 'Inès']];
  return [3];
}

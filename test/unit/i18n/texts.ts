/** Every text of a dictionary with its path, functions called with plausible values. @param count where they count */
export function texts(value: unknown, count = 3, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return texts(value(...argumentsFor(path, count)), count, path);
  return Object.entries(value as object).flatMap(([key, one]) =>
    texts(one, count, `${path}${path && '.'}${key}`),
  );
}

function argumentsFor(path: string, count: number): readonly unknown[] {
  if (path.includes('errors.')) {
    return [{ device: 'both', retryAfter: count, opensAt: new Date(0), message: 'Un mot.' }];
  }
  if (/opensAt|planned/.test(path)) return [new Date(0), count];
  if (/listOf/.test(path)) return [['Zoé', 'Karim', 'Inès']];
  // Names, before verbs in the singular.
  if (/^code\.(?!attempts)/.test(path)) return ['Zoé'];
  if (path.startsWith('attestation.')) return ['Zoé', 'Karim'];
  return [count];
}

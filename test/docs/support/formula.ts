/** What a formula computes with. */
export type Value = string | Buffer;

interface Names {
  readonly values: Readonly<Record<string, Value>>;
  readonly functions: Readonly<Record<string, (args: readonly Value[]) => Value>>;
}

/**
 * Computes a formula of the documentation: texts between quotes, names, and functions.
 *
 * @throws Error when a name has no value or something is missing
 */
export function compute(formula: string, { values, functions }: Names): Value {
  const tokens =
    formula
      .match(/"[^"]*"|[(),]|[^(),"]+/g)
      ?.map((token) => token.trim())
      .filter(Boolean) ?? [];
  let at = 0;
  const expect = (wanted: string) => {
    if (tokens[at++] !== wanted)
      throw new Error(`expected ${wanted} before ${tokens.slice(at - 1).join(' ')}`);
  };
  const term = (): Value => {
    const token = tokens[at++] ?? '';
    if (token.startsWith('"')) return token.slice(1, -1);
    if (tokens[at] === '(') return call(token);
    const value = values[token];
    if (value === undefined) throw new Error(`“${token}” has no value`);
    return value;
  };
  const call = (name: string): Value => {
    expect('(');
    const args = [term()];
    while (tokens[at] === ',') {
      at++;
      args.push(term());
    }
    expect(')');
    const compute = functions[name];
    if (!compute) throw new Error(`no function ${name}`);
    return compute(args);
  };
  const result = term();
  if (at < tokens.length) throw new Error(`more than a formula: ${tokens.slice(at).join(' ')}`);
  return result;
}

/** What a formula computes with. */
export type Value = string | Buffer | readonly Value[];

interface Names {
  readonly values: Readonly<Record<string, Value>>;
  readonly functions: Readonly<
    Record<string, (args: readonly Value[], named: Readonly<Record<string, Value>>) => Value>
  >;
}

/**
 * Computes a formula of the documentation: texts between quotes, names, functions, `name = value` among their
 * arguments, and `…` behind a list whose entries are arguments.
 *
 * @throws Error when a name has no value or something is missing
 */
export function compute(formula: string, { values, functions }: Names): Value {
  const tokens =
    formula
      .match(/"[^"]*"|[(),=…]|[^(),="…]+/g)
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
    const args: Value[] = [];
    const named: Record<string, Value> = {};
    expect('(');
    for (;;) {
      const key = tokens[at + 1] === '=' ? tokens[at] : undefined;
      if (key !== undefined) at += 2;
      const value = term();
      if (key !== undefined) named[key] = value;
      else if (tokens[at] !== '…') args.push(value);
      else {
        at++;
        args.push(...(value as readonly Value[]));
      }
      if (tokens[at] !== ',') break;
      at++;
    }
    expect(')');
    const compute = functions[name];
    if (!compute) throw new Error(`no function ${name}`);
    return compute(args, named);
  };
  const result = term();
  if (at < tokens.length) throw new Error(`more than a formula: ${tokens.slice(at).join(' ')}`);
  return result;
}

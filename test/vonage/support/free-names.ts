import { parseAst } from 'rollup/parseAst';

type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;
const isFunction = ({ type }: Node) => /Function/.test(type);

function* children(node: Node): Generator<[string, Node]> {
  for (const [key, value] of Object.entries(node)) {
    for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) yield [key, one];
  }
}

/** Names that a pattern binds: `{ a, b: [c] = [] }` → a, c. */
function* bound(pattern: Node): Generator<string> {
  if (pattern.type === 'Identifier') yield String(pattern.name);
  else if (pattern.type === 'Property') yield* bound(pattern.value as Node);
  else if (pattern.type === 'AssignmentPattern') yield* bound(pattern.left as Node);
  else if (/Pattern|RestElement/.test(pattern.type))
    for (const [, one] of children(pattern)) yield* bound(one);
}

/** Names declared in one function, its blocks included: for finding globals, a block is no scope of its own. */
function* declared(node: Node): Generator<string> {
  for (const [key, one] of children(node)) {
    if (one.type === 'VariableDeclarator') yield* bound(one.id as Node);
    if (/^(Function|Class)Declaration$/.test(one.type) && isNode(one.id)) yield* bound(one.id);
    if (one.type === 'CatchClause' && isNode(one.param)) yield* bound(one.param);
    if (key === 'params') yield* bound(one);
    if (!isFunction(one)) yield* declared(one);
  }
}

const isReference = (parent: Node, key: string) =>
  !(
    (parent.type === 'MemberExpression' && key === 'property' && !parent.computed) ||
    (/^(Property|PropertyDefinition|MethodDefinition)$/.test(parent.type) &&
      key === 'key' &&
      !parent.computed) ||
    key === 'label' ||
    parent.type === 'MetaProperty'
  );

/** The names that a script takes from outside: its globals. */
export function freeNames(source: string): Set<string> {
  const free = new Set<string>();
  const visit = (node: Node, scopes: readonly ReadonlySet<string>[]) => {
    for (const [key, one] of children(node)) {
      if (one.type === 'Identifier') {
        const name = String(one.name);
        if (isReference(node, key) && !scopes.some((scope) => scope.has(name))) free.add(name);
        continue;
      }
      const named = /^(Function|Class)Expression$/.test(one.type) && isNode(one.id) ? [...bound(one.id)] : [];
      const names = isFunction(one) ? [...declared(one), ...named, 'arguments'] : named;
      visit(one, names.length > 0 ? [...scopes, new Set(names)] : scopes);
    }
  };
  const program = parseAst(source) as unknown as Node;
  visit(program, [new Set(declared(program))]);
  return free;
}

// `npm run mutate -- src/call src/devices`: changes one operator at a time in a copy of the project and runs the mirrored
// unit test alone. A change that no test notices survives. `--sample 40` takes so many changes, always the same ones;
// `--least 85` fails below that share.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { ensureDependencies, root } from './setup.mjs';

ensureDependencies();
const { ensureChrome } = await import('./browser.mjs');
process.env.CHROME_PATH = ensureChrome();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string' }, least: { type: 'string', default: '0' } },
});

const { SyntaxKind } = ts;
/** Operator → what takes its place. */
const operators = new Map([
  [SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [SyntaxKind.AmpersandAmpersandToken, '||'],
  [SyntaxKind.BarBarToken, '&&'],
  [SyntaxKind.QuestionQuestionToken, '&&'],
  [SyntaxKind.LessThanToken, '>='],
  [SyntaxKind.LessThanEqualsToken, '>'],
  [SyntaxKind.GreaterThanToken, '<='],
  [SyntaxKind.GreaterThanEqualsToken, '<'],
  [SyntaxKind.PlusToken, '-'],
  [SyntaxKind.MinusToken, '+'],
  [SyntaxKind.AsteriskToken, '/'],
]);

/** The change that a node allows: where, and what stands there then. */
function changeOf(node, source) {
  const text = (one) => one.getText(source);
  const at = (one, becomes) => ({ start: one.getStart(source), end: one.getEnd(), becomes });
  if (ts.isBinaryExpression(node)) {
    const becomes = operators.get(node.operatorToken.kind);
    return becomes && at(node.operatorToken, becomes);
  }
  if (ts.isConditionalExpression(node)) {
    return at(node, `${text(node.condition)} ? ${text(node.whenFalse)} : ${text(node.whenTrue)}`);
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken) {
    return at(node, `(${text(node.operand)})`);
  }
  if (ts.isIfStatement(node)) return at(node.expression, `!(${text(node.expression)})`);
  if (node.kind === SyntaxKind.TrueKeyword && !ts.isLiteralTypeNode(node.parent)) return at(node, 'false');
  if (node.kind === SyntaxKind.FalseKeyword && !ts.isLiteralTypeNode(node.parent)) return at(node, 'true');
  return undefined;
}

/** All changes of a file, in their order. */
function changesIn(file) {
  const code = readFileSync(join(root, file), 'utf8');
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const changes = [];
  const visit = (node) => {
    const change = changeOf(node, source);
    if (change) {
      const line = source.getLineAndCharacterOfPosition(change.start).line + 1;
      changes.push({ file, line, was: code.slice(change.start, change.end), ...change });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return changes;
}

const testOf = (file) => file.replace(/^src\//, 'test/unit/').replace(/\.ts$/, '.test.ts');
const filesIn = (path) =>
  statSync(join(root, path)).isDirectory()
    ? readdirSync(join(root, path), { recursive: true }).map(
        (name) => `${path}/${String(name).replaceAll('\\', '/')}`,
      )
    : [path];
const files = positionals.flatMap(filesIn).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));
const mirrored = files.filter((file) => existsSync(join(root, testOf(file))));
const alone = files.filter((file) => !mirrored.includes(file) && changesIn(file).length > 0);

/** So many of them, spread over all, the same ones every time. */
function sampleOf(all, count) {
  if (all.length <= count) return all;
  return Array.from({ length: count }, (_, index) => all[Math.floor(((index + 0.5) * all.length) / count)]);
}
const all = mirrored.flatMap(changesIn);
const tried = sampleOf(all, Number(values.sample ?? all.length));
if (tried.length === 0) {
  console.error('There is nothing to change, or no mirrored test: name files or folders of src/.');
  process.exit(1);
}

const copy = mkdtempSync(join(tmpdir(), 'mutate-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
for (const name of [
  'src',
  'test',
  'scripts',
  'demo',
  'package.json',
  'tsconfig.json',
  'web-test-runner.config.mjs',
]) {
  cpSync(join(root, name), join(copy, name), { recursive: true });
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
const passes = (file) =>
  spawnSync('npx', ['--no-install', 'wtr', '--files', testOf(file)], {
    cwd: copy,
    stdio: 'ignore',
    timeout: 60_000,
    killSignal: 'SIGKILL',
  }).status === 0;

for (const file of new Set(tried.map((one) => one.file))) {
  if (passes(file)) continue;
  console.error(`${testOf(file)} fails without any change.`);
  process.exit(1);
}
const survivors = [];
for (const { file, line, start, end, was, becomes } of tried) {
  const path = join(copy, file);
  const code = readFileSync(join(root, file), 'utf8');
  writeFileSync(path, code.slice(0, start) + becomes + code.slice(end));
  if (passes(file)) {
    survivors.push(file);
    console.log(`survives: ${file}:${line}: ${was.slice(0, 60)} → ${becomes.slice(0, 60)}`);
  }
  writeFileSync(path, code);
}
const killed = tried.length - survivors.length;
const share = Math.round((100 * killed) / tried.length);
for (const file of alone) console.log(`no test of its own: ${file}`);
console.log(
  `${killed} of ${tried.length} killed (${share} %), of ${all.length} changes in ${mirrored.length} files`,
);
process.exit(share >= Number(values.least) ? 0 : 1);

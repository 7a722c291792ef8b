// `npm run mutate -- src/call src/devices`: changes one operator at a time in what the test server serves, and runs the
// mirrored unit test alone. A change that no test notices survives. `--sample 40` takes so many changes, always the same ones;
// `--least 85` fails below that share.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { ensureDependencies, root } from './setup.mjs';

ensureDependencies();
const { chromeArgs, ensureChrome } = await import('./browser.mjs');
process.env.CHROME_PATH = ensureChrome();
process.chdir(root);
const { chromeLauncher, startTestRunner } = await import('@web/test-runner');
const { default: config } = await import('../web-test-runner.config.mjs');
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

/** So many of them, spread over all, the same ones every time. */
function sampleOf(all, count) {
  if (all.length <= count) return all;
  return Array.from({ length: count }, (_, index) => all[Math.floor(((index + 0.5) * all.length) / count)]);
}
const all = mirrored.flatMap(changesIn);
/** Without a test of its own, no change of a file is noticed. */
const unnoticed = files.filter((file) => !mirrored.includes(file)).flatMap(changesIn);
const tried = sampleOf(all, Number(values.sample ?? all.length));
if (tried.length === 0) {
  console.error('There is nothing to change, or no mirrored test: name files or folders of src/.');
  process.exit(1);
}

const launchOptions = { executablePath: process.env.CHROME_PATH, args: chromeArgs, headless: true };
/** A page that asks the server for a file every time. */
async function createPage({ context }) {
  const page = await context.newPage();
  await page.setCacheEnabled(false);
  return page;
}

/** Plays one test again and again in one browser, with one file of `src` as it stands or changed. */
async function openTest(file) {
  /** What the file says in the next run; its number keeps the server from taking what it has served before. */
  const current = { number: 0, change: undefined };
  const isThatFile = ({ path }) => path === `/${file}`;
  const runner = await startTestRunner({
    readCliArgs: false,
    autoExitProcess: false,
    config: {
      ...config,
      files: [testOf(file)],
      reporters: [],
      browsers: [chromeLauncher({ launchOptions, createPage })],
      testsFinishTimeout: 10_000,
      plugins: [
        {
          name: 'one change',
          transformCacheKey: (context) => (isThatFile(context) ? `${current.number}` : undefined),
          transform({ path, body }) {
            const { change } = current;
            if (!change || !isThatFile({ path })) return undefined;
            return body.slice(0, change.start) + change.becomes + body.slice(change.end);
          },
        },
        ...config.plugins,
      ],
    },
    readFileConfig: false,
  });
  // Otherwise the first run is the last one. The runner starts in this mode at a terminal only.
  runner.config.watch = true;
  const finished = () =>
    new Promise((resolve) => {
      const done = () => {
        runner.off('test-run-finished', done);
        resolve();
      };
      runner.on('test-run-finished', done);
    });
  await finished();
  return {
    /** Whether every test passes with this change, or as the file stands. */
    async passes(change) {
      current.number += 1;
      current.change = change;
      const end = finished();
      await runner.runTests(runner.sessions.all());
      await end;
      return [...runner.sessions.all()].every((session) => session.passed);
    },
    close: () => runner.stop(),
  };
}

// The runner draws its progress; here only what survives is said.
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;
const say = (line) => print(`${line}\n`);

const survivors = [];
for (const file of new Set(tried.map((one) => one.file))) {
  const test = await openTest(file);
  if (!(await test.passes())) {
    console.error(`${testOf(file)} fails without any change.`);
    process.exit(1);
  }
  for (const change of tried.filter((one) => one.file === file)) {
    if (!(await test.passes(change))) continue;
    survivors.push(change);
    const short = (code) => code.replace(/\s+/g, ' ').slice(0, 60);
    say(`survives: ${file}:${change.line}: ${short(change.was)} → ${short(change.becomes)}`);
  }
  await test.close();
}
for (const file of new Set(unnoticed.map((one) => one.file))) say(`no test of its own: ${file}`);
const share = (tried.length - survivors.length) / tried.length;
const killed = Math.round((100 * share * all.length) / (all.length + unnoticed.length));
say(`${killed} % killed: ${tried.length} of ${all.length} changes tried, ${unnoticed.length} without a test`);
process.exit(killed >= Number(values.least) ? 0 : 1);

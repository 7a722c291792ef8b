// Holds every import against `.dependency-cruiser.mjs`, and proves that it has read them: who reads nothing finds nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, format } from 'dependency-cruiser';
import config, { table } from '../.dependency-cruiser.mjs';

process.chdir(join(import.meta.dirname, '..'));
const { forbidden, options } = config;
const { output } = await cruise(['src', 'demo', 'test', 'scripts'], {
  ...options,
  validate: true,
  ruleSet: { forbidden },
});
const read = new Map(output.modules.map(({ source, dependencies }) => [source, dependencies.length]));

const files = readdirSync('src', { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => /\.(ts|css)$/.test(name));
const sources = files.filter((name) => name.endsWith('.ts'));
const importsOf = (file) => read.get(`src/${file}`) ?? 0;
const importing = /^import\b|^export\s+(type\s+)?(\*(\s+as\s+\w+)?|\{[^}]*\})\s*from\b/m;
const hasImports = (file) => importing.test(readFileSync(join('src', file), 'utf8'));
const rowOf = (file) =>
  [file, file.split('/').slice(0, 2).join('/'), file.split('/')[0]].find((name) =>
    Object.hasOwn(table, name),
  );

const wrong = [
  ...sources.filter((file) => !read.has(`src/${file}`)).map((file) => `src/${file}: not read`),
  ...sources
    .filter((file) => hasImports(file) && importsOf(file) === 0)
    .map((file) => `src/${file}: none of its imports were read`),
  ...files.filter((file) => !rowOf(file)).map((file) => `src/${file}: its room is not in the table`),
  ...Object.keys(table)
    .filter((name) => !files.some((file) => rowOf(file) === name))
    .map((name) => `${name}: in the table, but not in src/`),
];

const { totalDependenciesCruised, error } = output.summary;
const total = sources.reduce((sum, file) => sum + importsOf(file), 0);
const seen = sources.filter((file) => read.has(`src/${file}`)).length;
console.log(`imports: ${total} in ${seen} files of src/, ${totalDependenciesCruised} in all`);
if (error > 0) console.error((await format(output, { outputType: 'err' })).output);
if (wrong.length > 0) console.error(wrong.join('\n'));
if (error > 0 || wrong.length > 0) process.exitCode = 1;

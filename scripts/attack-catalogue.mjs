// Reads the list of attacks and judges each row by the tests that try it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

/** Between the groups and the title of a test. */
const SEPARATOR = ' › ';

/** The rows of the list, in its order. */
export const readCatalogue = (file = join(root, 'test/attacks/catalogue.json')) =>
  JSON.parse(readFileSync(file, 'utf8'));

/** The tests that a row names. */
const namedBy = ({ tests }) =>
  Object.entries(tests).flatMap(([file, titles]) => titles.map((title) => ({ file, title })));

/** Every file that a row names. */
export const filesOf = (rows) => [...new Set(rows.flatMap(({ tests }) => Object.keys(tests)))].sort();

/** A title is that of a test or of a group, and may begin with the groups around it. */
const isNamed = ({ file, title }, result) =>
  result.file === file &&
  `${SEPARATOR}${result.path.join(SEPARATOR)}${SEPARATOR}`.includes(SEPARATOR + title + SEPARATOR);

/**
 * Says what became of a row.
 *
 * @param results every test that has run: `file`, `path` of groups and title, `passed`
 * @param missing file → why its tests cannot be run here
 */
export function judge(row, results, missing = new Map()) {
  const named = namedBy(row).map((test) => ({ ...test, ran: results.filter((one) => isNamed(test, one)) }));
  const ran = named.flatMap((test) => test.ran);
  const failures = ran
    .filter(({ passed }) => !passed)
    .map(({ file, path }) => `failed: ${file}: ${path.join(SEPARATOR)}`);
  const lacking = named.filter((test) => test.ran.length === 0);
  const reason = lacking.map(({ file }) => missing.get(file)).find(Boolean);
  const unknown = lacking
    .filter(({ file }) => !missing.has(file))
    .map(({ file, title }) => `did not run: ${file}: ${title}`);
  const faults = named.length === 0 ? ['no test tries it'] : [...failures, ...unknown];
  return {
    row,
    passed: ran.length - failures.length,
    named: ran.length + lacking.length,
    faults,
    outcome: faults.length > 0 ? 'NOT REPELLED' : reason ? `not tried: ${reason}` : 'repelled',
  };
}

/** Whether nothing speaks against any row. A row that cannot be tried here does not count as repelled, and is no fault. */
export const isSound = (judgements) => judgements.every(({ faults }) => faults.length === 0);

// Reads what Playwright's JSON reporter writes.
import { existsSync, readFileSync } from 'node:fs';

/** Every case of a report, with the project it was played in; none where the run ended before it wrote one. */
export function readCases(file) {
  return existsSync(file) ? casesOf(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

function casesOf({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ title, tests }) => tests.map((test) => ({ title, ...test })));
  return [...own, ...suites.flatMap(casesOf)];
}

/** Why a block of the documentation did not run, where a program that it needs is missing. */
export const missingProgram = ({ status, projectName, annotations }) =>
  status === 'skipped' && projectName === 'docs'
    ? annotations.find(({ type }) => type === 'missing program')?.description
    : undefined;

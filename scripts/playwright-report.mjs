// Reads what Playwright's JSON reporter writes.
import { existsSync, readFileSync } from 'node:fs';

/**
 * Every case of a report, with the project it was played in, its file and the groups around it; none where the run ended
 * before it wrote one.
 */
export function readCases(file) {
  return existsSync(file) ? casesOf(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

function casesOf({ suites = [], specs = [] }, file, groups = []) {
  const own = specs.flatMap(({ title, tests }) =>
    tests.map((test) => ({ title, file, path: [...groups, title], ...test })),
  );
  // The outermost are files; a group may have no title.
  const inside = ({ title }) => (file === undefined || title === '' ? groups : [...groups, title]);
  return [...own, ...suites.flatMap((suite) => casesOf(suite, file ?? suite.file, inside(suite)))];
}

/** Why a block of the documentation did not run, where a program that it needs is missing. */
export const missingProgram = ({ status, projectName, annotations }) =>
  status === 'skipped' && projectName === 'docs'
    ? annotations.find(({ type }) => type === 'missing program')?.description
    : undefined;

// Prints how much of the sources the tests have run: the element in real calls, and the servers.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CoverageReport } from 'monocart-coverage-reports';
import { root } from './setup.mjs';

async function report(name, sources, add, entries = '**') {
  const coverage = new CoverageReport({
    name,
    outputDir: join(root, 'coverage', name.replace(/\W+/g, '-')),
    reports: ['lcovonly', 'console-summary'],
    entryFilter: entries,
    sourceFilter: sources,
    logging: 'error',
    clean: false,
  });
  console.log(`\nCoverage: ${name}`);
  await add(coverage);
  await coverage.generate();
}

/** @returns {Promise<void>} */
export async function printCoverage() {
  const calls = join(root, 'coverage/calls-raw');
  if (existsSync(calls)) {
    await report('the element in real calls', { '**/src/**': true }, async (coverage) => {
      for (const file of readdirSync(calls))
        await coverage.add(JSON.parse(readFileSync(join(calls, file), 'utf8')));
    });
  }
  const node = join(root, 'coverage/node-raw');
  if (existsSync(node)) {
    await report('the servers', { '**/demo/**': true }, (coverage) => coverage.addFromDir(node), {
      '**/node_modules/**': false,
      '**/demo/**': true,
    });
  }
}

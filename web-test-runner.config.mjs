import { esbuildPlugin } from '@web/dev-server-esbuild';
import { fromRollup } from '@web/dev-server-rollup';
import { chromeLauncher } from '@web/test-runner-chrome';
import { assets } from './scripts/assets.mjs';
import { chromeArgs, findHeadlessShell } from './scripts/browser.mjs';

export default {
  files: ['test/unit/**/*.test.ts', 'test/element/**/*.test.ts'],
  nodeResolve: true,
  // Two cores: one page at a time leaves the other one to the browser.
  concurrency: 1,
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: findHeadlessShell(), args: chromeArgs, headless: true },
    }),
  ],
  mimeTypes: { '**/src/**/*.css': 'js', '**/lucide-static/**/*.svg': 'js' },
  plugins: [
    fromRollup(assets)({}),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: new URL('./tsconfig.json', import.meta.url).pathname,
    }),
  ],
  testFramework: { config: { timeout: '60000' } },
  coverageConfig: {
    include: ['src/**/*.ts'],
    // Run with real media in test/calls, whose coverage is measured there.
    exclude: ['src/vonage/**'],
    report: true,
    reportDir: 'coverage/unit',
    reporters: ['lcovonly', 'text-summary'],
  },
};

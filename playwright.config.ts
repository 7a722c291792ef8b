import { defineConfig } from '@playwright/test';
import { chromeArgs, ensureChrome, findHeadlessShell } from './scripts/browser.mjs';
import type { BuildChoice } from './test/support/builds.ts';
import { firefoxOptions } from './test/support/firefox.ts';
import { PATIENCE } from './test/support/patience.ts';

/** Suites about calls: a folder of `test/` each. */
const calls = ['accessibility', 'attacks', 'calls', 'embed', 'firefox', 'relay', 'topology', 'vonage'];
/** Suites about what surrounds the element, which say nothing of a build or a browser. */
const surroundings = ['docs', 'package', 'wordpress'];
/** The suites that the whole browser plays: what they test of the SDK itself is to be as its users have it. */
const whole = ['vonage'];
/** Suites whose cases name the build and the browser themselves: once is enough. */
const ownChoice = ['topology', 'vonage'];

const args = [...chromeArgs, '--autoplay-policy=no-user-gesture-required'];
const wholeChromium = { launchOptions: { executablePath: ensureChrome(), args } };
const { channel, ...launchOptions } = firefoxOptions;
const firefox = { browserName: 'firefox', channel, launchOptions } as const;

/** Cases that wait for longer than they work; `npm test` plays them as a suite of its own, beside the others. */
const waits = /@waits/;

/** `npm test` plays each case once, `npm run test:matrix` with both builds of the SDK and in Firefox. */
const matrix = process.env.VISIO_MATRIX !== undefined;
const suites = matrix ? calls : [...calls, ...surroundings];
const OWN = [['as each case says', { sdk: 'alternate' }]] as const;
const columns = matrix
  ? ([
      ['video-client', { sdk: 'video-client' }],
      ['client-sdk-video', { sdk: 'client-sdk-video' }],
      ['firefox', { ...firefox, sdk: 'alternate' }],
    ] as const)
  : ([['', { sdk: 'alternate' }]] as const);

export default defineConfig<object, { sdk: BuildChoice }>({
  testDir: 'test',
  testMatch: '**/*.spec.ts',
  outputDir: 'coverage/failures',
  timeout: 4 * PATIENCE,
  expect: {
    timeout: PATIENCE,
    // What assistive technology is told, whole: nothing more and nothing less than was recorded.
    toMatchAriaSnapshot: { pathTemplate: '{testDir}/trees/{arg}{ext}', children: 'deep-equal' },
  },
  forbidOnly: true,
  retries: 0,
  // Two people in a call keep two cores busy.
  workers: 1,
  reporter: 'list',
  use: {
    locale: 'fr-FR',
    actionTimeout: PATIENCE,
    navigationTimeout: PATIENCE,
    screenshot: 'only-on-failure',
    // On demand: to record every step takes a tenth of a call's processor time.
    trace: process.env.VISIO_TRACE
      ? { mode: 'retain-on-failure', screenshots: false, snapshots: false }
      : 'off',
    launchOptions: { executablePath: findHeadlessShell(), args },
  },
  projects: [
    ...(matrix ? [] : [{ name: 'waits', testDir: 'test', grep: waits }]),
    ...suites.flatMap((suite) =>
      (matrix && ownChoice.includes(suite) ? OWN : columns)
        // Its cases bring Firefox along and have Chromium at the other side.
        .filter(([column]) => suite !== 'firefox' || column !== 'firefox')
        .map(([column, use]) => ({
          name: column ? `${suite} · ${column}` : suite,
          testDir: `test/${suite}`,
          use: whole.includes(suite) ? { ...wholeChromium, ...use } : use,
          ...(matrix ? {} : { grepInvert: waits }),
        })),
    ),
  ],
});

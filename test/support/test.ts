import { test as base, type TestInfo } from '@playwright/test';
import type { Appointment } from '../../demo/access-server/appointments.ts';
import type { Attestations } from '../../demo/access-server/options.ts';
import { type Build, type BuildChoice, buildFor } from './builds.ts';
import type { Consultation } from './consultation.ts';
import { World } from './world.ts';

export { expect } from '@playwright/test';

/** Why a case about what a person has set in their system is not played in Firefox. */
export const NO_PREFERENCES = 'Firefox ESR lets no program choose colours, motion and contrast';

/** Why a case with a shared secret is not played in Firefox; that it is refused there is a case of its own. */
export const NO_SECRET =
  'Firefox has no encoded transform that the SDK knows, and the element refuses the secret';

interface CaseFixtures {
  /** What the room of a case is like, where it is not an open one without a waiting room: for `test.use`. */
  appointment: Partial<Appointment>;
  /** The SDK's build of this case. */
  build: Build;
  /** A room of this case's own; its people are gone when the case ends, however it ends. */
  consultation: Consultation;
  /** What each person saw is attached to a case that fails. */
  sightings: undefined;
}

interface WorkerFixtures {
  /** The SDK's build of all cases, or by turns. */
  sdk: BuildChoice;
  /** Whether the firm's server vouches for people. Not where it makes no difference: many firms' servers do not. */
  attestations: Attestations;
  /** Services and browser, shared by the cases of a worker; rooms are not. */
  world: World;
}

/**
 * Playwright Test with the things of a call. `world.consultation()` in `beforeAll` opens a room for a whole group, and
 * `world.clear()` in `afterAll` empties it; the fixture `consultation` is a room for one case.
 */
export const test = base.extend<CaseFixtures, WorkerFixtures>({
  sdk: ['alternate', { option: true, scope: 'worker' }],
  attestations: ['off', { option: true, scope: 'worker' }],
  world: [
    async ({ browser, sdk, attestations }, use) => {
      // People of a whole group keep one build: it follows from the group's title.
      const build = () => buildFor(sdk, test.info().titlePath.slice(0, -1));
      const world = await World.start({ browser, build, access: { attestations } });
      await use(world);
      await world.close();
    },
    { scope: 'worker' },
  ],
  appointment: [{}, { option: true }],
  build: async ({ sdk }, use, info) => use(buildFor(sdk, info.titlePath)),
  consultation: async ({ world, build, appointment }, use, info) => {
    const consultation = world.consultation(appointment, build);
    await use(consultation);
    await attachSightings(world, info);
    await consultation.close();
  },
  sightings: [
    async ({ world }, use, info) => {
      await use(undefined);
      await attachSightings(world, info);
    },
    { auto: true },
  ],
});

/** What every open page shows, for a case that has failed. */
async function attachSightings(world: World, info: TestInfo): Promise<void> {
  if (info.status === info.expectedStatus) return;
  const pages = world.browser.contexts().flatMap((context) => context.pages());
  const seen = await Promise.all(
    pages.map((page) =>
      page
        .evaluate(() => {
          const element = document.querySelector('visio-avocat-room');
          const { phase, participants, security } = element ?? {};
          const connections = window.recorder?.connections.map((one) =>
            [one.connectionState, ...one.getSenders().map(({ transport }) => transport?.state)].join(' '),
          );
          return { level: security?.level, phase, connections, address: location.pathname, participants };
        })
        .catch(String),
    ),
  );
  if (seen.length === 0) return;
  await info.attach('what each page shows', {
    body: seen.map((page) => JSON.stringify(page)).join('\n'),
    // Which the runner prints, the beginning of each line.
    contentType: 'text/plain',
  });
}

import type { Consultation } from '../support/consultation.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

/** Ends somebody's browser, whose socket the service does not hear closing: it lists them for a minute more. */
async function crash({ world }: Consultation, { page }: Person, id: string): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  world.service.control.allowResume(false);
  world.service.control.dropSocket(id);
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
  world.service.control.allowResume(true);
}

const streamsOf = ({ world }: Consultation) => world.service.control.sessions.at(-1)?.streamIds ?? [];

test('the crash of one browser ends nobody else’s streams: the others go on, and newcomers see and hear them', {
  tag: '@waits',
}, async ({ consultation, browserName, build }) => {
  test.skip(browserName === 'firefox', 'only Chromium’s DevTools protocol crashes a page');
  test.setTimeout(180_000);
  const [lawyer, client] = await consultation.pair();
  const third = await consultation.person('Karim Benali');
  await third.enter();
  for (const one of [lawyer, client, third]) {
    await one.until((room) => room.participants.length === 3);
    await one.receivesMedia();
  }
  const id = await client.page.evaluate(
    () => document.querySelector('visio-avocat-room')?.participants.find(({ self }) => self)?.id ?? '',
  );
  const before = streamsOf(consultation);
  await crash(consultation, client, id);
  // `video-client` ends the stream that each of the two sends when its connection to the third has failed for good; with
  // `client-sdk-video` they go on, and after a minute the service ends that of the third.
  const left = build === 'video-client' ? 1 : 2;
  await expect
    .poll(() => streamsOf(consultation).filter((stream) => before.includes(stream)).length, {
      timeout: 90_000,
    })
    .toBeLessThanOrEqual(left);
  for (const [one, other] of [
    [lawyer, third],
    [third, lawyer],
  ] as const) {
    await one.sees(other.name, { publishing: true, microphone: true, camera: true });
    await one.receivesMedia();
  }
  const newcomer = await consultation.person('Inès Roy');
  await newcomer.enter();
  for (const one of [lawyer, third])
    await newcomer.sees(one.name, { publishing: true, microphone: true, camera: true });
  await newcomer.receivesMedia();
});

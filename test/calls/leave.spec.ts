import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

declare global {
  interface Window {
    /** Listeners to `beforeunload`, added less removed. */
    leaving: number;
    /** Milliseconds by which the system clock has jumped. */
    jump: number;
  }
}

/** Whether the browser would ask before the page is left. */
const asks = ({ page }: Person) =>
  page.evaluate(() => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  });

test('the browser asks before the page is left while connected, and not before, after or where the page does not want it', async ({
  consultation,
}) => {
  const person = await consultation.person('Zoé Martin', { camera: 'off' });
  expect(await asks(person)).toBe(false);
  await person.enter();
  await expect.poll(() => asks(person)).toBe(true);
  await person.page.evaluate(() =>
    document.querySelector('visio-avocat-room')?.setAttribute('confirm-leave', 'off'),
  );
  expect(await asks(person)).toBe(false);
  await person.page.evaluate(() =>
    document.querySelector('visio-avocat-room')?.removeAttribute('confirm-leave'),
  );
  // As the browser asks, and the person stays.
  const question = person.page.waitForEvent('dialog');
  await person.page.close({ runBeforeUnload: true });
  const dialog = await question;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await person.inPhase('connected');
  await person.press('Quitter');
  await person.inPhase('ended');
  expect(await asks(person)).toBe(false);
});

test('a system clock that jumps by an hour changes neither the duration on screen nor that of the call', async ({
  consultation,
}) => {
  const page = await consultation.page();
  await page.addInitScript(() => {
    const { now } = Date;
    window.jump = 0;
    Date.now = () => now() + window.jump;
    window.Date = new Proxy(Date, {
      construct: (target, args) =>
        args.length > 0 ? new target(...(args as [number])) : new target(Date.now()),
    });
  });
  const person = await consultation.person('Zoé Martin', { camera: 'off' }, page);
  await person.enter();
  const clock = page.getByRole('timer');
  for (const jump of [3_600_000, -3_600_000]) {
    await page.evaluate((by) => {
      window.jump = by;
    }, jump);
    const shown = await clock.textContent();
    await expect(clock).not.toHaveText(shown ?? '');
    await expect(clock).toHaveText(/^\d:\d\d$/);
    await expect(clock).not.toHaveText('0:00');
  }
  await person.press('Quitter');
  await expect(page.getByText('moins d’une minute').or(page.getByText('a duré 1 min'))).toBeVisible();
});

import { attack } from '../support/browser-attack.ts';
import { choicesOf, openComparison, ownRow, pick } from '../support/comparison.ts';
import { ForwardingPage } from '../support/forwarding-page.ts';
import { Impostor } from '../support/impostor.ts';
import { MachineInTheMiddle } from '../support/machine-in-the-middle.ts';
import { expect } from '../support/test.ts';

attack(
  'Signalling',
  'a machine in the middle of the media and of the private line, which answers for both sides when they compare',
  'nobody finds the row that is read to them; who says so sends nothing more, and reads why',
  async (consultation) => {
    const { service, browser } = consultation.world;
    const { control } = service;
    const page = await ForwardingPage.open(await browser.newContext());
    const machine = new MachineInTheMiddle(control, page);
    const lawyer = await consultation.person('Maître Vasseur');
    const client = await consultation.person('Zoé Martin');
    await lawyer.enter();
    const session = control.sessions.at(-1)?.id ?? '';
    const people = new Map<string, { id: string; name: string; role: string }>();
    control.intercept(await Impostor.start(control, machine, page, { session, people }));
    await client.enter();
    for (const { name, id } of [
      { name: lawyer.name, id: await lawyer.connectionId() },
      { name: client.name, id: await client.connectionId() },
    ])
      people.set(id, { id, name, role: 'publisher' });
    // Nothing shows: sound and picture come through, and the connections are encrypted.
    for (const person of [lawyer, client]) {
      await person.receivesMedia();
      await person.until((room) => room.security?.level === 'end-to-end');
    }
    await lawyer.page.evaluate(() => document.querySelector('visio-avocat-room')?.sendMessage('Bonjour'));
    await expect.poll(() => page.page.evaluate(() => window.impostor.heard)).toHaveLength(1);
    for (const person of [lawyer, client]) await openComparison(person);
    expect(await choicesOf(lawyer)).not.toContain((await ownRow(client)).digits);
    expect(await choicesOf(client)).not.toContain((await ownRow(lawyer)).digits);
    for (const person of [lawyer, client]) {
      // The attacker passes on no report, so each finds out alone.
      await person.until((room) => room.security?.level === 'end-to-end');
      await pick(person, null);
      await expect(
        person.page.getByRole('alertdialog', { name: 'Quelqu’un peut se trouver entre vous' }),
      ).toBeVisible();
      await person.until((room) => room.security?.level === 'unprotected');
    }
    await machine.receivesNothing();
    expect(machine.failures).toEqual([]);
    await page.page.context().close();
    return 'nobody finds the row that is read to them; who says so sends nothing more, and reads why';
  },
);

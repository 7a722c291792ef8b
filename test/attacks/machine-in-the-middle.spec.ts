import { attack } from '../support/browser-attack.ts';
import { answer, codeOf, panel } from '../support/comparison.ts';
import { ForwardingPage } from '../support/forwarding-page.ts';
import { Impostor } from '../support/impostor.ts';
import { MachineInTheMiddle } from '../support/machine-in-the-middle.ts';
import type { Person } from '../support/person.ts';
import { expect } from '../support/test.ts';

attack(
  'Signalling',
  'a machine in the middle of the media, which also answers for both sides when they compare codes',
  'the codes differ, and both are alarmed',
  async (consultation) => {
    const { service, browser } = consultation.world;
    const { control } = service;
    const page = await ForwardingPage.open(await browser.newContext());
    const machine = new MachineInTheMiddle(control, page);
    const people = new Map<string, Person>();
    // The attacker has each victim's certificates from their offers and answers, and knows its own.
    const views = async (victim: string) => {
      const evidence = await people
        .get(victim)
        ?.page.evaluate(() => document.querySelector('visio-avocat-room')?.security?.evidence ?? []);
      const all = (end: 'local' | 'remote') =>
        (evidence ?? []).flatMap(({ fingerprints }) => fingerprints[end]);
      return { local: all('remote'), remote: all('local') };
    };
    const lawyer = await consultation.person('Maître Vasseur');
    const client = await consultation.person('Zoé Martin');
    await lawyer.enter();
    const session = control.sessions.at(-1)?.id ?? '';
    control.intercept(new Impostor(control, machine, session, views));
    await client.enter();
    for (const person of [lawyer, client]) people.set(await person.connectionId(), person);
    // Nothing shows: sound and picture come through, and the connections are encrypted.
    for (const person of [lawyer, client]) {
      await person.receivesMedia();
      await person.until((room) => room.security?.level === 'end-to-end');
    }
    const [one, other] = [await codeOf(lawyer), await codeOf(client)];
    expect(one.digits).not.toBe(other.digits);
    expect(one.pictures).not.toEqual(other.pictures);
    await answer(lawyer, 'Différent');
    for (const person of [lawyer, client]) {
      await expect(panel(person).getByRole('alert').getByText('Les codes diffèrent')).toBeVisible();
    }
    expect(machine.failures).toEqual([]);
    await page.page.context().close();
    return 'the codes differ, and both are alarmed';
  },
);

import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const TEXT = 'Ce que je voulais vous dire hier';
const field = ({ page }: Person) => page.getByLabel('Votre message');

/** Where a page could keep something, and what its own document shows. */
const traces = ({ page }: Person) =>
  page.evaluate(() =>
    [
      ...[localStorage, sessionStorage].map((store) => JSON.stringify(store)),
      JSON.stringify(history.state),
      location.href,
      document.cookie,
      document.documentElement.outerHTML,
    ].join(' '),
  );

test('a message being written outlives a closed panel, the privacy screen and a lost connection, and leaves no trace', async ({
  consultation,
  world,
}) => {
  const client = await consultation.person('Zoé Martin', { camera: 'off' });
  await client.enter();
  await client.press('Messages');
  await field(client).fill(TEXT);
  await client.press('Fermer');
  await expect(field(client)).toHaveCount(0);
  await client.press('Messages');
  await expect(field(client)).toHaveValue(TEXT);
  await client.press('Pause');
  await expect(field(client)).toHaveCount(0);
  expect(await traces(client)).not.toContain(TEXT);
  await client.press('Reprendre l’appel');
  await expect(field(client)).toHaveValue(TEXT);
  expect(await traces(client)).not.toContain(TEXT);
  const { control } = world.service;
  control.allowResume(false);
  expect(control.dropSocket(await client.connectionId())).toBe(true);
  await client.inPhase('reconnecting');
  await expect(field(client)).toHaveValue(TEXT);
  control.allowResume(true);
  await client.inPhase('connected');
  await expect(field(client)).toHaveValue(TEXT);
  // The end of the call forgets it.
  await client.press('Quitter');
  await client.press('Revenir dans la salle');
  await client.enter();
  await client.press('Messages');
  await expect(field(client)).toHaveValue('');
});

test.describe('a reason being written', () => {
  test.use({
    appointment: { waitingRoom: true, people: [{ id: 'vasseur', name: 'Maître Vasseur', role: 'host' }] },
  });

  test('waits for its person behind a closed question, and under the privacy screen', async ({
    consultation,
  }) => {
    const lawyer = await consultation.invited('vasseur', { camera: 'off' });
    await lawyer.enter();
    const guests = await Promise.all(
      ['Karim', 'Inès'].map((name) => consultation.person(name, { camera: 'off' })),
    );
    for (const guest of guests) {
      await guest.join();
      await guest.inPhase('waiting');
    }
    const reason = lawyer.page.getByLabel('Raison');
    await lawyer.press('Participants');
    await lawyer.press('Refuser l’entrée à Karim');
    await reason.fill('Demain à neuf heures');
    await lawyer.press('Annuler');
    await lawyer.press('Refuser l’entrée à Inès');
    await expect(reason).toHaveValue('');
    await lawyer.press('Annuler');
    await lawyer.press('Pause');
    await lawyer.press('Reprendre l’appel');
    await lawyer.press('Refuser l’entrée à Karim');
    await expect(reason).toHaveValue('Demain à neuf heures');
    await lawyer.page.getByRole('button', { name: 'Refuser', exact: true }).last().click();
    await expect(
      guests[0]?.page.getByText('Demain à neuf heures') ?? lawyer.page.locator('none'),
    ).toBeVisible();
  });
});

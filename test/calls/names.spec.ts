import { expect, test } from '../support/test.ts';

test('two people of one name are told apart in tiles, list, chat and announcements; the name itself stays', async ({
  consultation,
}) => {
  const lawyer = await consultation.person('Maître Vasseur', { camera: 'off' });
  await lawyer.enter();
  const { page } = lawyer;
  const tiles = page.locator('.tile-name bdi').filter({ hasText: 'Anne Martin' });
  const people = [];
  for (const sdk of ['video-client', 'client-sdk-video']) {
    const person = await consultation.person('Anne Martin', { camera: 'off', sdk });
    await person.enter();
    people.push(person);
    await expect(tiles).toHaveCount(people.length);
  }
  await expect(page.getByText('Anne Martin (2) est entré dans la salle.')).toBeAttached();
  await expect(tiles).toHaveText(['Anne Martin', 'Anne Martin (2)']);
  await lawyer.press('Participants');
  await expect(page.getByText('numéroté ici')).toHaveCount(1);
  await expect(page.locator('.people bdi').filter({ hasText: 'Anne Martin' })).toHaveText([
    'Anne Martin',
    'Anne Martin (2)',
  ]);
  const [first, second] = people;
  await second?.page.evaluate(() =>
    document.querySelector('visio-avocat-room')?.sendMessage('Bonjour Maître'),
  );
  await lawyer.press('Messages');
  await expect(page.locator('.messages').getByText('Anne Martin (2)')).toBeVisible();
  const names = await page.evaluate(() =>
    document.querySelector('visio-avocat-room')?.participants.map(({ name }) => name),
  );
  expect(names).toEqual(['Maître Vasseur', 'Anne Martin', 'Anne Martin']);
  // The first one goes: the second keeps the number.
  await first?.press('Quitter');
  await expect(tiles).toHaveText(['Anne Martin (2)']);
});

test('the confidentiality report says when the person agreed, and to what', async ({ consultation }) => {
  const person = await consultation.person('Zoé Martin', { camera: 'off' });
  await person.page.evaluate(() => {
    const terms = document.createElement('p');
    terms.slot = 'consent';
    terms.innerHTML = '<label><input type="checkbox" required> J’accepte la convention &lt;i&gt;</label>';
    document.querySelector('visio-avocat-room')?.append(terms);
  });
  await person.join();
  await expect(person.page.getByRole('alert').filter({ hasText: 'Il manque votre accord.' })).toBeVisible();
  await expect(person.page.getByRole('checkbox')).toBeFocused();
  await person.page.getByRole('checkbox').check();
  await person.enter();
  const report = await person.page.evaluate(() =>
    document.querySelector('visio-avocat-room')?.securityReport(),
  );
  expect(report?.consent?.texts).toEqual(['J’accepte la convention <i>']);
  expect(Date.parse(report?.consent?.at ?? '')).toBeLessThanOrEqual(Date.parse(report?.startedAt ?? ''));
});

test('a browser without container units says what to do, and shows no lobby', async ({ consultation }) => {
  const page = await consultation.page();
  await page.addInitScript(() => {
    const { supports } = CSS;
    CSS.supports = (...asked: readonly string[]) =>
      !asked.join(' ').includes('cqi') && Reflect.apply(supports, CSS, asked);
  });
  await consultation.person('Zoé Martin', {}, page);
  await expect(page.getByRole('alert')).toContainText('Ce navigateur ne permet pas la visioconférence.');
  await expect(page.getByRole('button')).toHaveCount(0);
});

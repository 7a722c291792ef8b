import { MESSAGES } from '../../src/call/message-names.ts';
import { compare, openComparison, ownRow, panel, pick } from '../support/comparison.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';

const mismatch = ({ page }: Person) =>
  page.getByRole('alertdialog', { name: 'Quelqu’un peut se trouver entre vous' });

const say = ({ page }: Person, text: string) =>
  page.evaluate((words) => document.querySelector('visio-avocat-room')?.sendMessage(words), text);

test.describe('what two people have compared', () => {
  test('outlives leaving and coming back, as the certificates do, and is asked about when the certificate is another', async ({
    consultation,
  }) => {
    const [lawyer, client] = await consultation.pair();
    await compare(lawyer, client);
    for (const one of [lawyer, client])
      await one.until((room) => room.security?.level === 'end-to-end-verified');

    await client.press('Quitter');
    await client.inPhase('ended');
    await lawyer.losesSightOf(client.name);
    await client.press('Revenir dans la salle');
    await client.enter();
    for (const one of [lawyer, client])
      await one.until((room) => room.security?.level === 'end-to-end-verified');

    // A reload makes another certificate: the same name, and nobody who was compared.
    await client.page.reload();
    await lawyer.losesSightOf(client.name);
    await client.enter();
    const question = lawyer.page.getByRole('alertdialog', { name: `Est-ce bien ${client.name}` });
    await expect(question).toBeVisible();
    await client.sees(lawyer.name, { microphone: false, camera: false });
    await expect(say(lawyer, 'Un secret')).rejects.toThrow(/sending-suspended/);
    await question.getByRole('button', { name: 'Continuer malgré tout' }).click();
    await client.sees(lawyer.name, { microphone: true, camera: true });
    await lawyer.until((room) => room.security?.level === 'end-to-end');
    await openComparison(lawyer);
    await expect(panel(lawyer).getByText('quelqu’un du même nom est là, pas encore comparé')).toBeVisible();
  });

  test('falls at once for both when one finds no row, though the other has found theirs and closed the panel', async ({
    consultation,
  }) => {
    const [lawyer, client] = await consultation.pair();
    for (const one of [lawyer, client]) await openComparison(one);
    await pick(client, (await ownRow(lawyer)).digits);
    await client.until((room) => room.security?.level === 'end-to-end-verified');
    await client.page.keyboard.press('Escape');
    await expect(panel(client)).toBeHidden();
    await pick(lawyer, null);
    for (const one of [lawyer, client]) {
      await expect(mismatch(one)).toBeVisible();
      await one.until((room) => room.security?.level === 'unprotected');
      await expect(say(one, 'Un secret')).rejects.toThrow(/sending-suspended/);
    }
    for (const one of [lawyer, client]) await one.receivesNothing();
  });

  test('a mismatch of one pair stops what is sent to all three, and outlives coming back with that certificate', async ({
    consultation,
  }) => {
    const [lawyer, client] = await consultation.pair();
    const third = await consultation.person('Karim Benali');
    await third.enter();
    for (const one of [lawyer, client, third])
      await one.until((room) => room.participants.length === 3 && room.security?.level === 'end-to-end');
    for (const one of [lawyer, client]) await openComparison(one);
    const section = panel(lawyer).getByRole('group', { name: `Êtes-vous bien seul avec ${client.name}` });
    await pick(lawyer, null, section);
    for (const one of [lawyer, client]) {
      await expect(mismatch(one)).toBeVisible();
      await one.until((room) => room.security?.level === 'unprotected');
      await third.sees(one.name, { microphone: false, camera: false });
    }
    await third.receivesNothing();
    await third.until((room) => room.security?.level !== 'unprotected');

    await mismatch(client).getByRole('button', { name: 'Quitter' }).click();
    await client.inPhase('ended');
    await client.press('Revenir dans la salle');
    await client.enter();
    for (const one of [lawyer, client]) {
      await one.until((room) => room.security?.level === 'unprotected');
      await expect(mismatch(one)).toBeVisible();
    }
  });
});

test('a message for somebody who is gone before it arrives is shown as not delivered, and reaches nobody of that name', async ({
  consultation,
  world,
}) => {
  const [lawyer, client] = await consultation.pair();
  await say(lawyer, 'Bonjour');
  await client.press(/^Messages/);
  await expect(client.page.getByRole('log').getByText('Bonjour')).toBeVisible();
  // The line is cut, and nothing makes another one.
  world.service.control.intercept({
    outgoing: (message) => (JSON.stringify(message.content).includes(MESSAGES.line) ? [] : [message]),
  });
  await client.page.evaluate(() => {
    for (const one of window.recorder.connections)
      if (one.sctp && one.getTransceivers().length === 0) one.close();
  });
  await say(lawyer, 'Le code du coffre est 4711');
  await lawyer.press('Messages');
  await expect(lawyer.page.getByText('En cours d’envoi…')).toBeVisible();
  await client.press('Quitter');
  await client.inPhase('ended');
  world.service.control.intercept({});
  await expect(lawyer.page.getByText('Non remis à Zoé Martin.')).toBeVisible();
  const again = await consultation.person('Zoé Martin');
  await again.enter();
  await say(lawyer, 'Êtes-vous de retour ?');
  await again.press(/^Messages/);
  const log = again.page.getByRole('log');
  await expect(log.getByText('Êtes-vous de retour')).toBeVisible();
  await expect(log.getByText('4711')).toHaveCount(0);
});

test('a person who has not opened the comparison reveals nothing; after three guesses without a code only a press begins another', async ({
  consultation,
}) => {
  const lawyer = await consultation.person('Maître Vasseur');
  await lawyer.enter();
  for (let guess = 1; guess <= 4; guess++) {
    const client = await consultation.person('Zoé Martin');
    await client.enter();
    await lawyer.until((room) => room.security?.level === 'end-to-end');
    const section = panel(lawyer).getByRole('group', { name: 'Êtes-vous bien seul avec Zoé Martin' });
    if (guess === 1) await openComparison(lawyer);
    if (guess <= 3) await expect(section.getByText('En attente de Zoé Martin')).toBeVisible();
    else {
      await expect(section.getByRole('button', { name: 'Comparer', exact: true })).toBeVisible();
      await expect(panel(lawyer).getByText('3 comparaisons n’ont pas abouti')).toBeVisible();
      // The person may go on: both see a code then.
      await section.getByRole('button', { name: 'Comparer', exact: true }).click();
      await openComparison(client);
      await pick(lawyer, (await ownRow(client)).digits);
      await lawyer.until((room) => room.security?.level === 'end-to-end-verified');
      return;
    }
    await client.press('Quitter');
    await lawyer.losesSightOf('Zoé Martin');
  }
});

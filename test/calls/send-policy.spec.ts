import { openComparison, ownRow, panel, pick } from '../support/comparison.ts';
import type { Consultation } from '../support/consultation.ts';
import { withMediaServer } from '../support/media-server-session.ts';
import type { Attributes, Person } from '../support/person.ts';
import { requestGrant, silentGuest } from '../support/silent-guest.ts';
import { expect, test } from '../support/test.ts';

/** Two people in a call, the first of whom may ask for a protection that nothing passes without. */
async function two(consultation: Consultation, attributes: Attributes = {}): Promise<[Person, Person]> {
  const lawyer = await consultation.person('Maître Vasseur', attributes);
  const client = await consultation.person('Zoé Martin');
  await lawyer.enter();
  await client.enter();
  return [lawyer, client];
}

const silent = { microphone: false, camera: false };
const sending = { microphone: true, camera: true };

/** Nothing of one person is heard at the other while what comes the other way goes on. */
async function isNotHeard(from: Person, at: Person): Promise<void> {
  await at.sees(from.name, silent);
  await at.hearsNothing(from);
}

test.describe('a page that asks for end-to-end encryption', () => {
  test.use({ appointment: { mediaMode: 'routed' } });

  test('sends nothing through a media server, nor when the call moves to one, until the person accepts it', async ({
    consultation,
  }) => {
    const { server } = await withMediaServer(consultation, 'adaptive');
    const [lawyer, client] = await two(consultation, { confidentiality: 'end-to-end' });
    const dialog = lawyer.page.getByRole('alertdialog', {
      name: 'La protection n’est pas celle qui est exigée',
    });
    await expect(dialog.getByText('Chiffré jusqu’au serveur')).toBeVisible();
    await isNotHeard(lawyer, client);
    // A session moves what people already receive.
    await lawyer.receivesMedia();

    server.toRelayed();
    await lawyer.until((room) => room.security?.level === 'end-to-end');
    await expect(dialog).toHaveCount(0);
    await client.sees(lawyer.name, sending);
    await client.receivesMedia();

    // The listener is there before anything changes.
    await lawyer.page.evaluate(() => {
      const fallen = new Promise((resolve) =>
        document.querySelector('visio-avocat-room')?.addEventListener('visio-security', ({ detail }) => {
          if (detail.level === 'to-media-server') resolve(detail.verified);
        }),
      );
      Reflect.set(window, 'fallen', fallen);
    });
    server.toRouted();
    expect(await lawyer.page.evaluate(() => Reflect.get(window, 'fallen'))).toBe(false);
    await expect(dialog).toBeVisible();
    await isNotHeard(lawyer, client);
    // Closing the question is no consent.
    await lawyer.page.keyboard.press('Escape');
    await expect(lawyer.page.getByText('Votre micro et votre caméra sont retenus.')).toBeVisible();
    await client.sees(lawyer.name, silent);
    await lawyer.press('Pourquoi');
    await dialog.getByRole('button', { name: 'Continuer malgré tout' }).click();
    await client.sees(lawyer.name, sending);
    await client.receivesMedia();
    expect(server.failures).toEqual([]);
  });
});

test.describe('a page that asks for a comparison', () => {
  test('sends sound alone to compare, after a press; then all; and nothing more once a row is not found', async ({
    consultation,
  }) => {
    const [lawyer, client] = await two(consultation, { confidentiality: 'verified' });
    const dialog = lawyer.page.getByRole('alertdialog', { name: 'Comparez d’abord le code' });
    await expect(dialog).toBeVisible();
    await isNotHeard(lawyer, client);
    await expect(dialog.getByRole('button', { name: 'Continuer malgré tout' })).toHaveCount(0);
    await expect(
      lawyer.page.evaluate(() => document.querySelector('visio-avocat-room')?.sendMessage('avant')),
    ).rejects.toThrow(/sending-suspended/);
    await dialog.getByRole('button', { name: 'Comparer de vive voix' }).click();
    await client.sees(lawyer.name, { microphone: true, camera: false });
    await client.receivesMedia({ audio: true });
    await openComparison(client);
    const rows = [await ownRow(lawyer), await ownRow(client)] as const;
    await pick(lawyer, rows[1].digits);
    await client.sees(lawyer.name, sending);
    await client.receivesMedia();

    await pick(client, null);
    for (const one of [lawyer, client]) {
      await expect(
        one.page.getByRole('alertdialog', { name: 'Quelqu’un peut se trouver entre vous' }),
      ).toBeVisible();
      await one.until((room) => room.security?.level === 'unprotected');
    }
    for (const [one, other] of [
      [lawyer, client],
      [client, lawyer],
    ] as const) {
      await other.sees(one.name, silent);
      await other.receivesNothing();
    }
    await expect(
      client.page.evaluate(() => document.querySelector('visio-avocat-room')?.sendMessage('après')),
    ).rejects.toThrow(/sending-suspended/);

    // A slip: both confirm the same code, and the call goes on.
    for (const one of [lawyer, client])
      await one.page
        .getByRole('alertdialog', { name: 'Quelqu’un peut se trouver entre vous' })
        .getByRole('button', { name: 'Voir le détail' })
        .click();
    for (const one of [lawyer, client])
      await panel(one).getByRole('button', { name: 'Comparer de nouveau' }).click();
    const again = [await ownRow(lawyer), await ownRow(client)] as const;
    await pick(lawyer, again[1].digits);
    await lawyer.until((room) => room.security?.level === 'unprotected');
    await pick(client, again[0].digits);
    for (const one of [lawyer, client])
      await one.until((room) => room.security?.level === 'end-to-end-verified');
    await client.sees(lawyer.name, sending);
    await client.receivesMedia();
  });
});

test.describe('whoever is not expected', () => {
  test.use({ appointment: { expected: 2 } });

  test('is seen though they send nothing; nobody sends anything until they agree', async ({
    consultation,
    world,
  }) => {
    const [lawyer, client] = await two(consultation);
    await client.receivesMedia();
    const third = await silentGuest(
      world.service.origin,
      await requestGrant(world.origin, consultation.room, { displayName: 'Discret' }),
    );
    for (const [one, other] of [
      [lawyer, client],
      [client, lawyer],
    ] as const) {
      await expect(one.page.getByRole('alertdialog', { name: 'Plus de monde que prévu' })).toBeVisible();
      await other.sees(one.name, silent);
    }
    await lawyer.press('Voir qui est là');
    await expect(lawyer.page.getByRole('list', { name: /personnes$/ }).getByText('Discret')).toBeVisible();
    await client.press('Continuer malgré tout');
    await lawyer.sees(client.name, sending);
    await client.sees(lawyer.name, silent);
    third.leave();
    await lawyer.losesSightOf('Discret');
    await client.sees(lawyer.name, sending);
  });

  test('is noticed when one access is used in two places', async ({ consultation, world }) => {
    const lawyer = await consultation.person('Maître Vasseur');
    await lawyer.enter();
    const grant = await requestGrant(world.origin, consultation.room, { displayName: 'Zoé Martin' });
    const one = await silentGuest(world.service.origin, grant);
    await lawyer.sees('Zoé Martin', {});
    await expect(lawyer.page.getByRole('alertdialog')).toHaveCount(0);
    const other = await silentGuest(world.service.origin, grant);
    await expect(
      lawyer.page.getByRole('alertdialog', { name: 'Zoé Martin est présent deux fois' }),
    ).toBeVisible();
    for (const guest of [one, other]) guest.leave();
    await lawyer.losesSightOf('Zoé Martin');
  });
});

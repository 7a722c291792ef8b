import { levelsOf, recordLevels } from '../support/levels.ts';
import { withMediaServer } from '../support/media-server-session.ts';
import type { Person } from '../support/person.ts';
import { SdkPage } from '../support/sdk-page.ts';
import { requestGrant } from '../support/silent-guest.ts';
import { expect, test } from '../support/test.ts';

const videosOfOthers = ({ page }: Person) =>
  page.evaluate(
    () =>
      document
        .querySelector('visio-avocat-room')
        ?.shadowRoot?.querySelectorAll('[part~="tile"]:not([part~="self-view"]) video').length,
  );

test.describe('a participant with another product', () => {
  test('gets nothing and is not seen until the person accepts them by name, and cannot be verified', async ({
    consultation,
    world,
  }) => {
    const lawyer = await consultation.person('Maître Vasseur');
    await lawyer.enter();
    const other = await SdkPage.open((await consultation.page()).context());
    const grant = await requestGrant(world.origin, consultation.room, { displayName: 'Paul Roux' });
    await other.join(world.service.origin, grant);
    await lawyer.sees('Paul Roux', { publishing: true });
    const dialog = lawyer.page.getByRole('alertdialog', { name: 'Paul Roux ne peut pas être vérifié' });
    await expect(dialog).toBeVisible();
    expect(await other.frames()).toBe(0);
    expect(await videosOfOthers(lawyer)).toBe(0);
    await dialog.getByRole('button', { name: 'Continuer malgré tout' }).click();
    await other.sees();
    await lawyer.receivesMedia({ video: true });
    await expect.poll(() => videosOfOthers(lawyer)).toBe(1);
    await lawyer.until((room) => room.security?.level === 'unverifiable');
    await lawyer.press('Une personne ne peut pas être vérifiée');
    await expect(lawyer.page.getByText('seul le prestataire dit avec qui')).toBeVisible();
    await expect(lawyer.page.getByRole('alert')).toHaveCount(0);
  });
});

test.describe('an adaptive session', () => {
  test.use({ appointment: { mediaMode: 'routed' } });

  test('sends nothing over the idle connection to the media server while the two are connected to each other', async ({
    consultation,
  }) => {
    const { server, page, session } = await withMediaServer(consultation, 'adaptive');
    const [lawyer, client] = await consultation.pair();
    for (const one of [lawyer, client]) await one.until((room) => room.security?.level === 'to-media-server');
    const received = async () => {
      const counts = await Promise.all(session.streamIds.map((id) => page.packets(id)));
      return counts.reduce((sum, count) => sum + count, 0);
    };
    await expect.poll(received).toBeGreaterThan(0);
    await Promise.all([lawyer.receivesMedia(), client.receivesMedia()]);
    server.toRelayed();
    for (const one of [lawyer, client]) await one.until((room) => room.security?.level === 'end-to-end');
    // What was under way has arrived.
    let last = -1;
    await expect(async () => {
      const before = last;
      last = await received();
      await client.receivesPackets(20);
      expect(last).toBe(before);
    }).toPass();
    await client.receivesPackets(100);
    expect(await received()).toBe(last);
    server.toRouted();
    for (const one of [lawyer, client]) await one.until((room) => room.security?.level === 'to-media-server');
    await client.receivesMedia();
    await expect.poll(received).toBeGreaterThan(last);
    expect(server.failures).toEqual([]);
  });
});

test.describe('an adaptive session that is moved in one direction only', () => {
  test.use({ appointment: { mediaMode: 'routed' } });

  test('is not end to end: the certificate tells who sends', async ({ consultation }) => {
    const { server } = await withMediaServer(consultation, 'adaptive');
    const [lawyer, client] = await consultation.pair();
    for (const one of [lawyer, client]) await one.until((room) => room.security?.level === 'to-media-server');
    await Promise.all([lawyer.receivesMedia(), client.receivesMedia()]);
    for (const one of [lawyer, client]) await recordLevels(one);
    server.toRelayed(await client.connectionId());
    // What the client sends goes to the lawyer; what the lawyer sends still goes to the server.
    await lawyer.until((room) =>
      (room.security?.evidence ?? []).some(
        ({ direction, topology }) => direction === 'subscribe' && topology === 'peer',
      ),
    );
    await lawyer.until((room) => room.security?.level === 'to-media-server');
    await lawyer.receivesMedia();
    for (const one of [lawyer, client]) expect(await levelsOf(one)).not.toContain('end-to-end');
    expect(server.failures).toEqual([]);
  });
});

test.describe('a relayed session, by the word of the firm’s server', () => {
  test('sends nothing to a media server, though the provider’s session has one', async ({ consultation }) => {
    const { page, session } = await withMediaServer(consultation, 'routed');
    const [lawyer, client] = [
      await consultation.person('Maître Vasseur'),
      await consultation.person('Zoé Martin'),
    ];
    for (const one of [lawyer, client]) await one.enter();
    for (const one of [lawyer, client]) {
      await one.until((room) => room.security?.level === 'unprotected');
      await expect(
        one.page.getByRole('alertdialog', { name: 'Quelqu’un d’inconnu veut recevoir cet appel' }),
      ).toBeVisible();
    }
    for (const id of session.streamIds) expect(await page.packets(id)).toBe(0);
    // What the server makes up for nothing is shown to nobody.
    for (const one of [lawyer, client]) expect(await videosOfOthers(one)).toBe(0);
  });
});

import { compare } from '../support/comparison.ts';
import { withMediaServer } from '../support/media-server-session.ts';
import { expect, test } from '../support/test.ts';

test.describe('in a call through a media server', () => {
  test.use({ appointment: { mediaMode: 'routed' } });

  test('no address is shown for a private line: the chat says that there is none, and both may open a direct one; comparing over it never raises the level of media', {
    tag: '@waits',
  }, async ({ consultation }) => {
    const { server } = await withMediaServer(consultation, 'routed');
    const [lawyer, client] = await consultation.pair();
    for (const one of [lawyer, client]) {
      await one.until((room) => room.security?.level === 'to-media-server');
      await one.press(/^Messages/);
    }
    const noLine = (text: string) => lawyer.page.getByRole('status').filter({ hasText: text });
    await expect(noLine('La ligne privée avec Zoé Martin s’établit')).toBeVisible();
    await expect(noLine('Aucune ligne privée ne s’établit avec Zoé Martin.')).toBeVisible();
    await lawyer.page.getByLabel('Votre message').fill('Avant la ligne');
    await lawyer.page.getByLabel('Votre message').press('Enter');
    await expect(lawyer.page.getByText('En cours d’envoi…')).toBeVisible();

    await lawyer.press('Ouvrir une ligne directe');
    await client.press('Ouvrir une ligne directe');
    await expect(client.page.getByRole('log').getByText('Avant la ligne')).toBeVisible();
    await expect(lawyer.page.getByText('En cours d’envoi…')).toHaveCount(0);
    await expect(lawyer.page.getByText('Elle montrerait votre adresse IP')).toHaveCount(0);

    await compare(lawyer, client);
    for (const one of [lawyer, client]) {
      await expect(one.page.getByText('Comparé\u00a0: personne n’est entre vous')).toBeVisible();
      await one.until((room) => room.security?.level === 'to-media-server');
    }
    expect(server.failures).toEqual([]);
  });
});

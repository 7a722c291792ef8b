import type { Consultation } from '../support/consultation.ts';
import { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';
import { complaints } from './support/complaints.ts';
import { pages } from './support/pages.ts';
import { WordPressSite } from './support/site.ts';

let site: WordPressSite;
test.beforeAll(async () => {
  site = await WordPressSite.start(pages);
});
test.afterAll(() => site?.close());
test.beforeEach(() => site.database.query('DELETE FROM wordpress.wp_visio_avocat_rates'));
test.afterEach(() => expect(complaints(site)).toEqual([]));

/** Somebody in front of a page of the site, logged in where `user` is given. */
async function visitor(
  consultation: Consultation,
  name: string,
  path: string,
  user?: string,
): Promise<Person> {
  const person = await Person.meet(await consultation.page(), name);
  consultation.people.push(person);
  if (user) {
    await person.page.goto(`${site.origin}/wp-login.php?redirect_to=${encodeURIComponent(path)}`);
    // The page takes the focus to this field a moment after it has loaded, and selects what is in it.
    await expect(person.page.locator('#user_login')).toBeFocused();
    await person.page.locator('#user_login').fill(user);
    await person.page.locator('#user_pass').fill(site.password);
    await Promise.all([person.page.waitForURL(`**${path}`), person.page.locator('#wp-submit').click()]);
  } else {
    await person.page.goto(site.origin + path);
  }
  return person;
}

/** …and the element is there. */
async function atTheElement(...visit: Parameters<typeof visitor>): Promise<Person> {
  const person = await visitor(...visit);
  await person.page.waitForFunction(() => customElements.get('visio-avocat-room') !== undefined);
  return person;
}

test.describe('a consultation', () => {
  test('goes from the waiting room to the call, with sound and picture, and to its end', async ({
    consultation,
  }) => {
    const lawyer = await atTheElement(consultation, 'Me Hélène Vasseur', '/rendez-vous/', 'vasseur');
    await lawyer.enter();
    await lawyer.press('Participants');
    const client = await atTheElement(consultation, 'Zoé Martin', '/rendez-vous/');
    await client.join();
    await client.inPhase('waiting');
    expect(client.sockets).toEqual([]);
    await lawyer.press('Faire entrer Zoé Martin');
    await client.inPhase('connected');
    await Promise.all([lawyer.receivesMedia(), client.receivesMedia()]);
    await lawyer.sees('Zoé Martin', { publishing: true, role: 'publisher' });
    await client.sees('Me Hélène Vasseur', { role: 'moderator' });
    // A reload is no reason to wait again.
    await client.page.reload();
    await client.page.waitForFunction(() => customElements.get('visio-avocat-room') !== undefined);
    await client.enter();
    await lawyer.press('Terminer pour tous');
    await lawyer.page.getByRole('dialog').getByRole('button', { name: 'Terminer pour tous' }).click();
    await Promise.all([lawyer.inPhase('ended'), client.inPhase('ended')]);
    expect(await client.openDevices()).toBe(0);
    expect([...client.requests.keys()].sort()).toEqual([site.origin, site.service.origin].map(hostOf).sort());
  });

  test('knows its host on a page that has been open for hours, though the network was away meanwhile', async ({
    consultation,
  }) => {
    const lawyer = await atTheElement(consultation, 'Me Hélène Vasseur', '/rendez-vous/', 'vasseur');
    const { page } = lawyer;
    await page.clock.install();
    await page.reload();
    const [fresh, asked] = ['abcdef0123', [] as string[]];
    await page.route(/action=rest-nonce/, (route) =>
      asked.push(route.request().url()) === 1 ? route.abort() : route.fulfill({ body: fresh }),
    );
    await page.clock.fastForward(3_500_000);
    expect(asked).toEqual([]);
    await page.clock.fastForward(120_000);
    await expect.poll(() => asked.length).toBe(1);
    await page.clock.fastForward(20_000);
    await expect.poll(() => asked.length).toBe(2);
    const request = page.waitForRequest(/visio-avocat\/v1\/access/);
    await lawyer.join();
    expect((await request).headers()['x-wp-nonce']).toBe(fresh);
    await page.clock.fastForward(120_000);
    expect(asked).toHaveLength(2);
  });

  test('is not for a user without the capability: they wait like everybody', async ({ consultation }) => {
    const karim = await atTheElement(consultation, 'Karim Haddad', '/code-court/', 'karim');
    await karim.join();
    await karim.inPhase('waiting');
    await karim.press('Annuler');
    await karim.inPhase('lobby');
  });
});

test.describe('the administration', () => {
  test('has a settings page that says how the key is, and never what it is', async ({ consultation }) => {
    const admin = await visitor(
      consultation,
      'Admin',
      '/wp-admin/options-general.php?page=visio-avocat',
      'admin',
    );
    await expect(admin.page.getByText('Private key: The private key is in order.')).toBeVisible();
    const html = await admin.page.content();
    expect(html).not.toContain('PRIVATE KEY');
    expect(html).not.toContain(site.keyFile);
    await admin.page.getByLabel('Name of the firm').fill('Cabinet "Essai" <i>');
    await admin.page.getByLabel('Proxy address').fill('http://ailleurs.example');
    await admin.page.getByLabel('Telephone number').fill('appelez-moi');
    await admin.page.getByRole('button', { name: 'Save Changes' }).click();
    await expect(
      admin.page.getByText('“Telephone number” was not changed: the value cannot be used.'),
    ).toBeVisible();
    await expect(
      admin.page.getByText('“Proxy address” was not changed: the value cannot be used.'),
    ).toBeVisible();
    await expect(admin.page.getByLabel('Proxy address')).toHaveValue(site.service.origin);
    await expect(admin.page.getByLabel('Name of the firm')).toHaveValue('Cabinet "Essai" <i>');
    await admin.page.getByLabel('Telephone number').fill('+33 1 44 00 00 00');
    await admin.page.getByRole('button', { name: 'Save Changes' }).click();
    await expect(admin.page.getByText('Settings saved.')).toBeVisible();
    const printed = await (await fetch(`${site.origin}/rendez-vous/`)).text();
    expect(printed).toMatch(/<visio-avocat-room [^>]*phone="\+33 1 44 00 00 00"/);
    expect(admin.console.filter((line) => line.startsWith('page error'))).toEqual([]);
  });

  test('is closed to lawyers', async ({ consultation }) => {
    const lawyer = await visitor(consultation, 'Lawyer', '/wp-admin/profile.php', 'vasseur');
    const answer = await lawyer.page.goto(`${site.origin}/wp-admin/options-general.php?page=visio-avocat`);
    expect(answer?.status()).toBe(403);
  });

  test('speaks French to those who read it', async ({ consultation }) => {
    const user = "get_user_by('login', 'admin')->ID, 'locale'";
    site.php(`update_user_meta(${user}, 'fr_FR');`);
    try {
      const admin = await visitor(
        consultation,
        'Admin',
        '/wp-admin/options-general.php?page=visio-avocat',
        'admin',
      );
      await expect(admin.page.getByText('Clé privée : La clé privée est en ordre.')).toBeVisible();
    } finally {
      site.php(`delete_user_meta(${user});`);
    }
  });

  test('has the block in its editor, which keeps what is typed', async ({ consultation }) => {
    const admin = await visitor(consultation, 'Admin', '/wp-admin/post-new.php?post_type=page', 'admin');
    await admin.page.waitForFunction(() => 'wp' in window && document.querySelector('.edit-post-layout'));
    await admin.page.evaluate(() => {
      const { wp } = window as unknown as { wp: EditorGlobals };
      wp.data.dispatch('core/edit-post').toggleFeature('welcomeGuide');
      wp.data.dispatch('core/block-editor').insertBlocks(wp.blocks.createBlock('visio-avocat/room'));
    });
    await editorField(admin).fill('rdv-9');
    const saved = await admin.page.evaluate(() =>
      (window as unknown as { wp: EditorGlobals }).wp.data.select('core/editor').getEditedPostContent(),
    );
    expect(saved.trim()).toBe('<!-- wp:visio-avocat/room {"room":"rdv-9"} /-->');
  });
});

const hostOf = (origin: string): string => new URL(origin).host;
const editorField = ({ page }: Person) => page.getByLabel('Room', { exact: true });

interface EditorGlobals {
  readonly data: {
    dispatch(store: 'core/edit-post'): { toggleFeature(name: string): void };
    dispatch(store: 'core/block-editor'): { insertBlocks(block: unknown): void };
    select(store: string): { getEditedPostContent(): string };
  };
  readonly blocks: { createBlock(name: string): unknown };
}

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { chromeArgs, ensureChrome } from '../../scripts/browser.mjs';
import { Person } from '../support/person.ts';
import { keyTests } from './key.ts';
import { restTests } from './rest.ts';
import { WordPressSite } from './support/site.ts';

const block = (attributes: object): string => `<!-- wp:visio-avocat/room ${JSON.stringify(attributes)} /-->`;
// WordPress's own French would have to be fetched: the element speaks what the author's markup around it says.
const pages = {
  'rendez-vous': `<!-- wp:group --><div class="wp-block-group" lang="fr">${block({ room: 'rdv-4821', title: 'Premier entretien', align: 'wide' })}</div><!-- /wp:group -->`,
  'code-court':
    '[visio_avocat room="rdv-7" lang="fr" theme="dark" firm="<b>Cabinet</b>" onclick="x" relay-only]',
  faux: '[visio_avocat room="../x"] [visio_avocat room="ok" opens="demain"]',
  essais: '[visio_avocat room="essais" title="Premier entretien"]',
  ensemble: '[visio_avocat room="ensemble"]',
  panne: '[visio_avocat room="panne"]',
  'plus-tard': '[visio_avocat room="plus-tard" opens="2199-12-01 14:00"]',
  passe: '[visio_avocat room="passe" opens="2020-01-01 14:00" closes="2020-01-01 15:00"]',
};

let site: WordPressSite;
let browser: Browser;
const contexts: BrowserContext[] = [];
/** Somebody in front of a page of the site, logged in where `user` is given. */
async function visitor(name: string, path: string, user?: string): Promise<Person> {
  const context = await browser.newContext({ locale: 'fr-FR' });
  contexts.push(context);
  const person = await Person.meet(await context.newPage(), name);
  if (user) {
    await person.page.goto(`${site.origin}/wp-login.php?redirect_to=${encodeURIComponent(path)}`);
    // The page takes the focus to this field a moment after it has loaded, and selects what is in it.
    await person.page.locator('#user_login:focus').waitFor();
    await person.page.locator('#user_login').fill(user);
    await person.page.locator('#user_pass').fill(site.password);
    await Promise.all([person.page.waitForURL(`**${path}`), person.page.locator('#wp-submit').click()]);
  } else {
    await person.page.goto(site.origin + path);
  }
  return person;
}

/** …and the element is there. */
async function atTheElement(name: string, path: string, user?: string): Promise<Person> {
  const person = await visitor(name, path, user);
  await person.page.waitForFunction(() => customElements.get('visio-avocat-room') !== undefined);
  return person;
}

describe('the plugin in a real WordPress', () => {
  before(async () => {
    site = await WordPressSite.start(pages);
    browser = await chromium.launch({
      executablePath: ensureChrome(),
      args: [...chromeArgs, '--autoplay-policy=no-user-gesture-required'],
    });
  });
  after(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await site?.close();
  });
  beforeEach(() => site.database.query('DELETE FROM wordpress.wp_visio_avocat_rates'));

  describe('a page of the site', () => {
    it('prints the element and its script, and nothing else of the plugin’s', async () => {
      const html = await (await fetch(`${site.origin}/rendez-vous/`)).text();
      const mine = html.match(/<(?:script|link|style)[^>]*visio-avocat[^>]*>/g);
      assert.deepEqual(mine, [
        `<script type="module" src="${site.origin}/wp-content/plugins/visio-avocat/dist/0.1.0/visio-avocat-room.js" id="visio-avocat-js">`,
      ]);
      assert.match(html, /<visio-avocat-room room="rdv-4821" [^>]*class="[^"]*alignwide[^"]*"/);
      assert.doesNotMatch(await (await fetch(`${site.origin}/`)).text(), /visio-avocat/);
    });

    it('prints what authors write as text, and only the attributes that exist', async () => {
      const html = await (await fetch(`${site.origin}/code-court/`)).text();
      const tag = /<visio-avocat-room[^>]*>/.exec(html)?.[0] ?? '';
      assert.match(tag, /firm="&lt;b&gt;Cabinet&lt;\/b&gt;"/);
      assert.match(tag, / theme="dark"/);
      assert.match(tag, / relay-only[ >]/);
      assert.doesNotMatch(tag, /onclick/);
      assert.doesNotMatch(await (await fetch(`${site.origin}/faux/`)).text(), /visio-avocat-room/);
    });
  });

  describe('a consultation', () => {
    it('goes from the door to the call, with sound and picture, and to its end', async () => {
      const lawyer = await atTheElement('Me Hélène Vasseur', '/rendez-vous/', 'vasseur');
      await lawyer.enter();
      await lawyer.press('Participants');
      const client = await atTheElement('Zoé Martin', '/rendez-vous/');
      await client.join();
      await client.inPhase('waiting');
      assert.equal(client.sockets.length, 0);
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
      assert.equal(await client.openDevices(), 0);
      assert.deepEqual(
        [...client.requests.keys()].sort(),
        [site.origin, site.service.origin].map(hostOf).sort(),
      );
    });

    it('is not for a user without the capability: they wait like everybody', async () => {
      const karim = await atTheElement('Karim Haddad', '/code-court/', 'karim');
      await karim.join();
      await karim.inPhase('waiting');
      await karim.press('Annuler');
      await karim.inPhase('lobby');
    });
  });

  describe('the administration', () => {
    it('has a settings page that says how the key is, and never what it is', async () => {
      const admin = await visitor('Admin', '/wp-admin/options-general.php?page=visio-avocat', 'admin');
      await admin.page.getByText('Private key: The private key is in order.').waitFor();
      const html = await admin.page.content();
      assert.ok(!html.includes('PRIVATE KEY') && !html.includes(site.keyFile));
      await admin.page.getByLabel('Name of the firm').fill('Cabinet "Essai" <i>');
      await admin.page.getByLabel('Proxy address').fill('http://ailleurs.example');
      await admin.page.getByRole('button', { name: 'Save Changes' }).click();
      await admin.page.getByText('“Proxy address” was not changed: the value cannot be used.').waitFor();
      assert.equal(await admin.page.getByLabel('Proxy address').inputValue(), site.service.origin);
      assert.equal(await admin.page.getByLabel('Name of the firm').inputValue(), 'Cabinet "Essai" <i>');
      assert.deepEqual(
        admin.console.filter((line) => line.startsWith('page error')),
        [],
      );
    });

    it('is closed to lawyers', async () => {
      const lawyer = await visitor('Lawyer', '/wp-admin/profile.php', 'vasseur');
      const answer = await lawyer.page.goto(`${site.origin}/wp-admin/options-general.php?page=visio-avocat`);
      assert.equal(answer?.status(), 403);
    });

    it('speaks French to those who read it', async () => {
      const user = "get_user_by('login', 'admin')->ID, 'locale'";
      site.php(`update_user_meta(${user}, 'fr_FR');`);
      try {
        const admin = await visitor('Admin', '/wp-admin/options-general.php?page=visio-avocat', 'admin');
        await admin.page.getByText('Clé privée : La clé privée est en ordre.').waitFor();
      } finally {
        site.php(`delete_user_meta(${user});`);
      }
    });

    it('has the block in its editor, which keeps what is typed', async () => {
      const admin = await visitor('Admin', '/wp-admin/post-new.php?post_type=page', 'admin');
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
      assert.equal(saved.trim(), '<!-- wp:visio-avocat/room {"room":"rdv-9"} /-->');
    });
  });

  restTests(() => site);
  keyTests(() => site);

  describe('in the end', () => {
    it('nothing of the plugin’s was complained about', () => {
      const lines = site.log().split('\n');
      const unexpected = lines.filter(
        (line) => line.includes('visio-avocat/') || (line.includes('Visio-Avocat:') && !expected.test(line)),
      );
      assert.deepEqual(unexpected, []);
      assert.ok(!site.log().includes('PRIVATE KEY') && !site.log().includes('eyJ'));
    });

    it('removal leaves nothing', async () => {
      const dump = async (): Promise<string> =>
        (await site.database.query(
          "SELECT table_name FROM information_schema.tables WHERE table_name LIKE '%visio%'; " +
            "SELECT option_name FROM wordpress.wp_options WHERE option_name LIKE '%visio%' OR (option_value LIKE '%visio%' AND option_name NOT LIKE '\\_%transient%')",
        )) as string;
      assert.match(await dump(), /wp_visio_avocat_rooms\n[\s\S]*visio_avocat\n/);
      site.php(`require_once ABSPATH . 'wp-admin/includes/plugin.php';
      require_once ABSPATH . 'wp-admin/includes/file.php';
      deactivate_plugins( 'visio-avocat/visio-avocat.php' );
      $done = delete_plugins( array( 'visio-avocat/visio-avocat.php' ) );
      if ( true !== $done ) { throw new Exception( 'not deleted' ); }`);
      assert.equal(await dump(), '');
      assert.equal(site.php("echo is_dir( WP_PLUGIN_DIR . '/visio-avocat' ) ? 'there' : 'gone';"), 'gone');
      assert.equal((await fetch(`${site.origin}/rendez-vous/`)).status, 200);
    });
  });
});

/** What the tests themselves have caused: no platform at port 9, no connection `x`. */
const expected = /Vonage cannot be reached: http_request_failed/;
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

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { attestationTests } from './attestation.ts';
import { keyTests } from './key.ts';
import { nameTests } from './names.ts';
import { renewalTests } from './renewal.ts';
import { restTests } from './rest.ts';
import { sessionTests } from './session.ts';
import { signerTests } from './signer.ts';
import { complaints } from './support/complaints.ts';
import { logIn } from './support/door.ts';
import { pages } from './support/pages.ts';
import { WordPressSite } from './support/site.ts';
import { tableTests } from './tables.ts';

let site: WordPressSite;

describe('the plugin in a real WordPress', () => {
  before(async () => {
    site = await WordPressSite.start(pages);
  });
  after(() => site?.close());
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

    it('is kept by no cache where it has a nonce and a name', async () => {
      const { Cookie } = await logIn(site, 'vasseur', 'essais');
      const answer = await fetch(`${site.origin}/essais/`, { headers: { Cookie } });
      assert.match(
        await answer.text(),
        /nonce\.js[\s\S]*display-name="Me Hélène Vasseur"|display-name="Me Hélène Vasseur"[\s\S]*nonce\.js/,
      );
      assert.match(answer.headers.get('Cache-Control') ?? '', /no-cache|no-store/);
      const page =
        "$_SERVER['REQUEST_URI'] = '/'; wp_set_current_user( get_user_by( 'login', '%s' )->ID ); do_shortcode( '[visio_avocat room=\"essais\"]' ); echo defined( 'DONOTCACHEPAGE' ) ? 'kept by none' : 'kept';";
      assert.equal(site.php(page.replace('%s', 'vasseur')), 'kept by none');
      assert.equal(site.php(page.replace('%s', 'karim')), 'kept');
    });

    it('opens no room to who may write, but not publish', async () => {
      const draft = (user: string) =>
        site.php(
          `wp_set_current_user( get_user_by( 'login', '${user}' )->ID );
          $GLOBALS['wp_query']->is_preview = true;
          echo do_shortcode( '[visio_avocat room="essais"]' );`,
        );
      assert.doesNotMatch(draft('plume'), /visio-avocat-room|key=/);
      assert.match(draft('plume'), /<p>/);
      assert.match(draft('edith'), /<visio-avocat-room/);
      const { Cookie } = await logIn(site, 'plume', 'essais');
      const nonce = await fetch(`${site.origin}/wp-admin/admin-ajax.php?action=rest-nonce`, {
        headers: { Cookie },
      });
      const asked = await fetch(
        `${site.origin}/?rest_route=/wp/v2/block-renderer/visio-avocat/room&context=edit&attributes[room]=essais`,
        { headers: { Cookie, 'X-WP-Nonce': await nonce.text() } },
      );
      assert.doesNotMatch(await asked.text(), /key=/);
    });

    it('is none in the administration, where anybody with an account can have a shortcode run', async () => {
      const { Cookie } = await logIn(site, 'karim', 'essais');
      const answer = await fetch(`${site.origin}/wp-admin/admin-ajax.php`, {
        method: 'POST',
        headers: { Cookie },
        body: new URLSearchParams({
          action: 'parse-media-shortcode',
          shortcode: '[audio src="http://x/a.mp3" <b title="[visio_avocat room=essais]">',
          type: 'x',
        }),
      });
      assert.equal(answer.status, 200);
      assert.doesNotMatch(await answer.text(), /key=/);
    });

    it('asks for the site’s confidentiality, or for more', () => {
      const printed = (least: string, asked: string) =>
        site.php(
          `add_filter( 'option_visio_avocat', static fn( $all ) => array( 'confidentiality' => getenv( 'LEAST' ) ) + $all );
          preg_match( '/ confidentiality="([^"]*)"/', do_shortcode( '[visio_avocat room="essais"' . getenv( 'ASKED' ) . ']' ), $found );
          echo $found[1] ?? '';`,
          { LEAST: least, ASKED: asked && ` confidentiality="${asked}"` },
        );
      assert.equal(printed('verified', 'any'), 'verified');
      assert.equal(printed('verified', 'verifed'), 'verified');
      assert.equal(printed('end-to-end', ''), 'end-to-end');
      assert.equal(printed('end-to-end', 'attested'), 'attested');
      assert.equal(printed('any', 'verified'), 'verified');
    });

    it('opens on no day that does not exist', () => {
      const printed = (opens: string) =>
        site.php(`echo do_shortcode( '[visio_avocat room="essais" opens="' . getenv( 'OPENS' ) . '"]' );`, {
          OPENS: opens,
        });
      for (const day of ['2026-06-30 14:00', '2028-02-29T09:05'])
        assert.match(printed(day), /<visio-avocat-room/);
      for (const day of [
        '2026-06-31 14:00',
        '2026-02-29 14:00',
        '2026-12-01 24:01',
        '2026-13-01 10:00',
        'demain',
      ])
        assert.doesNotMatch(printed(day), /<visio-avocat-room/, day);
    });

    it('prints what authors write as text, and only the attributes that exist', async () => {
      const html = await (await fetch(`${site.origin}/code-court/`)).text();
      const tag = /<visio-avocat-room[^>]*>/.exec(html)?.[0] ?? '';
      assert.match(tag, /firm="&lt;b&gt;Cabinet&lt;\/b&gt;"/);
      assert.match(tag, / theme="dark"/);
      assert.match(tag, / relay-only[ >]/);
      assert.match(tag, / confidentiality="attested"/);
      assert.doesNotMatch(tag, /onclick/);
      assert.doesNotMatch(await (await fetch(`${site.origin}/faux/`)).text(), /visio-avocat-room/);
    });
  });

  restTests(() => site);
  keyTests(() => site);
  signerTests(() => site);
  attestationTests(() => site);
  sessionTests(() => site);
  renewalTests(() => site);
  nameTests(() => site);
  tableTests(() => site);

  describe('on a network', () => {
    const network = { VISIO_NETWORK: '/' };
    const tables = () =>
      site.database.query(
        "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'wp\\_2\\_visio%'",
      );

    it('has its tables, role and event on a site that is made later, and takes them with it', async () => {
      site.php(`require_once ABSPATH . 'wp-admin/includes/upgrade.php';
        foreach ( $wpdb->tables( 'ms_global' ) as $table => $name ) { $wpdb->$table = $name; }
        define( 'WP_INSTALLING_NETWORK', true );
        install_network();
        populate_network( 1, '127.0.0.1', 'a@cabinet.example', 'Barreau', '/', false );`);
      site.php(
        `update_site_option( 'active_sitewide_plugins', array( 'visio-avocat/visio-avocat.php' => time() ) );
        $made = wpmu_create_blog( '127.0.0.1', '/deux/', 'Deux', 1 );
        if ( 2 !== $made ) { throw new Exception( 'no second site' ); }`,
        network,
      );
      assert.equal(await tables(), '');
      const second = { VISIO_NETWORK: '/deux/' };
      const there = `echo get_current_blog_id(), ' ', get_role( 'visio_lawyer' ) ? 'role' : '', ' ', wp_next_scheduled( 'visio_avocat_purge' ) ? 'event' : '';`;
      assert.equal(site.php(there, second), '2 role event');
      assert.match(await tables(), /wp_2_visio_avocat_rates\nwp_2_visio_avocat_rooms/);
      site.php(`require_once ABSPATH . 'wp-admin/includes/ms.php'; wpmu_delete_blog( 2, true );`, network);
      assert.equal(await tables(), '');
    });
  });

  describe('in the end', () => {
    it('nothing of the plugin’s was complained about', () => {
      assert.deepEqual(complaints(site), []);
    });

    it('removal leaves nothing', async () => {
      const dump = async (): Promise<string> =>
        (await site.database.query(
          "SELECT meta_key FROM wordpress.wp_usermeta WHERE meta_value LIKE '%visio%' LIMIT 1; " +
            "SELECT table_name FROM information_schema.tables WHERE table_name LIKE '%visio%'; " +
            "SELECT option_name FROM wordpress.wp_options WHERE option_name LIKE '%visio%' OR (option_value LIKE '%visio%' AND option_name NOT LIKE '\\_%transient%')",
        )) as string;
      assert.match(await dump(), /wp_visio_avocat_rooms\n[\s\S]*visio_avocat\nvisio_avocat_tables\n/);
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

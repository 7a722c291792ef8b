import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, copyFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import type { WordPressSite } from './support/site.ts';

/** Where the private key may lie. */
export function keyTests(current: () => WordPressSite): void {
  /** What the plugin says of a key at this path. */
  const verdict = (path: string): string =>
    current().php(
      'try { Visio_Avocat\\Private_Key::load(); echo "in order"; } catch ( Visio_Avocat\\Key_Refused $e ) { echo $e->getMessage(); }',
      { VISIO_AVOCAT_PRIVATE_KEY: path },
    );
  const beside = (name: string): string => join(dirname(current().keyFile), name);

  describe('the private key', () => {
    it('is used from outside the web root', () => {
      assert.equal(verdict(current().keyFile), 'in order');
    });

    it('is refused below the web root, also through a link', () => {
      for (const folder of ['', 'wp-content', 'wp-includes']) {
        const inside = join(current().root, folder, 'key.pem');
        copyFileSync(current().keyFile, inside);
        chmodSync(inside, 0o600);
        const link = beside('link.pem');
        symlinkSync(inside, link);
        assert.match(verdict(inside), /could hand it out/);
        assert.match(verdict(link), /could hand it out/);
        rmSync(inside);
        rmSync(link);
      }
    });

    it('is refused when every user of the server can read it', () => {
      const open = beside('open.pem');
      copyFileSync(current().keyFile, open);
      for (const mode of [0o644, 0o604, 0o602]) {
        chmodSync(open, mode);
        assert.match(verdict(open), /permissions/);
      }
      chmodSync(open, 0o640);
      assert.equal(verdict(open), 'in order');
    });

    it('is refused when there is none, or none that is good enough', () => {
      assert.match(verdict(''), /^No key/);
      assert.match(verdict(beside('nowhere.pem')), /does not exist/);
      assert.match(verdict(dirname(current().keyFile)), /does not exist/);
      const encode = { publicKeyEncoding: { type: 'spki', format: 'pem' } } as const;
      const pem = { type: 'pkcs8', format: 'pem' } as const;
      const weak = generateKeyPairSync('rsa', { modulusLength: 1024, privateKeyEncoding: pem, ...encode });
      const curve = generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding: pem, ...encode });
      const file = beside('bad.pem');
      for (const text of [weak.privateKey, curve.privateKey, weak.publicKey, 'no key', '']) {
        writeFileSync(file, text, { mode: 0o600 });
        assert.match(verdict(file), /no RSA private key/);
      }
    });
  });
}

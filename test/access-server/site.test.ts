import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { Clock, consultation, Firm } from './support/firm.ts';
import { raw } from './support/visitor.ts';

let firm: Firm;
let dist: string;

before(async () => {
  dist = await mkdtemp(path.join(tmpdir(), 'visio-dist-'));
  await mkdir(path.join(dist, 'chunks'));
  await writeFile(path.join(dist, 'visio-avocat-room.js'), `// ${'element '.repeat(400)}`);
  await writeFile(path.join(dist, 'chunks/a.js'), '//');
  await writeFile(path.join(dist, '.secret.js'), '//');
  await writeFile(path.join(dist, 'README.md'), '#');
  await symlink('/etc/hostname', path.join(dist, 'out.js'));
  const clock = new Clock();
  firm = await Firm.open([consultation(clock)], { clock, dist });
});
after(async () => {
  await firm.close();
  await rm(dist, { recursive: true });
});

const get = (address: string, headers: Record<string, string> = {}) =>
  fetch(firm.origin + address, { headers });

describe('the pages', () => {
  for (const [address, status, words] of [
    ['/', 200, 'Un conseil clair'],
    ['/rendez-vous/rdv-4821', 200, 'Entretien en visioconférence'],
    ['/confidentialite', 200, 'Confidentialité des entretiens'],
    ['/mentions-legales', 200, 'Mentions légales'],
    ['/themes/etude-castellane', 200, 'Rendez-vous à distance'],
    ['/themes/collectif-nord', 200, 'Parlons-en.'],
    ['/themes/haute-lisibilite', 200, 'Votre entretien en vidéo'],
    ['/themes/inconnu', 404, 'Cette page n’existe pas'],
    ['/themes/collectif-nord.html', 404, 'Cette page n’existe pas'],
    ['/nulle-part', 404, 'Cette page n’existe pas'],
    ['/rendez-vous/inconnu', 404, 'Cette page n’existe pas'],
    ['/lien-invalide', 200, 'plus valable'],
    ['/lien-deja-utilise', 200, 'a déjà servi'],
    ['/accueil.html', 404, 'Cette page n’existe pas'],
  ] as const) {
    it(`${address} answers ${status}, whole, without scripts or styles of its own`, async () => {
      const response = await get(address);
      const html = await response.text();
      assert.equal(response.status, status);
      assert.equal(response.headers.get('Content-Type'), 'text/html; charset=utf-8');
      assert.ok(html.includes(words));
      assert.ok(html.trimEnd().endsWith('</html>'));
      assert.doesNotMatch(html, /\{\{|<style|\sstyle=|\son\w+=|https?:\/\/(?!www\.w3\.org)/);
      // French typography: a non-breaking space before these.
      const text = html.replace(/<[^>]+>/g, '');
      assert.doesNotMatch(text, / [:;?!»]|« /);
    });
  }

  it('hold the element with the attributes of the contract', async () => {
    const html = await (await get('/rendez-vous/rdv-4821')).text();
    assert.match(html, /<script type="module" src="\/visio\/visio-avocat-room.js"><\/script>/);
    assert.match(html, /<visio-avocat-room[^>]* endpoint="\/api\/visio"[^>]* room="rdv-4821"/);
    assert.match(html, / privacy-url="\/confidentialite"/);
    assert.match(html, /<svg slot="logo"/);
  });

  it('of the example themes are reached from the first one, each with its sheet and the element', async () => {
    const home = await (await get('/')).text();
    const addresses = [...home.matchAll(/href="(\/themes\/[^"]+)"/g)].map(([, address]) => address ?? '');
    assert.equal(addresses.length, 3);
    for (const address of addresses) {
      const html = await (await get(address)).text();
      assert.match(html, /<script type="module" src="\/visio\/visio-avocat-room.js"><\/script>/);
      assert.match(html, /<visio-avocat-room[^>]* endpoint="\/api\/visio"[^>]* room="rdv-4821"/);
      assert.ok(html.includes(`<link rel="stylesheet" href="${address}.css">`));
      assert.equal(
        (await get(`${address}.css`)).headers.get('Content-Type'),
        'text/css; charset=utf-8',
        address,
      );
    }
  });

  it('come with a strict policy', async () => {
    const { headers } = await get('/');
    const policy = headers.get('Content-Security-Policy') ?? '';
    const socket = firm.vonage.origin.replace('http', 'ws');
    assert.ok(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'; "));
    assert.ok(policy.includes(`connect-src 'self' ${firm.vonage.origin} ${socket};`));
    assert.doesNotMatch(policy, /unsafe|\*/);
    assert.equal(headers.get('Referrer-Policy'), 'no-referrer');
    assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
    assert.match(headers.get('Permissions-Policy') ?? '', /camera=\(self\), microphone=\(self\)/);
    assert.equal(headers.get('Strict-Transport-Security'), null);
  });

  it('answer HEAD with the headers alone', async () => {
    const { status, headers, text } = await raw(firm.origin, { method: 'HEAD', path: '/' });
    assert.equal(status, 200);
    assert.ok(Number(headers['content-length']) > 1000);
    assert.equal(text, '');
  });
});

describe('the files', () => {
  it('of the element are compressed and revalidated', async () => {
    const plain = await readFile(path.join(dist, 'visio-avocat-room.js'), 'utf8');
    const response = await get('/visio/visio-avocat-room.js', { 'Accept-Encoding': 'identity' });
    assert.equal(response.headers.get('Content-Type'), 'text/javascript; charset=utf-8');
    assert.equal(await response.text(), plain);
    const compressed = await get('/visio/visio-avocat-room.js', { 'Accept-Encoding': 'gzip, br' });
    assert.equal(compressed.headers.get('Content-Encoding'), 'br');
    assert.equal(await compressed.text(), plain);
    assert.throws(() => brotliDecompressSync(Buffer.from(plain)));
    const etag = response.headers.get('ETag') ?? '';
    const again = await get('/visio/visio-avocat-room.js', { 'If-None-Match': etag });
    assert.equal(again.status, 304);
    assert.equal((await get('/visio/chunks/a.js')).status, 200);
  });

  it('are sent anew after a build', async () => {
    await writeFile(path.join(dist, 'chunks/a.js'), '// newer');
    const { utimes } = await import('node:fs/promises');
    await utimes(path.join(dist, 'chunks/a.js'), 1, 1);
    assert.equal(await (await get('/visio/chunks/a.js')).text(), '// newer');
  });

  it('outside the directories, hidden or of another kind are not there', async () => {
    for (const path of [
      '/visio/../package.json',
      '/visio/%2e%2e/package.json',
      '/visio/..%2f..%2fpackage.json',
      '/visio/..%5c..%5cpackage.json',
      '/visio//etc/hostname.js',
      '/visio/%00.js',
      '/visio/.secret.js',
      '/visio/README.md',
      '/visio/out.js',
      '/visio/chunks',
      '/visio/%E0%A4%A.js',
      '/../access-server/openapi.yaml',
      '/entete.html',
      '/nothing.css',
    ]) {
      assert.equal((await raw(firm.origin, { path })).status, 404, path);
    }
    assert.equal((await get('/cabinet.css')).headers.get('Content-Type'), 'text/css; charset=utf-8');
  });
});

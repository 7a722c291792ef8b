import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Person } from '../support/person.ts';
import { World } from '../support/world.ts';
import { hosted, lobby, SCRIPT, TAG } from './support/hosted.ts';

let world: World;
before(async () => {
  world = await World.start();
});
after(() => world.close());

/** As strict as it gets: nothing but the site itself, the session service and what WebRTC needs. */
const policy = (more: string, script = "'self'") =>
  [
    "default-src 'none'",
    `script-src ${script}`,
    "style-src 'self'",
    `connect-src 'self' ws: ${world.service.origin}`,
    'media-src blob: mediastream:',
    "img-src 'self' data:",
    "base-uri 'none'",
    more,
  ].join('; ');

/**
 * Somebody on a page under a policy, and what the browser complains of. The vendor's file asks three times whether it
 * may evaluate text, and takes no for an answer.
 */
async function under(policyOfPage: string, head = SCRIPT): Promise<{ person: Person; violations: string[] }> {
  const page = await world.page();
  const violations: string[] = [];
  await page.exposeFunction('violated', (what: string) => {
    const asks = / eval \S+\/visio\/sdk\/| trusted-types-sink \S+\/visio\/sdk\/\S+ \d+ eval\|/;
    if (!asks.test(what)) violations.push(what);
  });
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) => {
      const { violatedDirective, blockedURI, sourceFile, lineNumber, sample } = event;
      void Reflect.get(
        window,
        'violated',
      )([violatedDirective, blockedURI, sourceFile, lineNumber, sample].join(' '));
    }),
  );
  const person = await hosted(world, 'Zoé', {
    page,
    head,
    headers: { 'Content-Security-Policy': policyOfPage },
  });
  return { person, violations };
}

/** Joins; what is awaited is looked for from outside the page's world, where its policy forbids to evaluate text. */
async function enter(person: Person, violations: readonly string[]): Promise<void> {
  await person.join();
  await person.page
    .locator('[part~=stage]')
    .waitFor()
    .catch((cause) => {
      throw new Error([...violations, ...person.console].join('\n'), { cause });
    });
}

/** Lobby, preview, call with sound and picture, panels, the way out. */
async function wholeCall(person: Person, violations: readonly string[]): Promise<void> {
  const other = await world.person('Karim');
  await other.enter();
  await person.press('Vérifier ma caméra et mon micro');
  await person.page.locator('[part~=preview] video').waitFor();
  await enter(person, violations);
  await Promise.all([person.receivesMedia(), other.receivesMedia()]);
  for (const control of await person.page.locator('[part~=control][aria-expanded]').all()) {
    await control.click();
    await person.page.locator('[part~=panel]').waitFor();
  }
  await person.press('Quitter');
  await person.page.locator('[part~=ended]').waitFor();
  await other.vanish();
}

describe('a strict Content Security Policy', () => {
  it('with Trusted Types: nothing is violated through a whole call', async () => {
    const { person, violations } = await under(
      policy("require-trusted-types-for 'script'; trusted-types lit-html"),
    );
    await wholeCall(person, violations);
    assert.deepEqual(violations, []);
    await person.vanish();
  });

  it('the loader needs no Trusted Type either', async () => {
    const loader = '<script src="/visio/visio-avocat-room.loader.js"></script>';
    const { person, violations } = await under(
      policy("require-trusted-types-for 'script'; trusted-types lit-html"),
      loader,
    );
    await lobby(person);
    await person.page.getByLabel('Votre nom').focus();
    assert.deepEqual(violations, []);
    await person.vanish();
  });

  it('one that knows scripts by a nonce: the loader hands its own on', async () => {
    const loader = '<script nonce="r4nd0m" src="/visio/visio-avocat-room.loader.js"></script>';
    const { person, violations } = await under(policy("form-action 'none'", "'nonce-r4nd0m'"), loader);
    await lobby(person);
    await enter(person, violations);
    assert.deepEqual(violations, []);
    await person.vanish();
  });

  it('without room for the policy of lit, the person still reads what the page holds', async () => {
    const page = await world.page();
    const headers = {
      'Content-Security-Policy': policy("require-trusted-types-for 'script'; trusted-types 'none'"),
    };
    const body = TAG.replace('></v', '>Appelez le 02 61 91 40 20.</v');
    const person = await hosted(world, 'Zoé', { page, body, headers });
    await page.getByText('Appelez le 02 61 91 40 20.').waitFor();
    await person.vanish();
  });
});

describe('a page around, in an iframe', () => {
  /** The element in an iframe of another site. */
  async function framed(allow: string): Promise<Person> {
    const page = await world.page();
    const room = `${world.origin}/cadre`;
    await page.route(room, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="fr">${SCRIPT}${TAG}`,
      }),
    );
    return hosted(world, 'Zoé', {
      page,
      head: '',
      body: `<iframe ${allow} src="${room}" width="800" height="700"></iframe>`,
      address: `${world.origin.replace('localhost', '127.0.0.1')}/autour`,
    });
  }

  it('that lends camera and microphone: the call is held', async () => {
    const person = await framed('allow="camera; microphone; display-capture; autoplay; fullscreen"');
    const frame = person.page.frameLocator('iframe');
    await frame.getByLabel('Votre nom').fill('Zoé');
    await frame.getByRole('button', { name: 'Rejoindre' }).click();
    await frame.locator('[part~=stage]').waitFor();
    await person.vanish();
  });

  it('that does not: the person reads so, and where the fault lies', async () => {
    const person = await framed('');
    const frame = person.page.frameLocator('iframe');
    await frame.getByRole('button', { name: 'Vérifier ma caméra et mon micro' }).click();
    await frame.getByText('La page autour de cette visio n’y autorise ni caméra ni micro.').waitFor();
    await person.vanish();
  });
});

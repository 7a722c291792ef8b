import type { Locator } from 'playwright-core';
import type { Consultation } from '../support/consultation.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';
import { hosted, lobby, SCRIPT, tag } from './support/hosted.ts';

/** As strict as it gets: nothing but the site itself, the session service and what WebRTC needs. */
const policy = ({ world }: Consultation, more: string, script = "'self'") =>
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
async function under(
  consultation: Consultation,
  policyOfPage: string,
  head = SCRIPT,
): Promise<{ person: Person; violations: string[] }> {
  const page = await consultation.page();
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
  const person = await hosted(consultation, 'Zoé', {
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
async function wholeCall(
  consultation: Consultation,
  person: Person,
  violations: readonly string[],
): Promise<void> {
  const other = await consultation.person('Karim');
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
}

test.describe('a strict Content Security Policy', () => {
  test('with Trusted Types: nothing is violated through a whole call', async ({ consultation }) => {
    const { person, violations } = await under(
      consultation,
      policy(consultation, "require-trusted-types-for 'script'; trusted-types lit-html"),
    );
    await wholeCall(consultation, person, violations);
    expect(violations).toEqual([]);
  });

  test('the loader needs no Trusted Type either', async ({ consultation }) => {
    const loader = '<script src="/visio/visio-avocat-room.loader.js"></script>';
    const { person, violations } = await under(
      consultation,
      policy(consultation, "require-trusted-types-for 'script'; trusted-types lit-html"),
      loader,
    );
    await lobby(person);
    await person.page.getByLabel('Votre nom').focus();
    expect(violations).toEqual([]);
  });

  test('one that knows scripts by a nonce: the loader hands its own on', async ({ consultation }) => {
    const loader = '<script nonce="r4nd0m" src="/visio/visio-avocat-room.loader.js"></script>';
    const { person, violations } = await under(
      consultation,
      policy(consultation, "form-action 'none'", "'nonce-r4nd0m'"),
      loader,
    );
    await lobby(person);
    await enter(person, violations);
    expect(violations).toEqual([]);
  });

  test('without room for the policy of lit, the person still reads what the page holds', async ({
    consultation,
  }) => {
    const page = await consultation.page();
    const headers = {
      'Content-Security-Policy': policy(
        consultation,
        "require-trusted-types-for 'script'; trusted-types 'none'",
      ),
    };
    const body = tag(consultation, 'Appelez le 02 61 91 40 20.');
    await hosted(consultation, 'Zoé', { page, body, headers });
    await page.getByText('Appelez le 02 61 91 40 20.').waitFor();
  });
});

test.describe('a page around, in an iframe', () => {
  /** The element in an iframe of another site. */
  async function framed(consultation: Consultation, allow: string): Promise<Person> {
    const page = await consultation.page();
    const room = `${consultation.world.origin}/cadre`;
    await page.route(room, (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><html lang="fr">${SCRIPT}${tag(consultation)}`,
      }),
    );
    return hosted(consultation, 'Zoé', {
      page,
      head: '',
      body: `<iframe ${allow} src="${room}" width="800" height="700"></iframe>`,
      address: `${consultation.world.origin.replace('localhost', '127.0.0.1')}/autour`,
    });
  }

  /** In Firefox, Playwright’s own presses do not reach a frame of another site. */
  const press = (button: Locator, browserName: string) =>
    browserName === 'firefox' ? button.evaluate((one: HTMLElement) => one.click()) : button.click();

  test('that lends camera and microphone: the call is held', async ({ consultation, browserName }) => {
    const person = await framed(
      consultation,
      'allow="camera; microphone; display-capture; autoplay; fullscreen"',
    );
    const frame = person.page.frameLocator('iframe');
    await frame.getByLabel('Votre nom').fill('Zoé');
    await press(frame.getByRole('button', { name: 'Rejoindre' }), browserName);
    await frame.locator('[part~=stage]').waitFor();
  });

  test('that does not: the person reads so, and where the fault lies', async ({
    consultation,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', 'A Firefox that asks nobody for permission asks no policy either');
    const person = await framed(consultation, '');
    const frame = person.page.frameLocator('iframe');
    await press(frame.getByRole('button', { name: 'Vérifier ma caméra et mon micro' }), browserName);
    await frame.getByText('La page autour de cette visio n’y autorise ni caméra ni micro.').waitFor();
  });
});

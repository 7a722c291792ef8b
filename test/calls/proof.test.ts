import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Message } from '../../demo/session-service/client.ts';
import { attack } from '../support/attack.ts';
import { ForwardingPage } from '../support/forwarding-page.ts';
import { Impostor } from '../support/impostor.ts';
import { MachineInTheMiddle } from '../support/machine-in-the-middle.ts';
import type { Person } from '../support/person.ts';
import { World } from '../support/world.ts';

let world: World;
before(async () => {
  world = await World.start(['attaque'].map((id) => ({ id, waitingRoom: false, open: true })));
});
after(() => world.close());

const panel = ({ page }: Person) => page.getByRole('region', { name: 'Confidentialité de l’appel' });

/** The code that a person is shown: names of the pictures, and the digits. */
async function codeOf(person: Person): Promise<{ pictures: string[]; digits: string }> {
  if (!(await panel(person).isVisible())) await person.press(/^Chiffré de bout en bout/);
  const shown = panel(person).getByRole('group', { name: /^Êtes-vous bien seul avec/ });
  await shown.getByRole('listitem').nth(3).waitFor();
  return {
    pictures: await shown.getByRole('listitem').allInnerTexts(),
    digits: (await shown.locator('.digits b').textContent()) ?? '',
  };
}

const answer = (person: Person, name: 'Identique' | 'Différent') =>
  panel(person).getByRole('button', { name, exact: true }).click();

describe('two people alone', () => {
  let lawyer: Person;
  let client: Person;
  /** Messages of the chat, as the service saw them. */
  const seen: { message: Message; from: string; to: string }[] = [];
  before(async () => {
    world.service.control.intercept({
      outgoing(message, from, to) {
        if (from && /"visio-message"/.test(JSON.stringify(message.content))) {
          seen.push({ message, from, to: to.id });
        }
        return [message];
      },
    });
    lawyer = await world.person('Maître Vasseur');
    client = await world.person('Zoé Martin');
    await lawyer.enter();
    await client.enter();
    for (const one of [lawyer, client]) await one.until((room) => room.security?.level === 'end-to-end');
  });
  after(async () => {
    world.service.control.intercept();
    await Promise.all([lawyer.vanish(), client.vanish()]);
  });

  it('see the same four pictures and digits; the level rises for whoever has compared', async () => {
    const [one, other] = [await codeOf(lawyer), await codeOf(client)];
    assert.deepEqual(one, other);
    assert.equal(one.pictures.length, 4);
    assert.ok(one.pictures.every((name) => name.trim() !== ''));
    assert.match(one.digits, /\d/);
    assert.equal(await panel(lawyer).locator('.pictures svg').count(), 4);
    await answer(lawyer, 'Identique');
    await lawyer.until((room) => room.security?.level === 'end-to-end-verified');
    assert.equal(
      await client.page.evaluate(() => document.querySelector('visio-avocat-room')?.security?.level),
      'end-to-end',
    );
    await lawyer.page.getByRole('button', { name: /^Chiffré de bout en bout · vérifié/ }).waitFor();
    await answer(client, 'Identique');
    await client.until((room) => room.security?.level === 'end-to-end-verified');
  });

  it('write to each other; the service reads nothing, and cannot repeat, change or invent a message', async () => {
    await client.page.evaluate(() =>
      document.querySelector('visio-avocat-room')?.addEventListener('visio-message', ({ detail }) => {
        Reflect.set(window, 'message', detail.text);
      }),
    );
    await lawyer.press('Messages');
    const field = lawyer.page.getByLabel('Votre message');
    const text = 'Le dossier <b>42</b> : https://exemple.fr/acte?x=1. À demain';
    await field.fill(text);
    await field.press('Enter');
    await client.page.getByRole('button', { name: /^Messages.*1 message non lu/ }).click();
    const log = client.page.getByRole('log', { name: 'Messages' });
    await log.getByText('Le dossier <b>42</b>').waitFor();
    const link = log.getByRole('link', { name: 'https://exemple.fr/acte?x=1' });
    assert.equal(await link.getAttribute('rel'), 'noopener noreferrer');
    assert.equal(await client.page.evaluate(() => Reflect.get(window, 'message')), text);
    assert.equal(await field.inputValue(), '');
    const [sealed] = seen;
    assert.ok(sealed);
    assert.doesNotMatch(JSON.stringify(seen), /dossier|exemple/);

    const { control } = world.service;
    control.deliver(sealed.to, sealed.message, sealed.from);
    const content = Object(sealed.message.content);
    const changed = { ...content, data: String(content.data).replace(/[A-Za-z](?=.{0,3}$)/, '0') };
    control.deliver(sealed.to, { ...sealed.message, content: changed }, sealed.from);
    const invented = { ...content, data: 'Virez 5 000 € sur ce compte' };
    control.deliver(sealed.to, { ...sealed.message, content: invented }, sealed.from);
    await log
      .getByText(/a été écarté/)
      .nth(2)
      .waitFor();
    assert.equal(await log.getByText('Le dossier').count(), 1);
    assert.equal(await log.getByText('Virez').count(), 0);

    // By the page, the other way.
    await client.page.evaluate(() => document.querySelector('visio-avocat-room')?.sendMessage('Bien reçu'));
    await lawyer.page.getByRole('log').getByText('Bien reçu').waitFor();
  });

  it('take a confidential pause: nothing goes out or is heard, one press brings back what was on', async () => {
    await lawyer.press('Pause');
    await lawyer.page.getByRole('heading', { name: 'Pause confidentielle' }).waitFor();
    assert.equal(await lawyer.page.getByText('Zoé Martin').count(), 0);
    await client.sees('Maître Vasseur', { microphone: false, camera: false });
    await client.hearsNothing(lawyer);
    assert.ok(
      await lawyer.page.evaluate(() => {
        const root = document.querySelector('visio-avocat-room')?.shadowRoot;
        return [...(root?.querySelectorAll('video') ?? [])].every(({ muted }) => muted);
      }),
    );
    await lawyer.press('Reprendre l’appel');
    await client.sees('Maître Vasseur', { microphone: true, camera: true });
    await client.receivesMedia();
    await lawyer.page.getByText('Zoé Martin').first().waitFor();
  });

  it('are asked before they are recorded; whoever does not agree sends nothing', async () => {
    const [session] = world.service.control.sessions;
    session?.setArchive('enregistrement', 'started');
    for (const one of [lawyer, client]) {
      await one.page.getByRole('alertdialog', { name: 'Un enregistrement a commencé' }).waitFor();
    }
    await client.sees('Maître Vasseur', { microphone: false, camera: false });
    await lawyer.sees('Zoé Martin', { microphone: false, camera: false });
    await client.press('J’accepte d’être enregistré');
    await lawyer.sees('Zoé Martin', { microphone: true, camera: true });
    await lawyer.receivesMedia();
    await client.sees('Maître Vasseur', { microphone: false, camera: false });
    session?.setArchive('enregistrement', 'stopped');
    await client.sees('Maître Vasseur', { microphone: true, camera: true });
    await client.receivesMedia();
  });
});

attack(
  'Signalling',
  'a machine in the middle of the media, which also answers for both sides when they compare codes',
  'the codes differ, and both are alarmed',
  async () => {
    const { control } = world.service;
    const page = await ForwardingPage.open(await world.browser.newContext());
    const machine = new MachineInTheMiddle(control, page);
    const people = new Map<string, Person>();
    // The attacker has each victim's certificates from their offers and answers, and knows its own.
    const views = async (victim: string) => {
      const evidence = await people
        .get(victim)
        ?.page.evaluate(() => document.querySelector('visio-avocat-room')?.security?.evidence ?? []);
      const all = (end: 'local' | 'remote') =>
        (evidence ?? []).flatMap(({ fingerprints }) => fingerprints[end]);
      return { local: all('remote'), remote: all('local') };
    };
    const lawyer = await world.person('Maître Vasseur', { room: 'attaque' });
    const client = await world.person('Zoé Martin', { room: 'attaque' });
    await lawyer.enter();
    const session = control.sessions.at(-1);
    assert.ok(session);
    control.intercept(new Impostor(control, machine, session.id, views));
    await client.enter();
    for (const person of [lawyer, client]) {
      const id = await person.page.evaluate(
        () => document.querySelector('visio-avocat-room')?.participants.find(({ self }) => self)?.id,
      );
      people.set(id ?? '', person);
    }
    // Nothing shows: sound and picture come through, and the connections are encrypted.
    for (const person of [lawyer, client]) {
      await person.receivesMedia();
      await person.until((room) => room.security?.level === 'end-to-end');
    }
    const [one, other] = [await codeOf(lawyer), await codeOf(client)];
    assert.notEqual(one.digits, other.digits);
    assert.notDeepEqual(one.pictures, other.pictures);
    await answer(lawyer, 'Différent');
    for (const person of [lawyer, client]) {
      await panel(person).getByRole('alert').getByText('Les codes diffèrent').waitFor();
    }
    assert.deepEqual(machine.failures, []);
    control.intercept();
    await Promise.all([lawyer.vanish(), client.vanish()]);
    return 'the codes differ, and both are alarmed';
  },
);

import type { Consultation } from '../support/consultation.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/test.ts';
import { hosted, lobby, SCRIPT, tag } from './support/hosted.ts';

test.describe('how the tag comes into the page', () => {
  test('before the script, after it, by innerHTML, as a clone', async ({ consultation }) => {
    const person = await hosted(consultation, 'Zoé', {
      head: '',
      body: `${tag(consultation)}${SCRIPT}${tag(consultation)}<div></div><template>${tag(consultation)}</template>`,
    });
    await lobby(person);
    await person.page.evaluate(() => {
      const first = document.querySelector('visio-avocat-room');
      const place = document.querySelector('div');
      if (!first || !place) throw new Error('no element');
      place.innerHTML = first.outerHTML;
      place.append(first.cloneNode(true), document.querySelector('template')?.content.cloneNode(true) ?? '');
    });
    await person.page.waitForFunction(
      () =>
        [...document.querySelectorAll('visio-avocat-room')].filter((one) =>
          one.shadowRoot?.querySelector('h1'),
        ).length === 5,
    );
    const rooms = await person.page
      .locator('visio-avocat-room')
      .evaluateAll((all) => all.map((one) => Reflect.get(one, 'room')));
    expect(rooms).toEqual(Array(5).fill(consultation.room));
  });

  test('several on one page: each its own call', async ({ consultation }) => {
    // Two people of one browser: by its cookie the server would take them for one, if it has come before the second asks.
    const person = await hosted(consultation, 'Zoé', {
      body: tag(consultation).repeat(2).replaceAll('room=', 'endpoint-credentials="omit" camera="off" room='),
    });
    await lobby(person);
    await person.page.evaluate(async () => {
      const all = [...document.querySelectorAll('visio-avocat-room')];
      for (const [index, one] of all.entries()) one.displayName = `Zoé ${index}`;
      await Promise.all(all.map((one) => one.join()));
    });
    await person.sees('Zoé 1', { publishing: true });
    await person.receivesMedia({ audio: true });
    await person.page.evaluate(() => document.querySelector('visio-avocat-room')?.leave());
    await person.inPhase('ended');
    const phases = await person.page
      .locator('visio-avocat-room')
      .evaluateAll((all) => all.map((one) => Reflect.get(one, 'phase')));
    expect(phases).toEqual(['ended', 'connected']);
  });

  test('two copies of the script: the second one says so and leaves the first in place', async ({
    consultation,
  }) => {
    const second = SCRIPT.replace('.js"', '.js?autre"');
    const person = await hosted(consultation, 'Zoé', { head: SCRIPT + second });
    await lobby(person);
    await person.enter();
    expect(person.console.filter((line) => line.includes('is already defined')).length).toBe(1);
    expect(person.console.filter((line) => line.startsWith('page error'))).toEqual([]);
  });
});

test.describe('an address with a version, as content management systems write it', () => {
  test('gives errors their names and their words all the same', async ({ consultation }) => {
    const person = await hosted(consultation, 'Zoé', {
      head: SCRIPT.replace('.js"', '.js?ver=6.5"'),
      body: tag(consultation).replace(consultation.room, 'nulle-part'),
    });
    await lobby(person);
    await person.join();
    await person.page.getByRole('heading', { name: 'Ce rendez‑vous est introuvable.' }).waitFor();
    const code = await person.page.evaluate(() =>
      document
        .querySelector('visio-avocat-room')
        ?.join()
        .then(
          () => '',
          (error) => error.code,
        ),
    );
    expect(code).toBe('room-not-found');
  });
});

test.describe('a running call that is moved', () => {
  const moves = {
    'by remove and insert in one task': () => {
      const element = document.querySelector('visio-avocat-room');
      element?.remove();
      document.querySelector('aside')?.append(element ?? '');
    },
    'by moveBefore': () => {
      const element = document.querySelector('visio-avocat-room');
      const aside = document.querySelector('aside');
      const move: unknown = aside && Reflect.get(aside, 'moveBefore');
      if (typeof move !== 'function') throw new Error('this browser has no moveBefore');
      move.call(aside, element, null);
    },
  };
  const twoInCall = async (consultation: Consultation): Promise<[Person, Person]> => {
    const other = await consultation.person('Karim');
    await other.enter();
    const person = await hosted(consultation, 'Zoé', {
      body: `${tag(consultation)}<aside></aside><iframe srcdoc=""></iframe>`,
    });
    await lobby(person);
    await person.enter();
    await person.receivesMedia();
    return [person, other];
  };
  /** The other side's pictures are shown, and not only received. */
  const plays = (person: Person) =>
    person.page.waitForFunction(() => {
      const element =
        document.querySelector('aside visio-avocat-room') ??
        document.querySelector('iframe')?.contentDocument?.querySelector('visio-avocat-room');
      const videos = [
        ...(element?.shadowRoot?.querySelectorAll<HTMLVideoElement>('[part~=tile-video]') ?? []),
      ];
      return videos.length > 0 && videos.every((video) => !video.paused && video.readyState > 2);
    });

  for (const [how, move] of Object.entries(moves)) {
    test(`${how}: goes on`, async ({ consultation }) => {
      const [person, other] = await twoInCall(consultation);
      await person.page.evaluate(() => {
        const heard: string[] = [];
        Reflect.set(window, 'heard', heard);
        document.addEventListener('visio-phase', ({ target, type }) =>
          heard.push(`${type} ${String(target)}`),
        );
      });
      await person.page.evaluate(move);
      await person.receivesMedia();
      await plays(person);
      await other.receivesMedia();
      expect(await person.page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([]);
      await person.inPhase('connected');
    });
  }

  test('into the document of an iframe: goes on, with its styles', async ({ consultation }) => {
    const [person, other] = await twoInCall(consultation);
    const styles = () =>
      person.page.evaluate(() => {
        const frame = document.querySelector('iframe')?.contentDocument;
        const element =
          document.querySelector('visio-avocat-room') ?? frame?.querySelector('visio-avocat-room');
        const button = element?.shadowRoot?.querySelector('[part~=control-leave]');
        const { display = '', backgroundColor = '' } = button ? getComputedStyle(button) : {};
        return { phase: element?.phase, display, backgroundColor };
      });
    const before = await styles();
    await person.page.evaluate(() => {
      const frame = document.querySelector('iframe')?.contentDocument;
      frame?.body.append(frame.adoptNode(document.querySelector('visio-avocat-room') as Element));
    });
    await person.receivesMedia();
    await plays(person);
    await other.receivesMedia();
    expect(await styles()).toEqual(before);
    expect(before.phase).toBe('connected');
    await person.page.evaluate(() => {
      const element = document.querySelector('iframe')?.contentDocument?.querySelector('visio-avocat-room');
      document.querySelector('aside')?.append(element ?? '');
    });
    await plays(person);
    expect(await styles()).toEqual(before);
  });

  test('made here, put into an iframe before it was ever shown: has its styles', async ({ consultation }) => {
    const person = await hosted(consultation, 'Zoé', { body: '<iframe srcdoc=""></iframe>' });
    await person.page.waitForFunction(() => customElements.get('visio-avocat-room'));
    await person.page.evaluate(() =>
      document
        .querySelector('iframe')
        ?.contentDocument?.body.append(document.createElement('visio-avocat-room')),
    );
    const button = person.page.frameLocator('iframe').getByRole('button', { name: 'Rejoindre' });
    await button.waitFor();
    const height = await button.evaluate((one) => Number.parseFloat(getComputedStyle(one).minHeight));
    expect(height).toBe(52);
  });
});

test.describe('where it stands', () => {
  test('in a dialog: Escape closes the panel first', async ({ consultation }) => {
    const person = await hosted(consultation, 'Zoé', { body: `<dialog>${tag(consultation)}</dialog>` });
    await person.page.evaluate(() => document.querySelector('dialog')?.showModal());
    await lobby(person);
    await person.enter();
    const open = () => person.page.evaluate(() => document.querySelector('dialog')?.open);
    await person.press('Participants');
    await person.page.locator('[part~=panel]').waitFor();
    await person.page.locator('[part~=panel] button').first().press('Escape');
    await person.page.locator('[part~=panel]').waitFor({ state: 'detached' });
    expect(await open()).toBe(true);
    await person.page.keyboard.press('Escape');
    await person.page.waitForFunction(() => !document.querySelector('dialog')?.open);
    await person.inPhase('connected');
    // The call has gone on: opened again, it is there, with its sound and its pictures.
    await person.page.evaluate(() => document.querySelector('dialog')?.showModal());
    await person.page.locator('[part~=toolbar]').waitFor();
    await person.press('Quitter');
    await person.inPhase('ended');
  });

  test('in a dialog that is taken away with it: the call ends', async ({ consultation }) => {
    const other = await consultation.person('Karim');
    await other.enter();
    const person = await hosted(consultation, 'Zoé', { body: `<dialog>${tag(consultation)}</dialog>` });
    await person.page.evaluate(() => document.querySelector('dialog')?.showModal());
    await lobby(person);
    await person.enter();
    await other.sees('Zoé', { publishing: true });
    await person.page.evaluate(() => document.querySelector('dialog')?.remove());
    await other.losesSightOf('Zoé');
  });

  for (const width of [240, 320]) {
    test(`in a column of ${width} pixels: nothing sticks out, in lobby and call`, async ({
      consultation,
    }) => {
      const person = await hosted(consultation, 'Zoé', {
        head: `${SCRIPT}<style>div{inline-size:${width}px}</style>`,
        body: `<div>${tag(consultation)}</div>`,
      });
      await lobby(person);
      const overflow = () =>
        person.page.evaluate(() => {
          const element = document.querySelector('visio-avocat-room');
          const { right = 0 } = element?.getBoundingClientRect() ?? {};
          return [...(element?.shadowRoot?.querySelectorAll('button, input, h1, p') ?? [])]
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > right + 1)
            .map((one) => one.outerHTML.slice(0, 80));
        });
      expect(await overflow()).toEqual([]);
      await person.enter();
      expect(await overflow()).toEqual([]);
    });
  }
});

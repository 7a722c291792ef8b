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

describe('how the tag comes into the page', () => {
  it('before the script, after it, by innerHTML, as a clone', async () => {
    const person = await hosted(world, 'Zoé', {
      head: '',
      body: `${TAG}${SCRIPT}${TAG}<div></div><template>${TAG}</template>`,
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
    assert.deepEqual(rooms, Array(5).fill('salle'));
    await person.vanish();
  });

  it('several on one page: each its own call', async () => {
    const person = await hosted(world, 'Zoé', {
      body: (TAG + TAG).replaceAll('room=', 'camera="off" room='),
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
    assert.deepEqual(phases, ['ended', 'connected']);
    await person.vanish();
  });

  it('two copies of the script: the second one says so and leaves the first in place', async () => {
    const second = SCRIPT.replace('.js"', '.js?autre"');
    const person = await hosted(world, 'Zoé', { head: SCRIPT + second });
    await lobby(person);
    await person.enter();
    assert.equal(person.console.filter((line) => line.includes('is already defined')).length, 1);
    assert.deepEqual(
      person.console.filter((line) => line.startsWith('page error')),
      [],
    );
    await person.vanish();
  });
});

describe('an address with a version, as content management systems write it', () => {
  it('gives errors their names and their words all the same', async () => {
    const person = await hosted(world, 'Zoé', {
      head: SCRIPT.replace('.js"', '.js?ver=6.5"'),
      body: TAG.replace('salle', 'nulle-part'),
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
    assert.equal(code, 'room-not-found');
    await person.vanish();
  });
});

describe('a running call that is moved', () => {
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
  const twoInCall = async (): Promise<[Person, Person]> => {
    const other = await world.person('Karim');
    await other.enter();
    const person = await hosted(world, 'Zoé', { body: `${TAG}<aside></aside><iframe srcdoc=""></iframe>` });
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
    it(`${how}: goes on`, async () => {
      const [person, other] = await twoInCall();
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
      assert.deepEqual(await person.page.evaluate(() => Reflect.get(window, 'heard')), []);
      await person.inPhase('connected');
      await Promise.all([person.vanish(), other.vanish()]);
    });
  }

  it('into the document of an iframe: goes on, with its sheets', async () => {
    const [person, other] = await twoInCall();
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
    assert.deepEqual(await styles(), before);
    assert.equal(before.phase, 'connected');
    await person.page.evaluate(() => {
      const element = document.querySelector('iframe')?.contentDocument?.querySelector('visio-avocat-room');
      document.querySelector('aside')?.append(element ?? '');
    });
    await plays(person);
    assert.deepEqual(await styles(), before);
    await Promise.all([person.vanish(), other.vanish()]);
  });

  it('made here, put into an iframe before it was ever shown: has its sheets', async () => {
    const person = await hosted(world, 'Zoé', { body: '<iframe srcdoc=""></iframe>' });
    await person.page.waitForFunction(() => customElements.get('visio-avocat-room'));
    await person.page.evaluate(() =>
      document
        .querySelector('iframe')
        ?.contentDocument?.body.append(document.createElement('visio-avocat-room')),
    );
    const button = person.page.frameLocator('iframe').getByRole('button', { name: 'Rejoindre' });
    await button.waitFor();
    const height = await button.evaluate((one) => Number.parseFloat(getComputedStyle(one).minHeight));
    assert.equal(height, 52);
    await person.vanish();
  });
});

describe('where it stands', () => {
  it('in a dialog: Escape closes the panel first', async () => {
    const person = await hosted(world, 'Zoé', { body: `<dialog>${TAG}</dialog>` });
    await person.page.evaluate(() => document.querySelector('dialog')?.showModal());
    await lobby(person);
    await person.enter();
    const open = () => person.page.evaluate(() => document.querySelector('dialog')?.open);
    await person.press('Participants');
    await person.page.locator('[part~=panel]').waitFor();
    await person.page.locator('[part~=panel] button').first().press('Escape');
    await person.page.locator('[part~=panel]').waitFor({ state: 'detached' });
    assert.equal(await open(), true);
    await person.page.keyboard.press('Escape');
    await person.page.waitForFunction(() => !document.querySelector('dialog')?.open);
    await person.inPhase('connected');
    await person.vanish();
  });

  for (const width of [240, 320]) {
    it(`in a column of ${width} pixels: nothing sticks out, in lobby and call`, async () => {
      const person = await hosted(world, 'Zoé', {
        head: `${SCRIPT}<style>div{inline-size:${width}px}</style>`,
        body: `<div>${TAG}</div>`,
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
      assert.deepEqual(await overflow(), []);
      await person.enter();
      assert.deepEqual(await overflow(), []);
      await person.vanish();
    });
  }
});

import { expect, test } from '../support/test.ts';
import { hosted, lobby, SCRIPT } from './support/hosted.ts';

/**
 * What scripts that watch a page put in the place of its functions: plain functions, or bound ones, that give back the
 * real thing and have none of its prototype, constants and names. Each notes that it was used.
 */
const watched = (kind: 'plain' | 'bound') => `<script>
  window.used = new Set();
  for (const name of ['XMLHttpRequest', 'WebSocket', 'RTCPeerConnection', 'AudioContext', 'Worker', 'Date']) {
    const Real = window[name];
    function watch() {
      window.used.add(name);
      return new.target ? Reflect.construct(Real, arguments) : Real.apply(this, arguments);
    }
    watch.prototype = undefined;
    window[name] = ${kind === 'bound' ? 'watch.bind(window)' : 'watch'};
    if (name === 'Date') Object.assign(window.Date, { now: Real.now, parse: Real.parse, UTC: Real.UTC });
  }
  const methods = [
    [window, 'fetch setTimeout setInterval clearTimeout clearInterval requestAnimationFrame queueMicrotask matchMedia'],
    [window, 'getComputedStyle addEventListener removeEventListener dispatchEvent'],
    [document, 'createElement createTextNode addEventListener querySelector getElementById'],
    [navigator, 'sendBeacon'],
    [navigator.mediaDevices, 'getUserMedia enumerateDevices addEventListener'],
  ];
  for (const [place, names] of methods) for (const name of names.split(' ')) {
    const real = place[name];
    place[name] = function () { window.used.add(name); return real.apply(this, arguments); };
  }
</script>`;

test.describe('a page whose scripts watch what it uses', () => {
  for (const kind of ['plain', 'bound'] as const) {
    for (const build of ['video-client', 'client-sdk-video'] as const) {
      test(`holds a call with ${build}, though they are ${kind} functions in the place of classes; no usage report leaves`, async ({
        consultation,
      }) => {
        const other = await consultation.person('Karim');
        await other.enter();
        const person = await hosted(consultation, 'Zoé', {
          head: watched(kind) + SCRIPT,
          body: `<visio-avocat-room endpoint="/api/visio" room="${consultation.room}" sdk="${build}"></visio-avocat-room>`,
        });
        const asked: string[] = [];
        person.page.on('request', (request) => asked.push(request.url()));
        await lobby(person);
        await person.enter();
        await Promise.all([person.receivesMedia(), other.receivesMedia()]);
        await person.until((room) => room.security?.level === 'end-to-end');
        expect(await person.page.evaluate(() => [...Reflect.get(window, 'used')])).toEqual(
          expect.arrayContaining(['WebSocket', 'RTCPeerConnection', 'getUserMedia', 'setTimeout']),
        );
        await person.press('Quitter');
        await person.inPhase('ended');
        expect(asked.filter((url) => /tokbox|logging/i.test(url))).toEqual([]);
        expect(person.console.filter((line) => line.startsWith('page error'))).toEqual([]);
      });
    }
  }
});

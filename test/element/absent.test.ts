import { expect, waitUntil } from '@open-wc/testing';
import fc from 'fast-check';
import '../../src/define.ts';
import { VisioAvocatRoom } from '../../src/element/visio-avocat-room.ts';
import { VisioError } from '../../src/error.ts';

type Access = NonNullable<VisioAvocatRoom['accessProvider']>;

/** Every property that a page can set, with its attribute; `lang` is every element's. */
const all: readonly (readonly [string, string | null])[] = [
  ...[...VisioAvocatRoom.elementProperties].flatMap(([name, { state, attribute }]) => {
    if (state) return [];
    const lower = String(name).toLowerCase();
    return [[String(name), attribute === false ? null : attribute === undefined ? lower : String(attribute)]];
  }),
  ['encryptionSecret', null],
  ['lang', 'lang'],
] as [string, string | null][];

const words = ['off', 'x', '/a', 'https://a.example/', '33 1 44 00 00 00', 'dark', 'GET', 'nochat', 'de', ''];
const values = fc.oneof(fc.constantFrom<unknown>(...words), fc.constantFrom(true, false, 33, 0));

/** One thing that a page, or a framework in it, does with a property, and takes back. */
const steps = fc.array(
  fc.record({
    // `skip-lobby` goes on at once, which nothing takes back.
    one: fc.constantFrom(...all.filter(([name]) => name !== 'skipLobby')),
    value: values,
    byAttribute: fc.boolean(),
    last: fc.constantFrom<unknown>(null, undefined, 'removed', 'null', 'undefined'),
    late: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);
type Step = (typeof steps extends fc.Arbitrary<infer S> ? S : never) extends readonly (infer One)[]
  ? One
  : never;

const set = (element: VisioAvocatRoom, { one: [name, attribute], value, byAttribute }: Step): void => {
  if (byAttribute && attribute) element.setAttribute(attribute, String(value));
  // No function: the provider of the person on the way in stays.
  else if (name !== 'accessProvider') Reflect.set(element, name, value);
};
const unset = (element: VisioAvocatRoom, { one: [name, attribute], last, byAttribute }: Step): void => {
  if (name === 'accessProvider') return;
  if (byAttribute && attribute && last === 'removed') element.removeAttribute(attribute);
  else Reflect.set(element, name, last === 'removed' ? null : last);
  // What was written stays written: a later step by attribute takes it away.
  if (attribute && name !== 'lang' && typeof Reflect.get(element, name) === 'boolean')
    Reflect.set(element, name, last === 'undefined' ? undefined : null);
};

const waiting: Access = async () => ({ waiting: { ticket: 't', retryAfter: 3000 } });
const ways: Readonly<Record<'lobby' | 'requesting' | 'waiting' | 'failed', Access | null>> = {
  lobby: null,
  requesting: (_, { signal }) =>
    new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new VisioError('aborted'))),
    ),
  waiting,
  failed: () => Promise.reject({ code: 'closed' }),
};

/** Somebody who has typed their name, with their devices off, in a phase. */
async function inPhase(
  phase: keyof typeof ways,
  before: (element: VisioAvocatRoom) => unknown,
  during: (element: VisioAvocatRoom) => unknown,
): Promise<VisioAvocatRoom> {
  const element = document.createElement('visio-avocat-room');
  before(element);
  document.body.append(element);
  await element.updateComplete;
  const provider = ways[phase];
  if (provider) {
    element.accessProvider = provider;
    for (const kind of ['microphone', 'camera'])
      element.renderRoot.querySelector<HTMLElement>(`[part~=control-${kind}][aria-pressed=true]`)?.click();
    await element.updateComplete;
    const field = element.renderRoot.querySelector<HTMLInputElement>('#name');
    if (field) field.value = 'Zoé';
    field?.dispatchEvent(new Event('input'));
    element.join().catch(() => undefined);
    await waitUntil(() => element.phase === phase, `in ${phase}`, { timeout: 8000 });
  }
  during(element);
  await element.updateComplete;
  return element;
}

/** The view, with what fields hold. */
const viewOf = ({ renderRoot }: VisioAvocatRoom): string =>
  `${(renderRoot as ShadowRoot).innerHTML} ${[...renderRoot.querySelectorAll('input')].map(({ value }) => value)}`;

describe('what a page sets to null or undefined, or takes away again', () => {
  const { getUserMedia } = navigator.mediaDevices;
  before(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError'));
  });
  after(() => {
    navigator.mediaDevices.getUserMedia = getUserMedia;
  });

  for (const phase of Object.keys(ways) as (keyof typeof ways)[])
    it(`is as if it had never been set, in any order, in the phase ${phase}`, async () => {
      const never = await inPhase(
        phase,
        () => undefined,
        () => undefined,
      );
      const plain = viewOf(never);
      expect(plain).to.contain('part=');
      await fc.assert(
        fc.asyncProperty(steps, async (all) => {
          const [early, late] = [all.filter((one) => !one.late), all.filter((one) => one.late)];
          const act = (some: readonly Step[]) => (element: VisioAvocatRoom) => {
            for (const step of some) set(element, step);
            for (const step of some) unset(element, step);
          };
          const element = await inPhase(phase, act(early), act(late));
          try {
            await waitUntil(() => viewOf(element) === plain, '', { timeout: 1500 }).catch(() => undefined);
            expect(viewOf(element)).to.equal(plain);
            element.leave();
          } finally {
            element.remove();
          }
        }),
        { numRuns: phase === 'lobby' ? 100 : 15, seed: 16 },
      );
      never.remove();
    });

  it('covers every attribute and property', () => {
    expect(all.map(([name]) => name)).to.include.members([
      ...['endpoint', 'room', 'displayName', 'phone', 'firm', 'camera', 'shortcuts', 'controlsList', 'sdk'],
    ]);
    expect(all.length).to.be.greaterThan(20);
  });

  for (const gone of [null, undefined, 'null', 'undefined', 'removed'])
    it(`has the value of one that was never set: ${gone}`, () => {
      const plain = document.createElement('visio-avocat-room');
      const element = document.createElement('visio-avocat-room');
      for (const [name, attribute] of all) {
        if (name === 'lang' || name === 'encryptionSecret') continue;
        const flag = typeof Reflect.get(plain, name) === 'boolean';
        if (attribute) element.setAttribute(attribute, 'x');
        if (gone === 'removed') {
          if (attribute) element.removeAttribute(attribute);
        } else if (attribute && typeof gone === 'string' && !flag) element.setAttribute(attribute, gone);
        else Reflect.set(element, name, gone);
        expect(Reflect.get(element, name), name).to.equal(Reflect.get(plain, name));
      }
    });

  it('is no language, and no secret', async () => {
    const element = document.createElement('visio-avocat-room');
    const german = document.createElement('div');
    german.lang = 'de';
    german.append(element);
    document.body.append(german);
    let asked = '';
    element.accessProvider = (request) => {
      asked = request.lang;
      return Promise.reject({ code: 'closed' });
    };
    Object.assign(element, { displayName: 'Zoé', microphone: 'off', camera: 'off' });
    await element.updateComplete;
    for (const gone of [null, undefined]) {
      Object.assign(element, { lang: gone, encryptionSecret: gone });
      await element.join().catch(() => undefined);
      expect(asked).to.equal('de');
      expect(element.encryptionSecret).to.equal('');
    }
    german.remove();
  });

  it('changes devices for the next call, where it comes during one', async () => {
    const element = await inPhase(
      'waiting',
      (one) => one.setAttribute('camera', 'off'),
      (one) => one.removeAttribute('camera'),
    );
    const pressed = () =>
      element.renderRoot.querySelector('[part~=control-camera]')?.getAttribute('aria-pressed');
    expect(pressed()).to.equal('false');
    await element.leave();
    await waitUntil(() => element.phase === 'lobby' && pressed() === 'true');
    element.remove();
  });
});

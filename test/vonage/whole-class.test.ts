import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Membrane, wrap } from '../../src/vonage/compartment/membrane.ts';
import { extensible, wholeClass } from '../../src/vonage/compartment/whole-class.ts';

class Real {
  static readonly OPEN = 1;
  readonly url: string;
  constructor(url = '') {
    this.url = url;
  }
  send(): string {
    return `real ${this.url}`;
  }
}

function plain(this: unknown, url: string): Real {
  return new Real(url);
}
plain.prototype = undefined;

function assigned(this: unknown, url: string): Real {
  return new Real(url);
}
assigned.prototype = Real.prototype;

/** What a page may have put in the place of a class. */
const standIns: Readonly<Record<string, unknown>> = {
  'the class itself': Real,
  'a plain function without a prototype': plain,
  'a plain function with the class’s prototype': assigned,
  'a bound function': plain.bind(null),
  'a proxy that forgets who is made': new Proxy(Real, { construct: (_real, [url]) => new Real(url) }),
  'a class that extends it': class extends Real {},
  'the proxy of a plain function': new Proxy(plain, { construct: (_it, [url]) => new Real(url) }),
};

describe('a class that the page has replaced', () => {
  for (const [what, given] of Object.entries(standIns)) {
    const Given = given as typeof Real;
    it(`${what}: is whole, and can be extended`, () => {
      const make = () => new Given('x');
      assert.equal(wholeClass(Given, make).OPEN, 1);
      class Extended extends extensible(Given, make) {
        readonly #own = 'own';
        override send(): string {
          return `${this.#own} ${super.send()}`;
        }
      }
      const one = new Extended('y');
      assert.equal(one.send(), 'own real y');
      assert.ok(one instanceof Extended);
      assert.ok(one instanceof Real);
    });
  }

  it('a class that gives back something else is refused, not used half', () => {
    const Given = class {
      constructor() {
        // biome-ignore lint/correctness/noConstructorReturn: what a page may do.
        return new Real('x');
      }
    } as unknown as typeof Real;
    class Extended extends extensible(Given, () => new Given()) {
      override send(): string {
        return super.send();
      }
    }
    assert.throws(() => new Extended().send(), TypeError);
  });
});

describe('a method that the page has replaced by a plain function', () => {
  it('gets the real object, not what stands in its place', () => {
    const real = {
      secret: 7,
      get() {
        return this.secret;
      },
    };
    const { get } = real;
    // As `window.matchMedia = function () { return real.apply(this, arguments) }` does.
    Object.assign(real, {
      get: Object.assign(
        function (this: unknown) {
          assert.equal(this, real);
          return get.apply(this as typeof real);
        },
        { noted: true },
      ),
    });
    const shown = wrap(real, {}, new Map() satisfies Membrane) as typeof real;
    assert.equal(shown.get(), 7);
    assert.equal(shown.get, shown.get);
    assert.equal(Reflect.get(shown.get, 'noted'), true);
  });
});

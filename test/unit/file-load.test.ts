import { expect } from '@open-wc/testing';
import { VisioError } from '../../src/error.ts';
import { FileLoad, watched } from '../../src/file-load.ts';
import { deferred } from '../support/fakes.ts';

describe('a file of the element', () => {
  const { fetch } = window;
  const { error } = console;
  afterEach(() => {
    window.fetch = fetch;
    console.error = error;
  });
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'none',
      (cause: unknown) => (cause instanceof VisioError ? cause.code : String(cause)),
    );

  it('is loaded once, and again after a failure', async () => {
    let asked = 0;
    const file = new FileLoad(async () => {
      if (asked++ === 0) throw new Error('cut');
      return 'file';
    }, location.href);
    expect(await codeOf(file.get())).to.equal('Error: cut');
    expect([await file.get(), await file.get(), asked]).to.deep.equal(['file', 'file', 2]);
  });

  it('is not asked for again while nothing is on its way', async () => {
    let asked = 0;
    const file = new FileLoad(async () => asked++, location.href);
    file.again();
    await file.get();
    file.again();
    expect(asked).to.equal(1);
  });

  it('is what comes first, and a failure beside it cuts nothing off', async () => {
    const slow = deferred<string>();
    const file = new FileLoad(() => slow.promise, location.href);
    const got = file.get();
    // Its address is not known: asking again fails.
    file.again();
    slow.resolve('at last');
    expect(await got).to.equal('at last');
  });

  it('is missing where the site answers with something else', async () => {
    const lines: unknown[] = [];
    console.error = (...said) => lines.push(...said);
    for (const [answer, code] of [
      [() => Promise.resolve(new Response('', { status: 404 })), 'script-missing'],
      [
        () => Promise.resolve(new Response('', { headers: { 'Content-Type': 'text/html' } })),
        'script-missing',
      ],
      [
        () => Promise.resolve(new Response('', { headers: { 'Content-Type': 'text/javascript' } })),
        'TypeError',
      ],
      [() => Promise.reject(new TypeError('offline')), 'TypeError'],
    ] as const) {
      window.fetch = answer;
      const none = new FileLoad(() => import('./there-is-no-such-file.ts' as string), import.meta.url);
      expect(await codeOf(none.get())).to.match(new RegExp(`^${code}`));
    }
    expect(lines).to.have.length(2);
    expect(lines[0]).to.match(/missing: \S*there-is-no-such-file/);
  });

  it('says nothing any more once it is there', async () => {
    const told: number[] = [];
    expect(await watched(Promise.resolve(1), (slow) => told.push(slow))).to.equal(1);
    expect(told).to.deep.equal([0]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Membrane, wrap } from '../../src/vonage/compartment/membrane.ts';
import { forgetfulStorage } from '../../src/vonage/compartment/storage.ts';

class Widget {}
class Page {
  readonly #secret = 'real';
  readonly Widget = Widget;
  readonly self: object = this;
  readonly child = { name: 'child' };
  title = 'title';
  read() {
    return this.#secret;
  }
}

function faced(own: object = {}) {
  const page = new Page();
  const faces: Membrane = new Map();
  const shown = wrap(page, own, faces) as Page & Record<string, unknown>;
  return { page, faces, shown };
}

describe('a face', () => {
  it('calls methods on the real object, and is the same function each time', () => {
    const { shown } = faced();
    const { read } = shown;
    assert.equal(read(), 'real');
    assert.equal(shown.read, read);
  });

  it('hands out classes as they are', () => {
    const { shown } = faced();
    assert.equal(shown.Widget, Widget);
    assert.ok(new shown.Widget() instanceof Widget);
    assert.ok(shown instanceof Page);
  });

  it('keeps what is written, and what is withheld, from the real object', () => {
    const { page, shown } = faced({ hidden: undefined });
    shown.title = 'changed';
    Object.defineProperty(shown, 'added', { value: 1 });
    assert.equal(shown.title, 'changed');
    assert.equal(page.title, 'title');
    assert.equal('added' in page, false);
    assert.equal('added' in shown, true);
    Reflect.set(page, 'hidden', 'page');
    assert.equal(shown.hidden, undefined);
  });

  it('never hands out an object bare that has a face', () => {
    const { page, faces, shown } = faced();
    assert.equal(shown.self, shown);
    const child = wrap(page.child, {}, faces);
    assert.equal(shown.child, child);
    assert.equal(Object.getOwnPropertyDescriptor(shown, 'child')?.value, child);
  });
});

describe('a storage that forgets', () => {
  it('answers as a Storage does', () => {
    const storage = forgetfulStorage() as Storage;
    assert.equal(storage.getItem('debug'), null);
    assert.equal(storage.debug, undefined);
    storage.setItem('debug', 'one');
    storage.client = 2;
    assert.equal(storage.debug, 'one');
    assert.equal(storage.getItem('client'), '2');
    assert.equal(storage.length, 2);
    assert.equal(storage.key(1), 'client');
    assert.equal(storage.key(2), null);
    assert.deepEqual(Object.keys(storage), ['debug', 'client']);
    assert.deepEqual({ ...storage }, { debug: 'one', client: '2' });
    assert.equal('client' in storage, true);
    delete storage.client;
    assert.equal('client' in storage, false);
    storage.removeItem('debug');
    assert.equal(storage.length, 0);
    storage.setItem('a', 'b');
    storage.clear();
    assert.equal(storage.getItem('a'), null);
  });
});

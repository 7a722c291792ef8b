import { expect } from '@open-wc/testing';
import { JsonObject } from '../../../src/access/json.ts';
import { failure } from './support.ts';

const of = (json: unknown) => new JsonObject(json);
const reason = async (act: () => unknown): Promise<string> => {
  const error = await failure(act);
  expect(error.code).to.equal('endpoint-invalid');
  return error.facts.reason ?? '';
};

describe('JsonObject', () => {
  for (const value of [undefined, null, 7, 'text', true, [], [{}]]) {
    it(`is not made of ${JSON.stringify(value)}`, async () => {
      expect(await reason(() => of(value))).to.equal('answer: expected an object');
      expect(await reason(() => new JsonObject(value, 'room'))).to.equal('room: expected an object');
    });
  }

  it('has what is neither missing nor null, be it empty', () => {
    const body = of({ zero: 0, no: false, empty: '', nothing: null, missing: undefined });
    expect(['zero', 'no', 'empty'].map((key) => body.has(key))).to.deep.equal([true, true, true]);
    expect(['nothing', 'missing', 'other'].map((key) => body.has(key))).to.deep.equal([false, false, false]);
  });

  it('reads own members only', async () => {
    for (const body of [of({}), of(JSON.parse('{"__proto__": {"toString": "evil"}}'))]) {
      expect(body.has('toString')).to.equal(false);
      expect(body.get('toString')).to.equal(undefined);
      expect(await reason(() => body.string('toString'))).to.contain('toString');
    }
  });
});

describe('a string', () => {
  it('may be as long as the limit', () => {
    expect(of({ name: 'x'.repeat(1000) }).string('name')).to.have.length(1000);
    expect(of({ name: 'abc' }).string('name', 3)).to.equal('abc');
  });

  it('is refused when it is longer, without its text in the error', async () => {
    expect(await reason(() => of({ name: 'x'.repeat(1001) }).string('name'))).to.equal(
      'name: expected at most 1000 characters',
    );
    expect(await reason(() => of({ name: 'abcd' }).string('name', 3))).not.to.contain('abcd');
  });

  for (const value of [undefined, null, '', 7, true, {}, ['a'], { toString: () => 'a' }]) {
    it(`is not ${JSON.stringify(value)}`, async () => {
      expect(await reason(() => of({ value }).string('value'))).to.equal(
        'value: expected a non-empty string',
      );
    });
  }
});

describe('a number', () => {
  it('lies between two limits, which are allowed', () => {
    for (const count of [1, 2.5, 5]) expect(of({ count }).number('count', 1, 5)).to.equal(count);
  });

  for (const value of [undefined, null, 0.9, 5.1, -3, Number.NaN, Number.POSITIVE_INFINITY, '3', [3], true]) {
    it(`is not ${String(value)} (${typeof value})`, async () => {
      expect(await reason(() => of({ value }).number('value', 1, 5))).to.equal(
        'value: expected a number from 1 to 5',
      );
    });
  }
});

describe('a date', () => {
  it('is a moment, whatever its time zone', () => {
    const dates = ['2026-11-24T10:00:00+01:00', '2026-11-24T09:00:00Z'].map((at) => of({ at }).date('at'));
    expect(dates.map(Number)).to.deep.equal(Array(2).fill(Date.UTC(2026, 10, 24, 9)));
  });

  for (const at of [
    'soon',
    '2026-13-45T10:00:00Z',
    '2026-11-24T10:00:00Z'.padEnd(41),
    '',
    1_764_000_000,
    null,
  ]) {
    it(`is not ${JSON.stringify(at)}`, async () => {
      expect(await reason(() => of({ at }).date('at'))).to.match(/^at: expected/);
    });
  }
});

describe('a URL', () => {
  const base = 'https://cabinet.example/rendez-vous/';
  const read = (url: unknown) => of({ url }).url('url', base);

  it('resolves against the address of the answer', () => {
    expect(read('/api')).to.equal('https://cabinet.example/api');
    expect(read('api?x=1')).to.equal('https://cabinet.example/rendez-vous/api?x=1');
    expect(read('//other.example')).to.equal('https://other.example/');
    expect(read('http://localhost:8080/api')).to.equal('http://localhost:8080/api');
  });

  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://cabinet.example/1',
    'wss://cabinet.example',
    'httpsx://cabinet.example',
    'https://',
    `/${'x'.repeat(2000)}`,
    7,
    null,
  ]) {
    it(`is not ${JSON.stringify(url)?.slice(0, 40)}`, async () => {
      expect(await reason(() => read(url))).to.match(/^url: expected/);
    });
  }
});

describe('what an answer contains', () => {
  it('is named by its path in errors', async () => {
    const body = of({ room: { door: { key: 7 }, names: 'x' } });
    const room = body.object('room');
    expect(room.object('door').get('key')).to.equal(7);
    expect(await reason(() => room.object('door').string('key'))).to.match(/^room\.door\.key: /);
    expect(await reason(() => room.object('names'))).to.equal('room.names: expected an object');
    expect(await reason(() => body.object('hall'))).to.equal('hall: expected an object');
  });

  it('is a list of at most so many', async () => {
    expect(of({ list: [1, 2] }).array('list', 2)).to.deep.equal([1, 2]);
    expect(of({ list: [] }).array('list', 2)).to.deep.equal([]);
    for (const list of [[1, 2, 3], undefined, null, 'ab', { length: 1 }]) {
      expect(await reason(() => of({ list }).array('list', 2))).to.equal(
        'list: expected a list of at most 2',
      );
    }
  });
});

import { expect } from '@open-wc/testing';
import { readStats, type StatsEntry } from '../../../src/transport-security/statistics.ts';

const throwing = () => {
  throw new Error('no');
};
const texts = (entries: readonly StatsEntry[]) => entries.map((entry) => entry.text('id'));

describe('a report', () => {
  it('is a list, or a map as the browser gives it', () => {
    const entries = [{ id: 'a' }, { id: 'b' }];
    expect(texts(readStats(entries))).to.deep.equal(['a', 'b']);
    expect(texts(readStats(new Map(entries.map((entry) => [entry.id, entry]))))).to.deep.equal(['a', 'b']);
  });

  it('of a connection is read whole', async () => {
    const connection = new RTCPeerConnection();
    connection.createDataChannel('x');
    const report = (await connection.getStats()) as unknown as Map<string, { id: string }>;
    connection.close();
    expect(texts(readStats(report))).to.deep.equal([...report.keys()]);
    expect(report.size).to.be.above(0);
  });

  it('may be missing', () => {
    expect(readStats(undefined)).to.deep.equal([]);
    expect(readStats(null)).to.deep.equal([]);
  });

  it('has objects for entries, and nothing else counts', () => {
    expect(texts(readStats([1, 'x', null, undefined, true, Symbol('x'), { id: 'a' }]))).to.deep.equal(['a']);
  });

  it('that breaks off proves nothing', () => {
    const breaking = {
      *values() {
        yield { id: 'a' };
        throw new Error('no');
      },
    };
    for (const report of [breaking, {}, 7, { values: 5 }, { values: throwing }]) {
      expect(readStats(report as [])).to.deep.equal([]);
    }
  });

  it('that is too long proves nothing', () => {
    const entries = Array.from({ length: 5000 }, () => ({ id: 'a' }));
    expect(readStats(entries)).to.have.length(5000);
    expect(readStats([...entries, { id: 'b' }])).to.deep.equal([]);
  });

  for (const value of [{ id: 'a' }, 7, null]) {
    it(`that never ends proves nothing: ${JSON.stringify(value)} again and again`, () => {
      let read = 0;
      const endless = {
        *values() {
          // So that a reader that does not stop fails, and does not hang.
          for (; read < 1e6; read++) yield value;
        },
      };
      expect(readStats(endless)).to.deep.equal([]);
      expect(read).to.be.below(10_000);
    });
  }
});

describe('an entry', () => {
  const entry = (value: unknown) => readStats([{ value }])[0] as StatsEntry;

  it('gives short printable text', () => {
    for (const value of ['a', 'SRTP_AES128_CM_HMAC_SHA1_80', '<b>', 'x'.repeat(100)]) {
      expect(entry(value).text('value')).to.equal(value);
    }
    for (const value of ['', 'a b', 'é', 'a\n', '\u202e', 'x'.repeat(101), 7, null, ['a'], new String('a')]) {
      expect(entry(value).text('value')).to.equal(undefined);
    }
  });

  it('gives finite numbers', () => {
    for (const value of [0, -1, 2.5]) expect(entry(value).number('value')).to.equal(value);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '7', null, [7], true]) {
      expect(entry(value).number('value')).to.equal(undefined);
    }
  });

  it('is flagged by true only', () => {
    expect(entry(true).flag('value')).to.equal(true);
    for (const value of [false, 1, 'true', {}, undefined]) expect(entry(value).flag('value')).to.equal(false);
  });

  it('has nothing to say where reading fails', () => {
    const [broken] = readStats([new Proxy({}, { get: throwing, has: throwing })]);
    expect(broken?.text('id')).to.equal(undefined);
    expect(broken?.number('id')).to.equal(undefined);
    expect(broken?.flag('id')).to.equal(false);
  });
});

import { expect } from '@open-wc/testing';
import { type Route, readRoute } from '../../../src/transport-security/routes.ts';
import { readStats } from '../../../src/transport-security/statistics.ts';
import { stats } from './support.ts';

type Entry = Record<string, unknown>;

function read(...list: Entry[]): Route {
  const entries = readStats(list);
  return readRoute(
    entries,
    entries.filter((entry) => entry.text('type') === 'transport'),
  );
}

const unnamed = { transport: { selectedCandidatePairId: undefined } };
/** A second pair, whose near end is a TURN server. */
const relay: Entry = { id: 'L2', type: 'local-candidate', candidateType: 'relay', relayProtocol: 'tls' };
const pair = { id: 'P2', type: 'candidate-pair', localCandidateId: 'L2', remoteCandidateId: 'R' };
const nominated = { ...pair, nominated: true, state: 'succeeded' };
const unknown: Route = { kind: 'not-reported' };

describe('the route', () => {
  it('is direct where neither end uses a TURN server', () => {
    expect(read(...stats())).to.deep.equal({ kind: 'direct', local: 'host', remote: 'srflx' });
  });

  for (const protocol of ['udp', 'tcp', 'tls']) {
    it(`leads over TURN with ${protocol}`, () => {
      expect(read(...stats({ local: { candidateType: 'relay', relayProtocol: protocol } }))).to.deep.equal({
        kind: 'relay',
        local: 'relay',
        remote: 'srflx',
        relayProtocol: protocol,
      });
    });
  }

  it('leads over TURN with a protocol that is not reported, or that nobody knows', () => {
    for (const relayProtocol of [undefined, 'carrier-pigeon', 7]) {
      expect(read(...stats({ local: { candidateType: 'relay', relayProtocol } }))).to.deep.equal({
        kind: 'relay',
        local: 'relay',
        remote: 'srflx',
        relayProtocol: 'not-reported',
      });
    }
  });

  it('does not say how the far end reaches its TURN server', () => {
    const far = { candidateType: 'relay', relayProtocol: 'tls' };
    expect(read(...stats({ remote: far, local: { relayProtocol: 'udp' } }))).to.deep.equal({
      kind: 'relay',
      local: 'host',
      remote: 'relay',
      relayProtocol: 'not-reported',
    });
  });

  it('is not reported where the pair, an end or its kind is missing', () => {
    expect(read()).to.deep.equal(unknown);
    expect(read(...stats().filter(({ id }) => id !== 'P'))).to.deep.equal(unknown);
    for (const lost of ['L', 'R']) {
      expect(read(...stats().filter(({ id }) => id !== lost))).to.deep.equal(unknown);
    }
    for (const candidateType of [undefined, 'serverreflexive', 7]) {
      expect(read(...stats({ local: { candidateType } }))).to.deep.equal(unknown);
      expect(read(...stats({ remote: { candidateType } }))).to.deep.equal(unknown);
    }
    const [transport, ...others] = stats() as [Entry, ...Entry[]];
    const pairs = others.map((entry) =>
      entry.id === 'P' ? { ...entry, localCandidateId: undefined } : entry,
    );
    expect(read(transport, ...pairs)).to.deep.equal(unknown);
    // An end without an id is not the end of a pair that names none.
    expect(read(transport, { type: 'local-candidate', candidateType: 'host' }, ...pairs)).to.deep.equal(
      unknown,
    );
  });

  it('takes an end for what its own entry says', () => {
    // Near and far candidates under one id.
    const both = stats().filter(({ id }) => id !== 'R');
    const far = { id: 'R', type: 'local-candidate', candidateType: 'host' };
    expect(read(...both, far)).to.deep.equal(unknown);
    expect(read(...both, far, { ...far, type: 'remote-candidate', candidateType: 'relay' }).kind).to.equal(
      'relay',
    );
  });

  it('knows the names that Firefox used', () => {
    const old = stats().map((entry) => ({ ...entry, type: String(entry.type).replace('l-c', 'lc') }));
    expect(read(...old.map((one) => ({ ...one, type: one.type.replace('e-c', 'ec') })))).to.deep.equal(
      read(...stats()),
    );
  });
});

describe('of several pairs', () => {
  it('the one counts that the transport names', () => {
    expect(read(...stats(), relay, { ...nominated, selected: true }).kind).to.equal('direct');
    const named = stats({ transport: { selectedCandidatePairId: 'P2' } });
    expect(read(...named, relay, pair).kind).to.equal('relay');
  });

  it('the selected one counts where the transport names none, or one that is not there', () => {
    for (const selectedCandidatePairId of [undefined, 'P9', '']) {
      const entries = stats({ transport: { selectedCandidatePairId } });
      expect(read(...entries, relay, { ...pair, selected: true }).kind).to.equal('relay');
      expect(read(...entries, relay, { ...pair, selected: 'true' }).kind).to.equal('direct');
    }
  });

  it('none counts by having no id', () => {
    const { id: _, ...nameless } = pair;
    expect(read(...stats(unnamed), relay, nameless).kind).to.equal('direct');
  });

  it('a nominated one counts if it works', () => {
    expect(read(...stats(unnamed)).kind).to.equal('direct');
    const one = stats(unnamed).filter(({ id }) => id !== 'P');
    expect(read(...one, relay, nominated).kind).to.equal('relay');
    expect(read(...one, relay, { ...nominated, state: 'failed' })).to.deep.equal(unknown);
    expect(read(...one, relay, { ...nominated, nominated: false })).to.deep.equal(unknown);
  });

  for (const [name, traffic, kind] of [
    ['sent', { bytesSent: 10 }, 'relay'],
    ['received', { bytesReceived: 10 }, 'relay'],
    ['sent and received', { bytesSent: 3, bytesReceived: 3 }, 'relay'],
    ['sent more than received', { bytesSent: 0, bytesReceived: 4 }, 'direct'],
    ['sent less than the other', { bytesSent: 4 }, 'direct'],
    ['not counted', { bytesSent: Number.NaN, bytesReceived: '99' }, 'direct'],
  ] as const) {
    it(`of two nominated ones the busier counts: ${name}`, () => {
      const [transport, ...others] = stats(unnamed).map((entry) =>
        entry.id === 'P' ? { ...entry, bytesSent: 2, bytesReceived: 3 } : entry,
      ) as [Entry, ...Entry[]];
      expect(read(transport, ...others, relay, { ...nominated, ...traffic }).kind).to.equal(kind);
      expect(read(transport, relay, { ...nominated, ...traffic }, ...others).kind).to.equal(kind);
    });
  }

  it('in use a relayed one counts, and one that nobody knows before all', () => {
    const second = { id: 'T2', type: 'transport', selectedCandidatePairId: 'P2' };
    expect(read(...stats(), second, relay, pair).kind).to.equal('relay');
    expect(read(second, relay, pair, ...stats()).kind).to.equal('relay');
    expect(read(...stats({ local: { candidateType: 'relay' } }), second, pair)).to.deep.equal(unknown);
    expect(read(...stats(), second, { ...relay, candidateType: 'host' }, pair).kind).to.equal('direct');
  });
});

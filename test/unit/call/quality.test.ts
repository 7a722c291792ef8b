import { expect } from '@open-wc/testing';
import { QualityMeter } from '../../../src/call/quality.ts';

/** The statistics of one connection after so many packets. */
function report(facts: { received?: number; lost?: number; trip?: number; lossOut?: number }) {
  const { received = 0, lost = 0, trip, lossOut } = facts;
  return new Map<string, unknown>([
    ['in', { id: 'in', type: 'inbound-rtp', ssrc: 7, packetsReceived: received, packetsLost: lost }],
    ['pair', { id: 'pair', type: 'candidate-pair', nominated: true, currentRoundTripTime: trip }],
    ['idle', { id: 'idle', type: 'candidate-pair', nominated: false, currentRoundTripTime: 30 }],
    ...(lossOut === undefined
      ? []
      : [['out', { id: 'out', type: 'remote-inbound-rtp', fractionLost: lossOut }] as const]),
  ]);
}

/** The levels that follow from losing this share of a hundred packets in each second. */
function levels(shares: readonly number[], more: Parameters<typeof report>[0] = {}): string {
  const meter = new QualityMeter();
  let [received, lost] = [0, 0];
  const told = [0, ...shares].map((share) => {
    received += 100 - share;
    lost += share;
    return meter.take([report({ ...more, received, lost })])?.level ?? '-';
  });
  return told.map((level) => level[0]).join('');
}

describe('the quality of a call', () => {
  it('is nothing before there is something to compare', () => {
    const meter = new QualityMeter();
    expect(meter.take([])).to.equal(null);
    expect(meter.take([report({ received: 10 })])).to.equal(null);
    expect(meter.take([report({ received: 60 })])).to.deep.equal({ level: 'good', loss: 0, roundTrip: null });
  });

  it('falls after three bad seconds and rises after five good ones: no flicker', () => {
    expect(levels([0, 20, 20, 20, 0, 0, 0, 0, 0])).to.equal('-gggpppppg');
    expect(levels([20, 20, 0, 20, 20, 0])).to.equal('-gggggg');
  });

  it('has something between', () => {
    expect(levels([5, 5, 5, 5])).to.equal('-ggff');
  });

  it('hears of what the other side misses', () => {
    expect(levels([0, 0, 0], { lossOut: 0.3 })).to.equal('-ggp');
  });

  it('counts the way there and back, of connections in use', () => {
    expect(levels([0, 0, 0], { trip: 0.05 })).to.equal('-ggg');
    expect(levels([0, 0, 0], { trip: 0.5 })).to.equal('-ggf');
    expect(levels([0, 0, 0], { trip: 1 })).to.equal('-ggp');
  });

  it('is that of the slowest connection, whichever is read first', () => {
    const meter = new QualityMeter();
    const trips = (...reports: number[]) =>
      meter.take(reports.map((trip) => report({ trip })))?.roundTrip ?? null;
    trips(0);
    expect(trips(0.5, 0.1)).to.equal(0.5);
    expect(trips(0.1, 0.5)).to.equal(0.5);
    expect(trips(0)).to.equal(0);
  });

  it('counts each stream separately, for all senders', () => {
    const meter = new QualityMeter();
    const streams = (received: number, lost: number) => [
      report({ received }),
      new Map([['in', { type: 'inbound-rtp', ssrc: 8, packetsReceived: 5000, packetsLost: 4000 + lost }]]),
    ];
    meter.take(streams(100, 0));
    expect(meter.take(streams(200, 0))?.loss).to.equal(0);
    expect(meter.take(streams(250, 50))?.loss).to.equal(0.5);
  });

  it('does not take counters that begin anew, or make no sense, for losses', () => {
    const meter = new QualityMeter();
    for (const [received, lost] of [
      [1000, 500],
      [10, 0],
      [20, 0],
    ] as const) {
      expect(meter.take([report({ received, lost })])?.loss ?? 0).to.equal(0);
    }
    const nonsense = new Map([
      ['x', { type: 'inbound-rtp', ssrc: 7, packetsReceived: 'many', packetsLost: -3 }],
    ]);
    expect(meter.take([nonsense])?.loss).to.equal(0);
    expect(meter.take([report({ received: 20, lost: 0, lossOut: 40 })])?.loss).to.equal(1);
  });
});

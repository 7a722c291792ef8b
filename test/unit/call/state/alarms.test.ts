import { expect } from '@open-wc/testing';
import { withAlarm } from '../../../../src/call/state/alarms.ts';
import { type Alarm, type LiveCall, NOTHING_COMPARED } from '../../../../src/call/state/state.ts';
import { callOf, deepFreeze } from '../desk-support.ts';

const A = 'sha-256 AA';
const alarm = (facts: Partial<Alarm> = {}): Alarm => ({
  ...{ cause: 'told', id: 'ben', name: 'BEN', count: 1 },
  ...facts,
});
const call = (facts: Partial<LiveCall> = {}) =>
  deepFreeze(
    callOf(['ada', 'ben', 'cleo'], [], {
      certificates: new Map([['ben', { status: 'announced', fingerprint: A }]]),
      ...facts,
    }),
  );
const alarms = ({ compared }: LiveCall) => [...compared.alarms];

describe('an alarm about a person', () => {
  it('is kept by their certificate, with their name and its cause', () => {
    for (const cause of ['mismatch', 'told', 'certificate', 'failed'] as const)
      expect(alarms(withAlarm(call(), 'ben', cause))).to.deep.equal([[A, alarm({ cause })]]);
  });

  it('is kept by their connection while no certificate counts as theirs', () => {
    const cleo = alarm({ id: 'cleo', name: 'CLEO' });
    expect(alarms(withAlarm(call(), 'cleo', 'told'))).to.deep.equal([['cleo', cleo]]);
    for (const status of ['missing', 'contradictory'] as const) {
      const live = call({ certificates: new Map([['ben', { status }]]) });
      expect(alarms(withAlarm(live, 'ben', 'told'))).to.deep.equal([['ben', alarm()]]);
    }
  });

  it('is counted again, with the last cause', () => {
    const twice = withAlarm(withAlarm(call(), 'ben', 'mismatch'), 'ben', 'told');
    expect(alarms(twice)).to.deep.equal([[A, alarm({ cause: 'told', count: 2 })]]);
    const both = withAlarm(twice, 'cleo', 'failed');
    expect(alarms(both)).to.deep.equal([
      [A, alarm({ count: 2 })],
      ['cleo', { cause: 'failed', id: 'cleo', name: 'CLEO', count: 1 }],
    ]);
  });

  it('takes back what was compared with them, and with nobody else', () => {
    const verified = new Map([
      [A, 'BEN'],
      ['sha-256 CC', 'CLEO'],
    ]);
    const live = call({ compared: { ...NOTHING_COMPARED, verified, attempts: 2 } });
    const { compared } = withAlarm(live, 'ben', 'told');
    expect([...compared.verified]).to.deep.equal([['sha-256 CC', 'CLEO']]);
    expect(compared.attempts).to.equal(2);
  });

  it('is about others in the call alone', () => {
    for (const id of ['ada', 'ghost', A]) {
      const live = call();
      expect(withAlarm(live, id, 'told')).to.equal(live);
    }
  });
});

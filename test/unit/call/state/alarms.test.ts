import { expect } from '@open-wc/testing';
import { withAlarm, withLateMismatch } from '../../../../src/call/state/alarms.ts';
import {
  type Alarm,
  type LiveCall,
  NOTHING_COMPARED,
  type Participant,
} from '../../../../src/call/state/state.ts';
import { callOf, deepFreeze } from '../desk-support.ts';

const A = 'sha-256 AA';
const [ben, cleo] = ['ben', 'cleo'].map((id) => ({ id, name: id.toUpperCase() })) as [Person, Person];
type Person = Pick<Participant, 'id' | 'name'>;
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
      expect(alarms(withAlarm(call(), ben, cause))).to.deep.equal([[A, alarm({ cause })]]);
  });

  it('is kept by their connection while no certificate counts as theirs', () => {
    expect(alarms(withAlarm(call(), cleo, 'told'))).to.deep.equal([['cleo', alarm(cleo)]]);
    for (const status of ['missing', 'contradictory'] as const) {
      const live = call({ certificates: new Map([['ben', { status }]]) });
      expect(alarms(withAlarm(live, ben, 'told'))).to.deep.equal([['ben', alarm()]]);
    }
  });

  it('is kept where it was pressed as the call ended, and nothing else is', () => {
    const verified = new Map([[A, 'BEN']]);
    const step = { state: { status: 'idle', wanted: false }, attempts: 0, result: 'mismatch' } as const;
    const late = (result: 'mismatch' | 'confirmed') =>
      withLateMismatch(
        { ...NOTHING_COMPARED, verified },
        { type: 'comparison', id: 'ben', fingerprint: A, step: { ...step, result } },
      );
    expect([...late('mismatch').alarms]).to.deep.equal([[A, alarm({ cause: 'mismatch', name: '' })]]);
    expect([...late('mismatch').verified]).to.deep.equal([]);
    expect(late('confirmed')).to.deep.equal({ ...NOTHING_COMPARED, verified });
  });

  it('is counted again, and keeps the first cause', () => {
    const twice = withAlarm(withAlarm(call(), ben, 'mismatch'), ben, 'told');
    expect(alarms(twice)).to.deep.equal([[A, alarm({ cause: 'mismatch', count: 2 })]]);
    const both = withAlarm(twice, cleo, 'failed');
    expect(alarms(both)).to.deep.equal([
      [A, alarm({ cause: 'mismatch', count: 2 })],
      ['cleo', alarm({ ...cleo, cause: 'failed' })],
    ]);
  });

  it('keeps its first cause when the announcement has been contradicted meanwhile', () => {
    const raised = withAlarm(call(), ben, 'certificate');
    const contradicted = deepFreeze({
      ...raised,
      certificates: new Map([['ben', { status: 'contradictory' }]]),
    } as LiveCall);
    expect(alarms(withAlarm(contradicted, ben, 'told'))).to.deep.equal([
      [A, alarm({ cause: 'certificate', count: 2 })],
    ]);
    // Somebody else who is given the same id, and another certificate, have alarms of their own.
    expect(alarms(withAlarm(contradicted, { id: 'ben', name: 'DAN' }, 'told'))).to.have.length(2);
    expect(alarms(withAlarm(contradicted, ben, 'mismatch', 'sha-256 CC'))).to.have.length(2);
  });

  it('takes back what was compared with them, and with nobody else', () => {
    const verified = new Map([
      [A, 'BEN'],
      ['sha-256 CC', 'CLEO'],
    ]);
    const live = call({ compared: { ...NOTHING_COMPARED, verified, attempts: 2 } });
    const { compared } = withAlarm(live, ben, 'told');
    expect([...compared.verified]).to.deep.equal([['sha-256 CC', 'CLEO']]);
    expect(compared.attempts).to.equal(2);
  });

  it('is kept by a certificate that is known from elsewhere, also about somebody who has left', () => {
    const verified = new Map([
      [A, 'BEN'],
      ['sha-256 CC', 'BEN'],
    ]);
    const live = call({ compared: { ...NOTHING_COMPARED, verified } });
    const other = withAlarm(live, ben, 'mismatch', 'sha-256 CC');
    expect(alarms(other)).to.deep.equal([['sha-256 CC', alarm({ cause: 'mismatch' })]]);
    expect([...other.compared.verified]).to.deep.equal([[A, 'BEN']]);
    const gone = withAlarm(live, { id: 'gone', name: '' }, 'told', A);
    expect(alarms(gone)).to.deep.equal([[A, alarm({ id: 'gone', name: '' })]]);
  });
});

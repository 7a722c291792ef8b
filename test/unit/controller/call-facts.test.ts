import { expect } from '@open-wc/testing';
import { type CallState, type LiveCall, NOTHING_COMPARED } from '../../../src/call/state/state.ts';
import { CallFacts } from '../../../src/controller/call-facts.ts';
import { confidentialityReport } from '../../../src/report/confidentiality-report.ts';
import { expectedServers } from '../../../src/report/contacted-servers.ts';
import { liveState } from '../../support/fakes.ts';
import { participant } from '../call/desk-support.ts';
import { evidence } from '../transport-security/support.ts';

const settings = { confidentiality: 'any', relayOnly: false, telemetry: false, privacyNotice: true } as const;
const both = [participant('zoe', true), participant('vasseur')];
const compared: Pick<LiveCall, 'certificates' | 'compared'> = {
  certificates: new Map([['vasseur', { status: 'announced', fingerprint: 'sha-256 AB', proven: true }]]),
  compared: { ...NOTHING_COMPARED, verified: new Map([['sha-256 AB', 'VASSEUR']]) },
};
const ended: CallState = { phase: 'ended', reason: 'left', duration: 5000, room: null };

function live(level: LiveCall['security']['level'], at: number, facts: Partial<LiveCall> = {}): CallState {
  const measured = level === 'verifying' ? [] : [evidence()];
  return liveState({
    ...{ participants: both, startedAt: 1000, security: { level, evidence: measured, at } },
    ...facts,
  });
}

describe('the record of a call', () => {
  let record: CallFacts;
  beforeEach(() => {
    record = new CallFacts(settings);
  });
  const report = (now = 9000) => {
    const input = record.input(now, true);
    return input && confidentialityReport(input);
  };

  it('says nothing before there was a call', () => {
    record.follow({ phase: 'requesting' }, 0);
    expect(report()).to.equal(null);
  });

  it('takes nothing else that the options of a join hold', () => {
    record = new CallFacts(Object.assign({ consent: document.querySelectorAll('p') }, settings));
    record.follow(live('end-to-end', 2000), 2000);
    expect(report()).to.exist.and.not.to.have.property('consent');
  });

  it('keeps the level over time, and the last connections that there were', () => {
    record.follow(live('verifying', 1000), 1000);
    record.follow(live('end-to-end', 2000), 2000);
    record.follow(live('end-to-end', 3000), 3000);
    record.follow(live('to-media-server', 4000), 4000);
    record.follow(live('verifying', 5000, { participants: both.slice(0, 1) }), 5000);
    record.follow(ended, 6000);
    expect(report()?.levels.map(({ level, at }) => `${level} ${at.slice(17, 19)}`)).to.deep.equal([
      ...['verifying 01', 'end-to-end 02', 'to-media-server 04', 'verifying 05'],
    ]);
    expect(report()?.connections).to.have.length(1);
    expect(report()?.endedAt).to.equal('1970-01-01T00:00:06.000Z');
  });

  it('counts whoever was compared with, also when they have left, by no name and no id', () => {
    record.follow(
      live('end-to-end-verified', 2000, {
        ...compared,
        lines: new Map([['vasseur', 'open']]),
      }),
      2000,
    );
    record.follow(live('verifying', 3000, { participants: both.slice(0, 1) }), 3000);
    expect(report()?.verification).to.deep.equal({ people: 1, confirmed: 1, mismatch: 0, open: 0 });
    expect(report()?.chat).to.equal('private');
    expect(JSON.stringify(report())).not.to.match(/vasseur|zoe/i);
  });

  it('counts an alarm about a person as a mismatch, and no comparison as open', () => {
    const alarm = { cause: 'mismatch', id: 'vasseur', name: 'VASSEUR', count: 1 } as const;
    record.follow(live('end-to-end', 2000), 2000);
    expect(report()?.verification).to.deep.equal({ people: 1, confirmed: 0, mismatch: 0, open: 1 });
    const { certificates, compared: known } = compared;
    const alarmed = { ...known, alarms: new Map([['sha-256 AB', alarm]]) };
    record.follow(live('unprotected', 3000, { certificates, compared: alarmed }), 3000);
    expect(report()?.verification).to.deep.equal({ people: 1, confirmed: 0, mismatch: 1, open: 0 });
  });

  it('says that messages were private only where there is a line to everybody', () => {
    const three = { participants: [...both, participant('karim')] };
    const chat = (facts: Partial<LiveCall>) => {
      record.follow(live('end-to-end', 2000, facts), 2000);
      return report()?.chat;
    };
    expect(chat({ participants: both.slice(0, 1) })).to.equal('nobody');
    expect(chat({ ...three, lines: new Map([['vasseur', 'open']]) })).to.equal('not-private');
    for (const status of ['opening', 'unavailable', 'relay-unavailable', 'closed'] as const)
      expect(chat({ lines: new Map([['vasseur', status]]) }), status).to.equal('not-private');
    for (const status of ['open', 'interrupted'] as const)
      expect(chat({ lines: new Map([['vasseur', status]]) }), status).to.equal('private');
  });

  it('names the hosts that were spoken to, and those that nobody expected', () => {
    record.follow(live('end-to-end', 2000), 2000);
    const expected = expectedServers({
      endpoints: ['https://cabinet.example/api'],
      proxyUrl: 'https://eu.example',
    });
    for (const host of ['cabinet.example', 'eu.example', 'spy.example', '192.0.2.1']) {
      record.contact({ host, use: 'http', at: 2000 }, expected);
    }
    expect(report()?.servers.map(({ server: host, expected: fine }) => `${host} ${fine}`)).to.deep.equal([
      ...['cabinet.example true', 'eu.example true', 'spy.example false', 'ip-address false'],
    ]);
  });
});

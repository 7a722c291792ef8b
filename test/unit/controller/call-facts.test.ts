import { expect } from '@open-wc/testing';
import type { CallState, LiveCall } from '../../../src/call/state/state.ts';
import { CallFacts } from '../../../src/controller/call-facts.ts';
import { confidentialityReport } from '../../../src/report/confidentiality-report.ts';
import { expectedServers } from '../../../src/report/contacted-servers.ts';
import { liveState } from '../../support/fakes.ts';
import { participant } from '../call/desk-support.ts';
import { evidence } from '../transport-security/support.ts';

const settings = { confidentiality: 'any', relayOnly: false, telemetry: false, privacyNotice: true } as const;
const both = [participant('zoe', true), participant('vasseur')];
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
    const state = { round: 1, answer: 'same', withdrawn: false, status: 'ready' } as never;
    record.follow(
      live('end-to-end-verified', 2000, {
        verifications: new Map([['vasseur', { state, disputed: false }]]),
        chat: { entries: [], added: 0, readers: ['vasseur'] },
      }),
      2000,
    );
    record.follow(live('verifying', 3000, { participants: both.slice(0, 1) }), 3000);
    expect(report()?.verification).to.deep.equal({ people: 1, same: 1, different: 0, failed: 0, open: 0 });
    expect(report()?.chat).to.equal('private');
    expect(JSON.stringify(report())).not.to.match(/vasseur|zoe/i);
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

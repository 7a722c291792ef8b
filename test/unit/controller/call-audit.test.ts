import { expect } from '@open-wc/testing';
import { CallAudit } from '../../../src/controller/call-audit.ts';
import { liveCall, participant } from '../../support/view.ts';

const token = 'T1==c2VjcmV0';
const said = (...texts: readonly string[]) =>
  liveCall({
    participants: [participant('Zoé Martin', { self: true })],
    chat: {
      added: texts.length,
      entries: texts.map((text, index) => ({
        ...{ type: 'message', from: 'Zoé Martin', name: 'Zoé Martin', self: true, text, at: 1 },
        ...{ withheld: [], sending: index },
      })),
    },
  });

describe('the audit of a call', () => {
  let audit: CallAudit;
  const keep = (text: string) => localStorage.setItem('kept', text);
  /** What the page keeps from now on is written during the call. */
  const begin = async () => {
    audit = new CallAudit();
    audit.keep(['', token]);
    await audit.look(0);
  };
  beforeEach(begin);
  afterEach(() => localStorage.removeItem('kept'));

  it('says nothing before the call has a secret', async () => {
    audit = new CallAudit();
    await audit.look(0);
    expect(audit.traceless).to.equal(undefined);
    await begin();
    expect(audit.traceless).to.equal(true);
  });

  it('finds secrets of the beginning, and those that take their place', async () => {
    keep('another secret');
    await audit.look(0);
    expect(audit.traceless).to.equal(true);
    audit.keep(['another secret']);
    await audit.look(0);
    expect(audit.traceless).to.equal(false);
  });

  it('finds names and messages, but not messages that stand in any text', async () => {
    audit.follow(said('true', 'granted', 'Le virement est parti.'));
    keep('{"consent":"granted","analytics":"true"}');
    await audit.look(0);
    expect(audit.traceless).to.equal(true);
    keep('Le virement est parti.');
    await audit.look(0);
    expect(audit.traceless).to.equal(false);
    keep('{"who":"Zoé Martin"}');
    await audit.look(0);
    expect(audit.traceless).to.equal(false);
  });

  it('is not whole where there is more than it looks for', async () => {
    audit.follow(said(...Array.from({ length: 300 }, (_, index) => `Message numéro ${index}.`)));
    await audit.look(0);
    expect(audit.traceless).to.equal(undefined);
  });

  it('says at the end what holds from then on, and forgets what it has looked for', async () => {
    keep(token);
    await audit.end(0);
    expect(audit.traceless).to.equal(false);
    localStorage.removeItem('kept');
    audit.keep([token]);
    await audit.look(1);
    await audit.end(1);
    expect(audit.traceless).to.equal(false);
  });

  it('is due again ten seconds after the last one, and not after the call', async () => {
    expect(audit.isDue(10_000)).to.equal(false);
    expect(audit.isDue(10_001)).to.equal(true);
    await audit.end(10_001);
    expect(audit.isDue(60_000)).to.equal(false);
  });
});

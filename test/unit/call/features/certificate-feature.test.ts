import { expect, waitUntil } from '@open-wc/testing';
import { CertificateFeature } from '../../../../src/call/features/certificate-feature.ts';
import { MESSAGES } from '../../../../src/call/message-names.ts';
import type { CallEvent } from '../../../../src/call/state/call-event.ts';
import { reduceLive } from '../../../../src/call/state/reduce-live.ts';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import type { ListedConnection } from '../../../../src/transport-security/remote-ends.ts';
import { deferred, OWN } from '../../../support/fakes.ts';
import { print } from '../../transport-security/support.ts';
import { attestedCall, joined, proven, shown } from '../attestation-support.ts';
import { callOf, participant, untilAborted } from '../desk-support.ts';

const THEIRS = print(0xaa);
const connection = (changes: Partial<ListedConnection> = {}): ListedConnection => ({
  ...{ id: 1, fingerprint: THEIRS, direction: 'publish', stream: 'camera', proven: true },
  ...changes,
});
const connections = (...all: readonly ListedConnection[]) =>
  ({ type: 'connections', connections: all }) as const;
const certificate = (id: string, fingerprint: string) => ({ type: 'certificate', id, fingerprint }) as const;
const peer = (id: string) => ({ type: 'peer-joined', peer: { id, name: id, joinedAt: 1 } }) as const;

describe('certificates in a call', () => {
  let live: LiveCall;
  let sent: string[];
  let allowed: readonly number[];
  let feature: CertificateFeature;
  let late: ReturnType<typeof deferred<void>>;
  let abort: AbortController;
  beforeEach(() => {
    live = callOf(['self']);
    // A test before may still be sending.
    const own: string[] = [];
    sent = own;
    allowed = [];
    late = deferred();
    abort = new AbortController();
    feature = new CertificateFeature({
      session: {
        sendMessage: async (name, data, to) => {
          own.push(`${name} ${data} ${to}`);
        },
        allow: (ids) => {
          allowed = ids;
        },
      },
      commit,
      delay: (durationMs, signal) =>
        Promise.race([late.promise, untilAborted(signal)]).then(() => {
          expect(durationMs).to.equal(5000);
        }),
      abortSignal: abort.signal,
    });
  });
  afterEach(() => abort.abort());

  function commit(event: CallEvent): void {
    const before = live;
    live = reduceLive(live, event);
    for (const effect of live === before ? [] : feature.onChange(live, before)) effect();
  }
  const hear = (from: string, data: string, name: string = MESSAGES.certificate) =>
    feature.onMessage(live, participant(from), { from, name, data });

  it('are announced to each newcomer, and once more to each who answers', async () => {
    commit(peer('a'));
    commit(peer('b'));
    await waitUntil(() => sent.length === 2);
    expect(sent).to.deep.equal(['a', 'b'].map((id) => `visio-certificate ${OWN} ${id}`));
    hear('a', THEIRS);
    hear('a', THEIRS);
    await waitUntil(() => sent.length === 3);
    expect(sent[2]).to.equal(`visio-certificate ${OWN} a`);
  });

  it('are announced again to who leaves and comes back', async () => {
    commit(peer('a'));
    hear('a', THEIRS);
    commit({ type: 'peer-left', id: 'a' });
    commit(peer('a'));
    hear('a', THEIRS);
    await waitUntil(() => sent.length === 4);
  });

  it('open the connections of their owners, and close them when the owner leaves', () => {
    commit(peer('a'));
    commit(connections(connection()));
    expect(allowed).to.deep.equal([]);
    expect(live.security.level).to.equal('verifying');
    hear('a', THEIRS);
    expect(allowed).to.deep.equal([1]);
    commit({ type: 'peer-left', id: 'a' });
    expect(allowed).to.deep.equal([]);
    expect(live.unknownReceivers.size, 'the connection ends a moment later').to.equal(0);
  });

  it('take what cannot be read for no announcement', () => {
    commit(peer('a'));
    for (const data of ['', 'sha-1 AA', `sha-256 ${'ZZ:'.repeat(31)}ZZ`, '<b>', 'x'.repeat(9000)])
      hear('a', data);
    hear('a', THEIRS, MESSAGES.line);
    expect(live.certificates.size).to.equal(0);
  });

  it('alarm at a receiver who is nobody, keep it in mind, and open nothing', () => {
    commit(peer('a'));
    hear('a', THEIRS);
    const unknown = connection({ id: 2, fingerprint: print(0xee) });
    commit(connections(connection(), unknown));
    expect(allowed).to.deep.equal([1]);
    expect(live.security.level).to.equal('unprotected');
    expect([...live.unknownReceivers]).to.deep.equal([2]);
    commit(connections(connection()));
    expect(live.security.level).not.to.equal('unprotected');
    expect([...live.unknownReceivers]).to.deep.equal([2]);
  });

  it('alarm as soon as the last person has announced another one', () => {
    commit(peer('a'));
    commit(connections(connection({ fingerprint: print(0xee) })));
    expect(live.unknownReceivers.size).to.equal(0);
    hear('a', THEIRS);
    expect(live.unknownReceivers.size).to.equal(1);
    expect(live.security.level).to.equal('unprotected');
  });

  it('close a person’s connections at a second announcement that differs', () => {
    commit(peer('a'));
    commit(connections(connection()));
    hear('a', THEIRS);
    hear('a', print(0xee));
    expect(allowed).to.deep.equal([]);
    expect(live.security.level).to.equal('unprotected');
  });

  it('raise one alarm at announcements that differ, about the certificate that was known', () => {
    commit(peer('a'));
    hear('a', THEIRS);
    expect(live.compared.alarms.size).to.equal(0);
    hear('a', print(0xee));
    hear('a', print(0xef));
    expect([...live.compared.alarms]).to.deep.equal([
      [THEIRS, { cause: 'certificate', id: 'a', name: 'a', count: 1 }],
    ]);
    expect(live.certificates.get('a')).to.deep.equal({ status: 'contradictory' });
  });

  it('raise no alarm when they are repeated, nor when a missing one comes late', async () => {
    commit(peer('a'));
    late.resolve();
    await waitUntil(() => live.certificates.get('a')?.status === 'missing');
    hear('a', THEIRS);
    hear('a', THEIRS);
    expect(live.certificates.get('a')?.status).to.equal('announced');
    expect(live.compared.alarms.size).to.equal(0);
  });

  it('close what is sent to everybody, and what the person sends, at an alarm', () => {
    for (const id of ['a', 'b']) commit(peer(id));
    hear('a', THEIRS);
    hear('b', print(0xbb));
    const received = [
      connection({ id: 3, direction: 'subscribe', statedPeer: 'a' }),
      connection({ id: 4, direction: 'subscribe', statedPeer: 'b', fingerprint: print(0xbb) }),
    ];
    commit(connections(connection(), connection({ id: 2, fingerprint: print(0xbb) }), ...received));
    expect(allowed).to.deep.equal([1, 2, 3, 4]);
    commit({ type: 'alarm', id: 'a', cause: 'told' });
    expect(allowed).to.deep.equal([4]);
    expect(live.security.level).to.equal('unprotected');
  });

  it('are missing after five seconds, and open the connections once the person has accepted that', async () => {
    commit(peer('plain'));
    const theirs = connection({ statedPeer: 'plain' });
    commit(connections(theirs));
    expect(live.security.level).to.equal('verifying');
    late.resolve();
    await waitUntil(() => live.certificates.get('plain')?.status === 'missing');
    expect(allowed).to.deep.equal([]);
    commit({ type: 'certificate-accepted', id: 'plain' });
    expect(allowed).to.deep.equal([1]);
    commit(connections(theirs, { ...theirs, id: 2, fingerprint: print(0xee) }));
    expect(allowed).to.deep.equal([1]);
    expect(live.security.level).to.equal('unprotected');
  });

  it('are not missing where they came in time, nor of somebody who has left', async () => {
    commit(peer('a'));
    commit(peer('gone'));
    hear('a', THEIRS);
    commit({ type: 'peer-left', id: 'gone' });
    late.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    expect([...live.certificates.values()].map(({ status }) => status)).to.deep.equal(['announced']);
    // Nobody accepts what is not missing.
    commit({ type: 'certificate-accepted', id: 'a' });
    expect(live.certificates.get('a')?.status).to.equal('announced');
  });

  it('of somebody who leaves before anything is known of them are no alarm, unless the connection stays', async () => {
    commit(peer('a'));
    hear('a', THEIRS);
    commit(peer('phone'));
    commit(connections(connection({ id: 2, fingerprint: print(0xcc) })));
    commit({ type: 'peer-left', id: 'phone' });
    expect([live.unknownReceivers.size, live.security.level]).to.deep.equal([0, 'verifying']);
    late.resolve();
    await waitUntil(() => live.leaving.size === 0);
    expect([live.unknownReceivers.size, live.security.level]).to.deep.equal([1, 'unprotected']);
    expect(allowed).to.deep.equal([]);
  });

  describe('where the firm attests', () => {
    beforeEach(() => {
      live = attestedCall();
    });

    it('are announced to people who are no participants yet, once', async () => {
      commit(peer('ben'));
      hear('ben', THEIRS);
      await waitUntil(() => sent.length === 2);
      commit(proven('ben', 0xb));
      commit({ type: 'not-attested', id: 'ben' });
      await new Promise((resolve) => setTimeout(resolve));
      expect(sent).to.have.length(2);
    });

    it('open the connections of their owners once they are attested, and close them with that', () => {
      commit(joined('ben'));
      commit(connections(connection({ fingerprint: print(0xb) })));
      commit(proven('ben', 0xb));
      expect(allowed).to.deep.equal([]);
      commit(shown('ben', 0xb));
      expect(allowed).to.deep.equal([1]);
      commit({ type: 'removed', subject: 'subject-ben' });
      expect(allowed).to.deep.equal([]);
      expect([live.unknownReceivers.size, live.compared.alarms.size]).to.deep.equal([0, 0]);
    });

    it('cannot be announced away, nor by somebody else', () => {
      commit(joined('ben'));
      commit(connections(connection({ fingerprint: print(0xb) })));
      commit(proven('ben', 0xb));
      commit(shown('ben', 0xb));
      commit(certificate('ben', print(0xe)));
      commit(peer('eve'));
      commit(certificate('eve', print(0xb)));
      expect([allowed, live.compared.alarms.size]).to.deep.equal([[1], 0]);
    });

    it('are missing also of people who are no participants', async () => {
      commit(peer('ben'));
      late.resolve();
      await waitUntil(() => live.certificates.get('ben')?.status === 'missing');
      expect(live.participants).to.have.length(1);
    });
  });

  it('are announced by one hash only, so that one cannot be two people’s', () => {
    commit(peer('a'));
    hear('a', `sha-384 ${'AA:'.repeat(47)}AA`);
    expect(live.certificates.size).to.equal(0);
  });

  it('are waited for no longer when the call is over', async () => {
    commit(peer('a'));
    abort.abort();
    await new Promise((resolve) => setTimeout(resolve));
    expect(live.certificates.size).to.equal(0);
  });

  it('forget the oldest of those who have left', () => {
    for (let count = 0; count < 1005; count++) {
      commit(peer(`${count}`));
      commit(certificate(`${count}`, `sha-256 ${count}`));
      commit({ type: 'peer-left', id: `${count}` });
    }
    expect(live.departed.size).to.equal(1000);
    expect([live.departed.has('sha-256 4'), live.departed.has('sha-256 5')]).to.deep.equal([false, true]);
  });
});

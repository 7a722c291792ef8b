import { expect } from '@open-wc/testing';
import type { Attestation } from '../../../../src/attestation/attestation.ts';
import type { CallEvent } from '../../../../src/call/state/call-event.ts';
import { allowedConnections, countedConnections } from '../../../../src/call/state/connections.ts';
import { reduceLive } from '../../../../src/call/state/reduce-live.ts';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import type { ListedConnection } from '../../../../src/transport-security/remote-ends.ts';
import { attestationOf, T0 } from '../../attestation/support.ts';
import { print } from '../../transport-security/support.ts';
import {
  arrived,
  attestedCall,
  fold,
  idsOf,
  joined,
  OWN_BYTE,
  ownAttestation,
  proven,
  shown,
} from '../attestation-support.ts';

const B = 0xb;
const C = 0xc;

const alone = attestedCall();
const withBen = fold(alone, ...arrived('ben', B));
const people = ({ participants }: LiveCall) => idsOf(participants);
const waiting = ({ unattested }: LiveCall) =>
  unattested.map(({ id, refused }) => (refused ? `${id} refused` : id));
const personOf = (live: LiveCall, id: string) =>
  [...live.participants, ...live.unattested].find((one) => one.id === id);
const listed = (id: number, byte: number, changes: Partial<ListedConnection> = {}): ListedConnection => ({
  ...{ id, fingerprint: print(byte), direction: 'publish', stream: 'camera', proven: true },
  ...changes,
});
const connections = (...all: readonly ListedConnection[]): CallEvent => ({
  type: 'connections',
  connections: all,
});
const removed = (subject: string): CallEvent => ({ type: 'removed', subject });
const renewed = (facts: Partial<Attestation>): CallEvent => ({
  type: 'renewed',
  attestation: { ...ownAttestation, ...facts },
});

describe('where the firm attests, a newcomer', () => {
  it('is no participant, whatever their certificate proves', () => {
    const live = fold(alone, joined('ben'), proven('ben', B));
    expect(people(live)).to.deep.equal(['ada']);
    expect(waiting(live)).to.deep.equal(['ben']);
  });

  it('is a participant at once where the firm attests nothing', () => {
    const live = fold(attestedCall({ attestation: null }), joined('ben'));
    expect([people(live), waiting(live)]).to.deep.equal([['ada', 'ben'], []]);
  });

  it('becomes a participant, as the firm knows them', () => {
    expect([people(withBen), waiting(withBen)]).to.deep.equal([['ada', 'ben'], []]);
    const ben = personOf(withBen, 'ben');
    expect(ben).to.deep.include({ name: 'BEN', role: 'publisher', accessId: 'subject-ben', self: false });
    expect(ben?.attested).to.deep.equal({
      attestation: attestationOf('ben', B),
      ...{ join: 1, knows: true, people: [] },
    });
    expect(ben).not.to.have.property('refused');
  });

  it('has the name that the session shows, cleaned of characters that show nothing', () => {
    const name = 'Al\u200bi';
    const ali = { type: 'peer-joined', peer: { id: 'ali', name: 'Al i', joinedAt: 1 } } as const;
    const live = fold(attestedCall(), ali, proven('ali', B), shown('ali', B, { name }));
    expect(people(live)).to.deep.equal(['ada', 'ali']);
    expect(personOf(live, 'ali')?.name).to.equal('Al i');
  });

  it('comes after those who are there, and is there once', () => {
    const live = fold(withBen, ...arrived('cleo', C), shown('ben', B), shown('cleo', C));
    expect([people(live), waiting(live)]).to.deep.equal([['ada', 'ben', 'cleo'], []]);
  });

  it('is known once, participant or not', () => {
    for (const live of [withBen, fold(alone, joined('ben'))])
      expect(fold(live, joined('ben', { name: 'EVE' }))).to.equal(live);
  });

  it('keeps what they send until they are a participant', () => {
    const handle = { element: document.createElement('video') };
    const before = fold(
      alone,
      joined('ben'),
      { type: 'peer-media', id: 'ben', media: { handle, microphone: true, camera: true } },
      { type: 'peer-screen', id: 'ben', on: true, handle },
    );
    const [ben] = before.unattested;
    expect(ben).to.deep.include({ publishing: true, microphone: true, camera: true, sharing: true });
    const after = personOf(fold(before, proven('ben', B), shown('ben', B)), 'ben');
    expect(after).to.deep.include({ publishing: true, microphone: true, camera: true, sharing: true });
    expect([after?.media, after?.screen]).to.deep.equal([handle, handle]);
  });

  it('does not become the speaker', () => {
    const speaks: CallEvent = { type: 'speaking', id: 'ben', speaking: true };
    expect(fold(alone, joined('ben'), speaks).speaker).to.equal(null);
    expect(fold(withBen, speaks).speaker).to.equal('ben');
  });

  it('leaves as any other, participant or not', () => {
    for (const live of [withBen, fold(alone, joined('ben'))]) {
      const gone = fold(live, { type: 'peer-left', id: 'ben' });
      expect([people(gone), waiting(gone)]).to.deep.equal([['ada'], []]);
      expect(personOf(fold(gone, shown('ben', B)), 'ben')).to.equal(undefined);
    }
  });

  it('is one of a hundred at most, with those who are participants', () => {
    let live = withBen;
    for (let count = 0; count < 200; count++) live = reduceLive(live, joined(`${count}`));
    expect(live.participants.length + live.unattested.length).to.equal(100);
  });
});

describe('an attestation', () => {
  const there = fold(alone, joined('ben'), proven('ben', B));
  const refuses = (facts: Partial<Attestation>, live = there) => {
    const after = fold(live, shown('ben', B, facts));
    expect([people(after), waiting(after)], JSON.stringify(facts)).to.deep.equal([['ada'], ['ben refused']]);
  };

  it('is of the same server, consultation and session as one’s own', () => {
    refuses({ issuer: 'https://other.example' });
    refuses({ room: 'another consultation' });
    refuses({ session: 'another session' });
  });

  it('is of the name, the role and the person that the session states, where it states them', () => {
    refuses({ name: 'Ben' });
    refuses({ name: '' });
    const stated = fold(
      alone,
      joined('ben', { role: 'publisher', accessId: 'subject-ben' }),
      proven('ben', B),
    );
    refuses({ role: 'moderator' }, stated);
    refuses({ subject: 'subject-eve' }, stated);
    expect(people(fold(stated, shown('ben', B)))).to.deep.equal(['ada', 'ben']);
    const host = fold(there, shown('ben', B, { role: 'moderator' }));
    expect(personOf(host, 'ben')).to.include({ role: 'moderator' });
  });

  it('is for the certificate that is proven on the line, and not for one’s own', () => {
    refuses({}, fold(alone, joined('ben')));
    refuses({}, fold(alone, joined('ben'), { type: 'certificate', id: 'ben', fingerprint: print(B) }));
    refuses({ fingerprint: print(C) });
    refuses({}, fold(alone, joined('ben'), proven('ben', C)));
    refuses({}, fold(there, { type: 'certificate', id: 'ben', fingerprint: print(C) }));
    const own = fold(alone, joined('ben'), proven('ben', OWN_BYTE));
    refuses({ fingerprint: print(OWN_BYTE) }, own);
  });

  it('is not older than one’s own, by the server’s clock alone', () => {
    refuses({ expiresAt: T0 - 1 });
    const last = fold(there, shown('ben', B, { issuedAt: T0 - 600, expiresAt: T0 }));
    expect(people(last)).to.deep.equal(['ada', 'ben']);
  });

  it('is of nobody whom a host has removed', () => {
    refuses({}, fold(there, removed('subject-ben')));
    expect(people(fold(there, removed('subject-cleo'), shown('ben', B)))).to.deep.equal(['ada', 'ben']);
  });

  it('counts for nothing where the firm attests nothing for oneself', () => {
    const live = fold(attestedCall({ attestation: null }), joined('ben'), proven('ben', B), shown('ben', B));
    expect(personOf(live, 'ben')).not.to.have.property('attested');
  });

  it('of somebody who is not there changes nothing', () => {
    for (const id of ['ghost', 'ada']) expect(fold(withBen, shown(id, B))).to.deep.equal(withBen);
  });

  it('that is valid makes somebody a participant who was refused', () => {
    const refused = fold(there, { type: 'not-attested', id: 'ben' });
    expect(waiting(refused)).to.deep.equal(['ben refused']);
    const after = fold(refused, shown('ben', B));
    expect([people(after), waiting(after)]).to.deep.equal([['ada', 'ben'], []]);
    expect(personOf(after, 'ben')).not.to.have.property('refused');
  });

  it('that is wrong ends somebody’s participation, and the comparison with them', () => {
    const comparing = {
      ...withBen,
      comparisons: new Map([['ben', { status: 'waiting', revealed: false } as const]]),
    };
    for (const event of [
      ...[shown('ben', B, { room: 'other' }), { type: 'not-attested', id: 'ben' } as const],
      removed('subject-ben'),
    ]) {
      const after = fold(comparing, event);
      expect([people(after), waiting(after)]).to.deep.equal([['ada'], ['ben refused']]);
      expect(after.comparisons.size).to.equal(0);
      expect(fold(after, event).unattested).to.equal(after.unattested);
    }
  });

  it('with another role than before ends it too', () => {
    expect(people(fold(withBen, shown('ben', B, { role: 'moderator' })))).to.deep.equal(['ada']);
  });

  it('that is missing refuses nobody else', () => {
    const live = fold(withBen, joined('cleo'), { type: 'not-attested', id: 'cleo' });
    expect([people(live), waiting(live)]).to.deep.equal([['ada', 'ben'], ['cleo refused']]);
    expect(people(fold(live, { type: 'not-attested', id: 'ada' }))).to.deep.equal(['ada', 'ben']);
  });
});

describe('the renewal of one’s own attestation', () => {
  it('replaces it', () => {
    expect(fold(withBen, renewed({ issuedAt: T0 + 240 })).attestation).to.deep.include({
      issuedAt: T0 + 240,
    });
  });

  it('refuses those whose attestation had run out by then', () => {
    const all = fold(withBen, ...arrived('cleo', C, { expiresAt: T0 + 700 }));
    const at = (seconds: number) => fold(all, renewed({ issuedAt: T0 + seconds }));
    expect(people(at(600))).to.deep.equal(['ada', 'ben', 'cleo']);
    expect([people(at(601)), waiting(at(601))]).to.deep.equal([['ada', 'cleo'], ['ben refused']]);
    expect(people(at(701))).to.deep.equal(['ada']);
  });

  it('leaves those who have still to show one', () => {
    const live = fold(alone, joined('ben'), renewed({ issuedAt: T0 + 9999 }));
    expect(waiting(live)).to.deep.equal(['ben']);
  });

  it('is one that others can show again', () => {
    const cut = fold(withBen, renewed({ issuedAt: T0 + 601 }));
    const fresh = shown('ben', B, { issuedAt: T0 + 650, expiresAt: T0 + 1250 });
    expect(people(fold(cut, fresh))).to.deep.equal(['ada', 'ben']);
  });
});

describe('a removal', () => {
  const of = (...subjects: readonly string[]) => ({ removed: subjects });
  const all = fold(withBen, ...arrived('cleo', C));

  it('by oneself holds for every device of the person, and for those to come', () => {
    const two = fold(all, ...arrived('ben-2', 0xd, { subject: 'subject-ben' }));
    expect(people(two)).to.deep.equal(['ada', 'ben', 'cleo', 'ben-2']);
    const live = fold(two, removed('subject-ben'));
    expect(people(live)).to.deep.equal(['ada', 'cleo']);
    expect([...live.removed]).to.deep.equal(['subject-ben']);
    const third = fold(live, ...arrived('ben-3', 0xe, { subject: 'subject-ben' }));
    expect(waiting(third)).to.include('ben-3 refused');
  });

  it('counts from a host', () => {
    const hosted = fold(withBen, ...arrived('cleo', C, { role: 'moderator' }));
    const live = fold(hosted, shown('cleo', C, { role: 'moderator' }, of('subject-ben')));
    expect(people(live)).to.deep.equal(['ada', 'cleo']);
    expect([...live.removed]).to.deep.equal(['subject-ben']);
    const more = fold(live, shown('cleo', C, { role: 'moderator' }, of('subject-eve', 'subject-ben')));
    expect([...more.removed].sort()).to.deep.equal(['subject-ben', 'subject-eve']);
    const forgotten = fold(more, shown('cleo', C, { role: 'moderator' }));
    expect(forgotten.removed, 'none is taken back').to.equal(more.removed);
  });

  it('counts from a host who has just come, and is told once', () => {
    const host = arrived('dora', 0xd, { role: 'moderator' }, of('subject-ben'));
    const live = fold(all, ...host);
    expect(people(live)).to.deep.equal(['ada', 'cleo', 'dora']);
    const again = fold(live, shown('dora', 0xd, { role: 'moderator' }, of('subject-ben')));
    expect(again.removed).to.equal(live.removed);
  });

  it('counts from nobody else', () => {
    for (const role of ['publisher', 'subscriber'] as const) {
      const live = fold(withBen, ...arrived('cleo', C, { role }, of('subject-ben')));
      expect([people(live), live.removed.size]).to.deep.equal([['ada', 'ben', 'cleo'], 0]);
    }
  });

  it('does not count from a host whose attestation is wrong', () => {
    const wrong = { role: 'moderator', room: 'other' } as const;
    expect(fold(withBen, ...arrived('cleo', C, wrong, of('subject-ben'))).removed.size).to.equal(0);
  });
});

describe('a certificate that joins again', () => {
  const again = (join: number, live = withBen) =>
    fold(
      live,
      joined('ben-2', { name: 'BEN' }),
      proven('ben-2', B),
      shown('ben-2', B, { subject: 'subject-ben', name: 'BEN' }, { join }),
    );

  it('takes the place of its earlier connection', () => {
    const live = again(2);
    expect([people(live), waiting(live)]).to.deep.equal([['ada', 'ben-2'], []]);
    expect([...live.superseded]).to.deep.equal(['ben']);
    expect([...live.certificates.keys()]).to.deep.equal(['ben-2']);
    expect(live.departed.size).to.equal(0);
  });

  it('takes that place also of a connection that was refused meanwhile', () => {
    const live = again(2, fold(withBen, { type: 'not-attested', id: 'ben' }));
    expect([people(live), waiting(live)]).to.deep.equal([['ada', 'ben-2'], []]);
  });

  it('ends the comparison over the earlier one', () => {
    const comparisons = new Map([['ben', { status: 'waiting', revealed: false } as const]]);
    expect(again(2, { ...withBen, comparisons }).comparisons.size).to.equal(0);
  });

  it('is refused with an earlier join, or the same', () => {
    const later = fold(alone, ...arrived('ben', B, {}, { join: 2 }));
    for (const join of [1, 2]) {
      const live = again(join, later);
      expect([people(live), waiting(live)]).to.deep.equal([['ada', 'ben'], ['ben-2 refused']]);
      expect(live.superseded.size).to.equal(0);
    }
  });

  it('may say the same again on its own line', () => {
    const later = fold(alone, ...arrived('ben', B, {}, { join: 2 }), shown('ben', B, {}, { join: 2 }));
    expect(people(later)).to.deep.equal(['ada', 'ben']);
  });

  it('leaves the earlier id to the provider, which nobody takes up again', () => {
    const live = again(2);
    expect(fold(live, joined('ben'))).to.equal(live);
    const stale = fold(live, shown('ben', B));
    expect(people(stale)).to.deep.equal(['ada', 'ben-2']);
    const gone = fold(live, { type: 'peer-left', id: 'ben' });
    expect([people(gone), gone.superseded.size, gone.leaving.size]).to.deep.equal([['ada', 'ben-2'], 0, 0]);
  });

  it('owns the connections of that certificate; what leads to the earlier one is nobody’s, and no alarm', () => {
    const all = connections(
      ...[listed(1, B, { statedPeer: 'ben' }), listed(2, B, { statedPeer: 'ben-2' })],
      ...[listed(3, B, { statedPeer: 'ben', direction: 'subscribe' }), listed(4, 0xe, { statedPeer: 'ben' })],
    );
    const live = fold(again(2), all);
    expect(allowedConnections(live)).to.deep.equal([2]);
    expect(countedConnections(live).map(({ id }) => id)).to.deep.equal([2]);
    expect([live.unknownReceivers.size, live.compared.alarms.size]).to.deep.equal([0, 0]);
  });
});

describe('the connections to people who are not attested', () => {
  const there = fold(alone, joined('ben'), proven('ben', B));
  const all = connections(
    listed(1, B, { statedPeer: 'ben' }),
    listed(2, B, { statedPeer: 'ben', direction: 'subscribe' }),
  );
  const counted = (live: LiveCall) => countedConnections(live).map(({ id }) => id);

  it('carry nothing, count for nothing, and are no alarm', () => {
    for (const before of [there, fold(withBen, { type: 'not-attested', id: 'ben' })]) {
      const live = fold(before, all);
      expect([allowedConnections(live), counted(live)]).to.deep.equal([[], []]);
      expect([live.unknownReceivers.size, live.compared.alarms.size]).to.deep.equal([0, 0]);
      expect(live.security.level).to.equal('verifying');
    }
  });

  it('carry media and count as soon as they are participants, and no longer than that', () => {
    const live = fold(there, all, shown('ben', B));
    expect([allowedConnections(live), counted(live)]).to.deep.equal([
      [1, 2],
      [1, 2],
    ]);
    expect(live.security.evidence).to.have.length(2);
    const cut = fold(live, renewed({ issuedAt: T0 + 601 }));
    expect([allowedConnections(cut), cut.security.evidence.length]).to.deep.equal([[], 0]);
  });

  it('raise no alarm about a certificate that changes', () => {
    const live = fold(there, { type: 'certificate', id: 'ben', fingerprint: print(C) });
    expect([live.compared.alarms.size, live.certificates.get('ben')?.status]).to.deep.equal([
      ...[0, 'contradictory'],
    ]);
  });

  it('are no unknown receivers, and others are', () => {
    expect([...fold(there, connections(listed(1, B), listed(7, 0xe))).unknownReceivers]).to.deep.equal([7]);
  });
});

describe('through a media server', () => {
  const routed = attestedCall({ relayed: false });
  const there = fold(routed, joined('ben'), proven('ben', B));
  const SERVER = 0xee;
  const received = connections(
    listed(1, SERVER),
    listed(2, SERVER, { direction: 'subscribe', statedPeer: 'ben' }),
  );

  it('people are participants, and media flows, before they are attested', () => {
    expect([people(there), waiting(there)]).to.deep.equal([['ada', 'ben'], []]);
    expect(allowedConnections(fold(there, received))).to.deep.equal([1, 2]);
    expect(personOf(fold(there, shown('ben', B)), 'ben')).to.have.property('attested');
  });

  it('nothing is shown of somebody who has shown a wrong attestation', () => {
    const live = fold(there, received, shown('ben', B, { room: 'other' }));
    expect([people(live), waiting(live)]).to.deep.equal([['ada'], ['ben refused']]);
    expect(allowedConnections(live)).to.deep.equal([1]);
  });
});

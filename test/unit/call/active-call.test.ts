import { expect, waitUntil } from '@open-wc/testing';
import { ActiveCall, type ActiveCallDeps } from '../../../src/call/active-call.ts';
import { MESSAGES } from '../../../src/call/message-names.ts';
import type { OwnAttestation } from '../../../src/call/own-attestation.ts';
import type { CallEvent } from '../../../src/call/state/call-event.ts';
import { reduceLive } from '../../../src/call/state/reduce-live.ts';
import type { LiveCall } from '../../../src/call/state/state.ts';
import { LocalDevices } from '../../../src/devices/local-devices.ts';
import { VisioError } from '../../../src/error.ts';
import { openSecret, sealSecret } from '../../../src/transport-security/sealed-secret.ts';
import { createComparison } from '../../../src/verification/comparison.ts';
import { type FakeLine, FakeSession, fakeLines, openScreen } from '../../support/fakes.ts';
import { print } from '../transport-security/support.ts';
import { attestedParticipant, ownAttestation } from './attestation-support.ts';
import { callOf, codeOf, participant } from './desk-support.ts';

const NOW = 1_700_000_000_000;
const host = { ...participant('host'), role: 'moderator' } as const;

describe('a call in progress', () => {
  let session: FakeSession;
  let events: CallEvent[];
  let live: LiveCall | null;
  let media: LocalDevices;
  let abort: AbortController;
  let { lines, openLine } = fakeLines();
  /** How long the tasks wait, and what wakes them. */
  let delays: { durationMs: number; wake: () => void }[];
  beforeEach(() => {
    session = new FakeSession();
    events = [];
    live = callOf([], [], {
      role: 'publisher',
      participants: [participant('self', true), participant('guest'), host],
    });
    media = new LocalDevices(() => undefined);
    abort = new AbortController();
    delays = [];
    ({ lines, openLine } = fakeLines());
  });
  afterEach(() => abort.abort());

  const callWith = (grant: Partial<ActiveCallDeps['grant']> = {}, asked: string[] = [], secret = '') =>
    new ActiveCall({
      ...{ session, media, openScreen, self: 'self', shownAs: 'SHOWN', confidentiality: 'any', secret },
      ...{ openLine, createComparison, abortSignal: abort.signal },
      grant: { sessionId: 'session', clockOffset: 0, ...grant },
      askWaitingRoom: (url) => async (decision) => {
        asked.push(`${url} ${decision && 'action' in decision ? decision.action : 'list'}`);
        return { waiting: [], locked: false };
      },
      commit: (event) => {
        events.push(event);
        live = live && reduceLive(live, event);
      },
      live: () => live,
      delay: (durationMs, signal) =>
        new Promise((resolve, reject) => {
          delays.push({ durationMs, wake: resolve });
          signal.addEventListener('abort', () => reject(new VisioError('aborted')));
        }),
      now: () => NOW,
    });
  const become = (facts: Partial<LiveCall>) => {
    live = live && { ...live, ...facts };
  };
  const follow = (call: ActiveCall, before: LiveCall | null = live) => {
    for (const effect of live ? call.onChange(live, before) : []) void effect();
  };
  const blocked = () => events.flatMap((event) => (event.type === 'blocked' ? [event.reason?.type] : []));

  it('asks the waiting room that the grant names, and no other', async () => {
    const asked: string[] = [];
    const call = callWith({ admission: { url: 'https://x.example/door' } }, asked);
    await call.moderation.decide({ action: 'lock' });
    expect(asked).to.deep.equal(['https://x.example/door lock']);
    expect(await codeOf(callWith().moderation.decide({ action: 'lock' }))).to.equal('not-allowed');
  });

  it('holds back when more people come than the grant expects', () => {
    follow(callWith({ expected: 3 }));
    follow(callWith());
    expect(blocked()).to.deep.equal([]);
    follow(callWith({ expected: 2 }));
    expect(blocked()).to.deep.equal(['too-many-participants']);
    expect(media.snapshot.camera.suspendedBy).to.deep.equal(['send-policy']);
  });

  it('suspends nothing any more once it is over', () => {
    const call = callWith({ expected: 2 });
    follow(call);
    call.dispose();
    expect(media.snapshot.camera.suspendedBy).to.deep.equal([]);
  });

  it('heeds a message of a person in the call, not of oneself, nor of somebody who is not in the call', () => {
    const call = callWith();
    const end = (from: string) => call.onMessage({ from, name: MESSAGES.end, data: '' });
    // One’s own words may come back under one’s own id, whatever the role.
    become({ participants: [{ ...participant('self', true), role: 'moderator' }, host] });
    end('self');
    end('ghost');
    expect(events).to.deep.equal([]);
    end('host');
    expect(events).to.deep.equal([{ type: 'disconnected', reason: 'ended' }]);
    live = null;
    end('host');
    expect(events).to.have.length(1);
  });

  it('judges a message by the role of its own sender', () => {
    const call = callWith();
    call.onMessage({ from: 'guest', name: MESSAGES.end, data: '' });
    expect(events).to.deep.equal([]);
  });

  describe('once it has started', () => {
    const woken = (durationMs: number) => {
      const due = delays.findIndex((one) => one.durationMs === durationMs);
      for (const { wake } of due < 0 ? [] : delays.splice(due, 1)) wake();
      return due >= 0;
    };

    it('announces the end of the appointment by the server’s clock', async () => {
      const minute = 60_000;
      const room = { endsAt: new Date(NOW + 30 * minute) };
      callWith({ room, clockOffset: 5 * minute }).start();
      expect(delays.map(({ durationMs }) => durationMs)).to.include(15 * 60_000);
    });

    it('tells how many minutes are left', async () => {
      callWith({ room: { endsAt: new Date(NOW + 605_000) } }).start();
      expect(woken(5000)).to.equal(true);
      await waitUntil(() => live?.notice !== null);
      expect(live?.notice).to.deep.equal({ type: 'ending', minutes: 10 });
    });

    it('measures the connections, and reads the waiting room', async () => {
      const asked: string[] = [];
      callWith({ admission: { url: 'https://x.example/door' } }, asked).start();
      await waitUntil(() => delays.length === 2 && events.length === 2);
      expect(delays.map(({ durationMs }) => durationMs)).to.have.members([1000, 2500]);
      expect(events.map(({ type }) => type)).to.have.members(['security', 'waiting-room']);
      expect(asked).to.deep.equal(['https://x.example/door list']);
    });
  });

  describe('where the firm attests', () => {
    /** What the feature that decides who is a participant is told. */
    let told: string[];
    const own: OwnAttestation = {
      ...{ jws: 'own jws', attestation: ownAttestation, removed: [], join: 1 },
      verify: async () => undefined,
      renew: async () => 'jws',
      createFeature: () => ({
        start: async () => void told.push('start'),
        onChange: () => [() => told.push('change')],
        onProven: ({ id }) => void told.push(`proven ${id}`),
        onLineMessage: ({ id }, topic) => void told.push(`${topic} ${id}`),
      }),
    };
    const attestedHost = attestedParticipant('host', 0xc, { role: 'moderator' });
    const line = (id: string) => lines.get(id) as FakeLine;
    const command = (name: string, data = '') => JSON.stringify({ name, data });
    let call: ActiveCall;
    beforeEach(() => {
      told = [];
      become({
        attestation: ownAttestation,
        participants: [
          participant('self', true),
          attestedParticipant('guest', 0xb),
          { ...attestedHost, role: 'moderator' },
        ],
        unattested: [{ ...participant('eve'), role: 'moderator', refused: false }],
      });
      call = callWith({ attested: own });
      follow(call, null);
    });

    it('shows the attestation and renews it as long as the call goes on', () => {
      expect(told).to.include('change');
      call.start();
      expect(told.at(-1)).to.equal('start');
      line('eve').listener.onProven({ fingerprint: print(0xe), role: 'moderator', run: 'one' });
      line('eve').listener.onMessage('attestation', 'statement');
      expect(told.slice(-2)).to.deep.equal(['proven eve', 'attestation eve']);
    });

    it('obeys a host on the line alone, and nobody over the session', () => {
      for (const name of [MESSAGES.end, MESSAGES.removed, MESSAGES.mute, MESSAGES.breakout])
        for (const from of ['host', 'guest', 'eve']) call.onMessage({ from, name, data: '' });
      expect(events.filter(({ type }) => type !== 'line' && type !== 'blocked')).to.deep.equal([]);
      line('host').listener.onMessage('command', command(MESSAGES.end));
      expect(events.at(-1)).to.deep.equal({ type: 'disconnected', reason: 'ended' });
    });

    it('obeys nobody on the line who is no attested host', () => {
      line('guest').listener.onMessage('command', command(MESSAGES.end));
      line('eve').listener.onMessage('command', command(MESSAGES.end));
      line('host').listener.onMessage('chat', command(MESSAGES.end));
      line('host').listener.onMessage('command', command(MESSAGES.mismatch));
      expect(events.filter(({ type }) => type === 'disconnected' || type === 'alarm')).to.deep.equal([]);
    });

    it('takes what people say of themselves over the session, also before they are participants', () => {
      call.onMessage({ from: 'eve', name: MESSAGES.line, data: 'offer' });
      expect(line('eve').signals).to.deep.equal(['offer']);
      call.onMessage({ from: 'eve', name: MESSAGES.certificate, data: print(0xe) });
      expect(live?.certificates.get('eve')).to.deep.include({ fingerprint: print(0xe) });
    });

    it('raises no alarm by the word of somebody who is no participant', () => {
      call.onMessage({ from: 'eve', name: MESSAGES.mismatch, data: '' });
      expect(live?.compared.alarms.size).to.equal(0);
    });

    it('mutes and ends by commands on the lines', async () => {
      await call.moderation.mute('guest');
      expect(line('guest').sent).to.deep.equal([{ topic: 'command', text: command(MESSAGES.mute) }]);
      if (live) await call.moderation.end(live);
      expect(line('host').sent).to.deep.equal([{ topic: 'command', text: command(MESSAGES.end) }]);
      expect(line('eve').sent).to.deep.equal([]);
      expect(session.calls).to.deep.equal(['mute guest']);
    });
  });

  it('needs no attestation, and then takes commands from the session alone', () => {
    const call = callWith();
    follow(call, null);
    const text = JSON.stringify({ name: MESSAGES.end, data: '' });
    (lines.get('host') as FakeLine).listener.onMessage('command', text);
    expect(events.filter(({ type }) => type === 'disconnected')).to.deep.equal([]);
    call.onMessage({ from: 'host', name: MESSAGES.end, data: '' });
    expect(events.at(-1)).to.deep.equal({ type: 'disconnected', reason: 'ended' });
  });

  describe('over the private lines', () => {
    const A = print(0xa);
    const people = ['guest', 'host'];
    const line = (id: string) => lines.get(id) as FakeLine;
    let call: ActiveCall;
    beforeEach(() => {
      call = callWith();
      follow(call, null);
    });

    it('opens one to each other person, as this person is shown to them', () => {
      expect([...lines.keys()]).to.deep.equal(people);
      const { session: id, self } = line('guest').options;
      expect([id, self]).to.deep.equal(['session', { id: 'self', name: 'SHOWN', role: 'publisher' }]);
      call.onMessage({ from: 'guest', name: MESSAGES.line, data: 'offer' });
      expect(line('guest').signals).to.deep.equal(['offer']);
      expect(line('host').signals).to.deep.equal([]);
    });

    it('sends the chat and takes it', async () => {
      if (live) await call.chat.send(live, 'Bonjour');
      for (const id of people)
        expect(line(id).sent).to.deep.equal([
          { topic: 'chat', text: JSON.stringify({ text: 'Bonjour', at: NOW }) },
        ]);
      line('host').listener.onMessage('chat', JSON.stringify({ text: 'Merci', at: 5 }));
      expect(live?.chat.entries.at(-1)).to.include({ from: 'host', name: 'HOST', text: 'Merci' });
    });

    it('compares, once the panel is open and a certificate is proven', async () => {
      call.verification.setOpened(true);
      line('guest').listener.onProven({ fingerprint: A, role: 'publisher', run: 'one' });
      await waitUntil(() => line('guest').sent.length > 0);
      expect(line('guest').sent[0]?.topic).to.equal('comparison');
      expect(live?.certificates.get('guest')).to.deep.equal({
        ...{ status: 'announced', fingerprint: A, proven: true },
      });
      expect(live?.comparisons.get('guest')).to.deep.equal({ status: 'waiting', revealed: false });
      expect(line('host').sent).to.deep.equal([]);
    });

    it('replaces the secret with which it was joined when somebody leaves', async () => {
      const secret = 'cheval-agrafe-pile';
      const calls = callWith({}, [], secret);
      follow(calls, null);
      // One at a time replaces it: the person with the lowest id.
      const participants = (live?.participants ?? []).map((one) => (one.self ? { ...one, id: '0' } : one));
      become({ secret: 'matched', participants });
      const before = live;
      become({ participants: participants.filter(({ id }) => id !== 'guest') });
      follow(calls, before);
      await waitUntil(() => session.calls.some((one) => one.startsWith('secret ')));
      const sent = line('host').sent.filter(({ topic }) => topic === 'secret');
      expect(sent).to.have.length(1);
      const next = await openSecret(sent[0]?.text ?? '', secret);
      expect(session.calls).to.deep.equal([`secret ${next}`]);
      // What comes over a line under the secret in use is taken.
      line('host').listener.onMessage('secret', await sealSecret('un-autre-secret', next ?? ''));
      await waitUntil(() => session.calls.length === 2);
      expect(session.calls[1]).to.equal('secret un-autre-secret');
    });

    it('stops sending to everybody when one person reports a mismatch', () => {
      call.onMessage({ from: 'guest', name: MESSAGES.mismatch, data: '' });
      follow(call);
      expect(blocked()).to.deep.equal(['mismatch']);
      for (const kind of ['microphone', 'camera'] as const)
        expect(media.snapshot[kind].suspendedBy).to.deep.equal(['send-policy']);
    });

    it('closes them when the call is over', () => {
      abort.abort();
      expect(people.map((id) => line(id).closed)).to.deep.equal([true, true]);
    });
  });
});

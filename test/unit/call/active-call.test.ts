import { expect, waitUntil } from '@open-wc/testing';
import { ActiveCall, type ActiveCallDeps } from '../../../src/call/active-call.ts';
import { MessagesFeature } from '../../../src/call/features/messages-feature.ts';
import { MESSAGES } from '../../../src/call/message-names.ts';
import type { CallEvent } from '../../../src/call/state/call-event.ts';
import { reduceLive } from '../../../src/call/state/reduce-live.ts';
import type { LiveCall } from '../../../src/call/state/state.ts';
import { LocalDevices } from '../../../src/devices/local-devices.ts';
import { VisioError } from '../../../src/error.ts';
import { announceKey, createChatKey } from '../../../src/private-line/chat-key.ts';
import { FakeSession, openScreen } from '../../support/fakes.ts';
import { print } from '../transport-security/support.ts';
import { Bus, callOf, codeOf, connection, participant } from './desk-support.ts';

const NOW = 1_700_000_000_000;
const host = { ...participant('host'), role: 'moderator' } as const;

describe('a call in progress', () => {
  let session: FakeSession;
  let events: CallEvent[];
  let live: LiveCall | null;
  let media: LocalDevices;
  let abort: AbortController;
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
  });
  afterEach(() => abort.abort());

  const callWith = (grant: Partial<ActiveCallDeps['grant']> = {}, asked: string[] = []) =>
    new ActiveCall({
      ...{ session, media, openScreen, self: 'self', confidentiality: 'any', abortSignal: abort.signal },
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
      callWith({ room: { endsAt: new Date(NOW + 600_000) } }).start();
      expect(woken(0)).to.equal(true);
      await waitUntil(() => live?.notice !== null);
      expect(live?.notice).to.deep.equal({ type: 'ending', minutes: 10 });
    });

    it('measures the connections, resends what is not answered, and reads the waiting room', async () => {
      const asked: string[] = [];
      callWith({ admission: { url: 'https://x.example/door' } }, asked).start();
      await waitUntil(() => delays.length === 3 && events.length === 2);
      expect(delays.map(({ durationMs }) => durationMs)).to.have.members([1000, 1500, 2500]);
      expect(events.map(({ type }) => type)).to.have.members(['security', 'waiting-room']);
      expect(asked).to.deep.equal(['https://x.example/door list']);
    });
  });

  it('no longer seals for a person whose key the compared code does not cover', async () => {
    const bus = new Bus();
    session.sendMessage = bus.session('self').sendMessage;
    const call = callWith();
    bus.connect('self', async (message) => call.onMessage(message));
    const impostor = await createChatKey();
    bus.pass = (signal) =>
      signal.name === MESSAGES.key && signal.from === 'guest'
        ? [{ ...signal, data: announceKey(impostor) }]
        : [signal];
    const guest = new MessagesFeature({
      ...{ session: bus.session('guest'), self: 'guest', room: 'session', now: () => NOW },
      commit: () => undefined,
      participant: () => undefined,
    });
    const [A, B] = [print(0xa), print(0xb)];
    const theirs = callOf(['guest', 'self'], [connection('self', B, A)]);
    bus.connect('guest', async (message) => guest.onMessage(theirs, participant('self'), message));
    await waitUntil(() => live?.chat.readers.includes('guest'));
    for (const effect of guest.onChange(theirs, null)) void effect();
    become({ security: { level: 'verifying', evidence: [connection('guest', A, B)], at: 1 } });
    follow(call, null);
    await waitUntil(() => live?.chat.entries.length === 1);
    expect(live?.chat.entries[0]).to.include({ fault: 'key-changed', from: 'guest', name: 'GUEST' });
  });
});

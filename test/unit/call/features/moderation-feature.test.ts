import { expect } from '@open-wc/testing';
import type { Decision, WaitingRoomList } from '../../../../src/access/waiting-room.ts';
import {
  type AskWaitingRoom,
  ModerationFeature,
  reduceModeration,
} from '../../../../src/call/features/moderation-feature.ts';
import { MESSAGES } from '../../../../src/call/message-names.ts';
import type { CallEvent } from '../../../../src/call/state/call-event.ts';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import { VisioError } from '../../../../src/error.ts';
import { FakeSession } from '../../../support/fakes.ts';
import { attestedCall, attestedParticipant } from '../attestation-support.ts';
import { callOf, codeOf, participant } from '../desk-support.ts';

const list: WaitingRoomList = { waiting: [], locked: false };
const guest = { ...participant('guest'), accessId: 'access-1' };

describe('what a host decides', () => {
  /** What the session and the server are asked, in order. */
  let asked: string[];
  let events: CallEvent[];
  let abort: AbortController;
  let session: FakeSession;
  /** What a request to the server comes to. */
  let answer: () => Promise<WaitingRoomList>;
  let refusal: VisioError | null;
  beforeEach(() => {
    abort = new AbortController();
    events = [];
    refusal = null;
    answer = async () => list;
    session = new FakeSession();
    asked = session.calls;
    session.disconnect = async (id) => {
      asked.push(`disconnect ${id}`);
      if (refusal) throw refusal;
    };
  });

  const askServer: AskWaitingRoom = async (decision: Decision | null) => {
    asked.push(`server ${JSON.stringify(decision)}`);
    return answer();
  };
  const host = (ask: AskWaitingRoom | null = askServer, live: () => LiveCall | null = () => null) =>
    new ModerationFeature({
      ...{ session, ask, abortSignal: abort.signal, live },
      command: (...message) => session.sendMessage(...message),
      switchOff: async () => undefined,
      commit: (event) => events.push(event),
    });
  const word = (text: string) => `signal ${MESSAGES.removed} ${text} guest`;

  it('goes to the server, whose list is shown', async () => {
    const locked = { ...list, locked: true };
    answer = async () => locked;
    await host().decide({ action: 'lock' });
    expect(asked).to.deep.equal(['server {"action":"lock"}']);
    expect(events).to.deep.equal([{ type: 'waiting-room', list: locked }]);
    const live = events.reduce(reduceModeration, callOf(['self']));
    expect(live.waitingRoom).to.equal(locked);
  });

  it('to leave reaches the server also when the call is over, and needs no answer', async () => {
    abort.abort();
    answer = async () => {
      throw new VisioError('endpoint-invalid');
    };
    host().leave();
    host(null).leave();
    expect(asked).to.deep.equal(['server {"action":"leave"}']);
  });

  it('is refused where there is no waiting room', async () => {
    expect(await codeOf(host(null).decide({ action: 'lock' }))).to.equal('not-allowed');
  });

  it('is not shown when the call is over by the time the server answers', async () => {
    answer = async () => {
      abort.abort();
      return list;
    };
    await host().decide(null);
    expect(events).to.deep.equal([]);
  });

  describe('the waiting room', () => {
    /** Watches through so many waits. Returns how long each was. */
    async function watch(feature: ModerationFeature, count: number): Promise<number[]> {
      const waits: number[] = [];
      await feature.watch(async (durationMs) => {
        waits.push(durationMs);
        if (waits.length === count) abort.abort();
        if (waits.length === 2) throw new VisioError('aborted');
      });
      return waits;
    }

    it('is asked for until the call is over, also after a failure', async () => {
      const failing = [true, true, false];
      answer = async () => {
        if (failing.shift()) throw new VisioError('endpoint-unreachable');
        return list;
      };
      expect(await watch(host(), 4)).to.deep.equal([2500, 2500, 2500, 2500]);
      expect(asked).to.deep.equal(Array(4).fill('server null'));
      expect(events).to.have.length(2);
    });

    it('is not asked for when there is none, or the call is over', async () => {
      expect(await watch(host(null), 1)).to.deep.equal([]);
      abort.abort();
      expect(await watch(host(), 1)).to.deep.equal([]);
      expect(asked).to.deep.equal([]);
    });
  });

  describe('the removal of a person', () => {
    it('withdraws the access, then says why, then disconnects, as the platform does', async () => {
      await host().remove(guest, 'Merci.');
      const decision = (more: object) =>
        `server ${JSON.stringify({ action: 'remove', participant: 'access-1', ...more, reason: 'Merci.' })}`;
      expect(asked).to.deep.equal([
        ...[decision({}), word('Merci.'), decision({ connection: 'guest' }), 'disconnect guest'],
      ]);
    });

    it('tells and disconnects also whom the server knows no longer', async () => {
      answer = () => Promise.reject(new VisioError('endpoint-invalid', { status: 409 }));
      expect(await codeOf(host().remove(guest))).to.equal('none');
      expect(asked).to.include.members([word(''), 'disconnect guest']);
    });

    it('puts out their other connections, and who comes with their access later, until they may ask again', async () => {
      const [phone, late] = [
        { ...participant('phone'), accessId: 'access-1' },
        { ...participant('late'), accessId: 'access-1' },
      ];
      const before = { ...callOf(['self']), role: 'moderator' as const };
      const call = { ...before, participants: [...before.participants, guest, phone] };
      const feature = host(askServer, () => call);
      const change = (live: LiveCall) => {
        for (const effect of feature.onChange(live, before)) effect();
      };
      change(call);
      expect(asked, 'nobody removed yet').to.deep.equal([]);
      await feature.remove(guest);
      expect(asked).to.include('disconnect phone');
      const back = { ...before, participants: [...before.participants, late] };
      change(back);
      expect(asked.at(-1)).to.equal('disconnect late');
      asked.length = 0;
      change({ ...back, role: 'publisher' });
      for (const effect of feature.onChange(back, back)) effect();
      expect(asked).to.deep.equal([]);
      answer = async () => ({ ...list, waiting: [{ id: 'access-1', displayName: '', since: new Date() }] });
      await feature.decide(null);
      change(back);
      expect(asked).to.deep.equal(['server null']);
    });

    it('says nothing of who comes later where the server did not hear of it', async () => {
      answer = async () => {
        throw new VisioError('endpoint-unreachable');
      };
      const call = { ...callOf(['self']), role: 'moderator' as const };
      const feature = host(askServer, () => call);
      await feature.remove(guest).catch(() => undefined);
      const back = { ...call, participants: [...call.participants, guest] };
      expect(feature.onChange(back, call)).to.deep.equal([]);
    });

    it('needs no reason', async () => {
      await host().remove(guest);
      expect(asked[0]).to.equal('server {"action":"remove","participant":"access-1"}');
      expect(asked[1]).to.equal(word(''));
    });

    it('disconnects where there is no access to withdraw', async () => {
      await host(null).remove(guest);
      await host().remove(participant('guest'));
      await host().remove({ ...guest, accessId: '' });
      expect(asked).to.deep.equal(
        Array(3)
          .fill([word(''), 'disconnect guest'])
          .flat(),
      );
    });

    it('goes on when the person cannot be told', async () => {
      session.sendMessage = () => Promise.reject(new VisioError('not-connected'));
      await host().remove(guest);
      expect(asked.at(-1)).to.equal('disconnect guest');
    });

    it('disconnects nobody whose access still stands: they would return at once', async () => {
      answer = () => Promise.reject(new VisioError('endpoint-unreachable'));
      expect(await codeOf(host().remove(guest))).to.equal('endpoint-unreachable');
      expect(asked).to.deep.equal(['server {"action":"remove","participant":"access-1"}']);
    });

    it('has succeeded when the server, or the person, was faster', async () => {
      refusal = new VisioError('not-connected');
      expect(await codeOf(host().remove(guest))).to.equal('none');
      expect(await codeOf(host(null).remove(guest))).to.equal('none');
      // With the access withdrawn, the server disconnects.
      refusal = new VisioError('media-failed');
      expect(await codeOf(host().remove(guest))).to.equal('none');
    });

    it('has failed when nobody disconnects the person', async () => {
      refusal = new VisioError('media-failed');
      expect(await codeOf(host(null).remove(guest))).to.equal('media-failed');
      expect(await codeOf(host().remove(participant('guest')))).to.equal('media-failed');
    });

    it('is done when they have obeyed before the session could', async () => {
      refusal = new VisioError('media-failed');
      const feature = (...there: string[]) =>
        new ModerationFeature({
          ...{ session, ask: null, abortSignal: abort.signal, live: () => callOf(there) },
          ...{ command: async () => undefined, switchOff: async () => undefined, commit: () => undefined },
        });
      expect(await codeOf(feature('self').remove(guest))).to.equal('none');
      expect(await codeOf(feature('self', 'guest').remove(guest))).to.equal('media-failed');
    });
  });

  describe('where the firm attests', () => {
    const person = { ...attestedParticipant('guest', 0xb), accessId: 'subject-guest' };
    const attestedHost = () =>
      new ModerationFeature({
        ...{ session, ask: null, abortSignal: abort.signal },
        live: () => attestedCall({ participants: [participant('ada', true), person] }),
        command: (...message) => session.sendMessage(...message),
        switchOff: async () => undefined,
        commit: (event) => events.push(event),
      });

    it('a removal holds for the person, with all their devices', async () => {
      await attestedHost().remove(person);
      expect(events).to.deep.equal([{ type: 'removed', subject: 'subject-guest' }]);
      expect(asked).to.deep.equal([word(''), 'disconnect guest']);
    });

    it('a removal holds also when the provider does not disconnect the person', async () => {
      refusal = new VisioError('media-failed');
      expect(await codeOf(attestedHost().remove(person))).to.equal('media-failed');
      expect(events).to.deep.equal([{ type: 'removed', subject: 'subject-guest' }]);
    });

    it('a removal names nobody whom the firm does not attest', async () => {
      await attestedHost().remove({ ...participant('guest'), accessId: 'subject-guest' });
      expect(events).to.deep.equal([]);
    });

    it('people are muted by a command, and by the session', async () => {
      await attestedHost().mute('guest');
      await attestedHost().mute(null);
      expect(asked).to.deep.equal([
        ...[`signal ${MESSAGES.mute}  guest`, 'mute guest'],
        ...[`signal ${MESSAGES.mute}  all`, 'mute others'],
      ]);
    });
  });

  it('mutes by the session alone where the firm attests nothing', async () => {
    await host().mute('guest');
    await host().mute(null);
    expect(asked).to.deep.equal(['mute guest', 'mute others']);
  });

  describe('the end for everybody', () => {
    const live = callOf(['self', 'guest', 'other']);

    it('sends a message to everybody, then the others’ connections to the server', async () => {
      await host().end(live);
      expect(asked).to.deep.equal([
        `signal ${MESSAGES.end}  all`,
        'server {"action":"end","connections":["guest","other"]}',
      ]);
    });

    it('reaches the server whatever ids the provider gives people, and however many', async () => {
      const many = Array.from({ length: 80 }, (_, index) => `guest ${index}`);
      await host().end(callOf(['self', 'x'.repeat(5000), ...many]));
      expect(JSON.parse(asked[1]?.replace('server ', '') ?? '')).to.deep.equal({
        action: 'end',
        connections: many.slice(0, 50),
      });
    });

    it('needs no server, and goes to the server when nobody can be told', async () => {
      await host(null).end(live);
      expect(asked).to.deep.equal([`signal ${MESSAGES.end}  all`]);
      asked.length = 0;
      session.sendMessage = () => Promise.reject(new VisioError('not-connected'));
      await host().end(live);
      expect(asked).to.have.length(1);
    });
  });
});

describe('a message that ends the call', () => {
  const heard = (name: string, data: string, role?: 'moderator' | 'publisher' | 'subscriber') => {
    const events: CallEvent[] = [];
    const feature = new ModerationFeature({
      ...{ session: new FakeSession(), ask: null, abortSignal: new AbortController().signal },
      ...{ live: () => null, command: async () => undefined, switchOff: async () => undefined },
      commit: (event) => events.push(event),
    });
    const sender = { ...participant('other'), ...(role && { role }) };
    feature.onMessage(callOf(['self', 'other']), sender, { from: 'other', name, data });
    return events;
  };

  it('is heeded from a host', () => {
    expect(heard(MESSAGES.end, '', 'moderator')).to.deep.equal([{ type: 'disconnected', reason: 'ended' }]);
    expect(heard(MESSAGES.removed, 'Non.', 'moderator')).to.deep.equal([
      { type: 'disconnected', reason: 'removed', message: 'Non.' },
    ]);
    expect(heard(MESSAGES.removed, '', 'moderator')).to.deep.equal([
      { type: 'disconnected', reason: 'removed' },
    ]);
  });

  it('is heeded from nobody else, nor is any other message', () => {
    for (const name of [MESSAGES.end, MESSAGES.removed]) {
      expect(heard(name, 'x', 'publisher')).to.deep.equal([]);
      expect(heard(name, 'x', 'subscriber')).to.deep.equal([]);
      expect(heard(name, 'x')).to.deep.equal([]);
    }
    for (const name of [MESSAGES.breakout, MESSAGES.line, MESSAGES.mismatch, 'visio-other', ''])
      expect(heard(name, 'x', 'moderator')).to.deep.equal([]);
  });

  it('shows no more than a few lines of what a host writes', () => {
    const [event] = heard(MESSAGES.removed, 'x'.repeat(8000), 'moderator');
    expect(event).to.include({ message: 'x'.repeat(300) });
  });
});

describe('a host’s mute', () => {
  it('sends a message to that person', () => {
    const live = callOf(['self', 'other']);
    expect(reduceModeration(live, { type: 'muted-by-host' }).notice).to.deep.equal({
      type: 'muted-by-host',
    });
    expect(reduceModeration(live, { type: 'reconnected' })).to.equal(live);
  });

  it('is no host’s where the firm attests who is one, and the provider says so', () => {
    const live = reduceModeration(attestedCall(), { type: 'muted-by-host' });
    expect(live.notice).to.deep.equal({ type: 'muted-by-session' });
    const told = { ...live, notice: { type: 'muted-by-host' } } as const;
    expect(reduceModeration(told, { type: 'muted-by-host' })).to.equal(told);
  });

  it('that comes as a command switches this microphone off, and tells the person', () => {
    const done: string[] = [];
    const feature = new ModerationFeature({
      ...{ session: new FakeSession(), ask: null, abortSignal: new AbortController().signal },
      ...{ live: () => null, command: async () => undefined },
      switchOff: () => {
        done.push('off');
        return Promise.reject(new VisioError('device-failed'));
      },
      commit: (event) => done.push(JSON.stringify(event)),
    });
    const hear = (role: 'moderator' | 'publisher' | 'subscriber') =>
      feature.onMessage(
        attestedCall(),
        { ...participant('other'), role },
        { from: 'other', name: MESSAGES.mute, data: '' },
      );
    hear('publisher');
    hear('subscriber');
    expect(done).to.deep.equal([]);
    hear('moderator');
    expect(done).to.deep.equal([
      'off',
      JSON.stringify({ type: 'notice', notice: { type: 'muted-by-host' } }),
    ]);
  });
});

import { expect, waitUntil } from '@open-wc/testing';
import { Call } from '../../../../src/call/call.ts';
import { BreakoutFeature } from '../../../../src/call/features/breakout-feature.ts';
import { MESSAGES } from '../../../../src/call/message-names.ts';
import { LocalDevices } from '../../../../src/devices/local-devices.ts';
import { VisioError } from '../../../../src/error.ts';
import { createComparison } from '../../../../src/verification/comparison.ts';
import { deferred, FakeSession, fakeLines, liveIn, openScreen, other } from '../../../support/fakes.ts';
import { callOf, codeOf } from '../desk-support.ts';

const guest = { id: 'guest', name: 'Karim', joinedAt: 3, role: 'publisher' } as const;
/** One's own media goes to the media server. */
const throughServer = {
  type: 'connections',
  connections: [{ id: 1, fingerprint: 'sha-256 AB', direction: 'publish', stream: 'camera', proven: true }],
} as const;
const grant = { applicationId: 'app', sessionId: 'session', token: 'token' };

describe('a breakout', () => {
  let session: FakeSession;
  let call: Call;
  beforeEach(async () => {
    session = new FakeSession();
    call = new Call({
      media: new LocalDevices(() => undefined),
      openScreen,
      waitUntilDue: async () => undefined,
      delay: () => new Promise(() => undefined),
      now: () => 1000,
      onChange: () => undefined,
    });
  });
  afterEach(() => call.leave());

  const live = () => liveIn(call.state);
  async function enter(role: FakeSession['role']): Promise<void> {
    session.role = role;
    await call.join({
      access: async () => ({ kind: 'granted', grant }),
      ...{ open: session.open, openLine: fakeLines().openLine, createComparison },
      attest: async () => null,
      askWaitingRoom: () => async () => ({ waiting: [], locked: false }),
    });
    session.report({ type: 'peer-joined', peer: other });
    session.report({ type: 'peer-joined', peer: guest });
    session.calls.length = 0;
  }
  const hear = (from: string, data: string) => session.hear({ from, name: MESSAGES.breakout, data });
  /** What is under way has come to its end. */
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const aside = (...members: string[]) => JSON.stringify({ members });

  it('limits the own media before anybody is told', async () => {
    await enter('moderator');
    await call.setBreakout(['guest']);
    expect(session.calls).to.deep.equal([
      'recipients self guest',
      `signal ${MESSAGES.breakout} ${aside('self', 'guest')} all`,
    ]);
    expect(live().breakout).to.deep.equal({ members: ['self', 'guest'] });
    await call.setBreakout(null);
    expect(session.calls.slice(2)).to.deep.equal([`signal ${MESSAGES.breakout}  all`, 'recipients all']);
    expect(live().breakout).to.equal(null);
    expect(live().notice).to.deep.equal({ type: 'breakout-over', muted: false });
  });

  it('is changed as a whole, or stays as it was', async () => {
    await enter('moderator');
    await call.setBreakout(['guest']);
    session.sendMessage = () => Promise.reject(new VisioError('media-failed'));
    expect(await codeOf(call.setBreakout(['other']))).to.equal('media-failed');
    expect(session.calls.at(-1)).to.equal('recipients self guest');
    expect(live().breakout).to.deep.equal({ members: ['self', 'guest'] });
  });

  it('is taken back when nobody can be told', async () => {
    await enter('moderator');
    session.sendMessage = () => Promise.reject(new VisioError('media-failed'));
    expect(await codeOf(call.setBreakout(['guest']))).to.equal('media-failed');
    expect(session.calls).to.deep.equal(['recipients self guest', 'recipients all']);
    expect(live().breakout).to.equal(null);
  });

  describe('of two hosts at once', () => {
    it('stays one’s own while the others are being told', async () => {
      await enter('moderator');
      const told = deferred<void>();
      session.sendMessage = () => told.promise;
      const starting = codeOf(call.setBreakout(['guest']));
      await waitUntil(() => live().breakout !== null);
      hear('other', aside('other', 'guest'));
      told.resolve();
      expect(await starting).to.equal('none');
      expect(session.calls).to.deep.equal(['recipients self guest']);
      expect(live().breakout).to.deep.equal({ members: ['self', 'guest'] });
    });

    it('begins anew although the one before is just ending', async () => {
      await enter('publisher');
      hear('other', aside('other', 'guest'));
      hear('other', '');
      hear('other', aside('other', 'self'));
      await settled();
      expect(session.calls.at(-1)).to.equal('recipients other self');
      expect(live().breakout).to.deep.equal({ members: ['other', 'self'] });
    });
  });

  it('is not begun where a server would pass the media on, nor with nobody, nor by a guest', async () => {
    session.relayed = false;
    await enter('moderator');
    session.report(throughServer);
    expect(await codeOf(call.setBreakout(['guest']))).to.equal('breakout-impossible');
    expect(session.calls).to.deep.equal([]);
    expect(session.allowed).to.deep.equal([1]);
    session.report({ type: 'connections', connections: [] });
    expect(await codeOf(call.setBreakout(['nobody']))).to.equal('not-connected');
    expect(live().breakout).to.equal(null);
    call.leave();
    await enter('publisher');
    expect(await codeOf(call.setBreakout(['guest']))).to.equal('not-allowed');
  });

  it('sends nothing through a server where a host begins one nevertheless, and says so', async () => {
    session.relayed = false;
    await enter('publisher');
    session.report(throughServer);
    expect(session.allowed).to.deep.equal([1]);
    hear('other', aside('other', 'self'));
    expect(session.allowed).to.deep.equal([]);
    const { notice } = live();
    expect(notice?.type === 'error' && notice.error.code).to.equal('breakout-impossible');
    hear('other', '');
    expect(session.allowed).to.deep.equal([1]);
  });

  it('is heeded from a host, and from nobody else', async () => {
    await enter('publisher');
    hear('guest', aside('self', 'guest'));
    hear('self', aside('self'));
    hear('unknown', aside('self'));
    hear('other', '{');
    hear('other', '{"members":"all"}');
    hear('other', 'null');
    hear('other', '{"members":[7]}');
    hear('other', '{"members":["other",""]}');
    hear('other', JSON.stringify({ members: Array.from({ length: 101 }, String) }));
    expect(session.calls).to.deep.equal([]);
    expect(live().breakout).to.equal(null);
    hear('other', aside('other', 'guest'));
    expect(session.calls).to.deep.equal(['recipients other guest']);
    hear('guest', '');
    expect(live().breakout).to.deep.equal({ members: ['other', 'guest'] });
    hear('other', '');
    await waitUntil(() => live().breakout === null);
    expect(live().notice).to.deep.equal({ type: 'breakout-over', muted: false });
  });

  it('is not broken into by another host who is on hold', async () => {
    await enter('publisher');
    session.report({ type: 'peer-joined', peer: { ...guest, id: 'second', role: 'moderator' } });
    hear('other', aside('other', 'self'));
    hear('second', aside('second', 'other', 'self'));
    hear('second', '');
    expect(session.calls).to.deep.equal(['recipients other self']);
    expect(live().breakout).to.deep.equal({ members: ['other', 'self'] });
  });

  it('is told to newcomers by its host', async () => {
    await enter('moderator');
    await call.setBreakout(['guest']);
    session.calls.length = 0;
    session.report({ type: 'peer-joined', peer: { ...guest, id: 'late' } });
    expect(session.calls).to.deep.equal([`signal ${MESSAGES.breakout} ${aside('self', 'guest')} late`]);
  });

  it('newcomers hear of it from a host in it, never from a guest or from a host on hold', async () => {
    await enter('publisher');
    hear('other', aside('other', 'self'));
    session.report({ type: 'peer-joined', peer: { ...guest, id: 'late' } });
    call.leave();
    await enter('moderator');
    hear('other', aside('other', 'guest'));
    session.report({ type: 'peer-joined', peer: { ...guest, id: 'late' } });
    expect(session.calls).to.deep.equal(['recipients other guest']);
  });

  it('tells the others by the host’s commands, which may go over the private lines', async () => {
    const commands: string[] = [];
    const feature = new BreakoutFeature(
      {
        ...{ session, commit: () => undefined },
        command: async (name, data, to) => void commands.push(`${name} ${data} ${to ?? 'all'}`),
      },
      async () => undefined,
    );
    session.calls.length = 0;
    const two = callOf(['self', 'a'], [], { role: 'moderator' });
    const hosted = two.participants.map((one) => ({ ...one, role: 'moderator' as const }));
    await feature.start({ ...two, participants: hosted }, ['a']);
    const breakout = { members: ['self', 'a'] };
    const before = { ...two, breakout, participants: hosted };
    const late = { ...before, participants: [...hosted, ...callOf(['late']).participants] };
    for (const effect of feature.onChange(late, before)) await effect();
    await feature.end();
    expect(commands).to.deep.equal([
      `${MESSAGES.breakout} ${aside('self', 'a')} all`,
      `${MESSAGES.breakout} ${aside('self', 'a')} late`,
      `${MESSAGES.breakout}  all`,
    ]);
    expect(session.calls.filter((one) => one.startsWith('signal'))).to.deep.equal([]);
  });

  it('asks for nothing while it does not run, or nobody comes or goes', () => {
    const feature = new BreakoutFeature(
      { session, command: async () => undefined, commit: () => undefined },
      async () => undefined,
    );
    const [two, three] = [callOf(['self', 'a']), callOf(['self', 'a', 'b'])];
    const breakout = { members: ['self', 'a'] };
    expect(feature.onChange(three, two)).to.deep.equal([]);
    expect(feature.onChange({ ...two, breakout }, two), 'whom to receive').to.have.length(1);
    expect(feature.onChange({ ...two, breakout }, null)).to.deep.equal([]);
    expect(feature.onChange({ ...three, breakout }, { ...two, breakout })).to.have.length(1);
  });

  it('is over when its last host has gone, and its members are silent before the others hear them', async () => {
    await enter('publisher');
    hear('other', aside('other', 'self'));
    session.calls.length = 0;
    session.report({ type: 'peer-left', id: 'other' });
    await waitUntil(() => live().breakout === null);
    expect(session.calls).to.deep.equal(['microphone false', 'camera false', 'recipients all']);
    expect(live().notice).to.deep.equal({ type: 'breakout-over', muted: true });
  });

  it('mutes nobody who was on hold when it ends so', async () => {
    await enter('publisher');
    hear('other', aside('other', 'guest'));
    session.calls.length = 0;
    session.report({ type: 'peer-left', id: 'other' });
    await waitUntil(() => live().breakout === null);
    expect(session.calls).to.deep.equal(['recipients all']);
    expect(live().notice).to.deep.equal({ type: 'breakout-over', muted: false });
  });
});

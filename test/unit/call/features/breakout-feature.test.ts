import { expect, waitUntil } from '@open-wc/testing';
import { Call } from '../../../../src/call/call.ts';
import { MESSAGES } from '../../../../src/call/message-names.ts';
import { LocalDevices } from '../../../../src/devices/local-devices.ts';
import { VisioError } from '../../../../src/error.ts';
import { FakeSession, liveIn, openScreen, other } from '../../../support/fakes.ts';

const guest = { id: 'guest', name: 'Karim', joinedAt: 3, role: 'publisher' } as const;
const grant = { applicationId: 'app', sessionId: 'session', token: 'token' };

describe('an aside', () => {
  let session: FakeSession;
  let call: Call;
  beforeEach(async () => {
    session = new FakeSession();
    call = new Call({
      media: new LocalDevices(() => undefined),
      openScreen,
      pause: async () => undefined,
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
      open: session.open,
      askWaitingRoom: () => async () => ({ waiting: [], locked: false }),
    });
    session.report({ type: 'peer-joined', peer: other });
    session.report({ type: 'peer-joined', peer: guest });
    session.calls.length = 0;
  }
  const hear = (from: string, data: string) => session.hear({ from, name: MESSAGES.breakout, data });
  const aside = (...members: string[]) => JSON.stringify({ members });

  it('limits the own media before anybody is told', async () => {
    await enter('moderator');
    await call.setBreakout(['guest']);
    expect(session.calls).to.deep.equal([
      'audience self guest',
      `signal ${MESSAGES.breakout} ${aside('self', 'guest')} all`,
    ]);
    expect(live().breakout).to.deep.equal({ members: ['self', 'guest'] });
    await call.setBreakout(null);
    expect(session.calls.slice(2)).to.deep.equal([`signal ${MESSAGES.breakout}  all`, 'audience all']);
    expect(live().breakout).to.equal(null);
  });

  it('is not begun where a server would pass the media on, nor with nobody, nor by a guest', async () => {
    await enter('moderator');
    session.outcome.setRecipients = async () => {
      session.outcome = {};
      throw new VisioError('breakout-impossible');
    };
    const code = (ids: string[]) =>
      call.setBreakout(ids).then(
        () => 'none',
        (error: VisioError) => error.code,
      );
    expect(await code(['guest'])).to.equal('breakout-impossible');
    expect(session.calls).to.deep.equal(['audience self guest', 'audience all']);
    expect(await code(['nobody'])).to.equal('not-connected');
    expect(live().breakout).to.equal(null);
    call.leave();
    await enter('publisher');
    expect(await code(['guest'])).to.equal('not-allowed');
  });

  it('is heeded from a host, and from nobody else', async () => {
    await enter('publisher');
    hear('guest', aside('self', 'guest'));
    hear('self', aside('self'));
    hear('unknown', aside('self'));
    hear('other', '{');
    hear('other', '{"members":"all"}');
    hear('other', 'null');
    hear('other', JSON.stringify({ members: Array.from({ length: 101 }, String) }));
    expect(session.calls).to.deep.equal([]);
    expect(live().breakout).to.equal(null);
    hear('other', aside('other', 'guest'));
    expect(session.calls).to.deep.equal(['audience other guest']);
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
    expect(session.calls).to.deep.equal(['audience other self']);
    expect(live().breakout).to.deep.equal({ members: ['other', 'self'] });
  });

  it('is told to newcomers by its host', async () => {
    await enter('moderator');
    await call.setBreakout(['guest']);
    session.calls.length = 0;
    session.report({ type: 'peer-joined', peer: { ...guest, id: 'late' } });
    expect(session.calls).to.deep.equal([`signal ${MESSAGES.breakout} ${aside('self', 'guest')} late`]);
  });

  it('is over when its last host has gone, and its members are silent before the others hear them', async () => {
    await enter('publisher');
    hear('other', aside('other', 'self'));
    session.calls.length = 0;
    session.report({ type: 'peer-left', id: 'other' });
    await waitUntil(() => live().breakout === null);
    expect(session.calls).to.deep.equal(['microphone false', 'camera false', 'audience all']);
    expect(live().notice).to.deep.equal({ type: 'breakout-over', muted: true });
  });

  it('mutes nobody who was on hold when it ends so', async () => {
    await enter('publisher');
    hear('other', aside('other', 'guest'));
    session.calls.length = 0;
    session.report({ type: 'peer-left', id: 'other' });
    await waitUntil(() => live().breakout === null);
    expect(session.calls).to.deep.equal(['audience all']);
    expect(live().notice).to.deep.equal({ type: 'breakout-over', muted: false });
  });
});

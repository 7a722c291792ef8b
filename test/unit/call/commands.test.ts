import { expect } from '@open-wc/testing';
import { Commands } from '../../../src/call/commands.ts';
import { MESSAGES } from '../../../src/call/message-names.ts';
import type { LiveCall } from '../../../src/call/state/state.ts';
import { VisioError } from '../../../src/error.ts';
import { FakeSession } from '../../support/fakes.ts';
import { attestedCall, attestedParticipant } from './attestation-support.ts';
import { callOf, codeOf, participant, untilAborted } from './desk-support.ts';

const plain = callOf(['ada', 'ben']);
const attested = attestedCall({
  participants: [
    participant('ada', true),
    attestedParticipant('ben', 0xb),
    attestedParticipant('cleo', 0xc, { role: 'moderator' }),
  ],
  unattested: [{ ...participant('eve'), refused: true }],
});

describe('a host’s command', () => {
  let session: FakeSession;
  let sent: string[];
  let delays: number[];
  /** What becomes of a message on a line. */
  let outcome: (id: string) => Promise<void>;
  let delay: (signal: AbortSignal) => Promise<void>;
  let abort: AbortController;
  beforeEach(() => {
    session = new FakeSession();
    [sent, delays] = [[], []];
    abort = new AbortController();
    outcome = async () => undefined;
    delay = untilAborted;
  });
  const commands = (live: LiveCall | null) =>
    new Commands({
      session,
      live: () => live,
      send: (id, topic, text) => {
        sent.push(`${topic} ${text} ${id}`);
        return outcome(id);
      },
      delay: (durationMs, signal) => {
        delays.push(durationMs);
        return delay(signal);
      },
      abortSignal: abort.signal,
    });
  const text = (name: string, data: string) => JSON.stringify({ name, data });

  it('goes over the session where the firm attests nothing', async () => {
    for (const live of [plain, null]) {
      session.calls.length = 0;
      await commands(live).send(MESSAGES.mute, '', 'ben');
      await commands(live).send(MESSAGES.end, 'x');
      expect(session.calls).to.deep.equal([`signal ${MESSAGES.mute}  ben`, `signal ${MESSAGES.end} x all`]);
    }
    expect(sent).to.deep.equal([]);
    session.sendMessage = () => Promise.reject(new VisioError('not-connected'));
    expect(await codeOf(commands(plain).send(MESSAGES.end, ''))).to.equal('not-connected');
  });

  it('goes on the lines where the firm attests who is a host, to participants alone', async () => {
    await commands(attested).send(MESSAGES.breakout, '{"members":[]}');
    const said = text(MESSAGES.breakout, '{"members":[]}');
    expect(sent).to.deep.equal([`command ${said} ben`, `command ${said} cleo`]);
    expect(session.calls).to.deep.equal([]);
  });

  it('goes to one person, who must be a participant', async () => {
    for (const to of ['cleo', 'eve', 'ghost', 'ada']) await commands(attested).send(MESSAGES.mute, '', to);
    expect(sent).to.deep.equal([`command ${text(MESSAGES.mute, '')} cleo`]);
    expect(session.calls).to.deep.equal([]);
  });

  it('waits for those who get it, and no longer than a second for those who are out of reach', async () => {
    const slow = new Promise<void>(() => undefined);
    outcome = (id) => (id === 'ben' ? slow : Promise.resolve());
    let wake: () => void = () => undefined;
    delay = () =>
      new Promise((resolve) => {
        wake = resolve;
      });
    let over = false;
    const sending = commands(attested)
      .send(MESSAGES.end, '')
      .then(() => {
        over = true;
      });
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    expect([over, delays]).to.deep.equal([false, [1000]]);
    wake();
    await sending;
    expect(over).to.equal(true);
  });

  it('has been given also when it does not arrive, or the call is over', async () => {
    outcome = () => Promise.reject(new VisioError('not-connected'));
    expect(await codeOf(commands(attested).send(MESSAGES.end, ''))).to.equal('none');
    outcome = () => new Promise(() => undefined);
    const sending = codeOf(commands(attested).send(MESSAGES.end, ''));
    abort.abort();
    expect(await sending).to.equal('none');
  });

  it('over the session is the provider’s word alone where the firm attests', () => {
    const ignored = (live: LiveCall) =>
      Object.values(MESSAGES).filter((name) => commands(live).ignores(live, { from: 'ben', name, data: '' }));
    expect(ignored(plain)).to.deep.equal([]);
    const { end, removed, breakout, mute } = MESSAGES;
    expect(ignored(attested)).to.have.members([end, removed, breakout, mute]);
  });

  it('is read from the line of the person who gives it', () => {
    const read = (said: string, live = attested) => commands(live).read(live, participant('cleo'), said);
    for (const name of [MESSAGES.end, MESSAGES.removed, MESSAGES.breakout, MESSAGES.mute])
      expect(read(text(name, 'x'))).to.deep.equal({ from: 'cleo', name, data: 'x' });
    expect(read(text(MESSAGES.end, ''))).to.deep.equal({ from: 'cleo', name: MESSAGES.end, data: '' });
    const more = JSON.stringify({ from: 'ben', name: MESSAGES.end, data: '' });
    expect(read(more), 'not of another person').to.deep.include({ from: 'cleo' });
  });

  it('is read from a line only where the firm attests', () => {
    const said = text(MESSAGES.end, '');
    expect(commands(plain).read(plain, participant('ben'), said)).to.equal(undefined);
  });

  it('is no other message, and no other text', () => {
    const read = (said: string) => commands(attested).read(attested, participant('cleo'), said);
    for (const name of [MESSAGES.certificate, MESSAGES.line, MESSAGES.mismatch, 'toString', '', 'visio-x'])
      expect(read(text(name, '')), name).to.equal(undefined);
    for (const said of [
      ...['', 'null', '7', '"visio-end"', '[]', '{}', '{', `[${text(MESSAGES.end, '')}]`],
      ...[{ name: MESSAGES.end }, { name: [MESSAGES.end], data: '' }, { data: '' }].map((one) =>
        JSON.stringify(one),
      ),
      ...[null, 7, {}, ['x']].map((data) => JSON.stringify({ name: MESSAGES.end, data })),
      `{"__proto__":{"name":"${MESSAGES.end}","data":""}}`,
    ])
      expect(read(said), said).to.equal(undefined);
  });
});

import { expect } from '@open-wc/testing';
import type { AccessAnswer, AccessGrant } from '../../../src/access/grant.ts';
import { type EntryDeps, join, type Opened } from '../../../src/call/join.ts';
import type { OwnAttestation } from '../../../src/call/own-attestation.ts';
import type { ElementMessage, LocalTracks } from '../../../src/call/session.ts';
import type { CallEvent } from '../../../src/call/state/call-event.ts';
import { VisioError } from '../../../src/error.ts';
import { deferred, FakeSession, openScreen } from '../../support/fakes.ts';
import { codeOf } from './desk-support.ts';

const grant: AccessGrant = { applicationId: 'app', sessionId: 'session', token: 'a-secret-token' };
const granted: AccessAnswer = { kind: 'granted', grant };
const waiting = (ticket: string, retryAfter = 2): AccessAnswer => ({
  kind: 'waiting',
  waiting: { ticket, retryAfter },
});
const nothing: LocalTracks = { microphone: null, camera: null };
const NOW = 1000;

describe('the way into a call', () => {
  let session: FakeSession;
  let events: CallEvent[];
  let messages: ElementMessage[];
  let tickets: (string | undefined)[];
  let waited: number[];
  let retried: number[];
  let opened: Opened[];
  let abort: AbortController;
  beforeEach(() => {
    session = new FakeSession();
    [events, messages, tickets, waited, retried, opened] = [[], [], [], [], [], []];
    abort = new AbortController();
  });

  /** Joins with these answers of the endpoint, one for each request. */
  async function enter(answers: readonly unknown[], deps: Partial<EntryDeps> = {}, tracks = () => nothing) {
    const left = [...answers];
    await join(
      {
        access: async (ticket) => {
          tickets.push(ticket);
          const answer = left.shift();
          if (answer instanceof Error) throw answer;
          return answer as AccessAnswer;
        },
        open: session.open,
        attest: async () => null,
        waitUntilDue: async (seconds) => void waited.push(seconds),
        waitToRetry: async (seconds) => void retried.push(seconds),
        commit: (event) => events.push(event),
        onMessage: (message) => messages.push(message),
        now: () => NOW,
        ...deps,
      },
      tracks,
      (_session, facts) => opened.push(facts),
      abort.signal,
    );
  }
  const types = () => events.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1]);
  const waits = () => events.filter(({ type }) => type === 'waiting');

  it('asks, opens the session, connects, and publishes what is wanted by then', async () => {
    const camera = await openScreen();
    let when = '';
    await enter([granted], {}, () => {
      when = session.calls.join(' ');
      return { ...nothing, camera };
    });
    expect(types().slice(0, 3)).to.deep.equal(['requesting', 'connecting', 'connected']);
    expect(session.calls).to.deep.equal(['connect', 'publish']);
    expect(when).to.equal('connect');
    expect(session.published?.camera).to.equal(camera);
    expect(waited).to.deep.equal([]);
  });

  it('hands on what a call needs of the grant, and nothing else', async () => {
    await enter([granted]);
    const facts = {
      room: { title: 'Entretien' },
      admission: { url: 'https://x.example/door' },
      expected: 2,
    };
    const full = { ...grant, ...facts, proxyUrl: 'https://proxy.example' };
    await enter([{ kind: 'granted', grant: full, clockOffset: 60 }]);
    expect(opened).to.deep.equal([
      { sessionId: 'session', clockOffset: 0 },
      { sessionId: 'session', clockOffset: 60, ...facts },
    ]);
    expect(JSON.stringify(events)).not.to.contain(grant.token);
  });

  it('hands on the firm’s attestation, which it reads while the session opens', async () => {
    const attested = { jws: 'own jws' } as OwnAttestation;
    const reading = deferred<OwnAttestation | null>();
    const asked: unknown[] = [];
    const open: EntryDeps['open'] = (...args) => {
      reading.resolve(attested);
      return session.open(...args);
    };
    await enter([granted], {
      open,
      attest: (one) => {
        asked.push(one);
        return reading.promise;
      },
    });
    expect(asked).to.deep.equal([grant]);
    expect(opened[0]?.attested).to.equal(attested);
    await enter([granted]);
    expect(opened[1]).not.to.have.property('attested');
  });

  it('closes the session, and connects to nobody, when the attestation is wrong', async () => {
    const attest = () => Promise.reject(new VisioError('endpoint-invalid'));
    expect(await codeOf(enter([granted], { attest }))).to.equal('endpoint-invalid');
    expect(session.calls).to.deep.equal(['close']);
    expect(opened).to.deep.equal([]);
  });

  it('passes on what the session says, until it is given up', async () => {
    await enter([granted]);
    const message = { from: 'other', name: 'x', data: '' };
    session.report({ type: 'reconnecting' });
    session.hear(message);
    expect(types().at(-1)).to.equal('reconnecting');
    abort.abort();
    session.report({ type: 'reconnected' });
    session.hear({ ...message, data: 'late' });
    expect(types().at(-1)).to.equal('reconnecting');
    expect(messages).to.deep.equal([message]);
  });

  describe('through the waiting room', () => {
    it('asks as often as the server says, with the ticket of the last answer', async () => {
      await enter([waiting('t1', 2), waiting('t2', 7), granted]);
      expect(tickets).to.deep.equal([undefined, 't1', 't2']);
      expect(waited).to.deep.equal([2, 7]);
      expect(types().slice(0, 6)).to.deep.equal([
        ...['requesting', 'waiting', 'requesting', 'waiting', 'requesting', 'connecting'],
      ]);
    });

    it('tells the person what the server says, and nothing that it does not say', async () => {
      const startsAt = new Date(61_000);
      const told = { ticket: 't', retryAfter: 1, message: 'Un instant.', room: { startsAt } };
      await enter([{ kind: 'waiting', waiting: told, clockOffset: 5 }, waiting('t'), granted]);
      expect(waits()).to.deep.equal([
        { type: 'waiting', at: NOW, clockOffset: 5, message: 'Un instant.', startsAt },
        { type: 'waiting', at: NOW, clockOffset: 0 },
      ]);
    });

    it('keeps the place while the network fails for a moment', async () => {
      const failures = (['endpoint-unreachable', 'server-error', 'endpoint-timeout'] as const).map(
        (code) => new VisioError(code),
      );
      await enter([waiting('t1'), ...failures, granted]);
      expect(tickets).to.deep.equal([undefined, 't1', 't1', 't1', 't1']);
      expect(waited).to.deep.equal([2, 5, 5, 5]);
    });

    it('tolerates twenty failures in a row, not one more', async () => {
      const down = (count: number) => Array.from({ length: count }, () => new VisioError('server-error'));
      await enter([waiting('t'), ...down(20), waiting('t'), ...down(20), granted]);
      expect(await codeOf(enter([waiting('t'), ...down(21), granted]))).to.equal('server-error');
    });

    it('does not sit out what waiting cannot mend', async () => {
      expect(await codeOf(enter([waiting('t'), new VisioError('refused'), granted]))).to.equal('refused');
      const foreign = Object.assign(new Error('no'), { code: 'server-error' });
      expect(await codeOf(enter([waiting('t'), foreign, granted]))).to.equal('Error: no');
    });

    it('does not sit out a failure before there is a place', async () => {
      expect(await codeOf(enter([new VisioError('endpoint-unreachable'), granted]))).to.equal(
        'endpoint-unreachable',
      );
      expect(waited).to.deep.equal([]);
    });
  });

  describe('when the server says how long it is away', () => {
    const away = (retryAfter: number, code: 'server-error' | 'gateway-failed' = 'server-error') =>
      new VisioError(code, { retryAfter });
    const shown = () =>
      events.flatMap((event) => (event.type === 'requesting' && event.retry ? [event.retry.at - NOW] : []));

    it('shows until when it is not asked, and then asks again', async () => {
      await enter([away(600), away(9, 'gateway-failed'), granted]);
      expect(shown()).to.deep.equal([600_000, 9000]);
      expect(retried).to.deep.equal([600, 9]);
      expect(waited).to.deep.equal([]);
      expect(tickets).to.have.length(3);
    });

    it('fails at once where asking again does not help, or is due at once', async () => {
      const blocked = new VisioError('endpoint-blocked', { retryAfter: 60 });
      for (const error of [blocked, away(0), new VisioError('server-error')])
        expect(await codeOf(enter([error, granted]))).to.equal(error.code);
      expect(shown()).to.deep.equal([]);
    });

    it('keeps a waiting guest’s view for a moment, and tells them of more', async () => {
      await enter([waiting('t'), away(8), away(10), away(11), granted]);
      expect(waited).to.deep.equal([2, 8, 10]);
      expect(shown()).to.deep.equal([11_000]);
      expect(tickets.at(-1)).to.equal('t');
    });

    it('gives up in the end', async () => {
      const all = Array.from({ length: 21 }, () => away(600));
      expect(await codeOf(enter([...all, granted]))).to.equal('server-error');
      expect(retried).to.have.length(20);
    });
  });

  describe('before the room opens', () => {
    const early = (opensAt: number, clockOffset?: number) =>
      new VisioError('not-open-yet', {
        opensAt: new Date(opensAt),
        ...(clockOffset === undefined ? {} : { clockOffset }),
      });

    it('waits, and says until when', async () => {
      await enter([early(NOW + 30_000), granted]);
      expect(waits()).to.deep.equal([
        { type: 'waiting', at: NOW, clockOffset: 0, opensAt: new Date(NOW + 30_000) },
      ]);
      expect(tickets).to.deep.equal([undefined, undefined]);
    });

    it('waits by the server’s clock', async () => {
      const ahead = 3_600_000;
      await enter([early(NOW + ahead + 30_000, ahead), early(NOW - ahead + 20_000, -ahead), granted]);
      expect(waited).to.deep.equal([30, 20]);
      expect(waits().map((one) => one.type === 'waiting' && one.clockOffset)).to.deep.equal([ahead, -ahead]);
    });

    it('asks again every minute, because appointments move, and no faster than every second', async () => {
      await enter([early(NOW + 7_200_000), early(NOW - 10_000), granted]);
      expect(waited).to.deep.equal([60, 1]);
    });

    it('fails when the server does not say when that is, or that it does not open for this person', async () => {
      expect(await codeOf(enter([new VisioError('not-open-yet'), granted]))).to.equal('not-open-yet');
      const refused = new VisioError('refused', { opensAt: new Date(NOW + 30_000) });
      expect(await codeOf(enter([refused, granted]))).to.equal('refused');
      expect(waited).to.deep.equal([]);
    });
  });

  describe('given up', () => {
    it('while the endpoint answers, opens no session', async () => {
      const access = async (): Promise<AccessAnswer> => {
        abort.abort(new VisioError('aborted'));
        return granted;
      };
      expect(await codeOf(enter([], { access }))).to.equal('aborted');
      expect(types()).to.deep.equal(['requesting']);
    });

    it('while the session opens, hands it over to be closed, and does not connect', async () => {
      const open: EntryDeps['open'] = (...args) => {
        abort.abort(new VisioError('aborted'));
        return session.open(...args);
      };
      expect(await codeOf(enter([granted], { open }))).to.equal('aborted');
      expect(opened).to.have.length(1);
      expect(session.calls).to.deep.equal([]);
    });

    it('while it connects, publishes nothing', async () => {
      session.outcome.connect = async () => abort.abort(new VisioError('aborted'));
      expect(await codeOf(enter([granted]))).to.equal('aborted');
      expect(session.calls).to.deep.equal(['connect']);
    });

    it('while it publishes, has not joined', async () => {
      session.outcome.publish = async () => abort.abort(new VisioError('aborted'));
      expect(await codeOf(enter([granted]))).to.equal('aborted');
    });
  });
});

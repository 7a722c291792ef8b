import { expect } from '@open-wc/testing';
import { askProvider, askProviderAttestation } from '../../../src/access/access-provider.ts';
import { VisioError } from '../../../src/error.ts';

const request = { room: 'rdv', displayName: 'Zoé', lang: 'fr' };
const grant = { applicationId: 'app', sessionId: 'session', token: 'token' };

describe('askProvider', () => {
  const { signal } = new AbortController();
  const answer = (value: unknown) => askProvider(async () => value as never, request, signal);
  async function failure(thrown: unknown): Promise<VisioError> {
    try {
      await askProvider(() => Promise.reject(thrown), request, signal);
    } catch (error) {
      if (error instanceof VisioError) return error;
    }
    throw new Error('no VisioError');
  }

  it('reads a grant, and a place in the waiting room', async () => {
    expect(await answer(grant)).to.deep.equal({ kind: 'granted', grant });
    const waiting = { ticket: 'a-ticket', retryAfter: 2 };
    expect(await answer({ waiting })).to.deep.equal({ kind: 'waiting', waiting });
  });

  it('names what is wrong with an answer', async () => {
    for (const wrong of [undefined, null, 'grant', [], {}, { waiting: true }, { ...grant, token: 5 }]) {
      const code = await answer(wrong).then(
        () => 'none',
        (error: VisioError) => error.code,
      );
      expect(code).to.equal('endpoint-invalid');
    }
  });

  it('passes refusals on, as errors of the element or as plain objects', async () => {
    const opensAt = new Date('2026-03-09T10:00:00Z');
    expect(await failure(new VisioError('room-full'))).to.include({ code: 'room-full' });
    const early = await failure({ code: 'not-open-yet', opensAt: opensAt.toISOString() });
    expect(early.code).to.equal('not-open-yet');
    expect(early.facts.opensAt).to.deep.equal(opensAt);
    expect((await failure({ code: 'refused', message: 'Demain.' })).facts.message).to.equal('Demain.');
    expect((await failure({ code: 'rate-limited', retryAfter: 7 })).facts.retryAfter).to.equal(7);
  });

  it('passes on no facts of another type', async () => {
    const { facts } = await failure({ code: 'not-open-yet', opensAt: 'soon', retryAfter: '7', message: {} });
    expect(facts).to.deep.equal({});
    expect((await failure({ code: 'not-open-yet', opensAt: 5 })).facts).to.deep.equal({});
  });

  it('shows no words of an exception to people, and knows no code of its own', async () => {
    const thrown = Object.assign(new Error('internal'), { code: 'refused' });
    expect((await failure(thrown)).facts.message).to.equal(undefined);
    for (const strange of [undefined, 'no', new Error('x'), { code: 'toString' }, { code: 5 }]) {
      expect((await failure(strange)).code).to.equal('endpoint-unreachable');
    }
  });
});

describe('askProviderAttestation', () => {
  const asked: unknown[] = [];
  const { signal } = new AbortController();
  const fingerprint = 'sha-256 AA';
  const answer = (value: unknown) =>
    askProviderAttestation(
      async (...args) => {
        asked.push(args);
        return value as never;
      },
      { ...request, fingerprint },
      signal,
    );
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'none',
      (error: VisioError) => error.code,
    );

  it('asks the page’s own client for an attestation alone', async () => {
    asked.length = 0;
    expect(await answer({ attestation: 'a.b.c' })).to.equal('a.b.c');
    expect(asked).to.deep.equal([[{ ...request, fingerprint, purpose: 'attestation' }, { signal }]]);
  });

  it('takes nothing else', async () => {
    const long = 'x'.repeat(4097);
    for (const wrong of [undefined, null, 'a.b.c', [], {}, { attestation: '' }, { attestation: 7 }, grant])
      expect(await codeOf(answer(wrong))).to.equal('endpoint-invalid');
    expect(await codeOf(answer({ attestation: long }))).to.equal('endpoint-invalid');
    expect(await answer({ attestation: long.slice(1) })).to.have.length(4096);
  });

  it('passes refusals on, and tells a cancelled request apart', async () => {
    const failing = (thrown: unknown, abortSignal: AbortSignal = signal) =>
      codeOf(askProviderAttestation(() => Promise.reject(thrown), request, abortSignal));
    expect(await failing({ code: 'refused' })).to.equal('refused');
    expect(await failing(new Error('no'))).to.equal('endpoint-unreachable');
    expect(await failing(new Error('no'), AbortSignal.abort())).to.equal('aborted');
  });
});

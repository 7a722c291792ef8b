import { expect } from '@open-wc/testing';
import { askWaitingRoom, type Decision } from '../../../src/access/waiting-room.ts';
import { now } from '../../../src/time.ts';
import { failure, json, Network } from './support.ts';

const HOUR = 3_600_000;
const endpoint = {
  url: 'https://cabinet.example/api/admission',
  credentials: 'include',
  headers: { 'X-Dossier': '12' },
} as const;
const since = '2026-11-24T09:00:00Z';
const guest = { id: 'g1', displayName: 'Zoé', since };

describe('askWaitingRoom', () => {
  let network: Network;
  beforeEach(() => {
    network = new Network();
  });
  afterEach(() => network.close());

  const ask = (decision: Decision | null = null, signal = new AbortController().signal) =>
    askWaitingRoom(endpoint, decision, signal);
  const reading = (body: unknown) => {
    network.answer(() => json(body));
    return ask();
  };

  it('fetches the list as the page asks for everything else', async () => {
    expect(await reading({ waiting: [guest], locked: true })).to.deep.equal({
      waiting: [{ id: 'g1', displayName: 'Zoé', since: new Date(since) }],
      locked: true,
    });
    const [made] = network.asked;
    expect(made).to.include({ method: 'GET', cache: 'no-store', credentials: 'include' });
    expect(made?.headers.get('Accept')).to.equal('application/json');
    expect(made?.headers.get('X-Dossier')).to.equal('12');
    expect(made?.headers.has('Content-Type')).to.equal(false);
  });

  it('posts a decision, and gives the list that follows', async () => {
    network.answer(() => json({ waiting: [] }));
    const decision: Decision = { id: 'g1', decision: 'refuse', reason: 'Demain.' };
    expect(await ask(decision)).to.deep.equal({ waiting: [], locked: false });
    const [made] = network.asked;
    expect(made?.method).to.equal('POST');
    expect(made?.headers.get('Content-Type')).to.equal('application/json');
    expect(await made?.json()).to.deep.equal(decision);
  });

  it('says for whom a link was issued, where the server does', async () => {
    const { waiting } = await reading({ waiting: [{ ...guest, invitedAs: 'Z. Martin' }] });
    expect(waiting[0]?.invitedAs).to.equal('Z. Martin');
  });

  it('lists a guest who has given no name', async () => {
    const { waiting } = await reading({ waiting: [{ id: 'g1', since }] });
    expect(waiting[0]).to.deep.equal({ id: 'g1', displayName: '', since: new Date(since) });
  });

  it('counts the waiting by the clock of this browser', async () => {
    const real = performance.now;
    const origin = now() - performance.now();
    performance.now = () => Date.parse(since) - HOUR - origin;
    try {
      const { waiting } = await reading({ waiting: [guest], now: since });
      expect(waiting[0]?.since.getTime()).to.be.closeTo(Date.parse(since) - HOUR, 1);
    } finally {
      performance.now = real;
    }
  });

  it('is locked by the word true only', async () => {
    for (const locked of [undefined, null, 'false', 1, {}]) {
      expect((await reading({ waiting: [], locked })).locked).to.equal(false);
    }
  });

  const wrong: [string, unknown, RegExp][] = [
    ['a list without a body', [guest], /answer: expected an object/],
    ['no list', {}, /waiting: expected a list/],
    ['guests by name', { waiting: { g1: guest } }, /waiting: expected a list/],
    ['a crowd', { waiting: Array(201).fill(guest) }, /waiting: expected a list of at most 200/],
    ['a guest that is none', { waiting: [guest, null] }, /waiting\[1\]: expected an object/],
    ['a guest without an id', { waiting: [{ ...guest, id: '' }] }, /waiting\[0\]\.id/],
    ['an endless id', { waiting: [{ ...guest, id: 'x'.repeat(201) }] }, /waiting\[0\]\.id/],
    ['a name that is no text', { waiting: [{ ...guest, displayName: {} }] }, /waiting\[0\]\.displayName/],
    ['an invitation that is no text', { waiting: [{ ...guest, invitedAs: 5 }] }, /waiting\[0\]\.invitedAs/],
    ['a guest since ever', { waiting: [{ ...guest, since: 'ever' }] }, /waiting\[0\]\.since/],
    ['a guest since never', { waiting: [{ ...guest, since: undefined }] }, /waiting\[0\]\.since/],
  ];
  for (const [name, body, reason] of wrong) {
    it(`refuses ${name} and names what is wrong`, async () => {
      const error = await failure(() => reading(body));
      expect(error.code).to.equal('endpoint-invalid');
      expect(error.message).to.match(reason);
    });
  }

  it('passes on what the server refuses', async () => {
    network.answer(() => json({ code: 'refused', detail: 'Pas à vous.' }, { status: 403 }));
    const error = await failure(ask);
    expect(error.code).to.equal('refused');
    expect(error.facts.message).to.equal('Pas à vous.');
  });

  it('names a page of HTML', async () => {
    network.answer(() => new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }));
    expect((await failure(ask)).code).to.equal('endpoint-not-json');
  });

  it('is cancelled with the call', async () => {
    network.answer((made) =>
      made.signal.aborted ? Promise.reject(made.signal.reason) : json({ waiting: [] }),
    );
    expect((await failure(() => ask(null, AbortSignal.abort()))).code).to.equal('aborted');
  });
});

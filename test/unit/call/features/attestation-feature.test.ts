import { expect } from '@open-wc/testing';
import type { Attestation } from '../../../../src/attestation/attestation.ts';
import { readStatement, type Statement, writeStatement } from '../../../../src/attestation/statement.ts';
import { AttestationFeature } from '../../../../src/call/features/attestation-feature.ts';
import type { CallEvent } from '../../../../src/call/state/call-event.ts';
import { reduceLive } from '../../../../src/call/state/reduce-live.ts';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import { VisioError } from '../../../../src/error.ts';
import { deferred } from '../../../support/fakes.ts';
import { attestationOf, statementOf, T0 } from '../../attestation/support.ts';
import { print } from '../../transport-security/support.ts';
import {
  arrived,
  attestedCall,
  idsOf,
  joined,
  ownAttestation,
  proven,
  shown,
} from '../attestation-support.ts';
import { participant } from '../desk-support.ts';
import { settled } from '../line-support.ts';

const B = 0xb;
const C = 0xc;

/** Ada's element: her call, and the feature as a call in progress runs it. */
class Ada {
  live: LiveCall | null;
  readonly events: CallEvent[] = [];
  /** What was sent to whom. */
  readonly sent: { readonly id: string; readonly statement: Statement }[] = [];
  readonly delays: { readonly durationMs: number; readonly wake: () => void; over: boolean }[] = [];
  readonly abort = new AbortController();
  /** What the firm attests by each text. */
  readonly valid = new Map<string, Attestation>();
  verifies: (jws: string) => Promise<Attestation | undefined> = async (jws) => this.valid.get(jws);
  renewals = 0;
  renews: () => Promise<string> = async () => 'renewed jws';
  readonly feature: AttestationFeature;

  constructor(facts: Partial<LiveCall> = {}) {
    this.live = attestedCall(facts);
    this.feature = new AttestationFeature({
      own: {
        ...{ jws: 'own jws', attestation: ownAttestation, removed: [], join: 4 },
        verify: (jws) => this.verifies(jws),
        renew: () => {
          this.renewals += 1;
          return this.renews();
        },
        createFeature: () => this.feature,
      },
      commit: (event) => this.commit(event),
      live: () => this.live,
      send: async (id, topic, text) => {
        const statement = readStatement(text);
        if (topic !== 'attestation' || !statement) throw new Error(`${topic}: ${text}`);
        this.sent.push({ id, statement });
      },
      delay: (durationMs, signal) =>
        new Promise((resolve, reject) => {
          const one = { durationMs, over: false, wake: () => undefined as undefined };
          const end = (act: () => void) => {
            one.over = true;
            act();
          };
          this.delays.push(Object.assign(one, { wake: () => end(resolve) }));
          signal.addEventListener('abort', () => end(() => reject(new VisioError('aborted'))));
        }),
      abortSignal: this.abort.signal,
    });
  }

  commit(event: CallEvent): void {
    this.events.push(event);
    if (!this.live) return;
    const before = this.live;
    this.live = reduceLive(before, event);
    if (this.live === before) return;
    for (const effect of this.feature.onChange(this.live, before))
      void Promise.resolve(effect()).catch(() => undefined);
  }

  meet(...events: readonly CallEvent[]): void {
    for (const event of events) this.commit(event);
  }

  /** The line to a person opens. */
  prove(id: string): void {
    this.feature.onProven(participant(id));
  }

  /** A statement of a person arrives on their line. */
  hear(id: string, text: string): Promise<void> {
    return this.feature.onLineMessage(participant(id), 'attestation', text);
  }

  saidTo(id: string): readonly Statement[] {
    return this.sent.filter((one) => one.id === id).map(({ statement }) => statement);
  }

  /** The delays that have not ended, in milliseconds. */
  get pending(): readonly number[] {
    return this.delays.filter(({ over }) => !over).map(({ durationMs }) => durationMs);
  }

  /** The delays of this length that have not ended are over. */
  async pass(durationMs: number): Promise<void> {
    for (const one of this.delays.filter((each) => !each.over && each.durationMs === durationMs)) one.wake();
    await settled();
  }

  of<T extends CallEvent['type']>(type: T): readonly Extract<CallEvent, { type: T }>[] {
    return this.events.filter((one): one is Extract<CallEvent, { type: T }> => one.type === type);
  }
}

let ada: Ada;
beforeEach(() => {
  ada = new Ada();
});

describe('what an element says of itself', () => {
  it('is its attestation and how often it has joined, when a line has proven itself', () => {
    ada.meet(joined('ben'));
    expect(ada.sent).to.deep.equal([]);
    ada.prove('ben');
    expect(ada.sent).to.deep.equal([
      { id: 'ben', statement: statementOf({ attestation: 'own jws', join: 4, knows: false }) },
    ]);
  });

  it('is said again when the line has proven itself again', () => {
    ada.meet(joined('ben'));
    ada.prove('ben');
    ada.prove('ben');
    expect(ada.saidTo('ben')).to.have.length(2);
  });

  it('names the people whom it knows to participants alone', () => {
    ada.meet(...arrived('ben', B), ...arrived('cleo', C), joined('eve'));
    for (const id of ['ben', 'eve']) ada.prove(id);
    expect(ada.saidTo('eve').map(({ people }) => people)).to.deep.equal([[]]);
    const people = [
      { fingerprint: print(B), name: 'BEN' },
      { fingerprint: print(C), name: 'CLEO' },
    ];
    expect(ada.saidTo('ben').at(-1)?.people).to.deep.equal(people);
    ada.meet(proven('eve', 0xe), shown('eve', 0xe));
    expect(ada.saidTo('eve').at(-1)?.people).to.have.length(3);
  });

  it('is said to everybody when somebody becomes a participant, or is none any more', () => {
    ada.meet(...arrived('ben', B));
    ada.prove('ben');
    ada.meet(...arrived('cleo', C));
    expect(ada.saidTo('ben').map(({ people }) => people.length)).to.deep.equal([1, 2]);
    ada.meet({ type: 'not-attested', id: 'cleo' });
    expect(ada.saidTo('ben').map(({ people }) => people.length)).to.deep.equal([1, 2, 1]);
  });

  it('is not said again while nothing of it has changed', () => {
    ada.meet(...arrived('ben', B));
    ada.prove('ben');
    ada.meet(joined('eve'), { type: 'stalled', id: 'ben', stalled: true }, shown('ben', B), {
      type: 'privacy-screen',
      on: true,
    });
    expect(ada.saidTo('ben')).to.have.length(1);
  });

  it('names removed people only where one is a host', () => {
    for (const role of ['moderator', 'publisher', 'subscriber'] as const) {
      ada = new Ada({ role });
      ada.meet(...arrived('ben', B), ...arrived('cleo', C));
      ada.prove('ben');
      ada.meet({ type: 'removed', subject: 'subject-cleo' });
      const removed = role === 'moderator' ? ['subject-cleo'] : [];
      expect(ada.saidTo('ben').at(-1)?.removed, role).to.deep.equal(removed);
    }
  });

  it('names removed people also where they are not there', () => {
    ada = new Ada({ role: 'moderator' });
    ada.meet(...arrived('ben', B));
    ada.prove('ben');
    ada.meet({ type: 'removed', subject: 'subject-eve' });
    expect(ada.saidTo('ben').map(({ removed }) => removed)).to.deep.equal([[], ['subject-eve']]);
  });

  it('is said to nobody whose line is not open, and to nobody who has left', () => {
    ada.meet(...arrived('ben', B));
    ada.prove('ben');
    ada.meet({ type: 'peer-left', id: 'ben' }, ...arrived('cleo', C));
    expect([ada.saidTo('ben').length, ada.saidTo('cleo').length]).to.deep.equal([1, 0]);
    ada.meet(...arrived('ben', B));
    expect(ada.saidTo('ben'), 'who is back, but whose line is not').to.have.length(1);
  });

  it('is not said once the call is over', () => {
    ada.live = null;
    ada.prove('ben');
    expect(ada.sent).to.deep.equal([]);
  });
});

describe('what others say of themselves', () => {
  const text = (attestation: string, facts: Partial<Statement> = {}) =>
    writeStatement(statementOf({ attestation, ...facts }));
  beforeEach(() => {
    ada.meet(joined('ben'), proven('ben', B));
    ada.valid.set('ben jws', attestationOf('ben', B));
  });

  it('makes them participants when it is valid', async () => {
    await ada.hear('ben', text('ben jws', { join: 2 }));
    const statement = statementOf({ attestation: 'ben jws', join: 2 });
    expect(ada.of('attested')).to.deep.equal([
      { type: 'attested', id: 'ben', attestation: attestationOf('ben', B), statement },
    ]);
    expect(idsOf(ada.live?.participants ?? [])).to.deep.equal(['ada', 'ben']);
  });

  it('refuses them when it is not', async () => {
    for (const wrong of [text('forged jws'), text('ben jws', { join: 0 }), '', '{}'])
      await ada.hear('ben', wrong);
    expect(ada.of('not-attested')).to.deep.equal(Array(4).fill({ type: 'not-attested', id: 'ben' }));
    ada.verifies = () => Promise.reject(new Error('no key'));
    await ada.hear('ben', text('ben jws'));
    expect(ada.of('not-attested')).to.have.length(5);
    expect(ada.of('attested')).to.deep.equal([]);
  });

  it('is heard on its own topic alone', async () => {
    await ada.feature.onLineMessage(participant('ben'), 'chat', text('ben jws'));
    await ada.feature.onLineMessage(participant('ben'), 'command', text('forged jws'));
    expect([...ada.of('attested'), ...ada.of('not-attested')]).to.deep.equal([]);
  });

  it('is judged one by one for each person, and people do not wait for each other', async () => {
    ada.meet(joined('cleo'), proven('cleo', C));
    ada.valid.set('cleo jws', attestationOf('cleo', C));
    const slow = deferred<Attestation | undefined>();
    ada.verifies = async (jws) => (jws === 'slow jws' ? slow.promise : ada.valid.get(jws));
    const all = [
      ada.hear('ben', text('slow jws')),
      ada.hear('ben', text('ben jws')),
      ada.hear('cleo', text('cleo jws')),
    ];
    await settled();
    expect(ada.events.slice(-1).map(({ type }) => type)).to.deep.equal(['attested']);
    expect(ada.of('attested').map(({ id }) => id)).to.deep.equal(['cleo']);
    slow.resolve(undefined);
    await Promise.all(all);
    const judged = ada.events.flatMap((event) =>
      event.type === 'attested' || event.type === 'not-attested' ? [`${event.type} ${event.id}`] : [],
    );
    expect(judged).to.deep.equal(['attested cleo', 'not-attested ben', 'attested ben']);
  });
});

describe('somebody who shows no attestation', () => {
  it('is refused after fifteen seconds', async () => {
    ada.meet(joined('ben'));
    expect(ada.pending).to.deep.equal([15_000]);
    expect(ada.of('not-attested')).to.deep.equal([]);
    await ada.pass(15_000);
    expect(ada.of('not-attested')).to.deep.equal([{ type: 'not-attested', id: 'ben' }]);
    expect(ada.live?.unattested[0]?.refused).to.equal(true);
  });

  it('is waited for once, be they there at the beginning', async () => {
    const unattested = [{ ...participant('ben'), refused: false }];
    ada = new Ada({ unattested });
    if (ada.live) for (const effect of ada.feature.onChange(ada.live, null)) void effect();
    expect(ada.pending).to.deep.equal([15_000]);
    ada.meet(joined('cleo'));
    expect(ada.pending).to.deep.equal([15_000, 15_000]);
    ada.meet({ type: 'stalled', id: 'ben', stalled: true });
    expect(ada.pending).to.deep.equal([15_000, 15_000]);
  });

  it('is not refused when they have shown one, have left, or have been refused by then', async () => {
    ada.meet(...arrived('ben', B), joined('cleo'), { type: 'peer-left', id: 'cleo' });
    ada.meet(joined('dora'), { type: 'not-attested', id: 'dora' });
    await ada.pass(15_000);
    expect(ada.of('not-attested')).to.deep.equal([{ type: 'not-attested', id: 'dora' }]);
  });

  it('is not refused once the call is over', async () => {
    ada.meet(joined('ben'));
    ada.abort.abort();
    await settled();
    expect(ada.of('not-attested')).to.deep.equal([]);
  });
});

describe('the renewal of an attestation', () => {
  const fresh = (facts: Partial<Attestation> = {}): Attestation => ({
    ...ownAttestation,
    ...{ issuedAt: T0 + 240, expiresAt: T0 + 840, ...facts },
  });
  const MINUTES = 4 * 60_000;
  const SECONDS = 30_000;
  /** The element asks from now on. */
  const start = async () => {
    void ada.feature.start();
    await settled();
  };
  beforeEach(() => {
    ada.valid.set('renewed jws', fresh());
  });

  it('is asked for after four minutes, and every four minutes from then on', async () => {
    await start();
    expect([ada.renewals, ada.pending]).to.deep.equal([0, [MINUTES]]);
    await ada.pass(MINUTES);
    expect(ada.of('renewed')).to.deep.equal([{ type: 'renewed', attestation: fresh() }]);
    for (const count of [2, 3]) {
      expect(ada.pending).to.deep.equal([SECONDS]);
      await ada.pass(SECONDS);
      expect(ada.pending).to.deep.equal([MINUTES - SECONDS]);
      await ada.pass(MINUTES - SECONDS);
      expect(ada.renewals).to.equal(count);
    }
  });

  it('goes to the others', async () => {
    ada.meet(...arrived('ben', B));
    ada.prove('ben');
    await start();
    await ada.pass(MINUTES);
    expect(ada.saidTo('ben').map(({ attestation }) => attestation)).to.deep.equal(['own jws', 'renewed jws']);
    expect(ada.live?.attestation).to.deep.equal(fresh());
  });

  it('is asked for again thirty seconds after it has failed', async () => {
    ada.renews = () => Promise.reject(new VisioError('endpoint-unreachable'));
    await start();
    await ada.pass(MINUTES);
    for (const count of [1, 2, 3]) {
      expect([ada.renewals, ada.pending]).to.deep.equal([count, [SECONDS]]);
      if (count === 3) ada.renews = async () => 'renewed jws';
      await ada.pass(SECONDS);
      await ada.pass(0);
    }
    expect(ada.of('renewed')).to.have.length(1);
    await ada.pass(SECONDS);
    expect(ada.pending).to.deep.equal([MINUTES - SECONDS]);
  });

  it('is asked for at once when a line is interrupted', async () => {
    ada.meet(...arrived('ben', B), { type: 'line', id: 'ben', status: 'opening' });
    await start();
    for (const status of ['open', 'opening', 'unavailable', 'open'] as const)
      ada.meet({ type: 'line', id: 'ben', status });
    await settled();
    expect(ada.renewals).to.equal(0);
    ada.meet({ type: 'line', id: 'ben', status: 'interrupted' });
    await settled();
    expect(ada.renewals).to.equal(1);
  });

  it('is asked for no more often than every thirty seconds, however often lines are lost', async () => {
    ada.meet(...arrived('ben', B));
    await start();
    const lose = async () => {
      for (const status of ['open', 'interrupted'] as const) ada.meet({ type: 'line', id: 'ben', status });
      await settled();
    };
    for (let time = 0; time < 5; time++) await lose();
    expect(ada.renewals).to.equal(1);
    await ada.pass(SECONDS);
    expect(ada.renewals, 'for those that were lost meanwhile').to.equal(2);
    await ada.pass(SECONDS);
    expect(ada.renewals).to.equal(2);
    await lose();
    expect(ada.renewals).to.equal(3);
  });

  it('is not asked for while a line stays interrupted', async () => {
    ada.meet(...arrived('ben', B), { type: 'line', id: 'ben', status: 'interrupted' });
    await start();
    await ada.pass(SECONDS);
    ada.meet({ type: 'stalled', id: 'ben', stalled: true });
    await settled();
    expect(ada.renewals).to.equal(0);
  });

  it('is not taken for another certificate, person, name, role, consultation, or of an earlier time', async () => {
    await start();
    await ada.pass(MINUTES);
    expect(ada.of('renewed')).to.have.length(1);
    let count = 1;
    for (const facts of [
      ...[{ fingerprint: print(B) }, { subject: 'subject-eve' }, { name: 'Ada' }, { named: 'typed' }],
      ...[{ role: 'moderator' }, { room: 'other' }, { session: 'other' }, { issuer: 'https://x.example' }],
      { issuedAt: T0 + 239 },
    ] as const) {
      ada.valid.set('renewed jws', fresh(facts));
      await ada.pass(SECONDS);
      await ada.pass(count === 1 ? MINUTES - SECONDS : 0);
      count += 1;
      expect(ada.renewals).to.equal(count);
    }
    ada.valid.clear();
    await ada.pass(SECONDS);
    await ada.pass(0);
    expect(ada.renewals, 'what does not verify').to.equal(count + 1);
    expect(ada.of('renewed')).to.have.length(1);
    expect(ada.live?.attestation).to.deep.equal(fresh());
  });

  it('ends with the call', async () => {
    await start();
    ada.abort.abort();
    await settled();
    expect([ada.renewals, ada.pending]).to.deep.equal([0, []]);
    ada = new Ada();
    await start();
    await ada.pass(MINUTES);
    ada.abort.abort();
    await settled();
    expect([ada.renewals, ada.pending]).to.deep.equal([1, []]);
  });

  it('is not taken once the call is over', async () => {
    await start();
    ada.live = null;
    await ada.pass(MINUTES);
    expect(ada.of('renewed')).to.deep.equal([]);
  });
});

describe('differences between whom people see', () => {
  const eve = { fingerprint: print(0xe), name: 'EVE' };
  const difference = { with: 'BEN', name: 'EVE', unseenBy: 'self' };
  const knows = (...people: readonly (typeof eve)[]) => shown('ben', B, {}, { people });
  beforeEach(() => {
    ada.meet(...arrived('ben', B));
  });

  it('are told after fifteen seconds', async () => {
    ada.meet(knows(eve));
    expect(ada.of('differences')).to.deep.equal([]);
    await ada.pass(15_000);
    expect(ada.of('differences')).to.deep.equal([{ type: 'differences', differences: [difference] }]);
    expect(ada.live?.differences).to.deep.equal([difference]);
  });

  it('are told once', async () => {
    ada.meet(knows(eve));
    await ada.pass(15_000);
    ada.meet(joined('dora'), knows(eve));
    await ada.pass(15_000);
    expect(ada.of('differences')).to.have.length(1);
  });

  it('are not told when they have passed by then', async () => {
    ada.meet(knows(eve), knows());
    await ada.pass(15_000);
    expect(ada.of('differences')).to.deep.equal([]);
  });

  it('are told while others come and go', async () => {
    const cleo = { fingerprint: print(C), name: 'CLEO' };
    ada.meet(knows(eve, cleo));
    const begun = ada.delays.filter((one) => !one.over);
    ada.meet(...arrived('cleo', C), { type: 'peer-left', id: 'cleo' });
    for (const one of begun) one.wake();
    await settled();
    expect(ada.live?.differences).to.deep.include(difference);
  });

  it('are told as they are by then', async () => {
    ada.meet(knows(eve), knows(eve, { ...eve, fingerprint: print(0xf) }));
    await ada.pass(15_000);
    expect(ada.of('differences').map(({ differences }) => differences.length)).to.deep.equal([2]);
  });

  it('end at once', async () => {
    ada.meet(knows(eve));
    await ada.pass(15_000);
    ada.meet(knows());
    await settled();
    expect(ada.live?.differences).to.deep.equal([]);
    ada.meet(knows(eve));
    expect(ada.live?.differences).to.deep.equal([]);
    await ada.pass(15_000);
    expect(ada.live?.differences).to.deep.equal([difference]);
  });

  it('are not told once the call is over', async () => {
    ada.meet(knows(eve));
    ada.abort.abort();
    await settled();
    expect(ada.of('differences')).to.deep.equal([]);
  });
});

describe('an element that loses its attestation', () => {
  it('tells the person once, before they are cut', async () => {
    ada.meet(...arrived('ben', B), ...arrived('cleo', C));
    const later = { issuedAt: T0 + 300, expiresAt: T0 + 900 };
    ada.meet(shown('ben', B, later), shown('cleo', C, later));
    await settled();
    expect(ada.of('notice')).to.deep.equal([{ type: 'notice', notice: { type: 'attestation-ending' } }]);
  });

  it('tells again when it happens again', async () => {
    ada.meet(...arrived('ben', B), shown('ben', B, { issuedAt: T0 + 300, expiresAt: T0 + 900 }));
    ada.meet({ type: 'renewed', attestation: { ...ownAttestation, issuedAt: T0 + 310 } });
    ada.meet(shown('ben', B, { issuedAt: T0 + 620, expiresAt: T0 + 1220 }));
    await settled();
    expect(ada.of('notice')).to.have.length(2);
  });
});

describe('somebody whom a host has removed', () => {
  it('leaves, by the word of another host on the line', async () => {
    ada.meet(...arrived('ben', B, { role: 'moderator' }, { removed: ['subject-cleo'] }));
    await settled();
    expect(ada.of('disconnected')).to.deep.equal([]);
    ada.meet(shown('ben', B, { role: 'moderator' }, { removed: ['subject-ada'] }));
    await settled();
    expect(ada.of('disconnected')[0]).to.deep.equal({ type: 'disconnected', reason: 'removed' });
  });

  it('stays, when a guest says so', async () => {
    ada.meet(...arrived('ben', B, {}, { removed: ['subject-ada'] }));
    await settled();
    expect(ada.of('disconnected')).to.deep.equal([]);
  });
});

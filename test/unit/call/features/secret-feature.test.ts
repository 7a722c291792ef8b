import { expect } from '@open-wc/testing';
import { SecretFeature } from '../../../../src/call/features/secret-feature.ts';
import { participantOf } from '../../../../src/call/state/reduce-live.ts';
import type { LiveCall, Participant } from '../../../../src/call/state/state.ts';
import { liveIn, liveState } from '../../../support/fakes.ts';

const FIRST = 'cheval-agrafe-pile';

/** People in order of arrival, each with a feature; what one sends reaches the others at once. */
function meeting(secrets: Readonly<Record<string, string>>) {
  const ids = Object.keys(secrets);
  let present = ids;
  const used: Record<string, string[]> = {};
  const sent: { from: string; to: string; text: string }[] = [];
  /** What is under way. */
  const work: unknown[] = [];
  const person = (id: string, self: boolean): Participant => ({
    ...participantOf({ id, name: id, joinedAt: ids.indexOf(id) }),
    self,
  });
  const liveFor = (own: string): LiveCall =>
    liveIn(liveState({ participants: present.map((id) => person(id, id === own)), secret: 'matched' }));
  const features = Object.fromEntries(
    Object.entries(secrets).map(([id, secret]) => [
      id,
      new SecretFeature({
        secret,
        live: () => liveFor(id),
        session: {
          setSecret: async (next) => {
            used[id] = [...(used[id] ?? []), next];
          },
        },
        send: async (to, topic, text) => {
          expect(topic).to.equal('secret');
          sent.push({ from: id, to, text });
          work.push(features[to]?.onLineMessage(person(id, false), topic, text));
        },
      }),
    ]),
  );
  const settle = async () => {
    while (work.length > 0) await Promise.all(work.splice(0));
  };
  return {
    ...{ used, sent, features },
    async leave(id: string) {
      const before = Object.fromEntries(present.map((one) => [one, liveFor(one)]));
      present = present.filter((one) => one !== id);
      for (const one of present)
        for (const effect of features[one]?.onChange(liveFor(one), before[one] ?? null) ?? [])
          work.push(effect());
      await settle();
    },
    async meet(one: string, other: string) {
      work.push(features[one]?.onProven(person(other, false)));
      work.push(features[other]?.onProven(person(one, false)));
      await settle();
    },
  };
}

describe('the shared secret of a routed call', () => {
  it('is held up by nobody who does not acknowledge it', async () => {
    const person = (id: string): Participant => ({
      ...participantOf({ id, name: id, joinedAt: 0 }),
      self: id === '0',
    });
    const withPeople = (...ids: readonly string[]) =>
      liveIn(liveState({ participants: ids.map(person), secret: 'matched' }));
    const [sent, used]: [string[], string[]] = [[], []];
    let call = withPeople('0', 'a', 'b');
    const feature = new SecretFeature({
      secret: FIRST,
      live: () => call,
      session: { setSecret: async (secret) => void used.push(secret) },
      send: (id) => {
        sent.push(id);
        return new Promise<never>(() => undefined);
      },
    });
    const leaves = async (...left: readonly string[]) => {
      const before = call;
      call = withPeople('0', ...left);
      await Promise.all(feature.onChange(call, before).map((effect) => effect()));
    };
    await leaves('a');
    expect([sent, used.length]).to.deep.equal([['a'], 1]);
    await feature.onProven(person('a'));
    call = withPeople('0', 'a', 'c');
    await feature.onProven(person('c'));
    await leaves('c');
    expect(sent).to.deep.equal(['a', 'a', 'c', 'c']);
    expect(used).to.have.length(2);
  });

  it('is replaced by the person with the lowest id when somebody leaves, who does not get it', async () => {
    const { leave, used, sent } = meeting({ a: FIRST, b: FIRST, c: FIRST });
    await leave('b');
    expect(sent.map(({ from, to }) => `${from} ${to}`)).to.deep.equal(['a c']);
    expect(used.a).to.have.length(1);
    expect(used.c).to.deep.equal(used.a);
    expect(used.b).to.equal(undefined);
    expect(used.a?.[0]).not.to.equal(FIRST);
    expect(JSON.stringify(sent)).not.to.contain(used.a?.[0] ?? '?');
  });

  it('reaches nobody who does not know the one before, and comes from nobody who does not', async () => {
    const { leave, used, features } = meeting({ a: FIRST, b: FIRST, invented: 'autre chose' });
    await leave('b');
    expect(used.invented).to.equal(undefined);
    await features.a?.onLineMessage(
      { ...participantOf({ id: 'invented', name: '', joinedAt: 0 }) },
      'secret',
      'un secret que le prestataire connaît',
    );
    expect(used.a).to.have.length(1);
  });

  it('is given to a newcomer, who knows the first one', async () => {
    const { leave, meet, used } = meeting({ a: FIRST, b: FIRST, c: FIRST, d: FIRST });
    await leave('b');
    await meet('a', 'd');
    expect(used.d?.at(-1)).to.equal(used.a?.at(-1));
    // Everybody tells a newcomer; it is the same one.
    await meet('c', 'd');
    expect(used.d).to.have.length(1);
  });

  it('stays when the last other person leaves', async () => {
    const { leave, used } = meeting({ a: FIRST, b: FIRST });
    await leave('b');
    expect(used).to.deep.equal({});
  });

  it('is the page’s again when the page changes it', async () => {
    const { features, meet, leave, used } = meeting({ a: FIRST, b: FIRST, c: FIRST });
    await leave('b');
    await features.a?.change('un-tout-autre-secret');
    await meet('a', 'c');
    expect(used.a?.at(-1)).to.equal('un-tout-autre-secret');
    expect(used.c).to.have.length(1);
  });
});

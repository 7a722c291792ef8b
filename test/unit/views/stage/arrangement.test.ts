import { expect } from '@open-wc/testing';
import type { Participant } from '../../../../src/call/state/state.ts';
import { arrange, place } from '../../../../src/views/stage/arrangement.ts';
import { liveCall, participant } from '../../../support/view.ts';

const self = participant('self', { self: true });
const others = (...ids: string[]) => ids.map((id) => participant(id));
const screen = { sharing: true, screen: { element: document.createElement('video') } };
const of = (
  participants: readonly Participant[],
  layout: 'auto' | 'grid' | 'speaker' = 'auto',
  more = {},
) => {
  const { tiles, main, floating } = arrange(liveCall({ participants, ...more }), layout);
  return { keys: tiles.map(({ key }) => key), main, floating: floating?.id ?? null };
};

describe('how people are arranged', () => {
  it('two people: the other fills, oneself floats', () => {
    expect(of([self, ...others('a')])).to.deep.equal({ keys: ['a'], main: null, floating: 'self' });
  });

  it('three to five: all alike, oneself among them', () => {
    const { keys, main, floating } = of([self, ...others('a', 'b')]);
    expect({ keys, main, floating }).to.deep.equal({ keys: ['a', 'b', 'self'], main: null, floating: null });
    expect(of([self, ...others('a', 'b', 'c')]).main).to.equal(null);
  });

  it('many: the one who spoke last is large, or the first; in a grid nobody', () => {
    const crowd = [self, ...others('a', 'b', 'c', 'd')];
    expect(of(crowd, 'auto', { speaker: 'c' })).to.deep.equal({
      keys: ['a', 'b', 'c', 'd', 'self'],
      main: 'c',
      floating: null,
    });
    expect(of(crowd).main).to.equal('a');
    expect(of(crowd, 'auto', { speaker: 'gone' }).main).to.equal('a');
    expect(of(crowd, 'grid', { speaker: 'c' }).main).to.equal(null);
  });

  it('as a speaker, as soon as there is more than one tile', () => {
    expect(of([self, ...others('a')], 'speaker').main).to.equal(null);
    expect(of([self, ...others('a', 'b')], 'speaker', { speaker: 'b' }).main).to.equal('b');
  });

  it('a shared screen is the large one, and goes with its sharer', () => {
    const sharer = participant('a', screen);
    expect(of([self, sharer])).to.deep.equal({
      keys: ['a screen', 'a', 'self'],
      main: 'a screen',
      floating: null,
    });
    expect(of([self, participant('a', { sharing: true })]).keys).to.deep.equal(['a']);
    expect(of([self])).to.deep.equal({ keys: [], main: null, floating: 'self' });
  });

  it('one’s own screen is not shown to oneself', () => {
    expect(of([participant('self', { self: true, sharing: true }), ...others('a')]).keys).to.deep.equal([
      'a',
    ]);
  });

  it('a screen alone, of somebody who sends nothing else, fills the stage', () => {
    expect(of([self, participant('a', { ...screen, publishing: false })])).to.deep.equal({
      keys: ['a screen'],
      main: null,
      floating: 'self',
    });
  });

  it('an observer has no tile, and somebody who has not published yet has one', () => {
    const observer = participant('o', { role: 'subscriber', publishing: false });
    const late = participant('late', { role: 'publisher', publishing: false });
    expect(of([self, observer, late]).keys).to.deep.equal(['late']);
  });

  it('oneself floats only while one sends', () => {
    expect(of([participant('self', { self: true, publishing: false }), ...others('a')]).floating).to.equal(
      null,
    );
  });

  it('in a breakout only its members have tiles, and on hold nobody has', () => {
    const people = [self, ...others('a', 'b')];
    expect(of(people, 'auto', { breakout: { members: ['self', 'a'] } }).keys).to.deep.equal(['a']);
    expect(of(people, 'auto', { breakout: { members: ['a', 'b'] } }).keys).to.deep.equal([]);
  });
});

describe('who has a place', () => {
  const crowd = [self, ...others('a', 'b', 'c', 'd', 'e', 'f')];
  const placed = (
    participants: readonly Participant[],
    layout: 'auto' | 'grid' | 'speaker',
    speaker: string | null,
    area = { width: 320, height: 180 },
  ) => {
    const arrangement = arrange(liveCall({ participants, speaker }), layout);
    const { seen, beyond } = place(arrangement, speaker, area);
    return { seen: [...seen].sort(), beyond };
  };

  it('everybody, where there is room', () => {
    const { seen, beyond } = placed(crowd, 'grid', null, { width: 960, height: 540 });
    expect(seen).to.deep.equal(['a', 'b', 'c', 'd', 'e', 'f', 'self']);
    expect(beyond).to.equal(0);
  });

  it('else whoever speaks, oneself, and the first; one place counts the others', () => {
    // Two rows of two or three: so many places, one of which counts.
    expect(placed(crowd, 'grid', null)).to.deep.equal({
      seen: ['a', 'b', 'self'],
      beyond: 4,
    });
    expect(placed(crowd, 'grid', 'f')).to.deep.equal({ seen: ['a', 'f', 'self'], beyond: 4 });
    const both = crowd.map((one) => (one.id === 'e' ? { ...one, speaking: true } : one));
    expect(placed(both, 'grid', 'f')).to.deep.equal({ seen: ['e', 'f', 'self'], beyond: 4 });
  });

  it('what is shared and the large tile before all', () => {
    const sharing = crowd.map((one) => (['b', 'c'].includes(one.id) ? { ...one, ...screen } : one));
    expect(placed(sharing, 'auto', 'f').seen).to.deep.equal(['c screen', 'f']);
    const { seen } = placed(sharing, 'auto', 'f', { width: 320, height: 360 });
    expect(seen).to.include.members(['b screen', 'c screen', 'f']);
    expect(placed(crowd, 'speaker', 'd').seen).to.include('d');
  });

  it('one face at least, however small the room', () => {
    for (const area of [
      { width: 90, height: 60 },
      { width: 60, height: 200 },
      { width: 1, height: 1 },
    ]) {
      for (const layout of ['auto', 'grid', 'speaker'] as const) {
        const { seen, beyond } = placed(crowd, layout, 'f', area);
        expect(seen).to.include('f');
        expect(seen.length + beyond).to.equal(crowd.length);
      }
    }
  });
});

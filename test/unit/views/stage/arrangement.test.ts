import { expect } from '@open-wc/testing';
import type { Participant } from '../../../../src/call/state/state.ts';
import { arrange } from '../../../../src/views/stage/arrangement.ts';
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

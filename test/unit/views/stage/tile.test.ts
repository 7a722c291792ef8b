import { expect } from '@open-wc/testing';
import { initials, type Place, screenTile, tile } from '../../../../src/views/stage/tile.ts';
import { notedActions, participant, View, words } from '../../../support/view.ts';
import { attestedParticipant } from '../../call/attestation-support.ts';

describe('initials', () => {
  for (const [name, letters] of [
    ['Zoé Martin', 'ZM'],
    ['Jean-Baptiste de La Rochefoucauld', 'JR'],
    ['karim', 'K'],
    ['  élodie – ', 'É'],
    ['Me 3 Vasseur', 'MV'],
    ['+33 6', ''],
    ['', ''],
    ['李 小龙', '李小'],
  ] as const) {
    it(`of “${name}” are “${letters}”`, () => expect(initials(name)).to.equal(letters));
  }
});

const at = (main = false, width = 320, height = 180): Place => ({
  main,
  seen: true,
  size: { width, height },
});

describe('a tile', () => {
  let view: View;
  let asked: string[];
  const show = (facts: Parameters<typeof participant>[1] = {}, main = false, name = 'Maître Vasseur') => {
    const noted = notedActions();
    asked = noted.asked;
    view = View.show(tile(participant(name, facts), at(main), noted.actions, words));
  };
  const classes = (selector: string) => [...(view.root.querySelector(selector)?.classList ?? [])];
  afterEach(() => view.close());

  it('shows the picture, moved and not made anew', () => {
    const element = document.createElement('video');
    show({ media: { element } });
    expect(view.root.querySelector('video')).to.equal(element);
    expect(element.tabIndex).to.equal(-1);
    expect(element.ariaHidden).to.equal('true');
    expect(classes('.picture')).to.deep.equal(['picture', 'fills']);
    expect(view.byPart('tile-avatar')).to.have.length(0);
    expect(view.text).to.equal('Maître Vasseur');
  });

  it('shows initials while the camera is off, and keeps the element, whose sound goes on', () => {
    const element = document.createElement('video');
    show({ camera: false, media: { element } });
    expect(view.byPart('tile-avatar')[0]?.textContent).to.equal('MV');
    expect(classes('.picture')).to.include('off');
    expect(view.root.querySelector('video')).to.equal(element);
    expect(view.text).to.contain(words.cameraIsOffOf);
  });

  it('says in words what icons and edges show', () => {
    show({ microphone: false, camera: false, speaking: true });
    expect(view.text).to.contain([words.isMuted, words.cameraIsOffOf, words.isSpeaking].join(', '));
    expect(view.byPart('speaking')).to.have.length(1);
    expect(view.root.querySelector('.sound svg')).not.to.equal(null);
    view.close();
    show();
    expect(view.byPart('speaking')).to.have.length(0);
    expect(classes('.tile')).to.deep.equal(['tile']);
    expect(view.root.querySelector('.sound svg')).to.equal(null);
  });

  it('marks a name that the firm does not know, and no other', () => {
    const { attested } = attestedParticipant('karim', 0xb);
    if (!attested) throw new Error('no attestation');
    show();
    expect(view.root.querySelector('.typed')).to.equal(null);
    for (const named of ['typed', 'invitation'] as const) {
      view.close();
      show({ attested: { ...attested, attestation: { ...attested.attestation, named } } });
      const mark = view.root.querySelector('.typed')?.textContent ?? null;
      expect(mark).to.equal(named === 'typed' ? words.attestation.typed : null);
    }
  });

  it('is large where it is the main one', () => {
    show({}, true);
    expect(classes('.tile')).to.include('main');
  });

  it('stays without being seen where there is no room, because its video plays the sound', () => {
    const element = document.createElement('video');
    for (const seen of [true, false]) {
      const facts = { media: { element }, screen: { element } };
      for (const make of [
        () => tile(participant('a', facts), { ...at(), seen }, notedActions().actions, words),
        () => screenTile(participant('a', facts), { ...at(), seen }, words),
      ]) {
        view?.close();
        view = View.show(make());
        expect(view.byPart('tile')[0]?.hidden).to.equal(!seen);
        expect(view.root.querySelector('video')).to.equal(element);
      }
    }
  });

  it('is no mirror of what the camera at the back of a phone sees', () => {
    const self = participant('Zoé', { self: true });
    for (const rear of [true, false]) {
      view?.close();
      view = View.show(tile(self, at(), notedActions().actions, words, rear));
      expect(classes('.picture').includes('own-picture')).to.equal(!rear);
    }
  });

  it('tells of a picture that has stopped, only where there should be one', () => {
    show({ stalled: true });
    expect(view.byRole('status')[0]?.textContent).to.equal(words.isStalled);
    view.close();
    show({ stalled: true, camera: false });
    expect(view.byRole('status')).to.have.length(0);
  });

  it('calls a person without a name a guest, and oneself “you”', () => {
    show({ name: '' });
    expect(view.root.querySelector('bdi')?.textContent).to.equal(words.guest);
    view.close();
    show({ self: true });
    expect(view.root.querySelector('bdi')?.textContent).to.equal(words.you);
    expect(classes('.picture')).to.include('own-picture');
  });

  it('follows the audio level of this person', () => {
    show();
    expect(asked).to.deep.equal(['watchLevel Maître Vasseur']);
  });

  it('shows a screen whole, with the name of its owner', () => {
    const element = document.createElement('video');
    view = View.show(screenTile(participant('Zoé', { screen: { element } }), at(true), words));
    expect(view.root.querySelector('video')).to.equal(element);
    expect(view.text).to.equal(words.screen.of('Zoé'));
    expect(view.byPart('screen')[0]?.classList.contains('main')).to.equal(true);
    view.close();
    view = View.show(screenTile(participant('', { name: '' }), at(), words));
    expect(view.text).to.equal(words.screen.of(words.guest));
    expect(view.root.querySelector('video')).to.equal(null);
    expect(view.byPart('screen')[0]?.classList.contains('main')).to.equal(false);
  });
});

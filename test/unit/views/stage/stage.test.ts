import { expect } from '@open-wc/testing';
import type { CallState, LiveCall, Notice, Participant } from '../../../../src/call/state/state.ts';
import { ALL_CLOSED } from '../../../../src/devices/snapshot.ts';
import { VisioError } from '../../../../src/error.ts';
import type { ComparisonState } from '../../../../src/verification/comparison-state.ts';
import { featuresOf } from '../../../../src/views/shared/controls-list.ts';
import type { CallModel, Panel } from '../../../../src/views/shared/model.ts';
import { stage } from '../../../../src/views/stage/stage.ts';
import { setClock } from '../../../support/clock.ts';
import {
  callModel,
  liveCall,
  notedActions,
  participant,
  spaced,
  View,
  words,
} from '../../../support/view.ts';

const me = participant('Zoé', { self: true });
const others = (...ids: string[]) => ids.map((id) => participant(id));

let view: View;
let asked: string[];
const show = (
  facts: Partial<LiveCall> = {},
  model: Partial<CallModel> = {},
  phase: 'connected' | 'reconnecting' = 'connected',
) => {
  const noted = notedActions();
  asked = noted.asked;
  const state: Extract<CallState, { live: LiveCall }> = { phase, live: liveCall(facts) };
  view = View.show(stage(state, callModel(model), noted.actions, words));
};
const among = (people: readonly Participant[], model: Partial<CallModel> = {}) =>
  show({ participants: people }, model);
const tiles = () => view.byPart('tile').map((one) => one.querySelector('bdi')?.textContent);
const said = (role: string) => view.byRole(role).map((one) => spaced(one.textContent));
afterEach(() => view.close());

describe('the stage', () => {
  it('shows the others, and oneself in a corner', () => {
    among([me, ...others('Vasseur')], { corner: 'top-start' });
    expect(tiles()).to.deep.equal(['Vasseur']);
    expect(view.byPart('self-view')[0]?.classList.contains('top-start')).to.equal(true);
    expect(view.root.querySelector('.alone')).to.equal(null);
  });

  it('gives everybody a tile from three people on', () => {
    among([me, ...others('Vasseur', 'Karim')]);
    expect(tiles()).to.deep.equal(['Vasseur', 'Karim', words.you]);
    expect(view.byPart('self-view')).to.have.length(0);
    const list = view.root.querySelector<HTMLElement>('.tiles');
    expect({ ...list?.dataset }).to.deep.equal({ layout: 'grid', strip: 'below' });
  });

  it('shows one large in a crowd', () => {
    among([me, ...others('Vasseur', 'Karim', 'Léa', 'Inès')]);
    const list = view.root.querySelector<HTMLElement>('.tiles');
    expect({ ...list?.dataset }).to.deep.equal({ layout: 'speaker', strip: 'beside' });
    expect(view.root.querySelector('.tile.main bdi')?.textContent).to.equal('Vasseur');
    view.close();
    among([me, ...others('Vasseur', 'Karim', 'Léa')]);
    expect(view.root.querySelector<HTMLElement>('.tiles')?.dataset).to.have.property('layout', 'grid');
    expect(view.root.querySelectorAll('.tile.main')).to.have.length(0);
  });

  it('shows a shared screen large, beside the face', () => {
    const screen = { sharing: true, screen: { element: document.createElement('video') } };
    among([me, participant('Vasseur', screen)]);
    expect(tiles()).to.deep.equal([words.screen.of('Vasseur'), 'Vasseur', words.you]);
    expect(view.root.querySelector('.tile.main bdi')?.textContent).to.equal(words.screen.of('Vasseur'));
  });

  it('leads to the people for whom it has no room, unless the page takes the list away', () => {
    const crowd = [me, ...others('Vasseur', 'Karim', 'Léa', 'Inès', 'Paul', 'Anne')];
    const model = { layout: 'grid', area: { width: 300, height: 180 } } as const;
    among(crowd, model);
    expect(view.byPart('tile').filter(({ hidden }) => !hidden)).to.have.length(3);
    view.press(words.others(4));
    expect(asked).to.include('open people');
    view.close();
    among(crowd, { ...model, features: featuresOf('noparticipants') });
    expect(view.buttons).not.to.include(words.others(4));
    expect(view.text).to.contain(words.others(4));
    view.close();
    among(crowd);
    expect(view.root.querySelector('.others')).to.equal(null);
  });

  it('shows oneself as in a mirror, but not what a rear camera sees', () => {
    for (const [facingMode, mirrored] of [
      ['environment', false],
      ['user', true],
      [undefined, true],
    ] as const) {
      for (const people of [[me], [me, ...others('Vasseur', 'Karim')]]) {
        const captured = { getSettings: () => ({ facingMode }) } as unknown as MediaStreamTrack;
        const media = { ...ALL_CLOSED, camera: { ...ALL_CLOSED.camera, captured } };
        among(people, { media });
        expect(view.root.querySelectorAll('.own-picture'), facingMode).to.have.length(mirrored ? 1 : 0);
        view.close();
      }
    }
  });

  it('says that the only other person is one whom the firm does not attest', () => {
    const { alone, aloneHint } = words.attestation;
    const eve = participant('Ève');
    show({ participants: [me], unattested: [{ ...eve, refused: true }] });
    expect(view.text).to.contain(spaced(alone)).and.to.contain(spaced(aloneHint));
    expect(view.text).not.to.contain('Ève');
    expect(tiles()).not.to.include('Ève');
    view.close();
    show({ participants: [me], unattested: [{ ...eve, refused: false }] });
    expect(view.text).to.contain(words.alone).and.not.to.contain(spaced(alone));
    view.close();
    const observer = participant('Inès', { role: 'subscriber', publishing: false });
    show({ participants: [me, observer], unattested: [{ ...eve, refused: true }] });
    expect(view.text).to.contain(spaced(words.onlyObservers)).and.not.to.contain(spaced(alone));
  });

  it('says that one is alone, or that the others only observe', () => {
    among([me]);
    expect(view.text).to.contain(words.alone).and.to.contain(words.aloneHint);
    view.close();
    among([me, participant('Inès', { role: 'subscriber', publishing: false })]);
    expect(view.text).to.contain(spaced(words.onlyObservers)).and.not.to.contain(words.alone);
  });
});

describe('the top of the stage', () => {
  afterEach(() => {
    setClock();
  });

  it('has the title of the appointment as text, or the name of the stage', () => {
    show({ room: { title: 'Entretien <b>1</b>' } });
    expect(view.root.querySelector('h1')?.textContent).to.equal('Entretien <b>1</b>');
    view.close();
    show();
    expect(view.root.querySelector('h1')?.textContent).to.equal(words.stage);
  });

  it('tells how long the call has lasted', () => {
    setClock(245_000);
    show();
    expect(said('timer')).to.deep.equal(['4:05']);
  });

  it('tells how late it began, if it did', () => {
    show();
    expect(view.root.querySelector('.late')).to.equal(null);
    view.close();
    show({
      room: { startsAt: new Date(0) },
      participants: [me, participant('Vasseur', { joinedAt: 10 * 60_000 })],
    });
    expect(view.root.querySelector('.late')?.textContent).to.equal(words.startedLate(10));
  });

  it('offers the picture beside other windows only where another’s can be seen', () => {
    Object.defineProperty(document, 'pictureInPictureEnabled', { value: true, configurable: true });
    const offered = (...people: Participant[]) => {
      among(people);
      const there = view.buttons.includes(words.pictureInPicture);
      view.close();
      return there;
    };
    const dark = { camera: false };
    const screen = { sharing: true, screen: { element: document.createElement('video') } };
    expect(offered(me, participant('Vasseur'))).to.equal(true);
    expect(offered(me, participant('Vasseur', dark))).to.equal(false);
    expect(offered(me, participant('Vasseur', dark), participant('Karim', dark))).to.equal(false);
    expect(offered(me, participant('Vasseur', { ...dark, ...screen }))).to.equal(true);
    Reflect.deleteProperty(document, 'pictureInPictureEnabled');
  });
});

describe('what happens in the call', () => {
  it('says that it is being recorded', () => {
    show();
    expect(said('status')).not.to.include(words.recordingOn);
    view.close();
    show({ recording: true });
    expect(said('status')).to.include(words.recordingOn);
  });

  it('alerts that the connection is broken', () => {
    show();
    expect(said('alert')).to.deep.equal([]);
    view.close();
    show({}, {}, 'reconnecting');
    expect(said('alert')).to.deep.equal([words.reconnecting]);
  });

  it('reminds of the shared screen, and stops it', () => {
    show();
    expect(view.text).not.to.contain(words.screen.on);
    view.close();
    show({ screen: { on: true, pending: false } });
    expect(said('status')[0]).to.contain(words.screen.on);
    view.press(words.screen.stop);
    expect(asked).to.include('shareScreen false');
  });

  it('offers to do without the camera where the connection is weak', () => {
    const quality = { level: 'poor', loss: 0.2, roundTrip: 1 } as const;
    show({ quality: { ...quality, level: 'fair' } });
    expect(view.text).not.to.contain(words.quality.poor);
    view.close();
    show({ quality });
    expect(view.text).to.contain(words.quality.poor);
    view.press(words.turnCameraOff);
    expect(asked).to.include('switch camera false');
    view.close();
    show({ quality, camera: { on: false, pending: false } });
    expect(view.text).to.contain(words.quality.poor);
    expect(view.buttons).not.to.include(words.turnCameraOff);
  });

  it('offers the telephone while the connection is lost, or weak without the camera', () => {
    const calls = () => view.root.querySelectorAll('.banner a[href="tel:0144000000"]').length;
    const quality = { level: 'poor', loss: 0.2, roundTrip: 1 } as const;
    const phone = { phone: '01 44 00 00 00' };
    const camera = { on: false, pending: false };
    for (const [facts, phase, offered] of [
      [{}, 'connected', 0],
      [{}, 'reconnecting', 1],
      [{ quality }, 'connected', 0],
      [{ quality, camera }, 'connected', 1],
    ] as const) {
      show(facts, phone, phase);
      expect(calls(), `${phase} ${JSON.stringify(facts)}`).to.equal(offered);
      view.close();
    }
    show({ quality, camera }, {}, 'reconnecting');
    expect(calls()).to.equal(0);
  });

  describe('when somebody has opened the comparison', () => {
    const wanted = { status: 'idle', wanted: true } as const;
    const asking = (state: ComparisonState, model: Partial<CallModel> = {}, name = 'Vasseur') =>
      show(
        {
          participants: [me, participant('c2', { name }), participant('Karim')],
          comparisons: new Map([['c2', state]]),
        },
        model,
      );

    it('says who, and leads to it', () => {
      asking(wanted);
      expect(said('status')[0]).to.contain(spaced(words.code.wanted('Vasseur')));
      view.press(words.code.begin);
      expect(asked).to.include('open security');
      view.close();
      asking(wanted, {}, '');
      expect(said('status')[0]).to.contain(spaced(words.code.wanted(words.guest)));
    });

    it('says nothing beside the panel that says it too', () => {
      asking(wanted, { panel: 'security' });
      expect(view.root.querySelector('.notes')?.textContent).not.to.contain(words.code.wanted('Vasseur'));
      view.close();
      asking(wanted, { panel: 'chat' });
      expect(said('status').join()).to.contain(spaced(words.code.wanted('Vasseur')));
    });

    it('says nothing once this person has opened it, nor before, nor of who is not there', () => {
      const own = { pictures: ['anchor', 'umbrella', 'dice-5', 'key'], digits: '' } as const;
      for (const state of [
        { status: 'idle', wanted: false },
        { status: 'waiting', revealed: false },
        { status: 'shown', transcript: 'code', own, choices: [] },
        { status: 'confirmed', transcript: 'code' },
        { status: 'failed', fault: 'malformed' },
      ] as const) {
        asking(state);
        expect(view.buttons, state.status).not.to.include(words.code.begin);
        view.close();
      }
      show({ comparisons: new Map([['gone', wanted]]) });
      expect(view.buttons).not.to.include(words.code.begin);
    });
  });

  for (const [notice, text] of [
    [{ type: 'muted-by-host' }, words.mutedByHost],
    [{ type: 'attestation-ending' }, words.attestation.ending],
    [{ type: 'device-lost', device: 'camera' }, words.deviceLost.camera],
    [{ type: 'ending', minutes: 5 }, words.ending(5)],
    [{ type: 'breakout-over', muted: false }, words.breakout.over],
    [{ type: 'breakout-over', muted: true }, words.breakout.overMuted],
    [
      { type: 'error', error: new VisioError('screen-failed') },
      Object.values(words.errors['screen-failed']({})).join(' '),
    ],
  ] as readonly (readonly [Notice, string])[]) {
    it(`alerts once: ${text}`, () => {
      show({ notice });
      expect(said('alert')).to.deep.equal([spaced(text)]);
      view.press(words.close);
      expect(asked).to.include('dismissNotice');
    });
  }
});

describe('what opens over the stage', () => {
  const opened = () => view.byPart('panel').map((one) => one.id);

  it('is nothing, or the panel that was opened', () => {
    show();
    expect(opened()).to.deep.equal([]);
    for (const panel of ['people', 'chat', 'security', 'settings'] as const) {
      view.close();
      show({}, { panel });
      expect(opened()).to.deep.equal([`panel-${panel}`]);
    }
  });

  it('is no panel that the page takes away, but what was measured', () => {
    const features = featuresOf('noparticipants nochat nosettings nosecurity');
    const left = (['people', 'chat', 'settings', 'security'] satisfies Panel[]).filter((panel) => {
      show({}, { panel, features });
      const some = opened().length > 0;
      view.close();
      return some;
    });
    expect(left).to.deep.equal(['security']);
  });

  it('is the question that waits for an answer', () => {
    show();
    expect(view.byPart('dialog')).to.have.length(0);
    view.close();
    show({}, { confirmation: { type: 'end' } });
    expect(view.byPart('dialog')[0]?.textContent).to.contain(words.questions.end.title);
  });

  it('is what blocks the sending', () => {
    show({ blocked: { type: 'recording' } });
    expect(view.text).to.contain(words.sendPolicy.recording.title);
  });

  it('takes the keys of the commands', () => {
    show();
    view.byPart('stage')[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'm' }));
    expect(asked).to.include('switch microphone false');
  });
});

describe('a person on hold', () => {
  it('sees no one of the breakout, and reads so instead of “alone”', () => {
    const picture = { media: { element: document.createElement('video') } };
    show({
      participants: [me, participant('Vasseur', picture), participant('Karim')],
      breakout: { members: ['Vasseur', 'Karim'] },
    });
    expect(tiles()).to.deep.equal([]);
    expect(view.root.querySelector('video')).to.equal(null);
    expect(said('alert')).to.have.length(1);
    expect(view.text)
      .to.contain(words.breakout.onHoldTitle)
      .and.not.to.contain(words.alone)
      .and.not.to.contain('Vasseur');
    expect(view.root.querySelector('.notes .on-hold')).to.equal(null);
  });

  it('is not seen by the members, who are told who hears them', () => {
    show({ participants: [me, ...others('Vasseur', 'Karim')], breakout: { members: ['Zoé', 'Vasseur'] } });
    expect(tiles()).to.deep.equal(['Vasseur']);
    expect(said('status')[0]).to.contain(words.breakout.among('Vasseur'));
    expect(view.byPart('on-hold')).to.have.length(0);
    expect(view.root.querySelectorAll('.notes .breakout-banner')).to.have.length(1);
  });
});

describe('the stage under the privacy screen', () => {
  it('shows and offers nothing of the call', () => {
    const picture = { media: { element: document.createElement('video') } };
    show(
      {
        ...{ privacyScreen: true, room: { title: 'Entretien' }, notice: { type: 'muted-by-host' } },
        participants: [me, participant('Vasseur', picture)],
      },
      { panel: 'chat', confirmation: { type: 'end' } },
    );
    const { title, text, back } = words.privacyScreen;
    expect(view.text).to.equal(spaced(`${title} ${text} ${back}`));
    expect(view.buttons).to.deep.equal([back]);
    expect(view.root.querySelector('video')).to.equal(null);
  });
});

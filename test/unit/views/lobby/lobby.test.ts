import { expect } from '@open-wc/testing';
import { html } from 'lit';
import microphoneIcon from 'lucide-static/icons/mic.svg';
import microphoneOffIcon from 'lucide-static/icons/mic-off.svg';
import cameraIcon from 'lucide-static/icons/video.svg';
import cameraOffIcon from 'lucide-static/icons/video-off.svg';
import { ALL_CLOSED } from '../../../../src/devices/snapshot.ts';
import { VisioError } from '../../../../src/error.ts';
import { lobby } from '../../../../src/views/lobby/lobby.ts';
import type { LobbyModel } from '../../../../src/views/shared/model.ts';
import { callModel, notedActions, shows, View, words } from '../../../support/view.ts';

describe('the lobby', () => {
  let view: View;
  let asked: string[];
  const show = (facts: Partial<LobbyModel> = {}) => {
    const noted = notedActions();
    asked = noted.asked;
    const views = { lists: () => html`<p>lists</p>`, gauge: () => html`<i class="gauge"></i>` };
    view = View.show(lobby(callModel(facts), noted.actions, words, views));
  };
  const field = () => view.root.querySelector('input');
  const device = (facts: object) => ({ ...ALL_CLOSED.camera, ...facts });
  afterEach(() => view.close());

  it('asks for the name, shows no error yet, and joins by its one button', () => {
    show({ name: 'Zoé' });
    expect(field()?.value).to.equal('Zoé');
    expect(field()?.ariaInvalid).to.equal('false');
    expect(view.text).to.contain(words.nameHint);
    expect(view.byRole('alert')).to.have.length(0);
    view.press(words.join);
    expect(asked).to.deep.equal(['join']);
  });

  it('says at the field that the name is missing', () => {
    show({ nameMissing: true });
    expect(field()?.ariaInvalid).to.equal('true');
    expect(view.byRole('alert')[0]?.textContent?.trim()).to.equal(words.nameMissing);
    const described = field()?.getAttribute('aria-describedby') ?? '';
    expect(view.root.querySelector(`#${described}`)?.textContent?.trim()).to.equal(words.nameMissing);
    expect(view.root.querySelector(`#${described}`)?.className).to.equal('wrong');
  });

  it('hands on what is typed', () => {
    show();
    const input = field();
    if (!input) throw new Error('no field');
    input.value = 'Karim';
    input.dispatchEvent(new Event('input'));
    expect(asked).to.deep.equal(['name Karim']);
  });

  it('asks nobody for a name that the page has given', () => {
    show({ nameGiven: true });
    expect(field()).to.equal(null);
  });

  it('fetches what will be needed when the person turns to the form', () => {
    show();
    view.root.querySelector('form')?.dispatchEvent(new Event('pointerenter'));
    view.root.querySelector('form')?.dispatchEvent(new FocusEvent('focusin'));
    expect(asked).to.deep.equal(['intend', 'intend']);
  });

  it('says that the press was heard', () => {
    show({ joining: true });
    expect(view.button(words.joining).ariaDisabled).to.equal('true');
    expect(view.byRole('status').map((one) => one.textContent)).to.include(words.joining);
    view.close();
    show();
    expect(view.button(words.join).ariaDisabled).to.equal('false');
    expect(view.byRole('status').map((one) => one.textContent)).not.to.include(words.joining);
  });

  it('shows a person as in a mirror, but not what a rear camera sees', () => {
    const track = document.createElement('canvas').captureStream().getVideoTracks()[0] as MediaStreamTrack;
    for (const facingMode of ['user', 'environment']) {
      track.getSettings = () => ({ facingMode });
      show({ media: { ...ALL_CLOSED, camera: device({ captured: track }) } });
      const rear = view.root.querySelector('video')?.classList.contains('rear');
      expect(rear).to.equal(facingMode === 'environment');
      view.close();
    }
  });

  it('offers the preview before it opens anything', () => {
    show();
    view.press(words.showPreview);
    expect(asked).to.deep.equal(['preview']);
    expect(view.root.querySelector('video')).to.equal(null);
    view.close();
    show({ media: { ...ALL_CLOSED, camera: device({ opening: true }) } });
    expect(view.buttons).not.to.include(words.showPreview);
    expect(view.text).to.contain(words.previewOpening);
    view.close();
    show({ media: { ...ALL_CLOSED, microphone: device({ opening: true }) } });
    expect(view.text).to.contain(words.previewOpening);
  });

  it('shows the own picture, or that the camera is off', async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    const [captured] = stream.getVideoTracks();
    const [sound] = stream.getAudioTracks();
    show({ media: { ...ALL_CLOSED, camera: device({ captured }) } });
    expect(view.root.querySelector('video')?.muted).to.equal(true);
    expect(view.root.querySelector('.gauge')).to.equal(null);
    view.close();
    show({
      media: { ...ALL_CLOSED, microphone: device({ captured: sound }), camera: device({ enabled: false }) },
    });
    expect(view.text).to.contain(words.cameraIsOff);
    expect(view.root.querySelector('.gauge')).not.to.equal(null);
    for (const track of stream.getTracks()) track.stop();
  });

  it('switches each device', () => {
    show({ media: { ...ALL_CLOSED, camera: device({ enabled: false }) } });
    expect(view.button('Micro').ariaPressed).to.equal('true');
    expect(view.button('Caméra').ariaPressed).to.equal('false');
    expect(view.button('Caméra').title).to.equal(words.turnCameraOn);
    expect(view.button('Micro').title).to.equal(words.mute);
    view.press('Micro');
    view.press('Caméra');
    expect(asked).to.deep.equal(['switch microphone false', 'switch camera true']);
  });

  it('draws each device as it is', () => {
    const off = device({ enabled: false });
    show({ media: { ...ALL_CLOSED, camera: off } });
    expect(shows(view.button('Micro'), microphoneIcon)).to.equal(true);
    expect(shows(view.button('Caméra'), cameraOffIcon)).to.equal(true);
    expect(shows(view.byPart('preview')[0], cameraOffIcon)).to.equal(true);
    expect(view.button('Micro').part.contains('pressed')).to.equal(true);
    expect(view.button('Caméra').part.contains('off')).to.equal(true);
    view.close();
    show({ media: { ...ALL_CLOSED, microphone: off } });
    expect(shows(view.button('Micro'), microphoneOffIcon)).to.equal(true);
    expect(shows(view.button('Caméra'), cameraIcon)).to.equal(true);
    expect(shows(view.byPart('preview')[0], cameraIcon)).to.equal(true);
  });

  it('lists the devices once they are known', () => {
    show();
    expect(view.root.querySelector('details')).to.equal(null);
    view.close();
    const devices = { camera: [], microphone: [{ id: 'a', label: 'Casque' }], speaker: [] };
    show({ media: { ...ALL_CLOSED, devices } });
    expect(view.root.querySelector('details')?.textContent).to.contain('lists');
  });

  it('tells what failed, and links the firm’s notice', () => {
    show({
      lobbyError: new VisioError('endpoint-unreachable'),
      firm: 'Cabinet',
      privacyUrl: 'https://cabinet.example/vie-privee',
    });
    expect(view.byRole('alert')).to.have.length(1);
    expect(view.text).to.contain('Cabinet');
    expect(view.root.querySelector('a')?.href).to.equal('https://cabinet.example/vie-privee');
    view.close();
    show();
    expect(view.root.querySelector('a')).to.equal(null);
    expect(view.root.querySelector('.firm')).to.equal(null);
  });
});

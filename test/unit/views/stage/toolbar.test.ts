import { expect } from '@open-wc/testing';
import microphoneIcon from 'lucide-static/icons/mic.svg';
import screenIcon from 'lucide-static/icons/monitor-up.svg';
import screenOffIcon from 'lucide-static/icons/monitor-x.svg';
import cameraOffIcon from 'lucide-static/icons/video-off.svg';
import { featuresOf } from '../../../../src/views/shared/controls-list.ts';
import { shortcutsOf } from '../../../../src/views/shared/shortcut-keys.ts';
import { toolbar } from '../../../../src/views/stage/toolbar.ts';
import { callModel, liveCall, notedActions, shows, View, words } from '../../../support/view.ts';

describe('the toolbar', () => {
  let view: View;
  let asked: string[];
  const show = (live = liveCall(), model = callModel()) => {
    const noted = notedActions();
    asked = noted.asked;
    view = View.show(toolbar(live, model, noted.actions, words));
  };
  afterEach(() => view.close());

  it('has all commands in their order', () => {
    show();
    expect(view.buttons).to.deep.equal([
      ...['Micro', 'Caméra', 'Partager l’écran', 'Participants', 'Messages', 'Réglages', 'Pause', 'Quitter'],
    ]);
  });

  it('asks for the opposite of what is confirmed', () => {
    show(liveCall({ camera: { on: false, pending: false } }));
    view.press('Micro');
    view.press('Caméra');
    view.press('Partager l’écran');
    expect(asked).to.deep.equal(['switch microphone false', 'switch camera true', 'shareScreen true']);
  });

  it('says of each switch whether it is on, and what a press does', () => {
    show(liveCall({ camera: { on: false, pending: false }, screen: { on: true, pending: false } }));
    expect(view.button('Micro').ariaPressed).to.equal('true');
    expect(view.button('Micro').title).to.equal('Couper le micro');
    expect(view.button('Caméra').ariaPressed).to.equal('false');
    expect(view.button('Caméra').title).to.equal('Allumer la caméra');
    expect(view.button('Caméra').part.contains('off')).to.equal(true);
    expect(view.button('Micro').part.contains('pressed')).to.equal(true);
    expect(view.button('Partager l’écran').title).to.equal('Arrêter le partage d’écran');
    expect(view.button('Partager l’écran').className).to.equal('showing');
    view.press('Partager l’écran');
    expect(asked).to.deep.equal(['shareScreen false']);
  });

  it('draws a device as it is, and the screen as a press will change it', () => {
    show(liveCall({ camera: { on: false, pending: false } }));
    expect(shows(view.button('Micro'), microphoneIcon)).to.equal(true);
    expect(shows(view.button('Caméra'), cameraOffIcon)).to.equal(true);
    expect(shows(view.button('Partager l’écran'), screenIcon)).to.equal(true);
    view.close();
    show(liveCall({ screen: { on: true, pending: false } }));
    expect(shows(view.button('Partager l’écran'), screenOffIcon)).to.equal(true);
  });

  it('marks what the session has not confirmed yet', () => {
    show(liveCall({ microphone: { on: true, pending: true } }));
    expect(view.button('Micro').ariaBusy).to.equal('true');
    expect(view.button('Micro').part.contains('pending')).to.equal(true);
    expect(view.button('Caméra').ariaBusy).to.equal('false');
    expect(view.button('Caméra').part.contains('pending')).to.equal(false);
  });

  it('has no switches for an observer', () => {
    show(liveCall({ role: 'subscriber' }));
    expect(view.buttons).to.deep.equal(['Participants', 'Messages', 'Réglages', 'Pause', 'Quitter']);
  });

  it('leaves out what the page or the browser takes away', () => {
    show(liveCall(), callModel({ features: featuresOf('nochat nosettings noparticipants noscreenshare') }));
    expect(view.buttons).to.deep.equal(['Micro', 'Caméra', 'Pause', 'Quitter']);
    view.close();
    show(liveCall(), callModel({ canShareScreen: false }));
    expect(view.buttons).not.to.include('Partager l’écran');
  });

  it('opens a panel, and closes the open one', () => {
    show(liveCall(), callModel({ panel: 'chat' }));
    view.press('Participants');
    view.press('Messages');
    expect(asked).to.deep.equal(['open people', 'open null']);
    expect(view.button('Messages').ariaExpanded).to.equal('true');
    expect(view.button('Messages').part.contains('pressed')).to.equal(true);
    expect(view.button('Participants').ariaExpanded).to.equal('false');
    expect(view.button('Participants').part.contains('pressed')).to.equal(false);
  });

  it('counts what is unread and who waits, and nothing at zero', () => {
    const since = new Date(0);
    const waiting = [1, 2].map((id) => ({ id: String(id), displayName: '', since }));
    show(liveCall({ waitingRoom: { waiting, locked: false } }), callModel({ unread: 3 }));
    expect(view.button('Participants 2 personnes attendent')).to.be.instanceOf(HTMLElement);
    expect(view.buttons.find((name) => name.startsWith('Messages'))).to.match(/3/);
    view.close();
    show();
    expect(view.byPart('badge')).to.have.length(0);
  });

  it('names the keys of its commands, unless they are off or none', () => {
    show();
    expect(view.button('Micro').getAttribute('aria-keyshortcuts')).to.equal('m');
    expect(view.button('Messages').getAttribute('aria-keyshortcuts')).to.equal('c');
    expect(view.button('Participants').getAttribute('aria-keyshortcuts')).to.equal('p');
    expect(view.button('Réglages').hasAttribute('aria-keyshortcuts')).to.equal(false);
    view.close();
    show(liveCall(), callModel({ shortcuts: shortcutsOf('off') }));
    expect(view.root.querySelector('[aria-keyshortcuts]')).to.equal(null);
    view.close();
    show(liveCall(), callModel({ shortcuts: shortcutsOf('microphone=none') }));
    expect(view.button('Micro').hasAttribute('aria-keyshortcuts')).to.equal(false);
  });

  it('covers the call and leaves it', () => {
    show();
    view.press('Pause');
    view.press('Quitter');
    expect(asked).to.deep.equal(['setPrivacyScreen true', 'leave']);
  });
});

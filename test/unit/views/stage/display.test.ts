import { expect } from '@open-wc/testing';
import { html } from 'lit';
import largerIcon from 'lucide-static/icons/maximize.svg';
import smallerIcon from 'lucide-static/icons/minimize.svg';
import { featuresOf } from '../../../../src/views/shared/controls-list.ts';
import type { CallModel } from '../../../../src/views/shared/model.ts';
import { shortcutsOf } from '../../../../src/views/shared/shortcut-keys.ts';
import { display } from '../../../../src/views/stage/display.ts';
import { callModel, shows, View, words } from '../../../support/view.ts';

const { pictureInPicture, fullScreen } = words;

/** Says of the browser what it allows, until the test is over. */
function browserAllows(facts: { fullscreenEnabled?: boolean; pictureInPictureEnabled?: boolean }): void {
  for (const [name, value] of Object.entries(facts)) {
    Object.defineProperty(document, name, { value, configurable: true });
  }
}

describe('the display buttons', () => {
  let view: View;
  const show = (model: Partial<CallModel> = {}, hasPicture = true) => {
    view = View.show(display(callModel(model), hasPicture, words));
  };
  beforeEach(() => browserAllows({ fullscreenEnabled: true, pictureInPictureEnabled: true }));
  afterEach(() => {
    view.close();
    for (const name of ['fullscreenEnabled', 'pictureInPictureEnabled'])
      Reflect.deleteProperty(document, name);
  });

  it('are both there where the page and the browser allow them', () => {
    show();
    expect(view.buttons).to.deep.equal([pictureInPicture, fullScreen.start]);
  });

  it('are not there where the page takes them away', () => {
    show({ features: featuresOf('nofullscreen') });
    expect(view.buttons).to.deep.equal([pictureInPicture]);
    view.close();
    show({ features: featuresOf('nopictureinpicture') });
    expect(view.buttons).to.deep.equal([fullScreen.start]);
  });

  it('are not there where the browser cannot', () => {
    browserAllows({ fullscreenEnabled: false, pictureInPictureEnabled: false });
    show();
    expect(view.buttons).to.deep.equal([]);
  });

  it('offer no picture where there is none', () => {
    show({}, false);
    expect(view.buttons).to.deep.equal([fullScreen.start]);
  });

  it('say whether the element fills the screen, and with which key', () => {
    show();
    const start = view.button(fullScreen.start);
    expect(start.title).to.equal(fullScreen.start);
    expect(start.part.contains('pressed')).to.equal(false);
    expect(start.getAttribute('aria-keyshortcuts')).to.equal('f');
    expect(shows(start, largerIcon)).to.equal(true);
    view.close();
    show({ fullScreen: true, shortcuts: shortcutsOf('off') });
    const stop = view.button(fullScreen.stop);
    expect(stop.part.contains('pressed')).to.equal(true);
    expect(stop.hasAttribute('aria-keyshortcuts')).to.equal(false);
    expect(shows(stop, smallerIcon)).to.equal(true);
    view.close();
    show({ shortcuts: shortcutsOf('fullScreen=none') });
    expect(view.button(fullScreen.start).hasAttribute('aria-keyshortcuts')).to.equal(false);
  });

  it('fill the screen with the whole element', () => {
    show();
    const { host } = view.intoShadow();
    let filled = false;
    host.requestFullscreen = () => {
      filled = true;
      return Promise.reject(new TypeError('refused'));
    };
    view.press(fullScreen.start);
    expect(filled).to.equal(true);
  });
});

describe('the picture beside other windows', () => {
  /** Presses the button on a stage of these tiles. Returns the name of the picture that leaves its place. */
  const floats = (...tiles: readonly { name: string; tile?: string; picture?: string }[]) => {
    browserAllows({ pictureInPictureEnabled: true });
    const view = View.show(
      html`<div class="stage">
        ${tiles.map(
          ({ name, tile = '', picture = '' }) =>
            html`<div class="tile ${tile}"><div class="picture ${picture}"><video title=${name}></video></div></div>`,
        )}
        ${display(callModel(), true, words)}
      </div>`,
    );
    let floating: string | null = null;
    for (const video of view.root.querySelectorAll('video')) {
      video.requestPictureInPicture = () => {
        floating = video.title;
        return Promise.reject(new TypeError('refused'));
      };
    }
    view.press(pictureInPicture);
    view.close();
    Reflect.deleteProperty(document, 'pictureInPictureEnabled');
    return floating;
  };

  it('is the first one that is on', () => {
    expect(floats({ name: 'Inès', picture: 'off' }, { name: 'Karim' }, { name: 'Léa' })).to.equal('Karim');
  });

  it('is nobody’s where all are off', () => {
    expect(floats({ name: 'Inès', picture: 'off' })).to.equal(null);
  });

  it('is the large one, wherever it stands, unless its camera is off', () => {
    expect(floats({ name: 'Inès' }, { name: 'Karim', tile: 'main' })).to.equal('Karim');
    const off = { name: 'Karim', tile: 'main', picture: 'off' };
    expect(floats(off, { name: 'Inès' })).to.equal('Inès');
  });
});

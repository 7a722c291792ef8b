import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { LiveCall } from '../../../../src/call/state/state.ts';
import { featuresOf } from '../../../../src/views/shared/controls-list.ts';
import type { CallModel } from '../../../../src/views/shared/model.ts';
import { withShortcuts } from '../../../../src/views/shared/shortcut-handler.ts';
import { shortcutsOf } from '../../../../src/views/shared/shortcut-keys.ts';
import { callModel, liveCall, notedActions, View } from '../../../support/view.ts';

describe('a key in the call', () => {
  let view: View;
  let asked: string[];
  const show = (live: Partial<LiveCall> = {}, model: Partial<CallModel> = {}) => {
    const noted = notedActions();
    asked = noted.asked;
    const onKey = withShortcuts(liveCall(live), callModel(model), noted.actions);
    view = View.show(
      html`<section @keydown=${onKey}><button>Bouton</button><textarea></textarea><dialog><i></i></dialog></section>`,
    );
  };
  /** Presses a key. Returns whether the call has taken it. */
  const press = (init: KeyboardEventInit, on = 'button') => {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
    view.root.querySelector(on)?.dispatchEvent(event);
    return event.defaultPrevented;
  };
  afterEach(() => view.close());

  it('switches a device to the opposite', () => {
    show({ camera: { on: false, pending: false } });
    expect(press({ key: 'm' })).to.equal(true);
    expect(press({ key: 'v' })).to.equal(true);
    expect(asked).to.deep.equal(['switch microphone false', 'switch camera true']);
  });

  it('shares the screen, or stops it', () => {
    show();
    expect(press({ key: 's' })).to.equal(true);
    view.close();
    expect(asked).to.deep.equal(['shareScreen true']);
    show({ screen: { on: true, pending: false } });
    press({ key: 's' });
    expect(asked).to.deep.equal(['shareScreen false']);
  });

  it('opens a panel, and closes it', () => {
    show({}, { panel: 'chat' });
    expect(press({ key: 'c' })).to.equal(true);
    expect(press({ key: 'p' })).to.equal(true);
    expect(asked).to.deep.equal(['open null', 'open people']);
  });

  it('fills the screen with the element', () => {
    show();
    const { host } = view.intoShadow();
    host.requestFullscreen = () => Promise.resolve(void asked.push('fill'));
    expect(press({ key: 'f' })).to.equal(true);
    expect(asked).to.deep.equal(['fill']);
  });

  it('has no effect for what an observer may not do', () => {
    show({ role: 'subscriber' });
    for (const key of ['m', 'v', 's']) expect(press({ key }), key).to.equal(false);
    expect(press({ key: 'p' })).to.equal(true);
    expect(asked).to.deep.equal(['open people']);
  });

  it('has no effect for what the page or the browser takes away', () => {
    show({}, { features: featuresOf('nochat noparticipants noscreenshare nofullscreen') });
    const { host } = view.intoShadow();
    host.requestFullscreen = () => Promise.resolve(void asked.push('fill'));
    for (const key of ['c', 'p', 's', 'f']) expect(press({ key }), key).to.equal(false);
    expect(asked).to.deep.equal([]);
    view.close();
    show({}, { canShareScreen: false });
    expect(press({ key: 's' })).to.equal(false);
    expect(asked).to.deep.equal([]);
  });

  it('is left to the page where it is no command', () => {
    show();
    expect(press({ key: 'x' })).to.equal(false);
    expect(press({ key: 'm' }, 'textarea')).to.equal(false);
    expect(press({ key: 'm', ctrlKey: true })).to.equal(false);
    view.close();
    show({}, { shortcuts: shortcutsOf('off') });
    expect(press({ key: 'm' })).to.equal(false);
    expect(asked).to.deep.equal([]);
  });

  it('of another script counts by its place, unless it was chosen itself', () => {
    show({}, { shortcuts: shortcutsOf('chat=ش') });
    expect(press({ key: 'ة', code: 'KeyM' })).to.equal(true);
    expect(press({ key: 'ش', code: 'KeyA' })).to.equal(true);
    expect(press({ key: 'ش', code: 'KeyA', repeat: true })).to.equal(false);
    expect(asked).to.deep.equal(['switch microphone false', 'open chat']);
  });

  it('that is Escape closes the open panel from anywhere, and no dialog around the element', () => {
    show({}, { panel: 'people' });
    expect(press({ key: 'Escape' })).to.equal(true);
    expect(press({ key: 'Escape' }, 'textarea')).to.equal(true);
    expect(asked).to.deep.equal(['open null', 'open null']);
  });

  it('that is Escape is left alone without a panel, in a dialog, and while a word is composed', () => {
    show();
    expect(press({ key: 'Escape' })).to.equal(false);
    view.close();
    show({}, { panel: 'people' });
    expect(press({ key: 'Escape' }, 'dialog i')).to.equal(false);
    expect(press({ key: 'Escape', isComposing: true }, 'textarea')).to.equal(false);
    expect(asked).to.deep.equal([]);
  });
});

import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import '../../src/define.ts';
import type { VisioAvocatRoom } from '../../src/element/visio-avocat-room.ts';
import { VisioError } from '../../src/error.ts';
import { earlyErrors } from '../../src/i18n/fr/errors.ts';

describe('before joining', () => {
  let asked: string[];
  let element: VisioAvocatRoom;
  const realOpen = navigator.mediaDevices.getUserMedia;

  const place = async (consent = html``): Promise<void> => {
    element = await fixture<VisioAvocatRoom>(
      html`<visio-avocat-room display-name="Zoé" room="r">${consent}</visio-avocat-room>`,
    );
    element.accessProvider = async () => {
      asked.push('access');
      throw new VisioError('closed');
    };
    element.addEventListener('visio-before-join', () => asked.push('visio-before-join'));
  };
  const joined = async (): Promise<string> => {
    try {
      await element.join();
    } catch (error) {
      if (error instanceof VisioError) return error.code;
    }
    return '';
  };
  const box = html`<div slot="consent"><label><input type="checkbox" required /> J’accepte</label></div>`;
  const text = () => element.renderRoot.textContent ?? '';
  const ticked = () => element.querySelector('input') as HTMLInputElement;

  beforeEach(() => {
    asked = [];
    navigator.mediaDevices.getUserMedia = async () => {
      asked.push('devices');
      throw new DOMException('', 'NotFoundError');
    };
  });
  afterEach(() => {
    navigator.mediaDevices.getUserMedia = realOpen;
  });

  it('what the firm requires must be ticked: nothing is asked, the first is focused, the message is an alert', async () => {
    await place(box);
    expect(await joined()).to.equal('consent-missing');
    expect(asked).to.deep.equal([]);
    await waitUntil(() => document.activeElement === ticked(), 'the box is not focused');
    const alert = element.renderRoot.querySelector('[role=alert]');
    expect(alert?.textContent).to.contain(earlyErrors['consent-missing']().title);
    expect(element.phase).to.equal('lobby');
    ticked().checked = true;
    await joined();
    expect(asked).to.include('visio-before-join');
    expect(text()).not.to.contain(earlyErrors['consent-missing']().title);
  });

  it('the button obeys it as the method does', async () => {
    await place(box);
    element.renderRoot.querySelector<HTMLElement>('button.join')?.click();
    await waitUntil(() => document.activeElement === ticked(), 'the box is not focused');
    expect(asked).to.deep.equal([]);
  });

  it('`visio-before-join` comes before devices and access are asked for, and can be cancelled', async () => {
    await place();
    const cancel = (event: Event) => event.preventDefault();
    element.addEventListener('visio-before-join', cancel);
    let errors = 0;
    element.addEventListener('visio-error', () => errors++);
    expect(await joined()).to.equal('aborted');
    expect([asked, element.phase, errors]).to.deep.equal([['visio-before-join'], 'lobby', 0]);
    expect(element.renderRoot.querySelector('[role=alert]')).to.equal(null);
    element.removeEventListener('visio-before-join', cancel);
    element.microphone = 'off';
    element.camera = 'off';
    await element.updateComplete;
    expect(await joined()).to.equal('closed');
    expect(asked).to.deep.equal(['visio-before-join', 'visio-before-join', 'access']);
  });

  it('what is no longer ticked after a call brings the lobby back', async () => {
    await place(box);
    element.microphone = 'off';
    element.camera = 'off';
    ticked().checked = true;
    expect(await joined()).to.equal('closed');
    expect(element.phase).to.equal('failed');
    ticked().checked = false;
    expect(await joined()).to.equal('consent-missing');
    await waitUntil(() => document.activeElement === ticked(), 'the box is not focused');
    expect(element.phase).to.equal('lobby');
  });
});

import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { ALL_CLOSED, type DevicesSnapshot } from '../../../../src/devices/snapshot.ts';
import { devices, deviceViews } from '../../../../src/views/shared/device-settings.ts';
import type { CallActions } from '../../../../src/views/shared/model.ts';
import { notedActions, View, words } from '../../../support/view.ts';

const list = (...labels: string[]) => labels.map((label) => ({ id: label.toLowerCase(), label }));

describe('the choice of devices', () => {
  let view: View;
  let asked: string[];
  const media = (chosen: string): DevicesSnapshot => ({
    ...ALL_CLOSED,
    camera: { ...ALL_CLOSED.camera, id: chosen },
    devices: {
      camera: list('Avant', 'Dos'),
      microphone: list('Casque'),
      speaker: list('Enceinte', 'Casque'),
    },
  });
  const show = (snapshot: DevicesSnapshot) => {
    const noted = notedActions();
    asked = noted.asked;
    view = View.show(devices(snapshot, noted.actions, words));
    return (next: DevicesSnapshot) => view.update(devices(next, noted.actions, words));
  };
  const camera = () => view.field<HTMLSelectElement>(words.camera);
  const options = () => [...camera().options].map(({ text }) => text);
  afterEach(() => view.close());

  it('has a list for each kind that the browser names', () => {
    show(media('dos'));
    expect(view.fields).to.deep.equal([words.camera, words.microphone, words.speaker]);
    view.close();
    show(ALL_CLOSED);
    expect(view.fields).to.deep.equal([]);
  });

  it('shows the one in use', () => {
    show(media('dos'));
    expect(options()).to.deep.equal(['Avant', 'Dos']);
    expect(camera().value).to.equal('dos');
  });

  it('says that the system has chosen, where nobody knows what', () => {
    show(media(''));
    expect(options()).to.deep.equal([words.systemChoice, 'Avant', 'Dos']);
    expect(camera().selectedOptions[0]?.text).to.equal(words.systemChoice);
  });

  it('asks for another device', () => {
    show(media('dos'));
    view.enter(words.camera, 'avant');
    view.enter(words.microphone, 'casque');
    view.enter(words.speaker, 'enceinte');
    expect(asked).to.deep.equal([
      'choose camera avant',
      'choose microphone casque',
      'chooseSpeaker enceinte',
    ]);
  });

  it('shows the one in use again when the chosen one cannot be opened', () => {
    const update = show(media('avant'));
    for (const id of ['dos', 'avant', 'dos']) {
      view.enter(words.camera, id);
      update(media(id));
    }
    update(media('avant'));
    expect(camera().value).to.equal('avant');
  });
});

describe('the level of the microphone', () => {
  let view: View;
  let report: (level: number) => void;
  const track = {} as MediaStreamTrack;
  const said = () => view.byRole('status')[0]?.textContent;
  beforeEach(() => {
    const actions: CallActions = Object.assign(Object.create(notedActions().actions), {
      watchMicrophone: (_track: MediaStreamTrack, onLevel: typeof report) => {
        report = onLevel;
        return () => undefined;
      },
    });
    const { gauge } = deviceViews(ALL_CLOSED, actions, words);
    view = View.show(html`<div class="switches">${gauge(track)}<span role="status"></span></div>`);
  });
  afterEach(() => view.close());

  it('follows the sound', () => {
    report(0.25);
    expect(view.root.querySelector<HTMLElement>('.level')?.style.getPropertyValue('--level')).to.equal(
      '0.50',
    );
  });

  it('is stated once in words, and not for a mere noise', () => {
    report(0.1);
    expect(said()).to.equal('');
    report(0.2);
    expect(said()).to.equal(words.heard);
    const [status] = view.byRole('status');
    if (status) status.textContent = 'déjà dit';
    report(0.3);
    expect(said()).to.equal('déjà dit');
  });
});

import { expect } from '@open-wc/testing';
import { shortcutSettings } from '../../../../src/views/panels/shortcut-settings.ts';
import { shortcutsOf } from '../../../../src/views/shared/shortcut-keys.ts';
import { notedActions, spaced, View, words } from '../../../support/view.ts';

const t = words.shortcuts;
const keys = {
  ...{ [words.microphone]: 'm', [words.camera]: 'v', [words.screen.start]: 's' },
  ...{ [words.chat.title]: 'c', [words.people]: 'p', [words.fullScreen.start]: 'f' },
};

describe('the settings of the shortcuts', () => {
  let view: View;
  let asked: string[];
  const show = (attribute = '') => {
    const noted = notedActions();
    asked = noted.asked;
    view = View.show(shortcutSettings(shortcutsOf(attribute), noted.actions, words));
  };
  const set = () => JSON.parse(asked.at(-1)?.replace('setShortcuts ', '') ?? 'null');
  const enter = (label: string, key: string) => {
    // The browser's bubble would take the focus.
    view.field(label).reportValidity = () => view.field(label).checkValidity();
    view.enter(label, key);
  };
  afterEach(() => view.close());

  it('show the key of each command', () => {
    show();
    expect(view.field(t.use).checked).to.equal(true);
    expect(view.fields).to.deep.equal([t.use, ...Object.keys(keys)]);
    for (const [label, key] of Object.entries(keys)) expect(view.field(label).value, label).to.equal(key);
    expect(view.text).to.contain(spaced(t.hint));
  });

  it('turn all off, and on again', () => {
    show();
    view.field(t.use).click();
    expect(set()).to.deep.equal({ ...shortcutsOf(''), on: false });
    view.close();
    show('off');
    expect(view.field(t.use).checked).to.equal(false);
    expect(view.fields).to.deep.equal([t.use]);
    view.field(t.use).click();
    expect(set()).to.deep.equal(shortcutsOf(''));
  });

  it('change one key, in whatever case it is typed', () => {
    show();
    enter(words.microphone, 'K');
    expect(set()).to.deep.equal(shortcutsOf('microphone=k'));
    enter(words.chat.title, 'c');
    expect(set()).to.deep.equal(shortcutsOf(''));
  });

  it('take a key away, from several commands too', () => {
    show('camera=none');
    enter(words.microphone, ' ');
    expect(set()).to.deep.equal(shortcutsOf('microphone=none camera=none'));
    expect(view.field(words.microphone).validationMessage).to.equal('');
  });

  it('say whose key it is already, and change nothing', () => {
    show();
    enter(words.microphone, 'C');
    expect(view.field(words.microphone).validationMessage).to.equal(t.taken(words.chat.title));
    expect(asked).to.deep.equal([]);
    enter(words.microphone, 'k');
    expect(view.field(words.microphone).validationMessage).to.equal('');
    expect(set()).to.deep.equal(shortcutsOf('microphone=k'));
  });
});

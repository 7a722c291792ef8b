import { expect } from '@open-wc/testing';
import type { Chat, ChatEntry, LineStatus, LiveCall, Participant } from '../../../../src/call/state/state.ts';
import { chat } from '../../../../src/views/panels/chat-panel.ts';
import type { CallActions } from '../../../../src/views/shared/model.ts';
import { liveCall, notedActions, participant, spaced, View, words } from '../../../support/view.ts';

const t = words.chat;
const me = participant('Zoé', { self: true });
const vasseur = participant('Maître Vasseur', { role: 'moderator' });
const message = (facts: object = {}): ChatEntry => ({
  ...{ type: 'message', from: 'Maître Vasseur', name: 'Maître Vasseur', self: false, text: 'Bonjour' },
  ...{ at: 0, withheld: [] },
  ...facts,
});
const fault = (facts: object = {}): ChatEntry => ({
  ...{ type: 'fault', from: 'Maître Vasseur', name: 'Maître Vasseur', fault: 'malformed', count: 1 },
  ...facts,
});

let view: View;
let asked: string[];
/** Ends a sending, as the session does. */
let sent: { succeed: () => void; fail: () => void };
const show = (said: Partial<Chat> = {}, facts: Partial<LiveCall> = {}) => {
  const noted = notedActions();
  asked = noted.asked;
  const send = (text: string) => {
    asked.push(`send ${text}`);
    return new Promise<void>((succeed, fail) => {
      sent = { succeed, fail };
    });
  };
  const actions: CallActions = Object.assign(Object.create(noted.actions), { send });
  const live = liveCall({ chat: { entries: [], added: 0, ...said }, ...facts });
  view = View.show(chat(live, actions, words));
};
const lines = () => view.byPart('message').map((one) => spaced(one.textContent));
const notices = () => view.byPart('notice').map((one) => spaced(one.textContent));
afterEach(() => view.close());

describe('who can be reached with messages', () => {
  const among = (
    people: readonly Participant[],
    lines: Readonly<Record<string, LineStatus>>,
    facts: Partial<LiveCall> = {},
  ) => show({}, { participants: people, lines: new Map(Object.entries(lines)), ...facts });
  const named = (...names: string[]) => spaced(t.noLine(words.listOf(names)));
  const notice = () => spaced(view.byPart('notice')[0]?.querySelector('p')?.textContent ?? null);

  it('is nobody while one is alone', () => {
    among([me], {});
    expect(view.text).to.contain(t.nobody).and.not.to.contain(spaced(t.private));
    expect(notices()).to.deep.equal([]);
  });

  it('is everybody whose line has opened, be it interrupted', () => {
    for (const status of ['open', 'interrupted'] as const) {
      among([me, vasseur], { 'Maître Vasseur': status });
      expect(view.text).to.contain(spaced(t.private)).and.not.to.contain(t.nobody);
      expect(notices(), status).to.deep.equal([]);
      view.close();
    }
    show();
  });

  it('is said while a line is being set up, from the beginning', () => {
    const opening = spaced(words.code.noLine('Maître Vasseur'));
    expect(opening).to.equal('La ligne privée avec Maître Vasseur s’établit…');
    for (const lines of [{}, { 'Maître Vasseur': 'opening' }] as const) {
      among([me, vasseur], lines);
      expect(view.text).to.contain(spaced(t.private));
      expect(notices()).to.deep.equal([opening]);
      expect(view.byRole('status').map((one) => spaced(one.textContent))).to.deep.equal([opening]);
      expect(view.buttons).not.to.include(t.direct);
      view.close();
    }
    show();
  });

  it('names all to whom there is no line, once one of them has been waited for too long', () => {
    const karim = participant('Karim');
    among([me, vasseur, karim], { Karim: 'opening' });
    expect(notice()).to.equal(spaced(words.code.noLine(words.listOf(['Maître Vasseur', 'Karim']))));
    for (const late of ['unavailable', 'relay-unavailable', 'closed'] as const) {
      view.close();
      among([me, vasseur, karim], { 'Maître Vasseur': 'opening', Karim: late });
      expect(notice(), late).to.equal(named('Maître Vasseur', 'Karim'));
    }
  });

  it('is not who has no line, before the first word, and they are named', () => {
    const unnamed = participant('c3', { name: '' });
    among([me, vasseur, unnamed], { 'Maître Vasseur': 'unavailable', c3: 'unavailable' });
    expect(notice()).to.equal(named('Maître Vasseur', words.guest));
    view.close();
    among([me, vasseur, participant('Karim')], { 'Maître Vasseur': 'open', Karim: 'unavailable' });
    expect(notice()).to.equal(named('Karim'));
  });

  it('is no more than before where a direct line is what was tried, or is not allowed', () => {
    for (const relayed of [true, false]) {
      among([me, vasseur], { 'Maître Vasseur': 'unavailable' }, { relayed });
      expect(notices()).to.deep.equal([named('Maître Vasseur')]);
      expect(view.buttons).not.to.include(t.direct);
      view.close();
    }
    show();
  });

  it('is more over a direct line where only relays were tried, which shows addresses and needs a press', () => {
    const lines: Readonly<Record<string, LineStatus>> = {
      ...{ 'Maître Vasseur': 'relay-unavailable', Karim: 'relay-unavailable' },
      ...{ Inès: 'open', Ugo: 'opening' },
    };
    const people = ['Karim', 'Inès', 'Ugo'].map((id) => participant(id));
    among([me, vasseur, ...people], lines, { relayed: false });
    expect(notices()[0])
      .to.contain(named('Maître Vasseur', 'Karim', 'Ugo'))
      .and.to.contain(spaced(t.directHint));
    expect(asked).to.deep.equal([]);
    view.press(t.direct);
    expect(asked).to.deep.equal(['openDirectLine Maître Vasseur', 'openDirectLine Karim']);
    view.close();
    among([me, vasseur], { 'Maître Vasseur': 'open' }, { relayed: false });
    expect(view.buttons).not.to.include(t.direct);
  });

  it('is only the others of the breakout', () => {
    const breakout = { members: ['Zoé', 'Maître Vasseur'] };
    const people = [me, vasseur, participant('Karim')];
    among(people, { Karim: 'unavailable', 'Maître Vasseur': 'open' }, { breakout });
    expect(notices()).to.deep.equal([]);
    view.close();
    among([me, participant('Karim')], { Karim: 'unavailable' }, { breakout });
    expect(view.text).to.contain(t.nobody);
    expect(notices()).to.deep.equal([]);
  });
});

describe('a message in the chat', () => {
  it('says who wrote it, when, and what', () => {
    const at = Date.parse('2026-11-24T10:30:00Z');
    show({ entries: [message({ at }), message({ at, self: true, name: 'Zoé', text: 'Merci' })] });
    const time = words.timeOf(at);
    expect(lines()).to.deep.equal([`Maître Vasseur · ${time} Bonjour`, `${words.you} · ${time} Merci`]);
    expect(view.byPart('message').map((one) => one.className)).to.deep.equal(['', 'own-message']);
  });

  it('calls a person without a name a guest', () => {
    show({ entries: [message({ name: '' })] });
    expect(lines()[0]).to.match(new RegExp(`^${words.guest} `));
  });

  it('is text with links, never markup', () => {
    show({ entries: [message({ text: '<img src=x> https://a.example' })] });
    expect(lines()[0]).to.contain('<img src=x>');
    expect(view.root.querySelector('img')).to.equal(null);
    expect(view.root.querySelector('a')?.textContent).to.contain('https://a.example');
  });

  it('tells that it is on its way, and who did not get it', () => {
    show({ entries: [message()] });
    expect(view.root.querySelectorAll('[part="message"] > span')).to.have.length(2);
    view.close();
    show({
      entries: [message({ self: true, sending: 1 }), message({ self: true, withheld: ['Karim', ''] })],
    });
    expect(lines()[0])
      .to.contain(t.sending)
      .and.not.to.contain(spaced(t.withheld('')));
    expect(lines()[1])
      .to.contain(spaced(t.withheld(words.listOf(['Karim', words.guest]))))
      .and.not.to.contain(t.sending);
  });
});

describe('a fault in the chat', () => {
  it('says in whose name something came that was not theirs', () => {
    show({ entries: [fault(), fault({ name: '', fault: 'certificate-changed' })] });
    expect(lines()).to.deep.equal([spaced(t.fault('Maître Vasseur')), spaced(t.fault(words.guest))]);
  });

  it('is counted when it repeats', () => {
    show({ entries: [fault({ count: 3 })] });
    expect(lines()).to.deep.equal([spaced(`${t.fault('Maître Vasseur')} ${t.times(3)}`)]);
  });
});

describe('writing a message', () => {
  const field = () => view.field<HTMLTextAreaElement>(t.field);
  const key = (init: KeyboardEventInit) => {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
    field().dispatchEvent(event);
    return event.defaultPrevented;
  };

  it('empties the field once it is sent', async () => {
    show();
    field().value = ' Bonjour\nMaître ';
    view.press(t.send);
    expect(asked).to.deep.equal(['send  Bonjour\nMaître ']);
    expect(field().value).to.equal(' Bonjour\nMaître ');
    sent.succeed();
    await Promise.resolve();
    expect(field().value).to.equal('');
  });

  it('keeps what could not be sent', async () => {
    show();
    field().value = 'Bonjour';
    view.press(t.send);
    sent.fail();
    await Promise.resolve();
    await Promise.resolve();
    expect(field().value).to.equal('Bonjour');
  });

  it('keeps what was written meanwhile', async () => {
    show();
    field().value = 'Bonjour';
    view.press(t.send);
    field().value = 'Bonjour et merci';
    sent.succeed();
    await Promise.resolve();
    expect(field().value).to.equal('Bonjour et merci');
  });

  it('sends nothing that is empty, and leads back to the field', () => {
    show();
    field().value = ' \n';
    view.press(t.send);
    expect(asked).to.deep.equal([]);
    expect(view.isFocused(field())).to.equal(true);
  });

  it('sends by Enter, but not a new line or a half-composed word', () => {
    show();
    field().value = 'Bonjour';
    expect(key({ key: 'Enter', shiftKey: true })).to.equal(false);
    expect(key({ key: 'Enter', isComposing: true })).to.equal(false);
    expect(key({ key: 'r' })).to.equal(false);
    expect(asked).to.deep.equal([]);
    expect(key({ key: 'Enter' })).to.equal(true);
    expect(asked).to.deep.equal(['send Bonjour']);
  });
});

describe('opening the chat', () => {
  const real = window.matchMedia;
  const open = async (keyboard: boolean) => {
    window.matchMedia = () => ({ matches: keyboard }) as MediaQueryList;
    show();
    view.intoShadow();
    await Promise.resolve();
  };
  afterEach(() => {
    window.matchMedia = real;
  });

  it('leads to the field where there is a keyboard', async () => {
    await open(true);
    expect(view.isFocused(view.field(t.field))).to.equal(true);
  });

  it('leads to the title elsewhere, so that no keyboard covers the messages', async () => {
    await open(false);
    expect(view.isFocused(view.byPart('panel-title')[0])).to.equal(true);
  });
});

describe('a message that is being written', () => {
  it('is kept as it is typed, and is in the field when the panel opens again', () => {
    const { actions, asked: kept } = notedActions();
    view = View.show(chat(liveCall(), actions, words));
    const field = view.field(t.field);
    field.value = 'Bonjour';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    expect(kept).to.deep.equal(['draft message Bonjour']);
    view.close();
    view = View.show(chat(liveCall(), actions, words, 'Bonjour'));
    expect(view.field(t.field).value).to.equal('Bonjour');
    view.update(chat(liveCall(), actions, words, ''));
    expect(view.field(t.field).value).to.equal('');
  });
});

import { expect } from '@open-wc/testing';
import { type Announcements, Announcer } from '../../../src/ui/announcer.ts';

describe('what is said aloud', () => {
  let shown: Announcements[];
  let due: (() => void) | undefined;
  let announcer: Announcer;
  /** Time passes: whatever the announcer waits for comes to pass. */
  const later = () => {
    const act = due;
    due = undefined;
    act?.();
  };

  beforeEach(() => {
    shown = [];
    due = undefined;
    announcer = new Announcer((announcements) => shown.push(announcements), {
      setTimeout: ((act: () => void) => {
        due = act;
        return 1;
      }) as unknown as typeof setTimeout,
      clearTimeout: (() => {
        due = undefined;
      }) as typeof clearTimeout,
    });
  });
  const polite = () => shown.map((one) => one.polite);

  it('comes at once, then in its turn, several in one', () => {
    announcer.say('Un');
    announcer.say('Deux');
    announcer.say('Trois');
    expect(polite()).to.deep.equal(['Un']);
    later();
    expect(polite()).to.deep.equal(['Un', 'Deux Trois']);
  });

  it('is gone after a while, so that nobody comes across old news', () => {
    announcer.say('Un');
    later();
    later();
    expect(shown.at(-1)).to.deep.equal({ polite: '', urgent: '' });
    later();
    expect(shown).to.have.length(2);
  });

  it('is heard again when it is said again', () => {
    announcer.say('Un');
    later();
    announcer.say('Un');
    expect(polite()).to.deep.equal(['Un', '', 'Un']);
  });

  it('does not wait when it is urgent', () => {
    announcer.say('Un');
    announcer.say('Danger', 'urgent');
    announcer.say('Danger', 'urgent');
    expect(shown.map(({ urgent }) => urgent)).to.deep.equal(['', 'Danger', '', 'Danger']);
    announcer.say('Deux');
    later();
    expect(shown.at(-1)).to.deep.equal({ polite: 'Deux', urgent: 'Danger' });
  });

  it('drops the oldest of what nobody could listen to', () => {
    for (let one = 0; one < 1000; one++) announcer.say(`${one}`);
    later();
    expect(polite()).to.deep.equal(['0', '994 995 996 997 998 999']);
  });

  it('can be hushed: what was said and what was to be said is gone', () => {
    announcer.say('Zoé est entrée.');
    announcer.say('Karim attend.');
    announcer.say('Danger', 'urgent');
    announcer.only('Pause');
    expect(shown.at(-1)).to.deep.equal({ polite: 'Pause', urgent: '' });
    later();
    expect(JSON.stringify(shown.at(-1))).not.to.contain('Karim');
  });
});

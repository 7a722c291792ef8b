import { expect } from '@open-wc/testing';
import { letterOf } from '../../../src/ui/pressed-letter.ts';

describe('a key that is a command', () => {
  const press = (init: KeyboardEventInit, target: Element = document.createElement('button')): string => {
    let letter = 'no event';
    document.body.append(target);
    target.addEventListener('keydown', (event) => {
      letter = letterOf(event as KeyboardEvent);
    });
    target.dispatchEvent(new KeyboardEvent('keydown', init));
    target.remove();
    return letter;
  };

  it('is a letter or a digit alone', () => {
    expect(press({ key: 'm' })).to.equal('m');
    expect(press({ key: 'M', shiftKey: true })).to.equal('m');
    expect(press({ key: '3' })).to.equal('3');
    expect(press({ key: 'Enter' })).to.equal('');
    expect(press({ key: 'Escape' })).to.equal('');
    expect(press({ key: 'F5' })).to.equal('');
  });

  it('has its Latin place on a keyboard of another script', () => {
    expect(press({ key: 'ة', code: 'KeyM' })).to.equal('m');
  });

  it('is not one with a modifier, held down, or while a word is being composed', () => {
    for (const init of [
      { ctrlKey: true },
      { altKey: true },
      { metaKey: true },
      { repeat: true },
      { isComposing: true },
    ]) {
      expect(press({ key: 'm', ...init })).to.equal('');
    }
  });

  it('is not one where something is being written, chosen or asked', () => {
    for (const name of ['input', 'textarea', 'select']) {
      expect(press({ key: 'm' }, document.createElement(name))).to.equal('');
    }
    const dialog = document.createElement('dialog');
    const button = document.createElement('button');
    dialog.append(button);
    let letter = 'no event';
    button.addEventListener('keydown', (event) => {
      letter = letterOf(event);
    });
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'm' }));
    expect(letter).to.equal('');
  });

  it('is not one that somebody has taken', () => {
    const button = document.createElement('button');
    button.addEventListener('keydown', (event) => event.preventDefault());
    let letter = 'no event';
    button.addEventListener('keydown', (event) => {
      letter = letterOf(event);
    });
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', cancelable: true }));
    expect(letter).to.equal('');
  });
});

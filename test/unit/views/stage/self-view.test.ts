import { expect } from '@open-wc/testing';
import type { Corner } from '../../../../src/views/shared/model.ts';
import { selfView } from '../../../../src/views/stage/self-view.ts';
import { callModel, notedActions, participant, View, words } from '../../../support/view.ts';

describe('the self view', () => {
  let view: View;
  let asked: string[];
  const show = (corner: Corner = 'bottom-end', dir = 'ltr') => {
    const noted = notedActions();
    asked = noted.asked;
    view = View.show(
      selfView(
        participant('Zoé Martin', { self: true, camera: false }),
        callModel({ corner }),
        noted.actions,
        words,
      ),
    );
    // A stage of 400 × 200 pixels, at (10, 10).
    view.root.dir = dir;
    Object.assign(view.root.style, {
      position: 'fixed',
      inset: '10px auto auto 10px',
      width: '400px',
      height: '200px',
    });
  };
  const group = () => view.byRole('group')[0] as HTMLElement;
  afterEach(() => view.close());

  it('has a name, and shows initials while the camera is off', () => {
    show();
    expect(group().ariaLabel).to.equal(words.selfView);
    expect(view.byPart('tile-avatar')[0]?.textContent).to.equal('ZM');
  });

  it('goes round the four corners by its button', () => {
    const corners: string[] = [];
    let corner: Corner = 'bottom-end';
    for (let turn = 0; turn < 4; turn++) {
      show(corner);
      view.press(words.moveSelfView);
      corner = asked[0]?.split(' ')[1] as Corner;
      corners.push(corner);
      view.close();
    }
    expect(corners).to.deep.equal(['bottom-start', 'top-start', 'top-end', 'bottom-end']);
  });

  describe('by the arrow keys', () => {
    const press = (key: string) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      view.button(words.moveSelfView).dispatchEvent(event);
      return event.defaultPrevented;
    };
    for (const [from, key, to] of [
      ['bottom-end', 'ArrowUp', 'top-end'],
      ['top-start', 'ArrowDown', 'bottom-start'],
      ['bottom-end', 'ArrowLeft', 'bottom-start'],
      ['top-start', 'ArrowRight', 'top-end'],
    ] as const) {
      it(`goes from ${from} to ${to}: ${key}`, () => {
        show(from);
        expect(press(key)).to.equal(true);
        expect(asked).to.deep.equal([`moveSelfView ${to}`]);
      });
    }

    it('goes where the arrow points in a script from right to left', () => {
      show('bottom-end', 'rtl');
      press('ArrowRight');
      press('ArrowLeft');
      expect(asked).to.deep.equal(['moveSelfView bottom-start', 'moveSelfView bottom-end']);
    });

    it('leaves other keys alone', () => {
      show();
      expect(press('Enter')).to.equal(false);
      expect(asked).to.deep.equal([]);
    });
  });

  describe('by the pointer', () => {
    let captured: number[];
    const point = (type: string, clientX: number, clientY: number, button = 0) =>
      group().dispatchEvent(
        new PointerEvent(type, { pointerId: 7, clientX, clientY, button, bubbles: true }),
      );
    const take = () => {
      captured = [];
      // The browser captures only pointers that exist.
      group().setPointerCapture = (id) => void captured.push(id);
      point('pointerdown', 300, 150);
    };
    /** Takes the view and moves it there, without letting go. */
    const drag = (x: number, y: number) => {
      take();
      point('pointermove', 300, 158);
      point('pointermove', x, y);
    };

    for (const [x, y, dir, corner] of [
      [209, 109, 'ltr', 'top-start'],
      [210, 109, 'ltr', 'top-end'],
      [209, 110, 'ltr', 'bottom-start'],
      [400, 200, 'ltr', 'bottom-end'],
      [209, 109, 'rtl', 'top-end'],
      [210, 109, 'rtl', 'top-start'],
    ] as const) {
      it(`settles in the nearest corner: ${corner}, ${dir}`, () => {
        show('bottom-end', dir);
        drag(x, y);
        expect(captured).to.deep.equal([7]);
        expect(group().style.translate).to.equal(`${x - 300}px ${y - 150}px`);
        point('pointerup', x, y);
        expect(asked).to.deep.equal([`moveSelfView ${corner}`]);
        expect(group().style.translate).to.equal('');
        point('pointermove', 20, 20);
        point('pointerup', 20, 20);
        expect(asked).to.have.length(1);
        expect(group().style.translate).to.equal('');
      });
    }

    it('stays where it is after a press that hardly moves', () => {
      show();
      take();
      point('pointermove', 305, 156);
      expect(captured).to.deep.equal([]);
      point('pointerup', 305, 156);
      point('pointermove', 20, 20);
      point('pointerup', 20, 20);
      expect(asked).to.deep.equal([]);
      expect(captured).to.deep.equal([]);
    });

    it('stays where it is when the browser takes the pointer, or it is another button', () => {
      show();
      drag(20, 20);
      point('pointercancel', 20, 20);
      expect(group().style.translate).to.equal('');
      point('pointerdown', 300, 150, 2);
      point('pointermove', 20, 20);
      point('pointermove', 30, 30);
      point('pointerup', 30, 30);
      expect(asked).to.deep.equal([]);
      expect(captured).to.deep.equal([7]);
    });
  });
});

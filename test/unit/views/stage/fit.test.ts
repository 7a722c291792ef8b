import { expect } from '@open-wc/testing';
import {
  fitGrid,
  fitSelfView,
  fitSpeaker,
  mayFill,
  shapeOf,
  USUAL,
} from '../../../../src/views/stage/fit.ts';

const upright = 9 / 16;
const square = (count: number, shape: number) => Array.from({ length: count }, () => shape);

describe('a grid', () => {
  it('is the one whose pictures have the most pixels, by their shapes', () => {
    const wide = { width: 1200, height: 500 };
    // Two laptops side by side; two phones too; on a phone two laptops one above the other.
    expect(fitGrid(wide, [USUAL, USUAL]).tile).to.deep.equal({ width: 596, height: 500 });
    const phone = { width: 360, height: 500 };
    expect(fitGrid(phone, [USUAL, USUAL]).tile).to.deep.equal({ width: 360, height: 246 });
    expect(fitGrid(phone, [upright, upright]).tile).to.deep.equal({ width: 176, height: 500 });
    // Six uprights stand in one row where six laptops stand in two.
    expect(fitGrid(wide, square(6, upright)).tile.height).to.equal(500);
    expect(fitGrid(wide, square(6, USUAL)).tile.height).to.equal(246);
  });

  it('has as many places as there are people, or as there is room for', () => {
    const area = { width: 320, height: 180 };
    expect(fitGrid(area, square(3, USUAL)).places).to.equal(3);
    expect(fitGrid(area, square(25, USUAL)).places).to.equal(4);
    expect(fitGrid({ width: 120, height: 80 }, square(3, USUAL))).to.include({ places: 2 });
  });

  it('is one tile that fills the room for one person', () => {
    const area = { width: 640, height: 300 };
    expect(fitGrid(area, [USUAL])).to.deep.equal({ tile: area, main: null, strip: 'below', places: 1 });
  });
});

describe('one large tile', () => {
  it('has the others where it stays largest', () => {
    expect(fitSpeaker({ width: 360, height: 600 }, 3, USUAL).strip).to.equal('below');
    expect(fitSpeaker({ width: 550, height: 190 }, 3, USUAL).strip).to.equal('beside');
    expect(fitSpeaker({ width: 900, height: 500 }, 3, upright).strip).to.equal('beside');
  });

  it('keeps half of the room at least, and all its places fit into it', () => {
    for (const area of [
      { width: 1264, height: 497 },
      { width: 304, height: 360 },
      { width: 552, height: 184 },
    ]) {
      for (let count = 2; count <= 25; count++) {
        const { main, tile, strip, places } = fitSpeaker(area, count, USUAL);
        if (!main) throw new Error('no large tile');
        expect(places).to.be.greaterThan(1).and.to.be.at.most(count);
        const [room, all] = strip === 'below' ? [area.height, main.height] : [area.width, main.width];
        expect(all, JSON.stringify({ area, count })).to.be.at.least(room * 0.45);
        expect(tile.width).to.be.at.least(104);
        expect(tile.height).to.be.at.least(78);
      }
    }
  });
});

describe('a picture', () => {
  it('fills a place of nearly its own shape only', () => {
    expect(mayFill(USUAL, { width: 1600, height: 900 })).to.equal(true);
    expect(mayFill(USUAL, { width: 1600, height: 990 })).to.equal(true);
    expect(mayFill(USUAL, { width: 1600, height: 1010 })).to.equal(false);
    expect(mayFill(USUAL, { width: 1600, height: 800 })).to.equal(false);
    expect(mayFill(upright, { width: 1280, height: 500 })).to.equal(false);
  });

  it('has the usual shape until it is known', () => {
    expect(shapeOf(undefined)).to.equal(USUAL);
    expect(shapeOf(document.createElement('video'))).to.equal(USUAL);
    expect(shapeOf({ videoWidth: 90, videoHeight: 160 } as HTMLVideoElement)).to.equal(upright);
  });
});

describe('the self view', () => {
  it('has as many pixels whatever its shape, and leaves half of the height', () => {
    const area = { width: 1264, height: 497 };
    for (const shape of [upright, 3 / 4, 4 / 3, USUAL]) {
      const { width, height } = fitSelfView(area, shape);
      expect(width / height).to.be.closeTo(shape, 0.02);
      expect(height).to.be.below(area.height / 2);
    }
    const [one, other] = [fitSelfView(area, 3 / 4), fitSelfView(area, USUAL)];
    expect(one.width * one.height).to.be.closeTo(other.width * other.height, 6000);
    expect(fitSelfView({ width: 552, height: 184 }, upright).height).to.equal(83);
  });
});

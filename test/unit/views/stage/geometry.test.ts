import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { Participant } from '../../../../src/call/state/state.ts';
import type { Corner } from '../../../../src/views/shared/model.ts';
import { words } from '../../../support/view.ts';
import { crowdOf, faultsOf, laidOut, Room, videoOf } from './support.ts';

/** The window, and the column of the page in which the element stands. */
const SIZES = [
  [320, 568],
  [360, 740],
  [390, 844],
  [768, 1024],
  [1024, 768],
  [1280, 720],
  // Phones on their side.
  [568, 320],
  [740, 360],
  [844, 390],
  // Narrow columns.
  [1280, 720, 240],
  [1280, 800, 320],
  [1024, 768, 480],
] as const;
const LAYOUTS = ['auto', 'grid', 'speaker'] as const;
const MOST = 25;

describe('where the faces are', () => {
  let crowd: readonly Participant[];
  let room: Room;
  before(async () => {
    document.body.style.margin = '8px';
    crowd = await crowdOf(MOST);
  });
  beforeEach(() => {
    room = new Room();
  });
  afterEach(() => room.close());
  after(() => setViewport({ width: 800, height: 600 }));

  const enter = async ([width, height, column]: (typeof SIZES)[number]) => {
    await setViewport({ width, height });
    room.host.style.inlineSize = column ? `${column}px` : '';
  };
  /** So many of the crowd; the last one speaks. */
  const people = (count: number) => ({
    participants: crowd.slice(0, count),
    speaker: count > 1 ? (crowd[count - 1]?.id ?? null) : null,
  });

  for (const size of SIZES) {
    it(`${size.join(' × ')}: nobody is cut or covered, and who is missing is counted`, async () => {
      await enter(size);
      const faults: string[] = [];
      for (const layout of LAYOUTS) {
        for (let count = 1; count <= MOST; count++) {
          const { participants, speaker } = people(count);
          await room.show({ participants, speaker }, { layout });
          const seen = room.all('.tile').map((one) => one.querySelector('bdi')?.textContent);
          const [missing] = room.all('.others');
          const tiles = count < 3 ? count - 1 : count;
          const found = [
            ...faultsOf(room),
            ...(speaker && !seen.includes(speaker) ? [`${speaker} speaks and is not seen`] : []),
            ...(missing || seen.length === tiles ? [] : [`${seen.length} of ${tiles} are seen`]),
            ...(missing && !missing.textContent?.includes(words.others(tiles - seen.length))
              ? [`${missing.textContent} for ${tiles - seen.length}`]
              : []),
          ];
          faults.push(...found.map((one) => `${layout}, ${count}: ${one}`));
        }
      }
      expect(faults).to.deep.equal([]);
    });

    it(`${size.join(' × ')}: a shared screen is the largest, with whoever speaks`, async () => {
      await enter(size);
      const faults: string[] = [];
      const screen = { element: await videoOf(2) };
      for (const layout of LAYOUTS) {
        for (const count of [2, 3, 7, MOST]) {
          const { participants, speaker } = people(count);
          const sharing = participants.map((one, index) =>
            index === 1 ? { ...one, sharing: true, screen } : one,
          );
          await room.show({ participants: sharing, speaker }, { layout });
          const [shown] = room.all('.shown-screen.main');
          const largest = room.all('.tile').every((one) => one.offsetWidth <= (shown?.offsetWidth ?? 0));
          const seen = room.all('.tile').map((one) => one.querySelector('bdi')?.textContent);
          faults.push(
            ...[
              ...faultsOf(room),
              ...(shown && largest ? [] : ['the screen is not the largest']),
              ...(speaker && !seen.includes(speaker) ? [`${speaker} speaks and is not seen`] : []),
            ].map((one) => `${layout}, ${count}: ${one}`),
          );
        }
      }
      expect(faults).to.deep.equal([]);
    });

    it(`${size.join(' × ')}: the self view is in its corner, whatever its shape, and off the other’s face`, async () => {
      await enter(size);
      const faults: string[] = [];
      for (const corner of ['top-start', 'top-end', 'bottom-start', 'bottom-end'] satisfies Corner[]) {
        for (let shape = 0; shape < 3; shape++) {
          for (let other = 0; other < 3; other++) {
            const participants = [crowd[shape], crowd[other + 3]].map((one, index) => ({
              ...(one as Participant),
              self: index === 0,
            }));
            await room.show({ participants }, { corner });
            const [tile] = room.all('.tile').map((one) => one.getBoundingClientRect());
            const [self] = room.all('.self-view').map((one) => one.getBoundingClientRect());
            if (!tile || !self) throw new Error('nobody');
            const middle = tile.left + tile.width / 2;
            const found = [
              ...faultsOf(room),
              ...(self.left < middle && self.right > middle && self.height > tile.height / 2
                ? ['the self view lies over the middle']
                : []),
            ];
            faults.push(...found.map((one) => `${corner}, ${shape} over ${other}: ${one}`));
          }
        }
      }
      expect(faults).to.deep.equal([]);
    });
  }

  it('the other way round in Arabic', async () => {
    await enter([390, 844]);
    const rows = async (dir: string) => {
      room.host.dir = dir;
      await room.show(people(7), { layout: 'auto' });
      expect(faultsOf(room)).to.deep.equal([]);
      const stage = room.host.getBoundingClientRect();
      return room.all('.tile').map((one) => {
        const { left, right } = one.getBoundingClientRect();
        return Math.round(dir === 'rtl' ? stage.right - right : left - stage.left);
      });
    };
    const wanted = await rows('ltr');
    expect(new Set(wanted).size).to.be.greaterThan(1);
    expect(await rows('rtl')).to.deep.equal(wanted);
  });

  it('follows a picture that changes its shape', async () => {
    await enter([1280, 720]);
    const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
    const context = canvas.getContext('2d');
    const paint = () => context?.fillRect(0, 0, canvas.width, canvas.height);
    paint();
    const timer = setInterval(paint, 50);
    const element = Object.assign(document.createElement('video'), {
      muted: true,
      srcObject: canvas.captureStream(20),
    });
    const [self, other] = crowd as readonly [Participant, Participant];
    const turned = () => new Promise((done) => element.addEventListener('resize', done, { once: true }));
    const first = turned();
    await room.show({ participants: [{ ...self, media: { element } }, other] });
    await first;
    const upright = turned();
    Object.assign(canvas, { width: 90, height: 160 });
    paint();
    await upright;
    const shape = () => {
      const [view] = room.all('.self-view');
      return (view?.offsetHeight ?? 0) / (view?.offsetWidth ?? 1);
    };
    // A frame of the old shape may come after the first of the new one; the mocha timeout ends a wait in vain.
    while (Math.abs(shape() - 16 / 9) > 0.05) await laidOut();
    clearInterval(timer);
    expect(element.videoHeight).to.be.greaterThan(element.videoWidth);
  });
});

import { render } from 'lit';
import type { LiveCall, Participant } from '../../../../src/call/state/state.ts';
import { adoptStyles } from '../../../../src/element/adopt-styles.ts';
import tokens from '../../../../src/styles/tokens.css';
import controls from '../../../../src/ui/controls.css';
import lobbyStyles from '../../../../src/views/lobby/lobby.css';
import { callStyles, phaseView } from '../../../../src/views/phase-view.ts';
import type { CallModel } from '../../../../src/views/shared/model.ts';
import { callModel, liveCall, notedActions, participant, words } from '../../../support/view.ts';

/** Shapes of what cameras send: an upright phone, an upright tablet, a laptop. */
const SHAPES = [
  [90, 160],
  [120, 160],
  [160, 90],
] as const;

/** One stream for each shape. */
const streams = SHAPES.map(([width, height]) => {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.fillRect(0, 0, width, height);
  return canvas.captureStream(5);
});

/** A video that plays a picture of this shape. */
export async function videoOf(shape: number): Promise<HTMLVideoElement> {
  const video = Object.assign(document.createElement('video'), {
    muted: true,
    srcObject: streams[shape % streams.length],
  });
  if (video.videoWidth === 0)
    await new Promise((done) => video.addEventListener('resize', done, { once: true }));
  return video;
}

/** So many people, oneself first, whose pictures have different shapes; the last one speaks. */
export async function crowdOf(count: number): Promise<readonly Participant[]> {
  const videos = await Promise.all(Array.from({ length: count }, (_, index) => videoOf(index)));
  return videos.map((element, index) =>
    participant(`Jean-Baptiste ${index}`, { self: index === 0, media: { element } }),
  );
}

/** A stage with its style sheets, laid out in the page as in the element. */
export class Room {
  readonly host = document.createElement('div');
  readonly #room = document.createElement('div');
  #live: LiveCall = liveCall();
  #model: CallModel = callModel();

  constructor() {
    const root = this.host.attachShadow({ mode: 'open' });
    adoptStyles(root, [tokens, controls, lobbyStyles, ...callStyles]);
    this.#room.className = 'room';
    root.append(this.#room);
    document.body.append(this.host);
  }

  async show(live: Partial<LiveCall>, model: Partial<CallModel> = {}): Promise<void> {
    this.#live = liveCall(live);
    this.#model = callModel({ ...model, area: this.#model.area });
    this.#render();
    await laidOut();
  }

  close(): void {
    render(undefined, this.#room);
    this.host.remove();
  }

  all<T extends Element = HTMLElement>(selector: string): readonly T[] {
    return [...this.#room.querySelectorAll<T>(selector)].filter((one) => one.checkVisibility());
  }

  #render(): void {
    const { actions } = notedActions();
    const measure = (area: CallModel['area']) => {
      this.#model = { ...this.#model, area };
      this.#render();
    };
    const moving = new Proxy(actions, {
      get: (all, name) => (name === 'measure' ? measure : Reflect.get(all, name)),
    });
    render(phaseView({ phase: 'connected', live: this.#live }, this.#model, moving, words), this.#room);
  }
}

/** Waits for a frame, in which the room is measured, and for what follows from that. */
export const laidOut = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

const edges = (element: Element) => element.getBoundingClientRect();

function meet(one: DOMRect, other: DOMRect): boolean {
  const [across, down] = [
    Math.min(one.right, other.right) - Math.max(one.left, other.left),
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
  ];
  return across > 0.5 && down > 0.5;
}

function within(one: DOMRect, outer: DOMRect): boolean {
  return (
    one.left >= outer.left - 0.5 &&
    one.top >= outer.top - 0.5 &&
    one.right <= outer.right + 0.5 &&
    one.bottom <= outer.bottom + 0.5
  );
}

/** How much of a picture is seen in its place, up to 1. */
function shareSeen(video: HTMLVideoElement): number {
  const { width, height } = edges(video);
  const ratio = width / height / (video.videoWidth / video.videoHeight);
  return getComputedStyle(video).objectFit === 'cover' ? Math.min(ratio, 1 / ratio) : 1;
}

/** All that is wrong with how the people are arranged. */
export function faultsOf(room: Room): readonly string[] {
  const [stage] = room.all('.stage').map(edges);
  if (!stage) throw new Error('no stage');
  const places = room.all('.tile, .others');
  const lying = room.all('.toolbar, .top > .level-badge, .display, .self-view');
  const name = (one: Element) => `${one.className.trim()} ${one.textContent?.trim().slice(0, 20)}`;
  const faults: string[] = [];
  for (const [index, one] of places.entries()) {
    const place = edges(one);
    if (!within(place, stage)) faults.push(`${name(one)} sticks out of the stage`);
    if (place.width < 96 || place.height < 64)
      faults.push(`${name(one)} is ${place.width} × ${place.height}`);
    const others = places.slice(index + 1);
    // The self view floats over the only other person.
    const over = lying.filter((other) => places.length > 1 || !other.matches('.self-view'));
    for (const other of [...others, ...over]) {
      if (meet(place, edges(other))) faults.push(`${name(other)} lies over ${name(one)}`);
    }
  }
  for (const [index, one] of lying.entries()) {
    if (!within(edges(one), stage)) faults.push(`${name(one)} sticks out of the stage`);
    for (const other of lying.slice(index + 1)) {
      if (meet(edges(one), edges(other))) faults.push(`${name(other)} lies over ${name(one)}`);
    }
  }
  for (const video of room.all<HTMLVideoElement>('video')) {
    if (video.videoWidth === 0) faults.push('a picture without a shape');
    if (shareSeen(video) < 0.9) faults.push(`only ${shareSeen(video).toFixed(2)} of a picture is seen`);
    const tile = video.closest('.tile, .self-view');
    if (tile && !within(edges(video), edges(tile))) faults.push(`${name(tile)} cuts its picture`);
  }
  return faults;
}

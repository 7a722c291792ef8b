/** Width and height in CSS pixels. */
export interface Area {
  readonly width: number;
  readonly height: number;
}

/** How large the tiles are, and how many there are places for. */
export interface Fit {
  readonly tile: Area;
  /** The large tile; `null` when all have the same size. */
  readonly main: Area | null;
  /** Where the others stand: below the large tile, or beside it. */
  readonly strip: 'below' | 'beside';
  /** Number of tiles that can be seen, the large one included. */
  readonly places: number;
}

/** Space between tiles in pixels, as in `tile.css`. */
const GAP = 8;
/** Smaller than this, a tile shows no face and no name. */
const LEAST: Area = { width: 104, height: 78 };
/** How much of a picture may be cut off so that it fills its place, at all edges together. */
const TRIMMED = 0.1;
/** Of the room, what the large tile keeps. */
const MAIN = 0.5;
/** Width over height of a picture that is not known yet. */
export const USUAL = 16 / 9;

/** Width over height of a video's picture. */
export function shapeOf(video: HTMLVideoElement | undefined): number {
  return video?.videoWidth && video.videoHeight ? video.videoWidth / video.videoHeight : USUAL;
}

/** Whether a picture of this shape may fill a place: next to nothing of it is cut off. */
export function mayFill(shape: number, { width, height }: Area): boolean {
  const ratio = width / height / shape;
  return Math.min(ratio, 1 / ratio) >= 1 - TRIMMED;
}

/** The pixels of a whole picture in a place. */
const pixels = ({ width, height }: Area, shape: number): number =>
  Math.min(width, height * shape) * Math.min(height, width / shape);

const total = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0);

/** How many of this length fit into that one. */
const countIn = (room: number, length: number): number => Math.floor((room + GAP) / (length + GAP));

/** The length of each of so many in a row. */
const share = (room: number, count: number): number => Math.floor((room - (count - 1) * GAP) / count);

/** All tiles alike: of all grids, the one whose pictures have the most pixels. */
export function fitGrid(area: Area, shapes: readonly number[]): Fit {
  const count = Math.max(1, shapes.length);
  const cell = (columns: number, rows: number): Area => ({
    width: share(area.width, columns),
    height: share(area.height, rows),
  });
  const grids = [...Array(count).keys()].map((index) => cell(index + 1, Math.ceil(count / (index + 1))));
  const best = mostPixels(
    grids.filter(({ width, height }) => width >= LEAST.width && height >= LEAST.height),
    (tile) => total(shapes.map((shape) => pixels(tile, shape))),
  );
  if (best) return { tile: best, main: null, strip: 'below', places: count };
  const [columns, rows] = atLeastTwo(
    area,
    countIn(area.width, LEAST.width),
    countIn(area.height, LEAST.height),
  );
  return { tile: cell(columns, rows), main: null, strip: 'below', places: Math.min(count, columns * rows) };
}

/** Columns and rows of a room that may be too small for two tiles: one is for a face, one says who is missing. */
function atLeastTwo({ width, height }: Area, columns: number, rows: number): [columns: number, rows: number] {
  if (columns * rows >= 2) return [columns, rows];
  return width > height ? [2, 1] : [1, 2];
}

/** One tile large: the others below it or beside it, wherever more of them are seen, or the large one is larger. */
export function fitSpeaker(area: Area, count: number, shape: number): Fit {
  const height = Math.round(Math.min(Math.max(area.height * 0.18, LEAST.height), 120));
  const small: Area = { width: Math.round((height * 4) / 3), height };
  const strips = (['below', 'beside'] as const).map((strip) => stripOf(area, count - 1, small, strip));
  const places = Math.max(...strips.map((one) => one.places));
  const most = strips.filter((one) => one.places === places);
  return mostPixels(most, ({ main }) => pixels(main as Area, shape)) as Fit;
}

function stripOf(area: Area, count: number, small: Area, strip: Fit['strip']): Fit {
  /** Beside is below, turned by a quarter. */
  const turn = ({ width, height }: Area): Area =>
    strip === 'below' ? { width, height } : { width: height, height: width };
  const [room, wanted] = [turn(area), turn(small)];
  const tile = { ...wanted, width: Math.min(wanted.width, room.width) };
  const each = Math.max(1, countIn(room.width, tile.width));
  const lines = linesOf(count, each, countIn(room.height * (1 - MAIN), tile.height));
  const main = { ...room, height: Math.max(0, room.height - lines * (tile.height + GAP)) };
  return { tile: turn(tile), main: turn(main), strip, places: 1 + Math.min(count, each * lines) };
}

/** As few lines as all of them need, and no more than there is room for, but one. */
const linesOf = (count: number, each: number, room: number): number =>
  Math.max(1, Math.min(Math.ceil(count / each), room));

function mostPixels<T>(all: readonly T[], pixelsOf: (one: T) => number): T | undefined {
  return all.reduce<T | undefined>(
    (best, one) => (best === undefined || pixelsOf(one) > pixelsOf(best) ? one : best),
    undefined,
  );
}

/** The self view: as many pixels whatever its shape, and never so high that it hides the other person. */
export function fitSelfView(area: Area, shape: number): Area {
  const width = Math.min(Math.max(104, area.width * 0.22), 240);
  const height = Math.min(
    Math.sqrt((width * width * 0.75) / shape),
    Math.max(LEAST.height, area.height * 0.45),
  );
  return { width: Math.round(height * shape), height: Math.round(height) };
}

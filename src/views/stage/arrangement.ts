import { isOnHold, othersOf, selfOf } from '../../call/state/select.ts';
import type { LiveCall, Participant } from '../../call/state/state.ts';

/** Those who have a tile on the stage: the others who send something. An observer stays in the list of people. */
function onStage(live: LiveCall): readonly Participant[] {
  const self = selfOf(live);
  const alone = self !== undefined && isOnHold(live, self);
  return othersOf(live).filter(
    (one) => (one.publishing || one.role !== 'subscriber') && !alone && !isOnHold(live, one),
  );
}

/** From this many people on, oneself is one of the tiles: a floating picture would cover a face. */
const TILED_FROM = 3;
/** More faces than this are too small to be read: the one who speaks is shown large. */
const MAX_GRID = 4;

/** One picture on the stage: a person's camera, or the screen they show. */
interface Tile {
  readonly key: string;
  readonly person: Participant;
  readonly shows: 'camera' | 'screen';
}

/** Who is shown how: the tiles in their order, and which is large among them. */
export interface Arrangement {
  readonly tiles: readonly Tile[];
  /** The large one's key, or `null` where all are alike. */
  readonly main: Tile['key'] | null;
  /** Oneself floats over the stage instead of having a tile. */
  readonly floating: Participant | null;
}

const camera = (person: Participant): Tile => ({ key: person.id, person, shows: 'camera' });
const screen = (person: Participant): Tile => ({ key: `${person.id} screen`, person, shows: 'screen' });

/** Arranges the faces, and the screen that is shown, which is the large one then. */
export function arrange(live: LiveCall, layout: 'auto' | 'grid' | 'speaker'): Arrangement {
  const others = onStage(live);
  const self = selfOf(live);
  const sending = self?.publishing ? self : null;
  const screens = others.filter(({ screen }) => screen !== null).map(screen);
  const faces = others.filter((one) => one.publishing || !one.sharing).map(camera);
  const tiled = sending !== null && screens.length + faces.length + 1 >= TILED_FROM;
  const tiles = [...screens, ...faces, ...(tiled ? [camera(sending)] : [])];
  const shown = screens.at(-1);
  if (shown) return { tiles, main: tiles.length > 1 ? shown.key : null, floating: tiled ? null : sending };
  const speaks = layout === 'speaker' ? tiles.length > 1 : layout === 'auto' && tiles.length > MAX_GRID;
  const main = speaks ? ((others.find(({ id }) => id === live.speaker) ?? others[0])?.id ?? null) : null;
  return { tiles, main, floating: tiled ? null : sending };
}

import { isOnHold, othersOf, selfOf } from '../../call/state/select.ts';
import type { LiveCall, Participant } from '../../call/state/state.ts';
import { type Area, type Fit, fitGrid, fitSpeaker, shapeOf } from './fit.ts';

/**
 * Participants with a tile on the stage: the others who publish. An observer appears only in the list of
 * participants.
 */
function onStage(live: LiveCall): readonly Participant[] {
  const self = selfOf(live);
  const alone = self !== undefined && isOnHold(live, self);
  return othersOf(live).filter(
    (one) => (one.publishing || one.role !== 'subscriber') && !alone && !isOnHold(live, one),
  );
}

/** From this number of participants on, the self view is a tile: floating, it would hide a face. */
const TILED_FROM = 3;
/** With more faces than this, the active speaker is shown large. */
const MAX_GRID = 4;

/** One tile on the stage: a participant's camera or shared screen. */
interface Tile {
  readonly key: string;
  readonly person: Participant;
  readonly shows: 'camera' | 'screen';
}

/** The arrangement of the stage: the tiles in order, and the large one. */
export interface Arrangement {
  readonly tiles: readonly Tile[];
  /** Key of the large tile, or `null` when all have the same size. */
  readonly main: Tile['key'] | null;
  /** The local participant when the self view floats over the stage instead of having a tile. */
  readonly floating: Participant | null;
}

const camera = (person: Participant): Tile => ({ key: person.id, person, shows: 'camera' });
const screen = (person: Participant): Tile => ({ key: `${person.id} screen`, person, shows: 'screen' });

/** Arranges the tiles. A shared screen is always the large one. */
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

/** Where the tiles go in the room that there is. */
export interface Placement extends Fit {
  /** Keys of the tiles that are seen. */
  readonly seen: ReadonlySet<Tile['key']>;
  /** Number of tiles for which there is no place. */
  readonly beyond: number;
}

const shapeIn = ({ person, shows }: Tile): number =>
  shapeOf((shows === 'screen' ? person.screen : person.media)?.element);

/** Places the tiles. Where there are too many, whoever speaks and what is shared are seen before the others. */
export function place({ tiles, main }: Arrangement, speaker: LiveCall['speaker'], area: Area): Placement {
  const large = tiles.find(({ key }) => key === main);
  const fit = large ? fitSpeaker(area, tiles.length, shapeIn(large)) : fitGrid(area, tiles.map(shapeIn));
  // One place says how many are missing.
  const count = tiles.length > fit.places ? Math.max(1, fit.places - 1) : tiles.length;
  const rank = ({ key, person, shows }: Tile): number =>
    [key === main, person.id === speaker, shows === 'screen', person.speaking, person.self, true].indexOf(
      true,
    );
  const first = [...tiles].sort((one, other) => rank(one) - rank(other)).slice(0, count);
  return { ...fit, seen: new Set(first.map(({ key }) => key)), beyond: tiles.length - count };
}

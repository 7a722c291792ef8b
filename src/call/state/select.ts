import type { LiveCall, Participant } from './state.ts';

/** Oneself. */
export function selfOf(live: LiveCall): Participant | undefined {
  return live.participants.find(({ self }) => self);
}

/** The others, in order of arrival. */
export function othersOf(live: LiveCall): readonly Participant[] {
  return live.participants.filter(({ self }) => !self);
}

/** Whether a breakout goes on without this person. */
export function isOnHold({ breakout }: LiveCall, { id }: Participant): boolean {
  return breakout !== null && !breakout.members.includes(id);
}

/** Whether sound and picture are meant to go between oneself and this person. */
export function exchangesWith(live: LiveCall, id: Participant['id']): boolean {
  const self = selfOf(live);
  return (
    !live.breakout ||
    (self !== undefined && [self.id, id].every((one) => live.breakout?.members.includes(one)))
  );
}

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

/** Whether the role lets this person send sound and picture. */
export function maySpeak(live: LiveCall): boolean {
  return live.role !== 'subscriber';
}

/** Whether the role lets this person decide about the others. */
export function mayModerate(live: LiveCall): boolean {
  return live.role === 'moderator';
}

/** Fewer minutes than this are punctual; more than a day of them are another appointment. */
const PUNCTUAL = 3;
const ANOTHER_DAY = 24 * 60;

/** How many minutes after the hour the second person came, so that the consultation could begin; 0 for in time. */
export function minutesLate({ room, participants }: LiveCall): number {
  const second = participants.map(({ joinedAt }) => joinedAt).sort((one, other) => one - other)[1];
  if (!room?.startsAt || second === undefined) return 0;
  const late = Math.floor((second - room.startsAt.getTime()) / 60_000);
  return late >= PUNCTUAL && late < ANOTHER_DAY ? late : 0;
}

import type { LiveCall, Participant } from './state.ts';

/** The local participant. */
export function selfOf(live: LiveCall): Participant | undefined {
  return live.participants.find(({ self }) => self);
}

/** The other participants, in order of arrival. */
export function othersOf(live: LiveCall): readonly Participant[] {
  return live.participants.filter(({ self }) => !self);
}

/** Whether this person is on hold. */
export function isOnHold({ breakout }: LiveCall, { id }: Participant): boolean {
  return breakout !== null && !breakout.members.includes(id);
}

/** Whether media should flow between the local participant and this person. */
export function exchangesWith(live: LiveCall, id: Participant['id']): boolean {
  const self = selfOf(live);
  return (
    !live.breakout ||
    (self !== undefined && [self.id, id].every((one) => live.breakout?.members.includes(one)))
  );
}

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

/** Whether the role allows this person to publish. */
export function maySpeak(live: LiveCall): boolean {
  return live.role !== 'subscriber';
}

/** Whether the role allows this person to moderate. */
export function mayModerate(live: LiveCall): boolean {
  return live.role === 'moderator';
}

/** A delay of fewer minutes counts as punctual; one of more than a day belongs to another appointment. */
const PUNCTUAL = 3;
const ANOTHER_DAY = 24 * 60;

/** Returns how many minutes late the consultation began, that is, the second person joined; 0 for on time. */
export function minutesLate({ room, participants }: LiveCall): number {
  const second = participants.map(({ joinedAt }) => joinedAt).sort((one, other) => one - other)[1];
  if (!room?.startsAt || second === undefined) return 0;
  const late = Math.floor((second - room.startsAt.getTime()) / 60_000);
  return late >= PUNCTUAL && late < ANOTHER_DAY ? late : 0;
}

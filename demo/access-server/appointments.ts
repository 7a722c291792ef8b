/** What a person may do: a host is a Vonage moderator, a guest a publisher, an observer a subscriber. */
export type Role = 'host' | 'guest' | 'observer';

/** Somebody who is invited by a personal link. */
export interface Invited {
  /** Stands in the person's link: `[A-Za-z0-9_-]{1,40}`. */
  readonly id: string;
  readonly role: Role;
  /** As the firm knows them; shown to hosts beside the name that the person types. */
  readonly name?: string;
}

/** One appointment, or a permanent room when it has no times. */
export interface Appointment {
  /** Stands in URLs and file names: `[a-z0-9][a-z0-9-]{0,63}`. */
  readonly id: string;
  readonly title?: string;
  readonly startsAt?: Date;
  readonly endsAt?: Date;
  readonly people?: readonly Invited[];
  /** Lets anyone who knows the address ask, without a personal link. Default false. */
  readonly open?: boolean;
  /** Guests wait until a host admits them. Default true. */
  readonly waitingRoom?: boolean;
  /**
   * How many people may be admitted, hosts included. Default: as many as hosts let in. A place is held until the
   * admission ends or a host removes the person: the server does not know who has hung up.
   */
  readonly capacity?: number;
  /** Whether media goes from person to person or through Vonage's cloud. Default `relayed`. */
  readonly mediaMode?: 'relayed' | 'routed';
  /** How many people are expected; by default the invited ones, and nothing is announced for an open room. */
  readonly expected?: number;
  /** Told to those who wait. */
  readonly message?: string;
}

/** Where appointments come from: a list, or the firm's own agenda. */
export type Agenda =
  | readonly Appointment[]
  | ((id: string) => Appointment | undefined | Promise<Appointment | undefined>);

const ROOM_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const PERSON_ID = /^[A-Za-z0-9_-]{1,40}$/;

/** Whether `id` can name a room at all: asked before it is looked up anywhere. */
function isRoomId(id: string): boolean {
  return ROOM_ID.test(id);
}

/** Reads one appointment from the agenda. */
export async function findAppointment(agenda: Agenda, id: string): Promise<Appointment | undefined> {
  if (!isRoomId(id)) return undefined;
  return typeof agenda === 'function' ? agenda(id) : agenda.find((appointment) => appointment.id === id);
}

/** Fails at start rather than on the day of the appointment. @throws Error naming what is wrong */
export function checkAgenda(agenda: Agenda): void {
  if (typeof agenda === 'function') return;
  const seen = new Set<string>();
  for (const { id, people = [] } of agenda) {
    if (!isRoomId(id)) throw new Error(`room id ${JSON.stringify(id)}: expected ${ROOM_ID}`);
    if (seen.has(id)) throw new Error(`room id ${id} is used twice`);
    seen.add(id);
    const ids = people.map((person) => person.id);
    const wrong = ids.find((person, index) => !PERSON_ID.test(person) || ids.indexOf(person) !== index);
    if (wrong !== undefined) throw new Error(`room ${id}, person ${JSON.stringify(wrong)}: not a unique id`);
  }
}

/** How long before the start and after the end a room is open to guests. Milliseconds. */
export interface Margins {
  readonly early: number;
  readonly late: number;
}

/** When the room opens to guests; milliseconds since the epoch, or `-Infinity` for a permanent room. */
export function opensAt({ startsAt }: Appointment, margins: Margins): number {
  return startsAt === undefined ? Number.NEGATIVE_INFINITY : startsAt.getTime() - margins.early;
}

/** When the room closes to everyone; milliseconds since the epoch, or `Infinity` for a permanent room. */
export function closesAt({ endsAt }: Appointment, margins: Margins): number {
  return endsAt === undefined ? Number.POSITIVE_INFINITY : endsAt.getTime() + margins.late;
}

/** The number of people to announce, so that one more is noticed during the call. */
export function expectedPeople({ expected, open, people = [] }: Appointment): number | undefined {
  return expected ?? (open || people.length === 0 ? undefined : people.length);
}

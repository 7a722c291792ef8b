import { languageOf } from './words.ts';

/** The stable names of refusals: those of the public contract, then those that only a faulty client meets. */
export type ProblemCode =
  | 'unauthorized'
  | 'refused'
  | 'room-not-found'
  | 'not-open-yet'
  | 'closed'
  | 'room-full'
  | 'rate-limited'
  | 'server-error'
  | 'invalid-request'
  | 'already-decided'
  | 'guest-gone';

/** The sentences that people may read. Each says what happened and what to do. */
type Explanation =
  | Exclude<ProblemCode, 'invalid-request'>
  | 'link-used'
  | 'link-invalid'
  | 'locked'
  | 'removed'
  | 'ended'
  | 'reload'
  | 'name-taken';

type Words = Readonly<Record<Explanation, string>>;

const fr: Words = {
  unauthorized:
    'Cet entretien est réservé aux personnes invitées. Ouvrez le lien personnel que le cabinet vous a envoyé.',
  'link-used':
    'Ce lien personnel a déjà servi dans un autre navigateur. Revenez à celui-ci, ou demandez un nouveau lien au cabinet.',
  'link-invalid': 'Ce lien n’est plus valable. Demandez un nouveau lien au cabinet.',
  refused: 'Le cabinet ne peut pas vous recevoir maintenant. Appelez-le pour convenir de la suite.',
  locked: 'L’entretien a commencé et la salle est verrouillée. Appelez le cabinet si vous y êtes attendu.',
  removed: 'Vous avez été retiré de l’entretien. Appelez le cabinet si vous pensez à une erreur.',
  reload: 'Cette page est plus ancienne que le serveur du cabinet. Rechargez-la, puis entrez de nouveau.',
  'name-taken':
    'Ce nom ressemble à celui d’une autre personne de cet entretien. Indiquez-en un autre, ou ouvrez votre lien personnel.',
  'room-not-found': 'Cette salle n’existe pas. Vérifiez le lien reçu, ou appelez le cabinet.',
  'not-open-yet': 'La salle n’est pas encore ouverte. Revenez à l’heure indiquée.',
  closed: 'Ce rendez-vous est passé. Pour en fixer un autre, appelez le cabinet.',
  ended: 'L’entretien est terminé. Pour en fixer un autre, appelez le cabinet.',
  'room-full': 'La salle est complète. Patientez un instant, puis réessayez.',
  'rate-limited': 'Trop de demandes en peu de temps. Patientez un instant, puis réessayez.',
  'server-error': 'Le service est momentanément indisponible. Réessayez dans un instant.',
  'already-decided': 'Un autre hôte a déjà répondu à cette personne.',
  'guest-gone': 'Cette personne n’attend plus.',
};

const en: Words = {
  unauthorized: 'This consultation is by invitation. Open the personal link that the firm sent you.',
  'link-used':
    'This personal link was already used in another browser. Return to that one, or ask the firm for a new link.',
  'link-invalid': 'This link is no longer valid. Ask the firm for a new one.',
  refused: 'The firm cannot see you now. Call them to agree on what comes next.',
  locked: 'The consultation has started and the room is locked. Call the firm if you are expected.',
  removed: 'You were removed from the consultation. Call the firm if you think this is a mistake.',
  reload: 'This page is older than the firm’s server. Reload it, then enter again.',
  'name-taken':
    'This name resembles that of somebody else in this consultation. Type another, or open your personal link.',
  'room-not-found': 'This room does not exist. Check the link you received, or call the firm.',
  'not-open-yet': 'The room is not open yet. Come back at the time shown.',
  closed: 'This appointment is over. Call the firm to make another.',
  ended: 'The consultation has ended. Call the firm to make another appointment.',
  'room-full': 'The room is full. Wait a moment, then try again.',
  'rate-limited': 'Too many requests in a short time. Wait a moment, then try again.',
  'server-error': 'The service is unavailable for a moment. Try again shortly.',
  'already-decided': 'Another host has already answered this person.',
  'guest-gone': 'This person is no longer waiting.',
};

const statusOf: Readonly<Record<ProblemCode, number>> = {
  unauthorized: 401,
  refused: 403,
  'room-not-found': 404,
  'not-open-yet': 403,
  closed: 410,
  'room-full': 409,
  'rate-limited': 429,
  'server-error': 503,
  'invalid-request': 400,
  'already-decided': 409,
  'guest-gone': 409,
};

export interface ProblemOptions {
  /** HTTP status, where it is not the usual one of the code. */
  readonly status?: number;
  /** Which sentence explains it, where it is not the one of the code. */
  readonly because?: Explanation;
  /** A sentence of its own, such as a host's reason: text, never markup. */
  readonly detail?: string;
  /** Seconds until asking again makes sense. */
  readonly retryAfter?: number;
  /** When the room opens, milliseconds since the epoch. */
  readonly opensAt?: number;
  /** The server's time, for browsers whose clock is wrong. */
  readonly now?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The server's own failure behind it, for the log. */
  readonly cause?: unknown;
}

/** A refusal, told to the browser as RFC 9457 problem details with a `code`. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly options: ProblemOptions;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(code, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = options.status ?? statusOf[code];
    this.options = options;
  }

  /** A request that no well-written client sends; `detail` is for its developer. */
  static invalid(detail: string, status = 400, headers: Readonly<Record<string, string>> = {}): Problem {
    return new Problem('invalid-request', { status, detail, headers });
  }

  /** A failure of the server itself, as browsers are told of it: without its words. */
  static failure(cause: unknown, headers: Readonly<Record<string, string>> = {}): Problem {
    return new Problem('server-error', { retryAfter: 5, headers, cause });
  }

  /** The sentence that explains it, in the person's language. */
  explain(lang: string | undefined): string {
    const { detail, because } = this.options;
    if (detail !== undefined) return detail;
    if (this.code === 'invalid-request') return 'The request is not valid.';
    return (languageOf(lang) === 'fr' ? fr : en)[because ?? this.code];
  }

  /** The problem details object (RFC 9457, section 3). */
  toJson(lang: string | undefined): Record<string, unknown> {
    const { opensAt, now, because } = this.options;
    return {
      type: 'about:blank',
      title: this.code.replaceAll('-', ' '),
      status: this.status,
      code: this.code,
      detail: this.explain(lang),
      ...(because === undefined ? {} : { reason: because }),
      ...(opensAt === undefined ? {} : { opensAt: new Date(opensAt).toISOString() }),
      ...(now === undefined ? {} : { now: new Date(now).toISOString() }),
    };
  }
}

import type { ClaimCheck, ClaimKey, Mark, QuestionKey } from '../../report/provider-claims.ts';
import type { ReportedConnection, SecurityReport } from '../../report/report-types.ts';
import type { Confidentiality, Level } from '../../transport-security/confidentiality-level.ts';
import { callMessages } from './call.ts';

const locale = 'fr';
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium' });
const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });

interface Question {
  readonly title: string;
  /** One or two sentences per source; none when a source has nothing to state. */
  readonly answers: Partial<Record<Mark, (report: SecurityReport) => string>>;
}

const { security } = callMessages;
const { levels, notReported } = security;

const checkOf = ({ claims }: SecurityReport, key: ClaimKey): ClaimCheck =>
  claims.find((one) => one.key === key)?.check ?? 'not-checked';

const questions: Record<QuestionKey, Question> = {
  terms: {
    title: 'Les conditions sont-elles accessibles et claires\u00a0?',
    answers: {
      'set-by-firm': () => 'Le cabinet publie sa propre notice\u00a0: le lien est sur la page d’accueil.',
      'stated-by-provider': () => 'Le prestataire publie les siennes et ses mesures de sécurité.',
    },
  },
  controller: {
    title: 'Qui est responsable des données\u00a0?',
    answers: {
      'set-by-firm': () => 'Le cabinet, selon sa notice.',
      'stated-by-provider': () => 'Le prestataire dit respecter le RGPD.',
    },
  },
  storage: {
    title: 'Où les données sont-elles conservées\u00a0?',
    answers: {
      measured: (report) =>
        checkOf(report, 'ephemeral-keys') === 'not-met'
          ? 'Dans ce navigateur, quelque chose de l’appel a été écrit.'
          : 'La page ne trouve rien de l’appel dans ce navigateur\u00a0: ni stockage, ni adresse, ni historique, ni cookie qu’elle puisse lire.',
      'stated-by-provider': () =>
        'Chez lui, le prestataire dit ne garder que des journaux anonymisés et chiffrés, pendant 7 jours, et pouvoir rester dans l’Union européenne.',
    },
  },
  sharing: {
    title: 'Sont-elles partagées ou vendues\u00a0?',
    answers: {
      measured: ({ servers, unlistedContacts }) => {
        const others = servers.filter(({ expected }) => !expected).length + unlistedContacts;
        return others === 0
          ? 'Pour cet appel, cette page n’a parlé qu’aux serveurs prévus, nommés plus bas.'
          : 'Pour cet appel, cette page a parlé à des serveurs qui n’étaient pas prévus, nommés plus bas.';
      },
      'stated-by-provider': () => 'Le prestataire dit ne rien vendre.',
    },
  },
  surveillance: {
    title: 'Quelqu’un peut-il écouter\u00a0?',
    answers: {
      measured: ({ level }) => `${levels[level]}. ${security.meanings[level]}`,
      'stated-by-provider': () =>
        'Le prestataire dit que les clés sont aléatoires, propres à chaque appel, et que personne ne les garde.',
    },
  },
  security: {
    title: 'Quelle est la sécurité technique\u00a0?',
    answers: {
      measured: ({ connections }) => [...new Set(connections.map((one) => words.connection(one)))].join(' '),
      'set-by-firm': () => 'Le cabinet choisit qui entre, et avec quel rôle.',
      'stated-by-provider': () => 'Le prestataire annonce SRTP, DTLS-SRTP, AES 128 bits et HMAC-SHA1.',
    },
  },
};

const claims: Record<ClaimKey, string> = {
  'authorised-endpoints': 'Seules les personnes autorisées entrent dans la salle.',
  roles: 'Chacun a un rôle, et n’a que les droits de ce rôle.',
  srtp: 'Le son et l’image passent par SRTP, avec des clés négociées par DTLS-SRTP.',
  'aes-128-hmac-sha1': 'Ils sont chiffrés par AES 128 bits et leur intégrité est contrôlée par HMAC-SHA1.',
  'peer-to-peer-keys':
    'D’appareil à appareil, même par un relais, seules les deux extrémités ont les clés, tirées au hasard.',
  'routed-keys': 'Par le serveur, celui-ci prend part à la négociation des clés.',
  'ephemeral-keys': 'Les clés ne servent qu’une fois et ne sont gardées nulle part.',
  'ip-addresses-only': 'D’appareil à appareil, la seule donnée personnelle est l’adresse IP.',
  'logs-seven-days': 'Les journaux sont anonymisés, chiffrés, et effacés après 7 jours. Rien n’est vendu.',
  'gdpr-eu': 'Le RGPD est respecté, et tout peut passer par l’Union européenne.',
  certifications: 'SOC 1, ISO 27001 (audit en cours à la date de la publication).',
};

const marks: Record<Mark, string> = {
  measured: 'mesuré maintenant',
  'set-by-firm': 'réglé par le cabinet',
  'stated-by-provider': 'dit par le prestataire',
};

const checks: Record<ClaimCheck, string> = {
  met: 'tenu',
  exceeded: 'mieux que promis',
  'not-met': 'non tenu',
  'not-checked': 'pas encore mesuré',
  'not-applicable': 'sans objet dans cet appel',
};

const asked: Record<Confidentiality, string> = {
  any: 'Le cabinet n’exige pas de niveau particulier.',
  'end-to-end': 'Le cabinet exige le chiffrement de bout en bout.',
  attested: 'Le cabinet exige d’attester lui-même les clés de chacun.',
  verified: 'Le cabinet exige que le code soit comparé.',
};

/** French words of the confidentiality report. */
const words = {
  title: 'Rapport de confidentialité',
  consentTitle: 'Votre accord',
  consentAt: (date: Date) => `Donné avant d’entrer, le ${moment.format(date)}\u00a0:`,
  created: (date: Date) => `Établi le ${moment.format(date)}.`,
  period: (start: Date, end: Date | null) =>
    end
      ? `Appel du ${moment.format(start)}, terminé à ${time.format(end)}.`
      : `Appel commencé le ${moment.format(start)}, en cours.`,
  anonymous:
    'Ce rapport ne contient ni nom, ni message, ni adresse, ni identifiant\u00a0: seulement ce que cet appareil a mesuré.',
  levelsTitle: 'Niveau au cours de l’appel',
  levelAt: (level: string, at: Date) => `${time.format(at)}\u00a0: ${level}`,
  levels: levels as Record<Level, string>,
  asked,
  met: { true: 'C’est le cas.', false: 'Ce n’est pas le cas.' },
  verificationTitle: 'Comparaison des codes et messages',
  verification: ({ people, confirmed, mismatch }: SecurityReport['verification']) => {
    if (people === 0) return 'Il n’y avait personne avec qui comparer un code.';
    if (mismatch > 0)
      return 'Un code comparé était différent\u00a0: quelqu’un pouvait se trouver entre vous.';
    if (confirmed === people) return 'Le code a été comparé avec chacun, et il était identique.';
    return confirmed === 0
      ? 'Aucun code n’a été comparé.'
      : `Code comparé et identique avec ${confirmed} sur ${people}.`;
  },
  chat: {
    private: 'Les messages passaient par une ligne privée, chiffrée d’un navigateur à l’autre.',
    'not-private': 'Les messages n’allaient pas à tous, faute de ligne privée avec chacun.',
    nobody: 'Il n’y avait personne à qui écrire.',
  },
  connectionsTitle: 'Liaisons mesurées',
  connection: ({
    direction,
    topology,
    route,
    dtlsVersion,
    dtlsCipher,
    srtpProfile,
    ...one
  }: ReportedConnection) => {
    const said = (value: string) => (value === 'not-reported' ? notReported : value);
    const way = route.kind === 'not-reported' ? notReported : security.route[route.kind];
    return [
      direction === 'publish' ? 'Envoi' : 'Réception',
      topology === 'peer' ? 'd’appareil à appareil' : 'par le serveur du prestataire',
      dtlsVersion === 'not-reported' ? `DTLS ${notReported}` : security.dtls[dtlsVersion],
      said(dtlsCipher),
      `${said(srtpProfile)} (${security.strength[one.comparedWithBaseline]})`,
      `trajet ${way}.`,
    ].join(', ');
  },
  sheetTitle: 'Fiche de confidentialité',
  legend:
    'Les six questions que les barreaux d’Europe posent à un outil de visioconférence. Chaque réponse dit d’où elle vient.',
  unmeasured: 'Rien n’est encore mesuré à ce sujet.',
  questions,
  marks,
  checks,
  claimsTitle: 'Ce que promet le prestataire',
  source: (article: string) =>
    `Déclarations de Vonage, article ${article} de son assistance, telles que publiées et sans date.`,
  claims,
  serversTitle: 'Serveurs contactés pour cet appel',
  noServers: 'Aucun pour l’instant.',
  anAddress: 'une adresse IP',
  unexpected: 'inattendu',
  unlisted: (count: number) =>
    count === 1
      ? 'Et un autre contact, au-delà de cent serveurs.'
      : `Et ${count} autres contacts, au-delà de cent serveurs.`,
};

export const reportMessages = words;

/** The words of the report. */
export type ReportMessages = typeof reportMessages;

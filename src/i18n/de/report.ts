import type { ClaimCheck, ClaimKey, Mark, QuestionKey } from '../../report/provider-claims.ts';
import type { ReportedConnection, SecurityReport } from '../../report/report-types.ts';
import type { Confidentiality, Level } from '../../transport-security/confidentiality-level.ts';
import type { ReportMessages } from '../messages.ts';
import { callMessages } from './call.ts';

const locale = 'de';
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
    title: 'Sind die Bedingungen zugänglich und verständlich?',
    answers: {
      'set-by-firm': () =>
        'Die Kanzlei veröffentlicht eigene Datenschutzhinweise: Der Link steht auf der Startseite.',
      'stated-by-provider': () =>
        'Der Anbieter veröffentlicht seine Bedingungen und seine Sicherheitsmaßnahmen.',
    },
  },
  controller: {
    title: 'Wer ist für die Daten verantwortlich?',
    answers: {
      'set-by-firm': () => 'Die Kanzlei, gemäß ihren Datenschutzhinweisen.',
      'stated-by-provider': () => 'Der Anbieter gibt an, die DSGVO einzuhalten.',
    },
  },
  storage: {
    title: 'Wo werden die Daten gespeichert?',
    answers: {
      measured: (report) =>
        checkOf(report, 'ephemeral-keys') === 'not-met'
          ? 'In diesem Browser wurde etwas aus dem Gespräch gespeichert.'
          : 'Die Seite findet in diesem Browser nichts aus dem Gespräch: weder im Speicher noch in der Adresse, im Verlauf oder in Cookies, die sie lesen kann.',
      'stated-by-provider': () =>
        'Der Anbieter gibt an, bei sich nur anonymisierte und verschlüsselte Protokolle aufzubewahren, 7 Tage lang, und in der Europäischen Union bleiben zu können.',
    },
  },
  sharing: {
    title: 'Werden sie weitergegeben oder verkauft?',
    answers: {
      measured: ({ servers, unlistedContacts }) => {
        const others = servers.filter(({ expected }) => !expected).length + unlistedContacts;
        return others === 0
          ? 'Für dieses Gespräch hatte diese Seite nur mit den vorgesehenen Servern Kontakt, die unten genannt sind.'
          : 'Für dieses Gespräch hatte diese Seite mit Servern Kontakt, die nicht vorgesehen waren. Sie sind unten genannt.';
      },
      'stated-by-provider': () => 'Der Anbieter gibt an, nichts zu verkaufen.',
    },
  },
  surveillance: {
    title: 'Kann jemand mithören?',
    answers: {
      measured: ({ level }) => `${levels[level]}. ${security.meanings[level]}`,
      'stated-by-provider': () =>
        'Der Anbieter gibt an, dass die Schlüssel zufällig sind, nur für ein Gespräch gelten und von niemandem aufbewahrt werden.',
    },
  },
  security: {
    title: 'Wie sicher ist die Technik?',
    answers: {
      measured: ({ connections }) => [...new Set(connections.map((one) => words.connection(one)))].join(' '),
      'set-by-firm': () => 'Die Kanzlei bestimmt, wer den Raum betritt und mit welcher Rolle.',
      'stated-by-provider': () => 'Der Anbieter nennt SRTP, DTLS-SRTP, AES 128\u00a0Bit und HMAC-SHA1.',
    },
  },
};

const claims: Record<ClaimKey, string> = {
  'authorised-endpoints': 'Nur berechtigte Personen kommen in den Raum.',
  roles: 'Jede Person hat eine Rolle und nur die Rechte dieser Rolle.',
  srtp: 'Ton und Bild laufen über SRTP, mit Schlüsseln, die per DTLS-SRTP ausgehandelt werden.',
  'aes-128-hmac-sha1':
    'Sie sind mit AES 128\u00a0Bit verschlüsselt, und ihre Integrität wird mit HMAC-SHA1 geprüft.',
  'peer-to-peer-keys':
    'Von Gerät zu Gerät, auch über ein Relay, haben nur die beiden Enden die zufällig erzeugten Schlüssel.',
  'routed-keys': 'Läuft das Gespräch über den Server, ist dieser an der Aushandlung der Schlüssel beteiligt.',
  'ephemeral-keys': 'Die Schlüssel werden nur einmal verwendet und nirgends aufbewahrt.',
  'ip-addresses-only': 'Von Gerät zu Gerät ist die IP-Adresse das einzige personenbezogene Datum.',
  'logs-seven-days':
    'Die Protokolle sind anonymisiert und verschlüsselt und werden nach 7 Tagen gelöscht. Nichts wird verkauft.',
  'gdpr-eu': 'Die DSGVO wird eingehalten, und alles kann über die Europäische Union laufen.',
  certifications: 'SOC 1, ISO 27001 (Audit zum Zeitpunkt der Veröffentlichung noch im Gang).',
};

const marks: Record<Mark, string> = {
  measured: 'jetzt gemessen',
  'set-by-firm': 'von der Kanzlei festgelegt',
  'stated-by-provider': 'vom Anbieter angegeben',
};

const checks: Record<ClaimCheck, string> = {
  met: 'eingehalten',
  exceeded: 'besser als zugesagt',
  'not-met': 'nicht eingehalten',
  'not-checked': 'noch nicht gemessen',
  'not-applicable': 'in diesem Gespräch nicht anwendbar',
};

const asked: Record<Confidentiality, string> = {
  any: 'Die Kanzlei verlangt keine bestimmte Stufe.',
  'end-to-end': 'Die Kanzlei verlangt Ende-zu-Ende-Verschlüsselung.',
  attested: 'Die Kanzlei verlangt, die Schlüssel aller selbst zu bestätigen.',
  verified: 'Die Kanzlei verlangt, dass der Code verglichen wird.',
};

/** German words of the confidentiality report. */
const words: ReportMessages = {
  title: 'Vertraulichkeitsbericht',
  consentTitle: 'Ihre Zustimmung',
  consentAt: (date: Date) => `Vor dem Beitritt erteilt am ${moment.format(date)} Uhr:`,
  created: (date: Date) => `Erstellt am ${moment.format(date)} Uhr.`,
  period: (start: Date, end: Date | null) =>
    end
      ? `Gespräch vom ${moment.format(start)} Uhr, beendet um ${time.format(end)} Uhr.`
      : `Gespräch begonnen am ${moment.format(start)} Uhr, noch nicht beendet.`,
  anonymous:
    'Dieser Bericht enthält weder Namen noch Nachrichten, Adressen oder Kennungen, sondern nur, was dieses Gerät gemessen hat.',
  levelsTitle: 'Schutzstufe im Verlauf des Gesprächs',
  levelAt: (level: string, at: Date) => `${time.format(at)} Uhr: ${level}`,
  levels: levels as Record<Level, string>,
  asked,
  met: { true: 'Das ist erfüllt.', false: 'Das ist nicht erfüllt.' },
  verificationTitle: 'Vergleich der Codes und Nachrichten',
  verification: ({ people, confirmed, mismatch }: SecurityReport['verification']) => {
    if (people === 0) return 'Es war niemand da, mit dem ein Code verglichen werden konnte.';
    if (mismatch > 0) return 'Ein verglichener Code war verschieden: Es konnte jemand zwischen Ihnen stehen.';
    if (confirmed === people) return 'Der Code wurde mit allen verglichen und war gleich.';
    return confirmed === 0
      ? 'Es wurde kein Code verglichen.'
      : `Der Code wurde mit ${confirmed} von ${people} Personen verglichen und war gleich.`;
  },
  chat: {
    private: 'Die Nachrichten waren Ende-zu-Ende-verschlüsselt.',
    'not-private':
      'Die Nachrichten gingen nicht an alle, weil sie nicht für jede Person verschlüsselt werden konnten.',
    nobody: 'Es war niemand da, dem man hätte schreiben können.',
  },
  connectionsTitle: 'Gemessene Verbindungen',
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
      direction === 'publish' ? 'Senden' : 'Empfangen',
      topology === 'peer' ? 'von Gerät zu Gerät' : 'über den Server des Anbieters',
      dtlsVersion === 'not-reported' ? `DTLS ${notReported}` : security.dtls[dtlsVersion],
      said(dtlsCipher),
      `${said(srtpProfile)} (${security.strength[one.comparedWithBaseline]})`,
      `Weg: ${way}.`,
    ].join(', ');
  },
  sheetTitle: 'Vertraulichkeitsblatt',
  legend:
    'Die sechs Fragen, die die europäischen Anwaltschaften an ein Werkzeug für Videogespräche stellen. Bei jeder Antwort steht, woher sie stammt.',
  unmeasured: 'Dazu ist noch nichts gemessen.',
  questions,
  marks,
  checks,
  claimsTitle: 'Was der Anbieter zusagt',
  source: (article: string) =>
    `Angaben von Vonage, Artikel ${article} der Support-Seiten, wie veröffentlicht und ohne Datum.`,
  claims,
  serversTitle: 'Für dieses Gespräch kontaktierte Server',
  noServers: 'Bisher keine.',
  anAddress: 'eine IP-Adresse',
  unexpected: 'unerwartet',
  unlisted: (count: number) =>
    count === 1
      ? 'Und 1 weiterer Kontakt, über hundert Server hinaus.'
      : `Und ${count} weitere Kontakte, über hundert Server hinaus.`,
};

export const reportMessages: ReportMessages = words;

import type { ClaimCheck, ClaimKey, Mark, QuestionKey } from '../../report/provider-claims.ts';
import type { ReportedConnection, SecurityReport } from '../../report/report-types.ts';
import type { Confidentiality, Level } from '../../transport-security/confidentiality-level.ts';
import type { ReportMessages } from '../messages.ts';
import { callMessages } from './call.ts';

const locale = 'it';
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
    title: 'Le condizioni sono accessibili e chiare?',
    answers: {
      'set-by-firm': () =>
        'Lo studio legale pubblica la propria informativa: il link è nella pagina iniziale.',
      'stated-by-provider': () => 'Il fornitore pubblica le proprie condizioni e le sue misure di sicurezza.',
    },
  },
  controller: {
    title: 'Chi è il titolare dei dati?',
    answers: {
      'set-by-firm': () => 'Lo studio legale, secondo la sua informativa.',
      'stated-by-provider': () => 'Il fornitore dichiara di rispettare il GDPR.',
    },
  },
  storage: {
    title: 'Dove sono conservati i dati?',
    answers: {
      measured: (report) =>
        checkOf(report, 'ephemeral-keys') === 'not-met'
          ? 'In questo browser è stato scritto qualcosa della chiamata.'
          : 'La pagina non trova nulla della chiamata in questo browser: né archiviazione, né indirizzo, né cronologia, né cookie che possa leggere.',
      'stated-by-provider': () =>
        'Il fornitore dichiara di conservare presso di sé solo registri anonimizzati e cifrati, per 7 giorni, e di poter restare nell’Unione europea.',
    },
  },
  sharing: {
    title: 'I dati sono condivisi o venduti?',
    answers: {
      measured: ({ servers, unlistedContacts }) => {
        const others = servers.filter(({ expected }) => !expected).length + unlistedContacts;
        return others === 0
          ? 'Per questa chiamata, la pagina ha contattato solo i server previsti, indicati più avanti.'
          : 'Per questa chiamata, la pagina ha contattato server non previsti, indicati più avanti.';
      },
      'stated-by-provider': () => 'Il fornitore dichiara di non vendere nulla.',
    },
  },
  surveillance: {
    title: 'Qualcuno può ascoltare?',
    answers: {
      measured: ({ level }) => `${levels[level]}. ${security.meanings[level]}`,
      'stated-by-provider': () =>
        'Il fornitore dichiara che le chiavi sono casuali, diverse per ogni chiamata, e che nessuno le conserva.',
    },
  },
  security: {
    title: 'Qual è la sicurezza tecnica?',
    answers: {
      measured: ({ connections }) =>
        [...new Set(connections.map((one) => reportMessages.connection(one)))].join(' '),
      'set-by-firm': () => 'Lo studio legale decide chi entra e con quale ruolo.',
      'stated-by-provider': () => 'Il fornitore dichiara SRTP, DTLS-SRTP, AES 128 bit e HMAC-SHA1.',
    },
  },
};

const claims: Record<ClaimKey, string> = {
  'authorised-endpoints': 'Solo le persone autorizzate entrano nella sala.',
  roles: 'Ciascuno ha un ruolo, e solo i diritti di quel ruolo.',
  srtp: 'Audio e video passano tramite SRTP, con chiavi negoziate tramite DTLS-SRTP.',
  'aes-128-hmac-sha1': 'Sono cifrati con AES 128 bit e la loro integrità è controllata con HMAC-SHA1.',
  'peer-to-peer-keys':
    'Da dispositivo a dispositivo, anche tramite un relay, solo le due estremità hanno le chiavi, generate a caso.',
  'routed-keys': 'Quando si passa dal server, questo prende parte alla negoziazione delle chiavi.',
  'ephemeral-keys': 'Le chiavi servono una sola volta e non sono conservate da nessuna parte.',
  'ip-addresses-only': 'Da dispositivo a dispositivo, l’unico dato personale è l’indirizzo IP.',
  'logs-seven-days':
    'I registri sono anonimizzati, cifrati e cancellati dopo 7 giorni. Non viene venduto nulla.',
  'gdpr-eu': 'Il GDPR è rispettato e tutto può passare dall’Unione europea.',
  certifications: 'SOC 1, ISO 27001 (audit in corso alla data della pubblicazione).',
};

const marks: Record<Mark, string> = {
  measured: 'misurato ora',
  'set-by-firm': 'stabilito dallo studio legale',
  'stated-by-provider': 'dichiarato dal fornitore',
};

const checks: Record<ClaimCheck, string> = {
  met: 'mantenuto',
  exceeded: 'meglio di quanto promesso',
  'not-met': 'non mantenuto',
  'not-checked': 'non ancora misurato',
  'not-applicable': 'non pertinente in questa chiamata',
};

const asked: Record<Confidentiality, string> = {
  any: 'Lo studio legale non richiede un livello particolare.',
  'end-to-end': 'Lo studio legale richiede la crittografia end-to-end.',
  attested: 'Lo studio richiede di attestare esso stesso le chiavi di tutti.',
  verified: 'Lo studio legale richiede che il codice sia confrontato.',
};

/** Italian words of the confidentiality report. */
export const reportMessages: ReportMessages = {
  title: 'Rapporto di riservatezza',
  consentTitle: 'Il Suo consenso',
  consentAt: (date: Date) => `Dato prima di entrare, in data ${moment.format(date)}:`,
  created: (date: Date) => `Redatto in data ${moment.format(date)}.`,
  period: (start: Date, end: Date | null) =>
    end
      ? `Chiamata in data ${moment.format(start)}, terminata alle ${time.format(end)}.`
      : `Chiamata iniziata in data ${moment.format(start)}, in corso.`,
  anonymous:
    'Questo rapporto non contiene nomi, messaggi, indirizzi o identificativi: solo ciò che questo dispositivo ha misurato.',
  levelsTitle: 'Livello nel corso della chiamata',
  levelAt: (level: string, at: Date) => `${time.format(at)}: ${level}`,
  levels: levels as Record<Level, string>,
  asked,
  met: { true: 'È così.', false: 'Non è così.' },
  verificationTitle: 'Confronto dei codici e messaggi',
  verification: ({ people, confirmed, mismatch }: SecurityReport['verification']) => {
    if (people === 0) return 'Non c’era nessuno con cui confrontare un codice.';
    if (mismatch > 0) return 'Un codice confrontato era diverso: qualcuno poteva trovarsi tra di voi.';
    if (confirmed === people) return 'Il codice è stato confrontato con ciascuno ed era identico.';
    return confirmed === 0
      ? 'Nessun codice è stato confrontato.'
      : `Codice confrontato e identico con ${confirmed} ${confirmed === 1 ? 'persona' : 'persone'} su ${people}.`;
  },
  chat: {
    private: 'I messaggi erano cifrati end-to-end.',
    'not-private': 'I messaggi non arrivavano a tutti, perché non potevano essere cifrati per ciascuno.',
    nobody: 'Non c’era nessuno a cui scrivere.',
  },
  connectionsTitle: 'Collegamenti misurati',
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
      direction === 'publish' ? 'Invio' : 'Ricezione',
      topology === 'peer' ? 'da dispositivo a dispositivo' : 'tramite il server del fornitore',
      dtlsVersion === 'not-reported' ? `DTLS ${notReported}` : security.dtls[dtlsVersion],
      said(dtlsCipher),
      `${said(srtpProfile)} (${security.strength[one.comparedWithBaseline]})`,
      `percorso ${way}.`,
    ].join(', ');
  },
  sheetTitle: 'Scheda di riservatezza',
  legend:
    'Le sei domande che gli ordini forensi europei pongono a uno strumento di videoconferenza. Ogni risposta indica da dove viene.',
  unmeasured: 'Su questo punto non è stato ancora misurato nulla.',
  questions,
  marks,
  checks,
  claimsTitle: 'Che cosa promette il fornitore',
  source: (article: string) =>
    `Dichiarazioni di Vonage, articolo ${article} della sua assistenza, così come pubblicate e senza data.`,
  claims,
  serversTitle: 'Server contattati per questa chiamata',
  noServers: 'Per ora nessuno.',
  anAddress: 'un indirizzo IP',
  unexpected: 'inatteso',
  unlisted: (count: number) =>
    count === 1
      ? 'E 1 altro contatto, oltre ai cento server.'
      : `E altri ${count} contatti, oltre ai cento server.`,
};

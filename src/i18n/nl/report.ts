import type { ClaimCheck, ClaimKey, Mark, QuestionKey } from '../../report/provider-claims.ts';
import type { ReportedConnection, SecurityReport } from '../../report/report-types.ts';
import type { Confidentiality, Level } from '../../transport-security/confidentiality-level.ts';
import type { ReportMessages } from '../messages.ts';
import { callMessages } from './call.ts';

const locale = 'nl';
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
    title: 'Zijn de voorwaarden toegankelijk en duidelijk?',
    answers: {
      'set-by-firm': () => 'Het kantoor publiceert een eigen verklaring: de link staat op de startpagina.',
      'stated-by-provider': () => 'De aanbieder publiceert zijn voorwaarden en zijn beveiligingsmaatregelen.',
    },
  },
  controller: {
    title: 'Wie is verantwoordelijk voor de gegevens?',
    answers: {
      'set-by-firm': () => 'Het kantoor, volgens zijn verklaring.',
      'stated-by-provider': () => 'De aanbieder zegt zich aan de AVG te houden.',
    },
  },
  storage: {
    title: 'Waar worden de gegevens bewaard?',
    answers: {
      measured: (report) =>
        checkOf(report, 'ephemeral-keys') === 'not-met'
          ? 'In deze browser is iets van het gesprek vastgelegd.'
          : 'De pagina vindt niets van het gesprek in deze browser: niet in de opslag, het adres of de geschiedenis, en niet in cookies die zij kan lezen.',
      'stated-by-provider': () =>
        'De aanbieder zegt zelf alleen geanonimiseerde en versleutelde logbestanden te bewaren, 7 dagen lang, en binnen de Europese Unie te kunnen blijven.',
    },
  },
  sharing: {
    title: 'Worden ze gedeeld of verkocht?',
    answers: {
      measured: ({ servers, unlistedContacts }) => {
        const others = servers.filter(({ expected }) => !expected).length + unlistedContacts;
        return others === 0
          ? 'Voor dit gesprek had deze pagina alleen contact met de verwachte servers, die hieronder staan.'
          : 'Voor dit gesprek had deze pagina contact met servers die niet waren verwacht. Ze staan hieronder.';
      },
      'stated-by-provider': () => 'De aanbieder zegt niets te verkopen.',
    },
  },
  surveillance: {
    title: 'Kan iemand meeluisteren?',
    answers: {
      measured: ({ level }) => `${levels[level]}. ${security.meanings[level]}`,
      'stated-by-provider': () =>
        'De aanbieder zegt dat de sleutels willekeurig zijn, bij elk gesprek anders, en dat niemand ze bewaart.',
    },
  },
  security: {
    title: 'Hoe is de technische beveiliging?',
    answers: {
      measured: ({ connections }) => [...new Set(connections.map((one) => words.connection(one)))].join(' '),
      'set-by-firm': () => 'Het kantoor bepaalt wie binnenkomt, en in welke rol.',
      'stated-by-provider': () => 'De aanbieder noemt SRTP, DTLS-SRTP, AES 128 bits en HMAC-SHA1.',
    },
  },
};

const claims: Record<ClaimKey, string> = {
  'authorised-endpoints': 'Alleen wie daar toestemming voor heeft, komt de ruimte binnen.',
  roles: 'Iedereen heeft een rol, en alleen de rechten van die rol.',
  srtp: 'Beeld en geluid gaan via SRTP, met sleutels die via DTLS-SRTP zijn overeengekomen.',
  'aes-128-hmac-sha1':
    'Ze zijn versleuteld met AES 128 bits en HMAC-SHA1 controleert of ze ongewijzigd zijn.',
  'peer-to-peer-keys':
    'Van apparaat naar apparaat, ook via een relay, hebben alleen de twee uiteinden de sleutels, die willekeurig zijn gekozen.',
  'routed-keys': 'Loopt het gesprek via de server, dan neemt die deel aan de sleuteluitwisseling.',
  'ephemeral-keys': 'De sleutels worden maar één keer gebruikt en nergens bewaard.',
  'ip-addresses-only': 'Van apparaat naar apparaat is het IP-adres het enige persoonsgegeven.',
  'logs-seven-days':
    'Logbestanden worden geanonimiseerd, versleuteld en na 7 dagen gewist. Er wordt niets verkocht.',
  'gdpr-eu': 'De AVG wordt nageleefd, en alles kan via de Europese Unie lopen.',
  certifications: 'SOC 1, ISO 27001 (audit nog bezig op de datum van publicatie).',
};

const marks: Record<Mark, string> = {
  measured: 'nu gemeten',
  'set-by-firm': 'ingesteld door het kantoor',
  'stated-by-provider': 'volgens de aanbieder',
};

const checks: Record<ClaimCheck, string> = {
  met: 'nagekomen',
  exceeded: 'beter dan beloofd',
  'not-met': 'niet nagekomen',
  'not-checked': 'nog niet gemeten',
  'not-applicable': 'niet van toepassing op dit gesprek',
};

const asked: Record<Confidentiality, string> = {
  any: 'Het kantoor eist geen bepaald niveau.',
  'end-to-end': 'Het kantoor eist end-to-endversleuteling.',
  attested: 'Het kantoor vereist dat het zelf de sleutels van iedereen bevestigt.',
  verified: 'Het kantoor eist dat de code wordt vergeleken.',
};

/** Dutch words of the confidentiality report. */
const words = {
  title: 'Vertrouwelijkheidsrapport',
  consentTitle: 'Uw akkoord',
  consentAt: (date: Date) => `Gegeven voor het binnengaan, op ${moment.format(date)}:`,
  created: (date: Date) => `Opgesteld op ${moment.format(date)}.`,
  period: (start: Date, end: Date | null) =>
    end
      ? `Gesprek van ${moment.format(start)}, beëindigd om ${time.format(end)}.`
      : `Gesprek begonnen op ${moment.format(start)}, nog bezig.`,
  anonymous:
    'Dit rapport bevat geen namen, berichten, adressen of andere identificerende kenmerken: alleen wat dit apparaat heeft gemeten.',
  levelsTitle: 'Niveau tijdens het gesprek',
  levelAt: (level: string, at: Date) => `${time.format(at)}: ${level}`,
  levels: levels as Record<Level, string>,
  asked,
  met: { true: 'Dat is het geval.', false: 'Dat is niet het geval.' },
  verificationTitle: 'Vergelijking van codes en berichten',
  verification: ({ people, confirmed, mismatch }: SecurityReport['verification']) => {
    if (people === 0) return 'Er was niemand om een code mee te vergelijken.';
    if (mismatch > 0) return 'Een vergeleken code was anders: er kon iemand tussen u zitten.';
    if (confirmed === people) return 'De code is met iedereen vergeleken en was hetzelfde.';
    return confirmed === 0
      ? 'Er is geen code vergeleken.'
      : `Code vergeleken en hetzelfde bij ${confirmed} van de ${people} personen.`;
  },
  chat: {
    private: 'De berichten waren end-to-end versleuteld.',
    'not-private':
      'De berichten gingen niet naar iedereen, omdat ze niet voor iedereen konden worden versleuteld.',
    nobody: 'Er was niemand om aan te schrijven.',
  },
  connectionsTitle: 'Gemeten verbindingen',
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
      direction === 'publish' ? 'Verzending' : 'Ontvangst',
      topology === 'peer' ? 'van apparaat naar apparaat' : 'via de server van de aanbieder',
      dtlsVersion === 'not-reported' ? `DTLS ${notReported}` : security.dtls[dtlsVersion],
      said(dtlsCipher),
      `${said(srtpProfile)} (${security.strength[one.comparedWithBaseline]})`,
      `route: ${way}.`,
    ].join(', ');
  },
  sheetTitle: 'Informatieblad vertrouwelijkheid',
  legend:
    'De zes vragen die de Europese balies stellen bij een dienst voor videogesprekken. Bij elk antwoord staat waar het vandaan komt.',
  unmeasured: 'Hierover is nog niets gemeten.',
  questions,
  marks,
  checks,
  claimsTitle: 'Wat de aanbieder belooft',
  source: (article: string) =>
    `Verklaringen van Vonage, artikel ${article} van de helppagina’s, zoals gepubliceerd en zonder datum.`,
  claims,
  serversTitle: 'Servers waarmee voor dit gesprek contact was',
  noServers: 'Nog geen.',
  anAddress: 'een IP-adres',
  unexpected: 'onverwacht',
  unlisted: (count: number) =>
    `En nog ${count} ${count === 1 ? 'ander contact' : 'andere contacten'}, na de eerste honderd servers.`,
};

export const reportMessages: ReportMessages = words;

import type { ClaimCheck, ClaimKey } from '../../report/provider-claims.ts';
import type { SecurityReport } from '../../report/report-types.ts';
import type { ReportMessages } from '../messages.ts';
import { callMessages } from './call.ts';

const locale = 'en-GB';
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium' });
const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });

const { security } = callMessages;
const { levels, notReported } = security;

const checkOf = ({ claims }: SecurityReport, key: ClaimKey): ClaimCheck =>
  claims.find((one) => one.key === key)?.check ?? 'not-checked';

/** English words of the confidentiality report. */
const words: ReportMessages = {
  title: 'Confidentiality report',
  consentTitle: 'Your agreement',
  consentAt: (date) => `Given before joining, on ${moment.format(date)}:`,
  created: (date) => `Written on ${moment.format(date)}.`,
  period: (start, end) =>
    end
      ? `Call of ${moment.format(start)}, ended at ${time.format(end)}.`
      : `Call begun on ${moment.format(start)}, still going on.`,
  anonymous:
    'This report has no name, no message, no address and no identifier: only what this device has measured.',
  levelsTitle: 'Level during the call',
  levelAt: (level, at) => `${time.format(at)}: ${level}`,
  levels,
  asked: {
    any: 'The firm asks for no particular level.',
    'end-to-end': 'The firm asks for end-to-end encryption.',
    attested: 'The firm requires to attest everybody’s keys itself.',
    verified: 'The firm asks that the code be compared.',
  },
  met: { true: 'This is the case.', false: 'This is not the case.' },
  verificationTitle: 'Comparison of codes, and messages',
  verification: ({ people, confirmed, mismatch }) => {
    if (people === 0) return 'There was nobody to compare a code with.';
    if (mismatch > 0) return 'A code that was compared differed: somebody could have been in between.';
    if (confirmed === people) return 'The code was compared with everybody, and it was the same.';
    return confirmed === 0
      ? 'No code was compared.'
      : `Code compared and the same with ${confirmed} of ${people}.`;
  },
  chat: {
    private: 'Messages were encrypted end to end.',
    'not-private': 'Messages did not go to everybody, as they could not be encrypted for each of them.',
    nobody: 'There was nobody to write to.',
  },
  connectionsTitle: 'Connections measured',
  connection: ({ direction, topology, route, dtlsVersion, dtlsCipher, srtpProfile, ...one }) => {
    const said = (value: string) => (value === 'not-reported' ? notReported : value);
    const way = route.kind === 'not-reported' ? notReported : security.route[route.kind];
    return [
      direction === 'publish' ? 'Sending' : 'Receiving',
      topology === 'peer' ? 'from device to device' : 'through the provider’s server',
      dtlsVersion === 'not-reported' ? `DTLS ${notReported}` : security.dtls[dtlsVersion],
      said(dtlsCipher),
      `${said(srtpProfile)} (${security.strength[one.comparedWithBaseline]})`,
      `route ${way}.`,
    ].join(', ');
  },
  sheetTitle: 'Confidentiality sheet',
  legend: 'The six questions that European bars ask of a video tool. Each answer says where it comes from.',
  unmeasured: 'Nothing has been measured about this yet.',
  questions: {
    terms: {
      title: 'Are the terms accessible and clear?',
      answers: {
        'set-by-firm': () => 'The firm publishes its own notice: the link is on the first page.',
        'stated-by-provider': () => 'The provider publishes its terms and its security measures.',
      },
    },
    controller: {
      title: 'Who is responsible for the data?',
      answers: {
        'set-by-firm': () => 'The firm, according to its notice.',
        'stated-by-provider': () => 'The provider says that it complies with the GDPR.',
      },
    },
    storage: {
      title: 'Where is the data kept?',
      answers: {
        measured: (report) =>
          checkOf(report, 'ephemeral-keys') === 'not-met'
            ? 'In this browser, something of the call was written.'
            : 'The page finds nothing of the call in this browser: not in storage, address or history, nor in a cookie that it can read.',
        'stated-by-provider': () =>
          'On its side, the provider says that it keeps only anonymised, encrypted logs, for 7 days, and that it can stay within the European Union.',
      },
    },
    sharing: {
      title: 'Is it shared or sold?',
      answers: {
        measured: ({ servers, unlistedContacts }) =>
          servers.every(({ expected }) => expected) && unlistedContacts === 0
            ? 'For this call, this page spoke only to the servers that were foreseen, named below.'
            : 'For this call, this page spoke to servers that were not foreseen, named below.',
        'stated-by-provider': () => 'The provider says that it sells nothing.',
      },
    },
    surveillance: {
      title: 'Can anybody listen in?',
      answers: {
        measured: ({ level }) => `${levels[level]}. ${security.meanings[level]}`,
        'stated-by-provider': () =>
          'The provider says that keys are random, made for each call, and kept by nobody.',
      },
    },
    security: {
      title: 'How good is the technical security?',
      answers: {
        measured: ({ connections }) =>
          [...new Set(connections.map((one) => words.connection(one)))].join(' '),
        'set-by-firm': () => 'The firm decides who enters, and in which role.',
        'stated-by-provider': () => 'The provider names SRTP, DTLS-SRTP, AES with 128 bits and HMAC-SHA1.',
      },
    },
  },
  marks: {
    measured: 'measured now',
    'set-by-firm': 'set by the firm',
    'stated-by-provider': 'stated by the provider',
  },
  checks: {
    met: 'met',
    exceeded: 'better than promised',
    'not-met': 'not kept',
    'not-checked': 'not measured yet',
    'not-applicable': 'does not concern this call',
  },
  claimsTitle: 'What the provider promises',
  source: (article) => `Statements by Vonage, support article ${article}, as published and without a date.`,
  claims: {
    'authorised-endpoints': 'Only authorised people reach the room.',
    roles: 'Everybody has a role, and only that role’s rights.',
    srtp: 'Sound and picture go by SRTP, with keys negotiated by DTLS-SRTP.',
    'aes-128-hmac-sha1': 'They are encrypted by AES with 128 bits; HMAC-SHA1 guards their integrity.',
    'peer-to-peer-keys':
      'From device to device, through a relay too, only the two ends have the random keys.',
    'routed-keys': 'Through the server, it takes part in negotiating the keys.',
    'ephemeral-keys': 'Keys serve once and are kept nowhere.',
    'ip-addresses-only': 'From device to device, the only personal data is the IP address.',
    'logs-seven-days': 'Logs are anonymised, encrypted, and deleted after 7 days. Nothing is sold.',
    'gdpr-eu': 'The GDPR is complied with, and everything can pass through the European Union.',
    certifications: 'SOC 1, ISO 27001 (being audited when this was published).',
  },
  serversTitle: 'Servers contacted for this call',
  noServers: 'None so far.',
  anAddress: 'an IP address',
  unexpected: 'unexpected',
  unlisted: (count) =>
    `And ${count === 1 ? 'one more contact' : `${count} more contacts`}, beyond a hundred servers.`,
};

export const reportMessages: ReportMessages = words;

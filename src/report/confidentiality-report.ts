import { meets } from '../transport-security/confidentiality-level.ts';
import type { ConnectionEvidence } from '../transport-security/evidence.ts';
import { compareWithBaseline } from '../transport-security/srtp-policy.ts';
import { checkClaim } from './claim-checks.ts';
import type { ContactedServer } from './contacted-servers.ts';
import { claimKeys, claimSource, questionBasis, questionKeys } from './provider-claims.ts';
import type {
  ReportedConnection,
  ReportedQuestion,
  ReportedServer,
  ReportInput,
  SecurityReport,
} from './report-types.ts';

const iso = (at: number): string => new Date(at).toISOString();

function connectionOf(evidence: ConnectionEvidence): ReportedConnection {
  const { direction, topology, route, dtlsState, dtlsVersion, dtlsCipher, srtpProfile } = evidence;
  const { conflict, source } = evidence.fingerprints;
  return {
    ...{ direction, topology, route, dtlsState, dtlsVersion, dtlsCipher, srtpProfile },
    comparedWithBaseline: compareWithBaseline(srtpProfile),
    certificates: conflict ? 'conflict' : source,
  };
}

/** IP addresses are personal data: for a server without a name the report states only that it is an address. */
function hostOf({ host, expected, firstAt, count }: ContactedServer): ReportedServer {
  const isAddress = host.startsWith('[') || /^[\d.]+(:\d+)?$/.test(host);
  return { server: isAddress ? 'ip-address' : host, expected, firstAt: iso(firstAt), count };
}

/** Whether a measurement supports the answer to a question. */
function isMeasured(key: (typeof questionKeys)[number], input: ReportInput): boolean {
  const known = (claim: (typeof claimKeys)[number]): boolean =>
    checkClaim(claim, input).check !== 'not-checked';
  switch (key) {
    case 'storage':
      return known('ephemeral-keys');
    case 'sharing':
      return input.contacts.hosts.length > 0;
    case 'surveillance':
      return (input.levels.at(-1)?.level ?? 'verifying') !== 'verifying';
    case 'security':
      return known('srtp');
    case 'terms':
    case 'controller':
      return false;
  }
}

function questionOf(key: (typeof questionKeys)[number], index: number, input: ReportInput): ReportedQuestion {
  const { marks, claims } = questionBasis[key];
  // Without a privacy notice, the firm does not answer the questions on terms and control.
  const silent = !input.privacyNotice && (key === 'terms' || key === 'controller');
  return {
    number: index + 1,
    key,
    marks: marks.filter(
      (mark) => !(silent && mark === 'set-by-firm') && !(mark === 'measured' && !isMeasured(key, input)),
    ),
    claims,
  };
}

function verificationOf(people: ReportInput['verification']): SecurityReport['verification'] {
  const count = (result: (typeof people)[number]) => people.filter((one) => one === result).length;
  return {
    people: people.length,
    ...{ confirmed: count('confirmed'), mismatch: count('mismatch'), open: count('open') },
  };
}

/** Creates the report of a call, during the call or after its end. */
export function confidentialityReport(input: ReportInput): SecurityReport {
  const level = input.levels.at(-1)?.level ?? 'verifying';
  const { confidentiality, secret, relayOnly, telemetry, proxied, chatPrivate } = input;
  return {
    format: 'visio-avocat-room/security-report',
    version: 1,
    createdAt: iso(input.now),
    ...(input.startedAt === undefined ? {} : { startedAt: iso(input.startedAt) }),
    ...(input.endedAt === undefined ? {} : { endedAt: iso(input.endedAt) }),
    ...(input.consent ? { consent: { ...input.consent, at: iso(input.consent.at) } } : {}),
    level,
    levels: input.levels.map((change) => ({ level: change.level, at: iso(change.at) })),
    confidentiality: { asked: confidentiality, met: meets(level, confidentiality) },
    verification: verificationOf(input.verification),
    ...{ secret, relayOnly, telemetry, proxied },
    chat: chatPrivate === undefined ? 'nobody' : chatPrivate ? 'private' : 'not-private',
    connections: input.evidence.map(connectionOf),
    servers: input.contacts.hosts.map(hostOf),
    unlistedContacts: input.contacts.unlisted,
    claims: claimKeys.map((key, index) => ({
      number: index + 1,
      key,
      ...checkClaim(key, input),
      source: claimSource,
    })),
    questions: questionKeys.map((key, index) => questionOf(key, index, input)),
  };
}

import { transportOf } from '../transport-security/confidentiality-level.ts';
import type { ConnectionEvidence } from '../transport-security/evidence.ts';
import { compareWithBaseline } from '../transport-security/srtp-policy.ts';
import type { ClaimCheck, ClaimKey, Mark } from './provider-claims.ts';
import type { ReportInput } from './report-types.ts';

interface Verdict {
  readonly mark: Mark;
  readonly outcome?: ClaimCheck;
}

const stated: Verdict = { mark: 'stated-by-provider' };
const measured = (outcome: ClaimCheck): Verdict => ({ mark: 'measured', outcome });

/** The weakest of several outcomes; of none, `unknown`. */
function weakest(outcomes: readonly ClaimCheck[]): ClaimCheck {
  const order: readonly ClaimCheck[] = ['broken', 'unknown', 'kept', 'better'];
  return order.find((outcome) => outcomes.includes(outcome)) ?? 'unknown';
}

const ofTransport = { unprotected: 'broken', unknown: 'unknown', protected: 'kept' } as const;
const ofFloor = {
  less: 'broken',
  'not-reported': 'unknown',
  'as-promised': 'kept',
  better: 'better',
} as const;

const transports = (evidence: readonly ConnectionEvidence[]): ClaimCheck =>
  weakest(evidence.map((one) => ofTransport[transportOf(one)]));

function routes(evidence: readonly ConnectionEvidence[]): ClaimCheck {
  return weakest(
    evidence.map(({ route }) => {
      if (route.kind === 'not-reported') return 'unknown';
      return route.local === 'relay' ? 'kept' : 'broken';
    }),
  );
}

/** What this call says of one promise, and who vouches for it. */
export function checkClaim(key: ClaimKey, input: ReportInput): Verdict {
  const { evidence } = input;
  const peers = evidence.filter(({ topology }) => topology === 'peer');
  switch (key) {
    case 'authorised-endpoints':
      return { mark: 'set-by-firm' };
    case 'roles':
      return measured(input.role ? 'kept' : 'unknown');
    case 'srtp':
      return measured(transports(evidence));
    case 'aes-128-hmac-sha1':
      return measured(weakest(evidence.map((one) => ofFloor[compareWithBaseline(one.srtpProfile)])));
    case 'peer-to-peer-keys':
      if (evidence.length > 0 && peers.length === 0) return measured('not-applicable');
      return measured(transports(peers));
    case 'routed-keys':
      if (evidence.length === 0) return measured('unknown');
      return measured(
        peers.length === evidence.length
          ? 'not-applicable'
          : transports(evidence.filter((one) => !peers.includes(one))),
      );
    case 'ephemeral-keys':
      if (input.traceless === undefined) return measured('unknown');
      return measured(input.traceless ? 'kept' : 'broken');
    case 'ip-addresses-only':
      return input.relayOnly ? measured(routes(evidence)) : stated;
    case 'gdpr-eu':
      if (!input.proxied) return stated;
      // That all goes through the firm's proxy can be seen; in which country that stands cannot.
      return input.contacts.hosts.every(({ expected }) => expected)
        ? { mark: 'set-by-firm' }
        : measured('broken');
    case 'logs-seven-days':
    case 'certifications':
      return stated;
  }
}

import { transportOf } from '../transport-security/confidentiality-level.ts';
import type { ConnectionEvidence } from '../transport-security/evidence.ts';
import { compareWithBaseline } from '../transport-security/srtp-policy.ts';
import type { ClaimCheck, ClaimKey, Mark } from './provider-claims.ts';
import type { ReportInput } from './report-types.ts';

interface Checked {
  readonly mark: Mark;
  readonly check?: ClaimCheck;
}

const stated: Checked = { mark: 'stated-by-provider' };
const measured = (check: ClaimCheck): Checked => ({ mark: 'measured', check });

/** Returns the weakest of several checks; without any, `not-checked`. */
function weakest(checks: readonly ClaimCheck[]): ClaimCheck {
  const order: readonly ClaimCheck[] = ['not-met', 'not-checked', 'met', 'exceeded'];
  return order.find((check) => checks.includes(check)) ?? 'not-checked';
}

const ofTransport = { unprotected: 'not-met', unknown: 'not-checked', protected: 'met' } as const;
const ofStrength = {
  weaker: 'not-met',
  'not-reported': 'not-checked',
  equal: 'met',
  stronger: 'exceeded',
} as const;

const transports = (evidence: readonly ConnectionEvidence[]): ClaimCheck =>
  weakest(evidence.map((one) => ofTransport[transportOf(one)]));

function routes(evidence: readonly ConnectionEvidence[]): ClaimCheck {
  return weakest(
    evidence.map(({ route }) => {
      if (route.kind === 'not-reported') return 'not-checked';
      return route.local === 'relay' ? 'met' : 'not-met';
    }),
  );
}

/** Checks one provider claim against this call, and names the source. */
export function checkClaim(key: ClaimKey, input: ReportInput): Checked {
  const { evidence } = input;
  const peers = evidence.filter(({ topology }) => topology === 'peer');
  switch (key) {
    case 'authorised-endpoints':
      return { mark: 'set-by-firm' };
    case 'roles':
      return measured(input.role ? 'met' : 'not-checked');
    case 'srtp':
      return measured(transports(evidence));
    case 'aes-128-hmac-sha1':
      return measured(weakest(evidence.map((one) => ofStrength[compareWithBaseline(one.srtpProfile)])));
    case 'peer-to-peer-keys':
      if (evidence.length > 0 && peers.length === 0) return measured('not-applicable');
      return measured(transports(peers));
    case 'routed-keys':
      if (evidence.length === 0) return measured('not-checked');
      return measured(
        peers.length === evidence.length
          ? 'not-applicable'
          : transports(evidence.filter((one) => !peers.includes(one))),
      );
    case 'ephemeral-keys':
      if (input.traceless === undefined) return measured('not-checked');
      return measured(input.traceless ? 'met' : 'not-met');
    case 'ip-addresses-only':
      return input.relayOnly ? measured(routes(evidence)) : stated;
    case 'gdpr-eu':
      if (!input.proxied) return stated;
      // The call shows that all traffic uses the firm's proxy, but not in which country the proxy is.
      return input.contacts.hosts.every(({ expected }) => expected)
        ? { mark: 'set-by-firm' }
        : measured('not-met');
    case 'logs-seven-days':
    case 'certifications':
      return stated;
  }
}

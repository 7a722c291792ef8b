import { askProvider, askProviderAttestation } from '../access/access-provider.ts';
import { delay } from '../access/delay.ts';
import { type AccessRequest, addressFor, ask, askAttestation } from '../access/endpoint.ts';
import type { AccessAnswer, AccessGrant } from '../access/grant.ts';
import { keepTicket, keptTicket } from '../access/ticket.ts';
import { askWaitingRoom } from '../access/waiting-room.ts';
import type { JoinDeps } from '../call/call-deps.ts';
import type { OwnAttestation } from '../call/own-attestation.ts';
import { VisioError } from '../error.ts';
import { FileLoad } from '../file-load.ts';
import type { openPrivateLine } from '../private-line/private-line.ts';
import { type Contact, expectedServers, iceServerOf, isExpected } from '../report/contacted-servers.ts';
import { now } from '../time.ts';
import type { CreateComparison } from '../verification/comparison.ts';
import type { CallCertificate, CertificateHolder } from '../vonage/call-certificate.ts';
import { loadSdk, type SdkName, sdkFile } from '../vonage/load.ts';
import type { VonageOptions } from '../vonage/vonage-options.ts';
import type { VonageSession } from '../vonage/vonage-session.ts';
import type { CallFacts } from './call-facts.ts';
import type { JoinOptions } from './join-options.ts';

/** Creates the adapters of one join. */
export function adaptersOf(
  options: JoinOptions,
  facts: CallFacts,
  certificates: CertificateHolder,
  onSecrets: (secrets: readonly string[]) => void,
): JoinDeps {
  const { endpoint, beforeAccess, confidentiality } = options;
  const certificate = certificates.of(appointmentOf(options));
  let own: CallCertificate | null = null;
  let between: Between | null = null;
  /** What makes a person known whose browser keeps no cookie. */
  let ticket: string | undefined;
  const onServerContact = (host: string) => {
    facts.contact({ host, use: 'http', at: now() }, { web: [host], ice: [] });
    options.onServerContact(host, true);
  };
  const server = { endpoint, accessProvider: options.accessProvider, beforeAccess, onServerContact };
  return {
    confidentiality,
    secret: options.secret,
    access: async (held, signal) => {
      const { room } = options.request;
      ticket = held ?? keptTicket(room) ?? ticket;
      const { fingerprint } = await certificate;
      const request = { ...options.request, fingerprint, ...(ticket === undefined ? {} : { ticket }) };
      const answer = await askFor(server, request, signal);
      if (answer.kind === 'waiting' && !signal.aborted) keepTicket(room, answer.waiting.ticket);
      return answer;
    },
    askWaitingRoom: (url) => {
      const address = { url, credentials: endpoint?.credentials ?? 'same-origin' } as const;
      return async (decision, signal) =>
        askWaitingRoom({ ...address, headers: headersFor(url, server) }, decision, signal);
    },
    open: async (grant, listener) => {
      facts.proxied = grant.proxyUrl !== undefined;
      onSecrets([grant.token, grant.sessionId, grant.attestation ?? '', options.secret, ticket ?? '']);
      const [evaluate, ...loaded] = await Promise.all([loadSdk(options.sdk), certificate, loadBetween()]);
      [own, between] = loaded;
      const made = { certificate: own, options: vonageOptions(options, facts, grant, onSecrets), grant };
      return new between.VonageSession({ evaluate, ...made }, listener);
    },
    attest: async (grant) => {
      const { fingerprint } = await certificate;
      const renew = async (signal: AbortSignal) => {
        const held = ticket === undefined ? {} : { ticket };
        const jws = await askAnew(server, { ...options.request, fingerprint, ...held }, signal);
        onSecrets([jws]);
        return jws;
      };
      const join = ++certificates.joins;
      const attested = await ownAttestation(grant, fingerprint, certificates.attested, { join, renew });
      if (attested) certificates.attested = true;
      return attested;
    },
    openLine: (line, listener) => {
      // A line is opened in a session, whose opening has set it.
      const { certificate, fingerprint } = own as CallCertificate;
      return (between as Between).openPrivateLine(
        { ...line, certificate, ownFingerprint: fingerprint },
        listener,
      );
    },
    createComparison: (parties) => (between as Between).createComparison(parties),
  };
}

/** Names the appointment for which a certificate is made. */
export const appointmentOf = ({ endpoint, request }: Pick<JoinOptions, 'endpoint' | 'request'>): string =>
  `${endpoint?.url} ${request.room}`;

/** Reads the attestation in a grant. @throws VisioError as `Attest` */
async function ownAttestation(
  { attestation: jws, attestationKey, removed = [], sessionId }: AccessGrant,
  fingerprint: string,
  needed: boolean,
  rest: Pick<OwnAttestation, 'join' | 'renew'>,
): Promise<OwnAttestation | null> {
  const invalid = (reason: string) =>
    new VisioError('endpoint-invalid', { reason: `attestation: ${reason}` });
  if (jws === undefined || !attestationKey) {
    if (needed) throw invalid('missing, though an earlier answer had one');
    return null;
  }
  const [{ attestationVerifier }, { AttestationFeature }] = await Promise.all([
    attestationFile.get(),
    attestationFeatureFile.get(),
  ]).catch((cause) => {
    throw VisioError.from(cause, 'script-unreachable');
  });
  const verify = await attestationVerifier(attestationKey).catch((cause) => {
    throw new VisioError('endpoint-invalid', { reason: 'attestationKey: no point of the curve', cause });
  });
  const attestation = await verify(jws);
  if (!attestation) throw invalid('not of the key, or not of the expected form');
  if (attestation.session !== sessionId) throw invalid('aud: expected the session id');
  if (attestation.fingerprint !== fingerprint) throw invalid('fingerprint: expected that of the request');
  const createFeature: OwnAttestation['createFeature'] = (deps) => new AttestationFeature(deps);
  return { jws, attestation, removed, verify, createFeature, ...rest };
}

interface Between {
  readonly VonageSession: typeof VonageSession;
  readonly openPrivateLine: typeof openPrivateLine;
  readonly createComparison: CreateComparison;
}

const sessionFile = new FileLoad(() => import('../vonage/vonage-session.ts'), import.meta.url);
const lineFile = new FileLoad(() => import('../private-line/private-line.ts'), import.meta.url);
const comparisonFile = new FileLoad(() => import('../verification/comparison.ts'), import.meta.url);
const attestationFile = new FileLoad(() => import('../attestation/attestation.ts'), import.meta.url);
const attestationFeatureFile = new FileLoad(
  () => import('../call/features/attestation-feature.ts'),
  import.meta.url,
);

/** Loads what opens the session, and what two elements use between each other: only for a call. */
async function loadBetween(): Promise<Between> {
  try {
    const [{ VonageSession }, { openPrivateLine }, { createComparison }] = await Promise.all([
      sessionFile.get(),
      lineFile.get(),
      comparisonFile.get(),
    ]);
    return { VonageSession, openPrivateLine, createComparison };
  } catch (cause) {
    throw VisioError.from(cause, 'script-unreachable');
  }
}

/** The files without which no call begins. */
export const callFiles = (sdk: SdkName) => ({
  loaded: () => Promise.all([loadSdk(sdk), loadBetween()]),
  again: () => {
    const files = [
      sdkFile(sdk),
      sessionFile,
      lineFile,
      comparisonFile,
      attestationFile,
      attestationFeatureFile,
    ];
    for (const file of files) file.again();
  },
});

/** Adds each contacted server to the facts of the call and reports it to the page. */
function vonageOptions(
  options: JoinOptions,
  facts: CallFacts,
  grant: AccessGrant,
  onSecrets: (secrets: readonly string[]) => void,
): VonageOptions {
  const { sdk, telemetry, relayOnly, secret, request, endpoint } = options;
  const own = [endpoint?.url, grant.admission?.url].filter((url) => url !== undefined);
  const servers = expectedServers({ endpoints: own, ...grant });
  const tell = (host: string, use: Contact['use']) => {
    facts.contact({ host, use, at: now() }, servers);
    options.onServerContact(host, isExpected({ host, use }, servers));
  };
  return {
    ...{ sdk, telemetry, relayOnly, secret, displayName: request.displayName },
    onSecret: (replaced) => onSecrets([replaced]),
    onServerContact: (host) => tell(host, 'http'),
    onIceServers: (urls) => {
      for (const host of urls.map(iceServerOf)) if (host) tell(host, 'ice');
    },
  };
}

/** What it takes to ask the firm's server. */
type Server = Pick<JoinOptions, 'endpoint' | 'accessProvider' | 'beforeAccess'> & {
  readonly onServerContact: (host: string) => void;
};

/**
 * Tells the page and the report which server is asked, and returns the page's headers for it: what the page adds may
 * authorise somebody, and is for the endpoint's origin alone.
 */
function headersFor(url: string, { endpoint, beforeAccess, onServerContact }: Server): Headers {
  const { origin, host } = new URL(url);
  const headers = beforeAccess(url);
  onServerContact(host);
  return origin === new URL(endpoint?.url ?? document.baseURI).origin ? headers : new Headers();
}

/** @throws VisioError */
async function askAnew(server: Server, request: AccessRequest, signal: AbortSignal): Promise<string> {
  const { endpoint, accessProvider } = server;
  if (accessProvider) return askProviderAttestation(accessProvider, request, signal);
  if (!endpoint) throw new VisioError('endpoint-missing');
  const headers = headersFor(addressFor(endpoint, request.room), server);
  return askAttestation({ ...endpoint, headers }, request, signal);
}

async function askFor(server: Server, request: AccessRequest, signal: AbortSignal): Promise<AccessAnswer> {
  const { endpoint, accessProvider } = server;
  if (accessProvider) return askProvider(accessProvider, request, signal);
  if (!endpoint) throw new VisioError('endpoint-missing');
  const headers = headersFor(addressFor(endpoint, request.room), server);
  return ask({ ...endpoint, headers }, request, { signal, delay });
}

import type { Confidentiality, Level, SecretState } from '../transport-security/confidentiality-level.ts';
import type { ConnectionEvidence } from '../transport-security/evidence.ts';
import type { Route } from '../transport-security/routes.ts';
import type { SrtpStrength } from '../transport-security/srtp-policy.ts';
import type { ContactedServers } from './contacted-servers.ts';
import type { ClaimCheck, ClaimKey, ClaimSource, Mark, QuestionKey } from './provider-claims.ts';

/** A confidentiality level and its start, in milliseconds since the epoch. */
export interface LevelChange {
  readonly level: Level;
  readonly at: number;
}

/** Facts from which the report is created. All times are in milliseconds since the epoch. */
export interface ReportInput {
  readonly now: number;
  /** Time at which this person joined; absent before. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** Oldest first; the last one is the current level. */
  readonly levels: readonly LevelChange[];
  readonly confidentiality: Confidentiality;
  readonly evidence: readonly ConnectionEvidence[];
  /** What comparing has come to with each other person. */
  readonly verification: readonly ('confirmed' | 'mismatch' | 'open')[];
  readonly secret: SecretState;
  readonly relayOnly: boolean;
  /** This person's role in the session, by its capabilities. */
  readonly role?: 'moderator' | 'publisher' | 'subscriber';
  /** Whether there is a private line to everybody present; absent when nobody else is there. */
  readonly chatPrivate?: boolean;
  /** Whether the vendor's usage reports are allowed. */
  readonly telemetry: boolean;
  /** Whether signalling goes through a proxy that the firm has configured. */
  readonly proxied: boolean;
  /** Whether the firm has linked its privacy notice. */
  readonly privacyNotice: boolean;
  /** Whether page storage contains no traces of the call; absent when it was not checked. */
  readonly traceless?: boolean;
  readonly contacts: ContactedServers;
  /** When the person joined with the firm's required controls filled in, and their labels; absent where there is none. */
  readonly consent?: { readonly at: number; readonly texts: readonly string[] };
}

/** Facts about one connection: kinds and names of algorithms, nothing that identifies a person or a machine. */
export interface ReportedConnection {
  readonly direction: 'publish' | 'subscribe';
  readonly topology: ConnectionEvidence['topology'];
  readonly route: Route;
  readonly dtlsState: ConnectionEvidence['dtlsState'];
  readonly dtlsVersion: ConnectionEvidence['dtlsVersion'];
  readonly dtlsCipher: string;
  readonly srtpProfile: string;
  readonly comparedWithBaseline: SrtpStrength;
  readonly certificates: 'statistics' | 'descriptions' | 'not-reported' | 'conflict';
}

export interface ReportedServer {
  /** Host name; for an IP address only the fact that it is one. */
  readonly server: string;
  readonly expected: boolean;
  /** RFC 3339, UTC. */
  readonly firstAt: string;
  readonly count: number;
}

export interface ReportedClaim {
  readonly number: number;
  readonly key: ClaimKey;
  readonly mark: Mark;
  /** Check of a measured or configured line; absent for a provider claim that nothing here confirms. */
  readonly check?: ClaimCheck;
  readonly source: ClaimSource;
}

export interface ReportedQuestion {
  readonly number: number;
  readonly key: QuestionKey;
  /** Sources of the answer. */
  readonly marks: readonly Mark[];
  readonly claims: readonly ClaimKey[];
}

/**
 * The confidentiality report. It separates what was measured, what the firm set and what the provider claims.
 * It contains no names, no content, no addresses and no identifiers, only keys and facts, and the firm's words in `consent`;
 * the other texts are in `i18n`.
 */
export interface SecurityReport {
  readonly format: 'visio-avocat-room/security-report';
  readonly version: 1;
  /** RFC 3339, UTC, as are all times in the report. */
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** What the person agreed to before joining, in the firm's words; absent where the firm's page asks nothing. */
  readonly consent?: { readonly at: string; readonly texts: readonly string[] };
  readonly level: Level;
  readonly levels: readonly { readonly level: Level; readonly at: string }[];
  readonly confidentiality: { readonly asked: Confidentiality; readonly met: boolean };
  readonly verification: {
    readonly people: number;
    readonly confirmed: number;
    readonly mismatch: number;
    readonly open: number;
  };
  readonly secret: SecretState;
  readonly relayOnly: boolean;
  readonly telemetry: boolean;
  readonly proxied: boolean;
  readonly chat: 'private' | 'not-private' | 'nobody';
  readonly connections: readonly ReportedConnection[];
  readonly servers: readonly ReportedServer[];
  readonly unlistedContacts: number;
  readonly claims: readonly ReportedClaim[];
  readonly questions: readonly ReportedQuestion[];
}

import type { Confidentiality, Level, SecretState } from '../transport-security/confidentiality-level.ts';
import type { ConnectionEvidence } from '../transport-security/evidence.ts';
import type { Route } from '../transport-security/routes.ts';
import type { SrtpStrength } from '../transport-security/srtp-policy.ts';
import type { SasAnswer } from '../verification/sas-state.ts';
import type { ContactedServers } from './contacted-servers.ts';
import type { ClaimCheck, ClaimKey, ClaimSource, Mark, QuestionKey } from './provider-claims.ts';

/** A level and since when; milliseconds since the epoch. */
export interface LevelChange {
  readonly level: Level;
  readonly at: number;
}

/** What the report is made of. Milliseconds since the epoch throughout. */
export interface ReportInput {
  readonly now: number;
  /** When this person joined; absent before. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** Oldest first; the last one is the level now. */
  readonly levels: readonly LevelChange[];
  readonly confidentiality: Confidentiality;
  readonly evidence: readonly ConnectionEvidence[];
  /** One for every other person: what this person answered, and whether there is a code. */
  readonly verification: readonly {
    readonly status: 'waiting' | 'ready' | 'failed';
    readonly answer: SasAnswer;
  }[];
  readonly secret: SecretState;
  readonly relayOnly: boolean;
  /** Own role in the session, by its capabilities. */
  readonly role?: 'moderator' | 'publisher' | 'subscriber';
  /** Whether messages are sealed for everybody present; absent when nobody else is there. */
  readonly chatSealed?: boolean;
  /** Whether the vendor's usage reports may leave. */
  readonly telemetry: boolean;
  /** Whether signalling goes through a proxy that the firm has named. */
  readonly proxied: boolean;
  /** Whether the firm has given a link to its own privacy notice. */
  readonly privacyNotice: boolean;
  /** Whether page storage was compared and is without traces; absent when it was not looked at. */
  readonly traceless?: boolean;
  readonly contacts: ContactedServers;
}

/** The facts of one connection: kinds and names of algorithms, nothing that identifies a person or a machine. */
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
  /** A name; of an address only that it is one. */
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
  /** Of what is measured or set; absent for a mere statement, which nothing here confirms. */
  readonly check?: ClaimCheck;
  readonly source: ClaimSource;
}

export interface ReportedQuestion {
  readonly number: number;
  readonly key: QuestionKey;
  /** What vouches for the answer, each kind apart. */
  readonly marks: readonly Mark[];
  readonly claims: readonly ClaimKey[];
}

/**
 * The confidentiality report: what was measured, what the firm has set and what the provider states, kept apart.
 * No names, no content, no addresses, no identifiers. Sentences stand in `i18n`; here are keys and facts.
 */
export interface SecurityReport {
  readonly format: 'visio-avocat-room/security-report';
  readonly version: 1;
  /** RFC 3339, UTC, as all times here. */
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly level: Level;
  readonly levels: readonly { readonly level: Level; readonly at: string }[];
  readonly confidentiality: { readonly asked: Confidentiality; readonly met: boolean };
  readonly verification: {
    readonly people: number;
    readonly same: number;
    readonly different: number;
    readonly failed: number;
    readonly open: number;
  };
  readonly secret: SecretState;
  readonly relayOnly: boolean;
  readonly telemetry: boolean;
  readonly proxied: boolean;
  readonly chat: 'sealed' | 'not-sealed' | 'nobody';
  readonly connections: readonly ReportedConnection[];
  readonly servers: readonly ReportedServer[];
  readonly unlistedContacts: number;
  readonly claims: readonly ReportedClaim[];
  readonly questions: readonly ReportedQuestion[];
}

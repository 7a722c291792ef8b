import type { Delay } from '../access/delay.ts';
import type { Attestation, VerifyAttestation } from '../attestation/attestation.ts';
import type { LineTopic } from '../private-line/private-line.ts';
import type { Feature } from './features/feature.ts';
import type { LineHandler } from './features/line-feature.ts';
import type { CallEvent } from './state/call-event.ts';
import type { LiveCall } from './state/state.ts';

/** The firm's attestation of this element's certificate, and how it is renewed. */
export interface OwnAttestation {
  /** Compact JWS. */
  readonly jws: string;
  readonly attestation: Attestation;
  /** Subjects of the people whom a host has removed. */
  readonly removed: readonly string[];
  /** How often this element has joined with its certificate. */
  readonly join: number;
  readonly verify: VerifyAttestation;
  /** Asks the server for a new one for the same certificate. @throws VisioError */
  readonly renew: (signal: AbortSignal) => Promise<string>;
  /** Creates the feature that shows it to the others; few firms' servers attest, and so it is loaded with it. */
  readonly createFeature: (deps: AttestationDeps) => AttestationHandler;
}

export interface AttestationDeps {
  readonly own: OwnAttestation;
  readonly commit: (
    event: Extract<
      CallEvent,
      { type: 'attested' | 'not-attested' | 'renewed' | 'differences' | 'disconnected' | 'notice' }
    >,
  ) => void;
  readonly live: () => LiveCall | null;
  readonly send: (id: string, topic: LineTopic, text: string) => Promise<void>;
  readonly delay: Delay;
  readonly abortSignal: AbortSignal;
}

/** Decides who becomes a participant, from what comes on the lines. */
export interface AttestationHandler extends Feature, LineHandler {
  /** Renews this element's attestation until the call is over. */
  start(): Promise<void>;
}

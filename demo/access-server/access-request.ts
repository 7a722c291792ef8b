import { FINGERPRINT } from './fingerprints.ts';
import type { JsonBody } from './http.ts';

/** What is asked for. */
export interface AccessRequest {
  readonly room: string;
  readonly displayName?: string | undefined;
  readonly lang?: string | undefined;
  readonly ticket?: string | undefined;
  /** Of the certificate that the browser will connect with. */
  readonly fingerprint?: string | undefined;
  /** `attestation` asks for a renewal. */
  readonly purpose?: string | undefined;
}

/**
 * Reads the body of `POST /api/visio`.
 *
 * @param heard is told the language first: what follows may have to be explained in it @throws Problem
 */
export function readAccessRequest(body: JsonBody, heard: (lang: string | undefined) => void): AccessRequest {
  const lang = body.optional('lang', 100);
  heard(lang);
  return {
    room: body.string('room', 200),
    displayName: body.optional('displayName'),
    lang,
    ticket: body.optional('ticket', 200),
    fingerprint: body.matching('fingerprint', FINGERPRINT),
    purpose: body.optional('purpose'),
  };
}

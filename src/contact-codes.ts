/** The failures about which only the firm can do something. Not part of the first file: there they are the rest. */
export const contactCodes = [
  'insecure-context',
  'frame-not-allowed',
  'secret-invalid',
  'endpoint-missing',
  'room-missing',
  'script-missing',
  'endpoint-not-json',
  'endpoint-too-large',
  'endpoint-invalid',
  'endpoint-blocked',
  'endpoint-not-found',
  'unauthorized',
  'refused',
  'room-not-found',
  'closed',
  'token-invalid',
  'session-mismatch',
  'removed',
] as const;

export type ContactCode = (typeof contactCodes)[number];

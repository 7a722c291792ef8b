/** Source of a line in the report. */
export type Mark = 'measured' | 'set-by-firm' | 'stated-by-provider';

/** Whether the call meets a provider claim. */
export type ClaimCheck =
  | 'met'
  | 'exceeded'
  | 'not-met'
  /** Not measured yet, or not reported by this browser. */
  | 'not-checked'
  /** The claim does not apply to this call: it concerns relayed media while media is routed, or the reverse. */
  | 'not-applicable';

/** The provider claims in the order of SECURITY.md; the texts are in `i18n`. */
export const claimKeys = [
  'authorised-endpoints',
  'roles',
  'srtp',
  'aes-128-hmac-sha1',
  'peer-to-peer-keys',
  'routed-keys',
  'ephemeral-keys',
  'ip-addresses-only',
  'logs-seven-days',
  'gdpr-eu',
  'certifications',
] as const;
export type ClaimKey = (typeof claimKeys)[number];

/** The six questions of the CCBE's guidance on remote tools, in its order. */
export const questionKeys = [
  'terms',
  'controller',
  'storage',
  'sharing',
  'surveillance',
  'security',
] as const;
export type QuestionKey = (typeof questionKeys)[number];

/** Publication of a provider claim. */
export interface ClaimSource {
  /** The page has no date: "as published by the provider". */
  readonly date: 'as-published-by-the-provider';
  readonly publisher: 'Vonage';
  /** Number of the support article. */
  readonly article: '360029732271';
}

export const claimSource: ClaimSource = {
  date: 'as-published-by-the-provider',
  publisher: 'Vonage',
  article: '360029732271',
};

/** The claims that support the answer to a question, and what the firm itself contributes. */
export const questionBasis: Readonly<
  Record<QuestionKey, { readonly marks: readonly Mark[]; readonly claims: readonly ClaimKey[] }>
> = {
  terms: { marks: ['set-by-firm', 'stated-by-provider'], claims: ['certifications'] },
  controller: { marks: ['set-by-firm', 'stated-by-provider'], claims: ['gdpr-eu'] },
  storage: {
    marks: ['measured', 'stated-by-provider'],
    claims: ['ephemeral-keys', 'logs-seven-days', 'gdpr-eu'],
  },
  sharing: { marks: ['measured', 'stated-by-provider'], claims: ['logs-seven-days', 'ip-addresses-only'] },
  surveillance: {
    marks: ['measured', 'stated-by-provider'],
    claims: ['peer-to-peer-keys', 'routed-keys', 'gdpr-eu'],
  },
  security: {
    marks: ['measured', 'set-by-firm', 'stated-by-provider'],
    claims: ['authorised-endpoints', 'roles', 'srtp', 'aes-128-hmac-sha1'],
  },
};

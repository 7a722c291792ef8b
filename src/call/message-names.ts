/** Names of the messages between elements: letters, digits and hyphens. */
export const MESSAGES = {
  // Accepted from moderators only.
  end: 'visio-end',
  removed: 'visio-removed',
  breakout: 'visio-breakout',
  mute: 'visio-mute',
  // Accepted from anybody, about themselves.
  certificate: 'visio-certificate',
  line: 'visio-line',
  mismatch: 'visio-mismatch',
} as const;

/** Names of the messages between elements: letters, digits and hyphens. */
export const MESSAGES = {
  // Only a moderator's are heeded.
  end: 'visio-end',
  removed: 'visio-removed',
  breakout: 'visio-aside',
  // Anybody's, about themselves.
  key: 'visio-key',
  message: 'visio-message',
  code: 'visio-code',
  different: 'visio-code-different',
} as const;

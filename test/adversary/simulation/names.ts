export const SESSION = 'session';
export const ROLE = 'publisher';
/** What must never be shown, because the message before it is missing. */
export const AFTER_GAP = 'gap';

export const SESSION = 'session';
export const ROOM = 'consultation';
export const ROLE = 'publisher';
/** Index of the person who is a host where the firm attests. */
export const HOST = 0;
/** What must never be shown, because the message before it is missing. */
export const AFTER_GAP = 'gap';

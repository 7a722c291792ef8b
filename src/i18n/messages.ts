// The types of the words. French defines them: a key that another language lacks is a compile error.
export type { CallMessages } from './fr/call.ts';
export type { ErrorText, ErrorTexts, LobbyMessages } from './fr/lobby.ts';
export type { ReportMessages } from './fr/report.ts';

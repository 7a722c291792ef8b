// What a language has to say: French is the measure, and a key that another language lacks does not compile.
export type { CallMessages } from './fr/call.ts';
export type { ErrorText, ErrorTexts, LobbyMessages } from './fr/lobby.ts';
export type { ReportMessages } from './fr/report.ts';

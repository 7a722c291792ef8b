import type { Language } from './localize.ts';
import type { ReportMessages } from './messages.ts';

const dictionaries: Record<Language, () => Promise<{ reportMessages: ReportMessages }>> = {
  ar: () => import('./ar/report.ts'),
  de: () => import('./de/report.ts'),
  en: () => import('./en/report.ts'),
  es: () => import('./es/report.ts'),
  fr: () => import('./fr/report.ts'),
  it: () => import('./it/report.ts'),
  nl: () => import('./nl/report.ts'),
  pt: () => import('./pt/report.ts'),
};

/** Loads the words of the confidentiality report. @throws when the file cannot be loaded */
export async function reportIn(language: Language): Promise<ReportMessages> {
  return (await dictionaries[language]()).reportMessages;
}

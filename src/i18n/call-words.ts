import { callMessages } from './fr/call.ts';
import type { Language } from './localize.ts';
import type { CallMessages } from './messages.ts';

const dictionaries: Record<Language, () => Promise<{ callMessages: CallMessages }>> = {
  ar: () => import('./ar/call.ts'),
  de: () => import('./de/call.ts'),
  en: () => import('./en/call.ts'),
  es: () => import('./es/call.ts'),
  fr: async () => ({ callMessages }),
  it: () => import('./it/call.ts'),
  nl: () => import('./nl/call.ts'),
  pt: () => import('./pt/call.ts'),
};

/** Loads all words but the lobby's. @throws when the file cannot be loaded */
export async function callIn(language: Language): Promise<CallMessages> {
  return (await dictionaries[language]()).callMessages;
}

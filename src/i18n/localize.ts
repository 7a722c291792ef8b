import { lobbyMessages } from './fr/lobby.ts';
import type { LobbyMessages } from './messages.ts';

/** The languages that the interface speaks; French is part of the first file, the others are fetched. */
const dictionaries = {
  ar: () => import('./ar/lobby.ts'),
  de: () => import('./de/lobby.ts'),
  en: () => import('./en/lobby.ts'),
  es: () => import('./es/lobby.ts'),
  fr: async () => ({ lobbyMessages }),
  it: () => import('./it/lobby.ts'),
  nl: () => import('./nl/lobby.ts'),
  pt: () => import('./pt/lobby.ts'),
};

export type Language = keyof typeof dictionaries;

/** The interface's language for a language tag (BCP 47); French where it does not speak that one. */
export function languageFor(tag: string): Language {
  const primary = tag.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(dictionaries, primary) ? (primary as Language) : 'fr';
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The words of the lobby. @throws where the file cannot be fetched */
export async function lobbyIn(language: Language): Promise<LobbyMessages> {
  return (await dictionaries[language]()).lobbyMessages;
}

/** The element itself and what it stands in, across shadow roots. */
export function* ancestorsOf(element: Element): Generator<Element> {
  for (let node: Element | null = element; node; node = parentOf(node)) yield node;
}

/** The language of the nearest ancestor that declares one, across shadow roots; `fr` without any. */
export function languageOf(element: Element): string {
  for (const node of ancestorsOf(element)) {
    const lang = node.getAttribute('lang');
    if (lang) return lang;
  }
  return 'fr';
}

function parentOf(node: Element): Element | null {
  const root = node.getRootNode();
  return node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

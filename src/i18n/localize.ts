import { lobbyMessages } from './fr/lobby.ts';
import type { LobbyMessages } from './messages.ts';

/** The languages of the interface. French is part of the first file; the others are loaded on demand. */
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

/** Returns the interface language for a language tag (BCP 47); French when there is no match. */
export function languageFor(tag: string): Language {
  const primary = tag.toLowerCase().split('-')[0] ?? '';
  return Object.keys(dictionaries).includes(primary) ? (primary as Language) : 'fr';
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** Loads the words of the lobby. @throws when the file cannot be loaded */
export async function lobbyIn(language: Language): Promise<LobbyMessages> {
  return (await dictionaries[language]()).lobbyMessages;
}

/** Yields the element and its ancestors, across shadow roots. */
export function* ancestorsOf(element: Element): Generator<Element> {
  for (let node: Element | null = element; node; node = parentOf(node)) yield node;
}

/** Returns the language of the nearest ancestor that declares one, across shadow roots, else `fr`. */
export function languageOf(element: Element): string {
  for (const node of ancestorsOf(element)) {
    const lang = node.getAttribute('lang');
    // `element.lang = null` writes the word.
    if (lang && !/^(null|undefined)$/.test(lang)) return lang;
  }
  return 'fr';
}

function parentOf(node: Element): Element | null {
  const root = node.getRootNode();
  return node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

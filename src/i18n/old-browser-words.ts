import type { Language } from './localize.ts';

/**
 * `browser-unsupported` in all languages, in one small file: a browser for which the other files are too new must be able to read
 * it.
 */
export const oldBrowserWords: Readonly<
  Record<Language, { readonly title: string; readonly advice: string }>
> = {
  ar: {
    title: 'لا يتيح هذا المتصفح مكالمات الفيديو.',
    advice: 'يُرجى تحديثه، أو فتح هذا الرابط في إصدار حديث من Chrome أو Edge أو Firefox أو Safari.',
  },
  de: {
    title: 'Dieser Browser ist für Videogespräche nicht geeignet.',
    advice:
      'Aktualisieren Sie ihn, oder öffnen Sie diesen Link in einer aktuellen Version von Chrome, Edge, Firefox oder Safari.',
  },
  en: {
    title: 'This browser cannot hold a video call.',
    advice: 'Update it, or open this link in a recent version of Chrome, Edge, Firefox or Safari.',
  },
  es: {
    title: 'Este navegador no permite hacer videollamadas.',
    advice: 'Actualícelo o abra este enlace en una versión reciente de Chrome, Edge, Firefox o Safari.',
  },
  fr: {
    title: 'Ce navigateur ne permet pas la visioconférence.',
    advice:
      'Mettez-le à jour, ou ouvrez ce lien dans une version récente de Chrome, Edge, Firefox ou Safari.',
  },
  it: {
    title: 'Questo browser non consente le videochiamate.',
    advice: 'Lo aggiorni, oppure apra il link in una versione recente di Chrome, Edge, Firefox o Safari.',
  },
  nl: {
    title: 'Met deze browser kunt u geen videogesprek voeren.',
    advice:
      'Werk de browser bij, of open deze link in een recente versie van Chrome, Edge, Firefox of Safari.',
  },
  pt: {
    title: 'Este navegador não permite videochamadas.',
    advice: 'Atualize-o, ou abra este link numa versão recente do Chrome, Edge, Firefox ou Safari.',
  },
};

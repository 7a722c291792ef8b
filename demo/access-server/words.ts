/** Which language a person reads: French unless they asked for another. */
export function languageOf(lang: string | undefined): 'fr' | 'en' {
  return lang === undefined || lang === '' || /^fr\b/i.test(lang) ? 'fr' : 'en';
}

/** What the server says beside its refusals, which `problem.ts` has. */
export const words = {
  fr: {
    anonymous: 'Invité',
    newDevice: 'Vous, sur un nouvel appareil',
    confirm:
      'Vous avez déjà ouvert votre lien sur un autre appareil. Ouvrez-y la salle et faites entrer celui-ci ; sinon, demandez un nouveau lien au cabinet.',
  },
  en: {
    anonymous: 'Guest',
    newDevice: 'You, on a new device',
    confirm:
      'You have opened your link on another device before. Open the room there and let this one in; otherwise ask the firm for a new link.',
  },
} as const;

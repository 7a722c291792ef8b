import type { ErrorFacts } from '../../error.ts';
import type { ErrorTexts } from './lobby.ts';

/** A non-breaking space before double signs. */
const nb = '\u00a0';

const toDevice = { camera: 'à la caméra', microphone: 'au micro', both: 'à la caméra et au micro' } as const;
const yourDevice = { camera: 'Votre caméra', microphone: 'Votre micro', both: 'Votre caméra et votre micro' };

function of(facts: ErrorFacts): keyof typeof toDevice {
  return facts.device ?? 'both';
}

/** Where to change the permission, in the current browser's terms. */
function permissionSteps(userAgent: string): string {
  if (/iPhone|iPad/.test(userAgent)) {
    return `Touchez «${nb}aA${nb}» dans la barre d’adresse, puis «${nb}Réglages du site web${nb}», et autorisez la caméra et le micro.`;
  }
  if (/Android/.test(userAgent)) {
    return 'Ouvrez les informations du site (icône à gauche de l’adresse), puis «\u00a0Autorisations\u00a0», et autorisez la caméra et le micro.';
  }
  if (/Firefox/.test(userAgent)) {
    return 'Ouvrez les autorisations du site (caméra ou micro barré, à gauche de l’adresse), retirez le blocage, puis réessayez.';
  }
  if (/Safari/.test(userAgent) && !/Chrom/.test(userAgent)) {
    return `Dans le menu Safari, choisissez «${nb}Réglages pour ce site web${nb}», puis autorisez la caméra et le micro.`;
  }
  return 'Ouvrez les informations du site (icône à gauche de l’adresse), autorisez la caméra et le micro, puis réessayez.';
}

/** Where the system's own permission is, in its terms. */
function systemSteps(userAgent: string): string {
  if (/Macintosh/.test(userAgent)) {
    return 'Dans Réglages Système, Confidentialité et sécurité, autorisez le navigateur, puis relancez-le.';
  }
  if (/Windows/.test(userAgent)) {
    return 'Dans Paramètres, Confidentialité et sécurité, autorisez les applications de bureau, puis réessayez.';
  }
  return 'Dans les réglages de l’appareil, ouvrez les autorisations du navigateur, puis réessayez.';
}

/** Errors that can occur before the call: of the browser, its devices and the page. */
export const earlyErrors = {
  'insecure-context': () => ({
    title: 'Cette page n’est pas sécurisée.',
    advice: `Le navigateur n’y autorise ni caméra ni micro. Ouvrez l’adresse qui commence par «${nb}https${nb}», ou prévenez le cabinet.`,
  }),
  'secret-unsupported': () => ({
    title: 'Ce navigateur ne sait pas chiffrer avec le secret de ce rendez‑vous.',
    advice: 'Ouvrez ce lien dans une version récente de Chrome ou Edge.',
  }),
  'secret-invalid': () => ({
    title: 'Le secret de ce rendez‑vous est incomplet.',
    advice: 'Ouvrez le lien reçu du cabinet en entier, ou demandez-lui de vous le renvoyer.',
  }),
  'browser-unsupported': () => ({
    title: 'Ce navigateur ne permet pas la visioconférence.',
    advice:
      'Mettez-le à jour, ou ouvrez ce lien dans une version récente de Chrome, Edge, Firefox ou Safari.',
  }),
  'camera-not-found': () => ({
    title: 'Aucune caméra n’a été trouvée.',
    advice: 'Branchez une caméra et rallumez-la ici, ou rejoignez le rendez‑vous avec le son seul.',
  }),
  'microphone-not-found': () => ({
    title: 'Aucun micro n’a été trouvé.',
    advice:
      'Branchez un micro ou un casque et rallumez-le ici. Sans micro, on vous verra sans vous entendre.',
  }),
  'permission-denied': (facts: ErrorFacts) => ({
    title: `L’accès ${toDevice[of(facts)]} a été refusé.`,
    advice: permissionSteps(navigator.userAgent),
  }),
  'frame-not-allowed': () => ({
    title: 'La page autour de cette visio n’y autorise ni caméra ni micro.',
    advice: 'Le problème vient du site, pas de vous. Demandez au cabinet un lien direct vers la salle.',
  }),
  'device-in-use': (facts: ErrorFacts) => ({
    title: `${yourDevice[of(facts)]} ${of(facts) === 'both' ? 'sont utilisés' : of(facts) === 'camera' ? 'est utilisée' : 'est utilisé'} par une autre application.`,
    advice: 'Fermez cette application, puis réessayez.',
  }),
  'device-failed': (facts: ErrorFacts) => ({
    title: `${yourDevice[of(facts)]} ${of(facts) === 'both' ? 'n’ont pas pu être ouverts' : 'n’a pas pu démarrer'}.`,
    advice: 'Choisissez un autre appareil dans la liste, ou débranchez puis rebranchez celui-ci.',
  }),
  'system-denied': (facts: ErrorFacts) => ({
    title: `Le système refuse au navigateur l’accès ${toDevice[of(facts)]}.`,
    advice: systemSteps(navigator.userAgent),
  }),
  'device-muted': (facts: ErrorFacts) => ({
    title: `${yourDevice[of(facts)]} ne ${of(facts) === 'both' ? 'transmettent' : 'transmet'} rien.`,
    advice:
      'Le système en coupe le signal\u00a0: bouton du casque, touche du clavier ou appel téléphonique. Tout reprendra de soi-même.',
  }),
  'name-missing': () => ({ title: 'Il manque votre nom.', advice: 'Indiquez-le, puis rejoignez la salle.' }),
  'consent-missing': () => ({
    title: 'Il manque votre accord.',
    advice: 'Cochez ou remplissez ce que le cabinet demande, puis rejoignez la salle.',
  }),
  'room-missing': () => ({
    title: 'Cette page ne dit pas de quel rendez‑vous il s’agit.',
    advice: 'Le problème vient du site, pas de vous. Réessayez plus tard ou appelez le cabinet.',
  }),
  'endpoint-missing': () => ({
    title: 'Cette salle n’est pas encore reliée au cabinet.',
    advice: 'Le problème vient du site, pas de vous. Réessayez plus tard ou appelez le cabinet.',
  }),
} satisfies ErrorTexts;

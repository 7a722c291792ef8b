import type { ErrorCode, ErrorFacts } from '../../error.ts';

/** A failure in words: what happened, then what to do. */
export interface ErrorText {
  readonly title: string;
  readonly advice: string;
}

/** The words for each error, as far as a language file knows them. */
export type ErrorTexts = Partial<Record<ErrorCode, (facts: ErrorFacts) => ErrorText>>;

/** French as the lobby needs it: part of the first file. `nb` marks a non-breaking space before double signs. */
const nb = '\u00a0';

const toDevice = { camera: 'à la caméra', microphone: 'au micro', both: 'à la caméra et au micro' } as const;
const yourDevice = { camera: 'Votre caméra', microphone: 'Votre micro', both: 'Votre caméra et votre micro' };

function of(facts: ErrorFacts): keyof typeof toDevice {
  return facts.device ?? 'both';
}

/** Where the permission is changed, in the words of the browser at hand. */
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

/** The failures that can happen before the rest has loaded. */
export const lobbyErrors = {
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
  'name-missing': () => ({ title: 'Il manque votre nom.', advice: 'Indiquez-le, puis rejoignez la salle.' }),
  'endpoint-missing': () => ({
    title: 'Cette salle n’est pas encore reliée au cabinet.',
    advice: 'Le problème vient du site, pas de vous. Réessayez plus tard ou appelez le cabinet.',
  }),
  'script-unreachable': () => ({
    title: 'La salle n’a pas pu se charger.',
    advice: 'Vérifiez votre connexion à Internet, puis réessayez.',
  }),
} satisfies ErrorTexts;

export const lobbyMessages = {
  title: 'Votre rendez‑vous en visio',
  name: 'Votre nom',
  nameHint: 'Obligatoire. Tel que votre interlocuteur le verra.',
  nameMissing: 'Indiquez votre nom pour que l’on sache qui vous êtes.',
  join: 'Rejoindre',
  joining: 'Ouverture de la salle…',
  cancel: 'Annuler',
  retry: 'Réessayer',
  showPreview: 'Vérifier ma caméra et mon micro',
  previewHint: 'Vous seul voyez cette image.',
  previewLabel: 'Votre image, telle que les autres la verront',
  previewOpening: 'Répondez à la question de votre navigateur…',
  cameraIsOff: 'Votre caméra est éteinte.',
  camera: 'Caméra',
  microphone: 'Micro',
  speaker: 'Haut-parleur',
  systemChoice: 'Choix du système',
  cameraOn: 'Éteindre la caméra',
  cameraOff: 'Allumer la caméra',
  microphoneOn: 'Couper le micro',
  microphoneOff: 'Activer le micro',
  heard: 'Votre micro capte du son.',
  devices: 'Choisir les appareils',
  privacy: 'Confidentialité',
  privacyHint: 'La caméra et le micro ne s’ouvrent que si vous le demandez.',
  errors: lobbyErrors as ErrorTexts,
};

export type LobbyMessages = typeof lobbyMessages;

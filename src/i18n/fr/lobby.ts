import type { ErrorCode, ErrorFacts } from '../../error.ts';

/** Text of an error: what happened, then what to do. */
export interface ErrorText {
  readonly title: string;
  readonly advice: string;
}

/** Texts for the errors that a language file covers. */
export type ErrorTexts = Partial<Record<ErrorCode, (facts: ErrorFacts) => ErrorText>>;

/** The only errors that can occur before the other words are loaded. */
export const lobbyErrors = {
  'script-unreachable': () => ({
    title: 'La salle n’a pas pu se charger.',
    advice: 'Vérifiez votre connexion à Internet, puis réessayez.',
  }),
  'script-missing': () => ({
    title: 'Des fichiers de la visioconférence manquent sur le site.',
    advice: 'Le problème vient du site, pas de vous. Appelez le cabinet.',
  }),
} satisfies ErrorTexts;

export const lobbyMessages = {
  title: 'Votre rendez‑vous en visio',
  name: 'Votre nom',
  nameHint: 'Obligatoire. Tel que votre interlocuteur le verra.',
  nameMissing: 'Indiquez votre nom pour que l’on sache qui vous êtes.',
  join: 'Rejoindre',
  joining: 'Ouverture de la salle…',
  loading: 'Chargement…',
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
  turnCameraOff: 'Éteindre la caméra',
  turnCameraOn: 'Allumer la caméra',
  mute: 'Couper le micro',
  unmute: 'Activer le micro',
  heard: 'Votre micro capte du son.',
  devices: 'Choisir les appareils',
  privacy: 'Confidentialité',
  newWindow: 'nouvelle fenêtre',
  privacyHint: 'La caméra et le micro ne s’ouvrent que si vous le demandez.',
  errors: lobbyErrors as ErrorTexts,
};

export type LobbyMessages = typeof lobbyMessages;

import type { ErrorTexts, LobbyMessages } from '../messages.ts';

/** The only errors that can occur before the other words are loaded. */
export const lobbyErrors = {
  'script-unreachable': () => ({
    title: 'Der Raum konnte nicht geladen werden.',
    advice: 'Prüfen Sie Ihre Internetverbindung und versuchen Sie es erneut.',
  }),
  'script-missing': () => ({
    title: 'Auf der Website fehlen Dateien des Videodienstes.',
    advice: 'Das liegt an der Website, nicht an Ihnen. Rufen Sie die Kanzlei an.',
  }),
} satisfies ErrorTexts;

export const lobbyMessages: LobbyMessages = {
  title: 'Ihr Videotermin',
  name: 'Ihr Name',
  nameHint: 'Erforderlich. So, wie Ihr Gegenüber ihn sehen wird.',
  nameMissing: 'Geben Sie Ihren Namen ein, damit man weiß, wer Sie sind.',
  join: 'Beitreten',
  joining: 'Der Raum wird geöffnet…',
  loading: 'Wird geladen…',
  cancel: 'Abbrechen',
  retry: 'Erneut versuchen',
  showPreview: 'Meine Kamera und mein Mikrofon prüfen',
  previewHint: 'Nur Sie sehen dieses Bild.',
  previewLabel: 'Ihr Bild, wie die anderen es sehen werden',
  previewOpening: 'Beantworten Sie die Frage Ihres Browsers…',
  cameraIsOff: 'Ihre Kamera ist ausgeschaltet.',
  camera: 'Kamera',
  microphone: 'Mikrofon',
  speaker: 'Lautsprecher',
  systemChoice: 'Vorgabe des Systems',
  turnCameraOff: 'Kamera ausschalten',
  turnCameraOn: 'Kamera einschalten',
  mute: 'Mikrofon ausschalten',
  unmute: 'Mikrofon einschalten',
  heard: 'Ihr Mikrofon nimmt Ton auf.',
  devices: 'Geräte auswählen',
  privacy: 'Datenschutz',
  newWindow: 'neues Fenster',
  privacyHint: 'Kamera und Mikrofon werden nur eingeschaltet, wenn Sie es möchten.',
  errors: lobbyErrors,
};

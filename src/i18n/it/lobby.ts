import type { ErrorTexts, LobbyMessages } from '../messages.ts';

/** The only errors that can occur before the other words are loaded. */
export const lobbyErrors = {
  'script-unreachable': () => ({
    title: 'Non è stato possibile caricare la sala.',
    advice: 'Verifichi la connessione a Internet, poi riprovi.',
  }),
  'script-missing': () => ({
    title: 'Sul sito mancano file della videoconferenza.',
    advice: 'Il problema dipende dal sito, non da Lei. Telefoni allo studio.',
  }),
} satisfies ErrorTexts;

/** Italian words of the lobby. */
export const lobbyMessages: LobbyMessages = {
  title: 'Il Suo appuntamento in videochiamata',
  name: 'Il Suo nome',
  nameHint: 'Obbligatorio. Come lo vedrà il Suo interlocutore.',
  nameMissing: 'Indichi il Suo nome, perché si sappia chi è.',
  join: 'Entra',
  joining: 'Apertura della sala…',
  loading: 'Caricamento…',
  cancel: 'Annulla',
  retry: 'Riprova',
  showPreview: 'Verifica videocamera e microfono',
  previewHint: 'Questa immagine è visibile solo a Lei.',
  previewLabel: 'La Sua immagine, come la vedranno gli altri',
  previewOpening: 'Risponda alla richiesta del browser…',
  cameraIsOff: 'La Sua videocamera è spenta.',
  camera: 'Videocamera',
  microphone: 'Microfono',
  speaker: 'Altoparlante',
  systemChoice: 'Scelta del sistema',
  turnCameraOff: 'Spegni la videocamera',
  turnCameraOn: 'Accendi la videocamera',
  mute: 'Disattiva il microfono',
  unmute: 'Attiva il microfono',
  heard: 'Il Suo microfono rileva un suono.',
  devices: 'Scegli i dispositivi',
  privacy: 'Riservatezza',
  newWindow: 'nuova finestra',
  privacyHint: 'Videocamera e microfono si attivano solo su Sua richiesta.',
  errors: lobbyErrors,
};

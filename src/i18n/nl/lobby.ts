import type { ErrorTexts, LobbyMessages } from '../messages.ts';

/** The only errors that can occur before the other words are loaded. */
export const lobbyErrors = {
  'script-unreachable': () => ({
    title: 'De ruimte kon niet worden geladen.',
    advice: 'Controleer uw internetverbinding en probeer het opnieuw.',
  }),
  'script-missing': () => ({
    title: 'Op de website ontbreken bestanden van de videodienst.',
    advice: 'Dit ligt aan de website, niet aan u. Bel het kantoor.',
  }),
} satisfies ErrorTexts;

export const lobbyMessages: LobbyMessages = {
  title: 'Uw videoafspraak',
  name: 'Uw naam',
  nameHint: 'Verplicht. Zoals uw gesprekspartner die ziet.',
  nameMissing: 'Vul uw naam in, zodat men weet wie u bent.',
  join: 'Deelnemen',
  joining: 'De ruimte wordt geopend…',
  loading: 'Bezig met laden…',
  cancel: 'Annuleren',
  retry: 'Opnieuw proberen',
  showPreview: 'Mijn camera en microfoon controleren',
  previewHint: 'Alleen u ziet dit beeld.',
  previewLabel: 'Uw beeld, zoals de anderen het zullen zien',
  previewOpening: 'Beantwoord de vraag van uw browser…',
  cameraIsOff: 'Uw camera staat uit.',
  camera: 'Camera',
  microphone: 'Microfoon',
  speaker: 'Luidspreker',
  systemChoice: 'Standaard van het systeem',
  turnCameraOff: 'Camera uitzetten',
  turnCameraOn: 'Camera aanzetten',
  mute: 'Microfoon uitzetten',
  unmute: 'Microfoon aanzetten',
  heard: 'Uw microfoon vangt geluid op.',
  devices: 'Apparaten kiezen',
  privacy: 'Vertrouwelijkheid',
  newWindow: 'nieuw venster',
  privacyHint: 'De camera en de microfoon gaan alleen aan als u daarom vraagt.',
  errors: lobbyErrors as ErrorTexts,
};

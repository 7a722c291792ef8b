import type { ErrorTexts, LobbyMessages } from '../messages.ts';

/** The only errors that can occur before the other words are loaded. */
export const lobbyErrors = {
  'script-unreachable': () => ({
    title: 'The room could not be loaded.',
    advice: 'Check your Internet connection, then try again.',
  }),
  'script-missing': () => ({
    title: 'Files of the video service are missing on the website.',
    advice: 'The website is at fault, not you. Call the firm.',
  }),
} satisfies ErrorTexts;

export const lobbyMessages: LobbyMessages = {
  title: 'Your video appointment',
  name: 'Your name',
  nameHint: 'Required. As the other person will see it.',
  nameMissing: 'Type your name, so that we know who you are.',
  join: 'Join',
  joining: 'Opening the room…',
  loading: 'Loading…',
  cancel: 'Cancel',
  retry: 'Try again',
  showPreview: 'Check my camera and microphone',
  previewHint: 'Only you see this picture.',
  previewLabel: 'Your picture, as the others will see it',
  previewOpening: 'Answer your browser’s question…',
  cameraIsOff: 'Your camera is off.',
  camera: 'Camera',
  microphone: 'Microphone',
  speaker: 'Loudspeaker',
  systemChoice: 'As the system has it',
  turnCameraOff: 'Switch the camera off',
  turnCameraOn: 'Switch the camera on',
  mute: 'Mute the microphone',
  unmute: 'Unmute the microphone',
  heard: 'Your microphone picks up sound.',
  devices: 'Choose devices',
  privacy: 'Privacy',
  newWindow: 'new window',
  privacyHint: 'Camera and microphone open only when you ask for them.',
  errors: lobbyErrors as ErrorTexts,
};

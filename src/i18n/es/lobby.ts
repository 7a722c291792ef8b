import type { ErrorTexts, LobbyMessages } from '../messages.ts';

/** The only errors that can occur before the other words are loaded. */
export const lobbyErrors = {
  'script-unreachable': () => ({
    title: 'No se ha podido cargar la sala.',
    advice: 'Compruebe su conexión a internet y vuelva a intentarlo.',
  }),
  'script-missing': () => ({
    title: 'Faltan archivos de la videoconferencia en el sitio web.',
    advice: 'El problema es del sitio web, no suyo. Llame al despacho.',
  }),
} satisfies ErrorTexts;

/** Spanish words of the lobby. */
export const lobbyMessages: LobbyMessages = {
  title: 'Su cita por videollamada',
  name: 'Su nombre',
  nameHint: 'Obligatorio. Tal como lo verá la otra persona.',
  nameMissing: 'Escriba su nombre para que se sepa quién es usted.',
  join: 'Entrar',
  joining: 'Abriendo la sala…',
  loading: 'Cargando…',
  cancel: 'Cancelar',
  retry: 'Volver a intentarlo',
  showPreview: 'Comprobar mi cámara y mi micrófono',
  previewHint: 'Esta imagen solo la ve usted.',
  previewLabel: 'Su imagen, tal como la verán los demás',
  previewOpening: 'Responda a la pregunta de su navegador…',
  cameraIsOff: 'Su cámara está apagada.',
  camera: 'Cámara',
  microphone: 'Micrófono',
  speaker: 'Altavoz',
  systemChoice: 'Predeterminado del sistema',
  turnCameraOff: 'Apagar la cámara',
  turnCameraOn: 'Encender la cámara',
  mute: 'Silenciar el micrófono',
  unmute: 'Activar el micrófono',
  heard: 'Su micrófono capta sonido.',
  devices: 'Elegir los dispositivos',
  privacy: 'Confidencialidad',
  newWindow: 'ventana nueva',
  privacyHint: 'La cámara y el micrófono solo se activan si usted lo pide.',
  errors: lobbyErrors as ErrorTexts,
};

import type { ErrorFacts } from '../../error.ts';
import type { ErrorTexts } from '../messages.ts';

/** The device after «acceso», with its preposition. */
const toDevice = { camera: 'a la cámara', microphone: 'al micrófono', both: 'a la cámara y al micrófono' };
const yourDevice = { camera: 'su cámara', microphone: 'su micrófono', both: 'su cámara y su micrófono' };

function of(facts: ErrorFacts): keyof typeof toDevice {
  return facts.device ?? 'both';
}

/** Where to change the permission, in the current browser's terms. */
function permissionSteps(userAgent: string): string {
  if (/iPhone|iPad/.test(userAgent)) {
    return (
      'Toque «aA» en la barra de direcciones, después «Ajustes del sitio web», ' +
      'y permita el uso de la cámara y del micrófono.'
    );
  }
  if (/Android/.test(userAgent)) {
    return (
      'Abra la información del sitio (icono a la izquierda de la dirección), después «Permisos», ' +
      'y permita el uso de la cámara y del micrófono.'
    );
  }
  if (/Firefox/.test(userAgent)) {
    return (
      'Abra los permisos del sitio (cámara o micrófono tachado, a la izquierda de la dirección). ' +
      'Quite el bloqueo y vuelva a intentarlo.'
    );
  }
  if (/Safari/.test(userAgent) && !/Chrom/.test(userAgent)) {
    return (
      'En el menú Safari, elija «Ajustes para este sitio web» ' +
      'y permita el uso de la cámara y del micrófono.'
    );
  }
  return (
    'Abra la información del sitio (icono a la izquierda de la dirección), ' +
    'permita el uso de la cámara y del micrófono y vuelva a intentarlo.'
  );
}

/** Where the system's own permission is, in its terms. */
function systemSteps(userAgent: string): string {
  if (/Macintosh/.test(userAgent)) {
    return 'En Ajustes del Sistema, Privacidad y seguridad, autorice el navegador y reinícielo.';
  }
  if (/Windows/.test(userAgent)) {
    return 'En Configuración, Privacidad y seguridad, autorice las aplicaciones de escritorio y vuelva a intentarlo.';
  }
  return 'En los ajustes del dispositivo, abra los permisos del navegador y vuelva a intentarlo.';
}

/** Errors that can occur before the call: of the browser, its devices and the page. */
export const earlyErrors = {
  'insecure-context': () => ({
    title: 'Esta página no es segura.',
    advice:
      'Por eso el navegador no permite usar aquí la cámara ni el micrófono. ' +
      'Abra la dirección que empieza por «https» o avise al despacho.',
  }),
  'secret-unsupported': () => ({
    title: 'Este navegador no puede cifrar con el secreto de esta cita.',
    advice: 'Abra este enlace en una versión reciente de Chrome o Edge.',
  }),
  'secret-invalid': () => ({
    title: 'El secreto de esta cita está incompleto.',
    advice: 'Abra completo el enlace que le envió el despacho, o pida que se lo envíen de nuevo.',
  }),
  'browser-unsupported': () => ({
    title: 'Este navegador no permite hacer videollamadas.',
    advice: 'Actualícelo o abra este enlace en una versión reciente de Chrome, Edge, Firefox o Safari.',
  }),
  'camera-not-found': () => ({
    title: 'No se ha encontrado ninguna cámara.',
    advice: 'Conecte una cámara y enciéndala aquí, o entre en la cita solo con sonido.',
  }),
  'microphone-not-found': () => ({
    title: 'No se ha encontrado ningún micrófono.',
    advice:
      'Conecte un micrófono o unos auriculares con micrófono y actívelo aquí. ' +
      'Sin micrófono, le verán pero no le oirán.',
  }),
  'permission-denied': (facts: ErrorFacts) => ({
    title: `Se ha denegado el acceso ${toDevice[of(facts)]}.`,
    advice: permissionSteps(navigator.userAgent),
  }),
  'frame-not-allowed': () => ({
    title: 'La página que contiene esta videollamada no permite usar la cámara ni el micrófono.',
    advice: 'El problema es del sitio web, no suyo. Pida al despacho un enlace directo a la sala.',
  }),
  'device-in-use': (facts: ErrorFacts) => ({
    title: `Otra aplicación está usando ${yourDevice[of(facts)]}.`,
    advice: 'Cierre esa aplicación y vuelva a intentarlo.',
  }),
  'device-failed': (facts: ErrorFacts) => ({
    title: `No se ${of(facts) === 'both' ? 'han' : 'ha'} podido activar ${yourDevice[of(facts)]}.`,
    advice: 'Elija otro dispositivo de la lista, o desconecte este y vuelva a conectarlo.',
  }),
  'system-denied': (facts: ErrorFacts) => ({
    title: `El sistema niega al navegador el acceso ${toDevice[of(facts)]}.`,
    advice: systemSteps(navigator.userAgent),
  }),
  'device-muted': (facts: ErrorFacts) => ({
    title: `No se transmite nada de ${yourDevice[of(facts)]}.`,
    advice:
      'El sistema corta la señal: un botón de los auriculares, una tecla o una llamada telefónica. Volverá por sí sola.',
  }),
  'name-missing': () => ({ title: 'Falta su nombre.', advice: 'Escríbalo y después entre en la sala.' }),
  'consent-missing': () => ({
    title: 'Falta su consentimiento.',
    advice: 'Marque o rellene lo que pide el despacho y después entre en la sala.',
  }),
  'room-missing': () => ({
    title: 'Esta página no indica de qué cita se trata.',
    advice: 'El problema es del sitio web, no suyo. Inténtelo más tarde o llame al despacho.',
  }),
  'endpoint-missing': () => ({
    title: 'Esta sala todavía no está conectada con el despacho.',
    advice: 'El problema es del sitio web, no suyo. Inténtelo más tarde o llame al despacho.',
  }),
} satisfies ErrorTexts;

import type { ErrorCode, ErrorFacts } from '../../error.ts';
import type { CallMessages, ErrorText, ErrorTexts } from '../messages.ts';
import { earlyErrors } from './errors.ts';
import { lobbyErrors, lobbyMessages } from './lobby.ts';
import { pictureNames } from './pictures.ts';

const locale = 'es';
const time = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
});

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
const list = new Intl.ListFormat(locale);

function inSeconds(seconds: number | undefined): string {
  if (!seconds) return 'Espere un momento y vuelva a intentarlo.';
  const unit = seconds === 1 ? 'segundo' : 'segundos';
  const wait = seconds < 60 ? `${seconds} ${unit}` : `${Math.ceil(seconds / 60)} min`;
  return `Vuelva a intentarlo dentro de ${wait}.`;
}

function inMinutes(minutes: number): string {
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The firm's page or server is at fault; the person can only contact the firm. */
const firmsFault = 'El problema es del sitio web, no suyo. Inténtelo más tarde o llame al despacho.';

const errors = {
  'sdk-unreachable': () => ({
    title: 'No se ha podido cargar la videollamada.',
    advice:
      'Compruebe su conexión a internet y vuelva a intentarlo. ' +
      'La causa también puede ser un bloqueador de contenido.',
  }),
  'endpoint-missing': () => ({
    title: 'Esta sala todavía no está conectada con el despacho.',
    advice: firmsFault,
  }),
  'endpoint-unreachable': () => ({
    title: 'El sitio web del despacho no responde.',
    advice: 'Compruebe su conexión a internet y vuelva a intentarlo.',
  }),
  'endpoint-timeout': () => ({
    title: 'El sitio web del despacho tarda demasiado en responder.',
    advice: 'Puede que su conexión sea lenta. Vuelva a intentarlo dentro de un momento.',
  }),
  'endpoint-not-json': () => ({
    title: 'El sitio web del despacho ha respondido con una página inesperada.',
    advice: firmsFault,
  }),
  'endpoint-malformed': () => ({
    title: 'La respuesta del sitio web ha llegado incompleta.',
    advice: 'Vuelva a intentarlo. Si se repite, llame al despacho.',
  }),
  'endpoint-too-large': () => ({
    title: 'La respuesta del sitio web no es la esperada.',
    advice: firmsFault,
  }),
  'endpoint-invalid': () => ({ title: 'La respuesta del sitio web no es la esperada.', advice: firmsFault }),
  'endpoint-blocked': () => ({
    title: 'El sitio web del despacho ha bloqueado la solicitud de acceso.',
    advice: `Su enlace no es la causa. ${firmsFault}`,
  }),
  'endpoint-not-found': () => ({
    title: 'El sitio web del despacho no encuentra la videoconferencia.',
    advice: `Su enlace no es la causa. ${firmsFault}`,
  }),
  'gateway-failed': ({ retryAfter }) => ({
    title: 'No se ha podido contactar con el servidor del despacho.',
    advice: `Un intermediario del sitio web o de su red ha respondido en su lugar. ${inSeconds(retryAfter)}`,
  }),
  'network-blocked': () => ({
    title: 'Su red pide antes una autorización.',
    advice:
      'Abra otro sitio web para identificarse en la red, o elija otra red, y vuelva a intentarlo. El despacho no es la causa.',
  }),
  unauthorized: () => ({
    title: 'Este enlace no da acceso a la sala.',
    advice:
      'Abra el enlace que le envió el despacho en el mismo navegador en que lo abrió la primera vez, ' +
      'o pida uno nuevo.',
  }),
  refused: ({ message }) => ({
    title: 'No se ha aceptado su entrada.',
    advice: message ?? 'Llame al despacho para conocer el motivo.',
  }),
  'room-not-found': () => ({
    title: 'No se encuentra esta cita.',
    advice: 'Compruebe el enlace que recibió o pida al despacho que se lo envíe de nuevo.',
  }),
  'not-open-yet': ({ opensAt }) => ({
    title: 'La sala todavía no está abierta.',
    advice: opensAt ? `Apertura: ${time.format(opensAt)}.` : 'Vuelva a la hora de la cita.',
  }),
  closed: () => ({
    title: 'Esta cita ha terminado.',
    advice: 'Para pedir otra, póngase en contacto con el despacho.',
  }),
  'room-full': () => ({
    title: 'La sala está completa.',
    advice: 'Espere a que alguien salga y vuelva a intentarlo, o llame al despacho.',
  }),
  'rate-limited': ({ retryAfter }) => ({
    title: 'Demasiadas solicitudes en poco tiempo.',
    advice: inSeconds(retryAfter),
  }),
  'server-error': ({ retryAfter }) => ({
    title: 'El sitio web del despacho tiene un problema.',
    advice: `${inSeconds(retryAfter)} Si continúa, llame al despacho.`,
  }),
  'token-expired': () => ({
    title: 'Su autorización de entrada ha caducado.',
    advice: 'Vuelva a intentarlo: recibirá una nueva.',
  }),
  'token-invalid': () => ({ title: 'No se ha reconocido su autorización de entrada.', advice: firmsFault }),
  'session-mismatch': () => ({ title: 'Su autorización es para otra sala.', advice: firmsFault }),
  'signalling-unreachable': () => ({
    title: 'No se ha podido conectar con la sala.',
    advice:
      'Compruebe su conexión a internet. ' +
      'La red de una empresa o una VPN pueden bloquear las videollamadas.',
  }),
  'connection-lost': () => ({
    title: 'Se ha perdido la conexión.',
    advice: 'Compruebe su conexión a internet y vuelva a entrar en la sala.',
  }),
  'media-failed': () => ({
    title: 'No se han podido transmitir el sonido y la imagen.',
    advice:
      'Vuelva a intentarlo. La red de una empresa o una VPN pueden bloquear las videollamadas: ' +
      'pruebe sin VPN o con otra red.',
  }),
  removed: ({ message }) => ({
    title: 'El anfitrión le ha retirado de la sala.',
    advice: message ?? 'Para conocer el motivo, llame al despacho.',
  }),
  'not-connected': () => ({ title: 'Usted no está en la sala.', advice: 'Entre primero en ella.' }),
  'not-allowed': () => ({
    title: 'Usted no puede realizar esta acción.',
    advice: 'Pida al anfitrión que la realice.',
  }),
  'breakout-impossible': () => ({
    title: 'En esta llamada no es posible hablar aparte.',
    advice:
      'El sonido y la imagen pasan por un servidor que los enviaría también a las personas en espera. ' +
      'Hablen fuera de la sala.',
  }),
  'screen-unsupported': () => ({
    title: 'Este dispositivo no permite mostrar la pantalla.',
    advice: 'Abra la sala en un ordenador, con una versión reciente de Chrome, Edge, Firefox o Safari.',
  }),
  'screen-failed': () => ({
    title: 'No se ha podido compartir la pantalla.',
    advice:
      'Inténtelo de nuevo. En un Mac, autorice antes el navegador en Ajustes del Sistema, Privacidad y seguridad, Grabación de pantalla.',
  }),
  'sending-suspended': () => ({
    title: 'Por ahora no se envía nada de su parte.',
    advice: 'Lea el motivo y después decida: el envío se reanudará si usted lo acepta.',
  }),
  'message-invalid': () => ({
    title: 'Este mensaje no se puede enviar.',
    advice: 'Un mensaje debe tener entre 1 y 20\u00a0000 caracteres.',
  }),
  aborted: () => ({
    title: 'Se ha cancelado la entrada.',
    advice: 'Puede entrar en la sala cuando quiera.',
  }),
} satisfies ErrorTexts;

/** Every error code has its text; a missing one is a compile error. */
const allErrors: Record<ErrorCode, (facts: ErrorFacts) => ErrorText> = {
  ...lobbyErrors,
  ...earlyErrors,
  ...errors,
};

/** Spanish words of everything after the press on *Entrar*. */
export const callMessages: CallMessages = {
  ...lobbyMessages,
  errors: allErrors,
  pictures: pictureNames,
  /** Formats a time of day, with seconds for a measurement. Takes milliseconds since the epoch. */
  timeOf: (at: number) => clock.format(at),
  secondOf: (at: number) => seconds.format(at),
  listOf: (names: readonly string[]) => list.format(names),
  requesting: 'Solicitando acceso al despacho…',
  retryIn: (duration) => `Nuevo intento en ${duration}.`,
  connecting: 'Conectando con la sala…',
  waitingTitle: 'Está en la sala de espera',
  waitingText: 'Le harán pasar en cuanto sea posible. Puede dejar abierta esta página.',
  earlyTitle: 'La sala todavía no está abierta',
  opensAt: (date: Date) =>
    `Apertura: ${time.format(date)}. Deje abierta esta página: entrará sin tener que hacer nada.`,
  waitingSince: (minutes: number) => (minutes < 1 ? 'Desde hace un momento' : `Desde hace ${minutes} min`),
  planned: (startsAt: Date, late: number) =>
    late < 1
      ? `Cita prevista para las ${clock.format(startsAt)}.`
      : `Cita prevista para las ${clock.format(startsAt)}. Lleva ${inMinutes(late)} de retraso.`,
  startedLate: (late: number) => `empezó con ${inMinutes(late)} de retraso`,
  reconnecting: 'Se ha interrumpido la conexión. La estamos restableciendo…',
  alone: 'No hay nadie más en la sala.',
  onlyObservers: 'Aquí no hay nadie a quien ver ni oír: las personas presentes solo observan.',
  onlyObserversHint: 'Sus nombres están en la lista de participantes.',
  aloneHint: 'La otra persona aparecerá aquí en cuanto llegue.',
  you: 'Usted',
  toolbar: 'Controles de la llamada',
  stage: 'Llamada',
  leave: 'Salir',
  selfView: 'Su imagen',
  moveSelfView: 'Mover su imagen',
  isMuted: 'micrófono silenciado',
  cameraIsOffOf: 'cámara apagada',
  isSpeaking: 'está hablando',
  isStalled: 'La imagen se ha interrumpido',
  guest: 'Invitado',
  settings: 'Ajustes',
  people: 'Participantes',
  sameName: 'numerado aquí: otros tienen el mismo nombre',
  host: 'anfitrión',
  observer: 'observa sin que se le vea ni se le oiga',
  guestsWaiting: (count: number) => (count === 1 ? '1 persona espera' : `${count} personas esperan`),
  invitedAs: (name: string) => `nombre en la invitación: ${name}`,
  notifyMe: 'Avisarme',
  notifyHint: 'Una notificación del sistema le avisará de que alguien espera, sin mostrar su nombre.',
  notification: {
    title: 'Alguien espera en la entrada',
    text: 'Abra la videollamada para hacer pasar a esta persona.',
  },
  admit: 'Hacer pasar',
  admitName: (name: string) => `Hacer pasar a ${name}`,
  admitAll: 'Hacer pasar a todos',
  refuse: 'Rechazar',
  refuseName: (name: string) => `Rechazar la entrada de ${name}`,
  mute: 'Silenciar',
  muteName: (name: string) => `Silenciar el micrófono de ${name}`,
  muteAll: 'Silenciar todos los micrófonos',
  remove: 'Retirar',
  removeName: (name: string) => `Retirar a ${name} de la sala`,
  lock: 'Bloquear la sala',
  endForAll: 'Finalizar para todos',
  breakout: {
    title: 'Conversación aparte',
    hint:
      'Marque con quién va a seguir hablando. ' +
      'Las demás personas quedarán en espera, sin sonido ni imagen.',
    nobody: 'Marque al menos a una persona.',
    begin: 'Empezar una conversación aparte',
    end: 'Terminar la conversación aparte',
    member: 'en conversación aparte',
    onHold: 'en espera',
    among: (names: string) => `En conversación aparte con ${names}`,
    amongText: 'Las demás personas están en espera: no les ven ni les oyen.',
    onHoldTitle: 'Está en espera',
    onHoldText:
      'El anfitrión mantiene una conversación aparte. ' +
      'Volverá a verle y oírle aquí sin tener que hacer nada.',
    onHoldMedia: 'Hasta entonces, nadie le ve ni le oye a usted.',
    over: 'La conversación aparte ha terminado. Todos vuelven a verle y oírle.',
    overMuted:
      'El anfitrión de la conversación aparte se ha ido y, por eso, esta ha terminado. ' +
      'Su micrófono y su cámara se han desactivado: vuelva a activarlos cuando quiera hablar con todos.',
  },
  reason: 'Motivo (opcional; la otra persona lo leerá)',
  questions: {
    remove: (name: string) => ({
      title: `¿Retirar a ${name} de la sala?`,
      text: 'Se avisará a esta persona, que no podrá volver con el mismo enlace.',
    }),
    refuse: (name: string) => ({
      title: `¿Rechazar la entrada de ${name}?`,
      text: 'Se avisará a esta persona.',
    }),
    end: {
      title: '¿Finalizar la cita para todos?',
      text: 'Todos saldrán de la sala y nadie podrá volver a ella.',
    },
  },
  close: 'Cerrar',
  muted: 'Se ha silenciado su micrófono. Puede volver a activarlo cuando quiera hablar.',
  mutedByHost: 'El anfitrión ha silenciado su micrófono. Puede volver a activarlo cuando quiera hablar.',
  ending: (minutes: number) =>
    minutes === 1 ? 'La cita termina dentro de 1 minuto.' : `La cita termina dentro de ${minutes} minutos.`,
  deviceLost: {
    camera: 'Se ha desconectado su cámara. Vuelva a conectarla o elija otra en los ajustes.',
    microphone: 'Se ha desconectado su micrófono. Vuelva a conectarlo o elija otro en los ajustes.',
  },
  deviceReplaced: (label: string) => `Se ha desconectado un dispositivo. Lo sustituye: ${label}.`,
  devicePlugged: (label: string) => `Dispositivo nuevo: ${label}.`,
  useDevice: 'Usarlo',
  participants: (count: number) => (count < 2 ? '1 persona' : `${count} personas`),
  others: (count: number) => (count === 1 ? '1 persona más' : `${count} personas más`),
  elapsed: 'Duración de la llamada',
  ended: {
    left: 'Ha salido de la sala.',
    ended: 'La cita ha terminado.',
    removed: 'El anfitrión le ha retirado de la sala.',
    lost: 'Se ha perdido la conexión.',
  },
  endedDuration: (minutes: number) =>
    minutes < 1 ? 'La llamada ha durado menos de un minuto.' : `La llamada ha durado ${minutes} min.`,
  endedFreed: 'Su cámara y su micrófono están apagados.',
  callFirm: 'Llamar al despacho:',
  comeBack: 'Volver a la sala',
  back: 'Volver',
  security: {
    title: 'Confidencialidad de la llamada',
    button: 'Ver las mediciones',
    levels: {
      verifying: 'Verificación en curso…',
      'end-to-end-verified': 'Cifrado de extremo a extremo · verificado',
      'end-to-end-attested': 'Cifrada de extremo a extremo · avalada por el despacho',
      'end-to-end': 'Cifrado de navegador a navegador · por verificar',
      'end-to-end-secret': 'Cifrado de extremo a extremo · secreto compartido',
      'to-media-server': 'Cifrado hasta el servidor',
      unverifiable: 'No se puede verificar a una persona',
      unprotected: 'Llamada no protegida',
    },
    meanings: {
      verifying:
        'Todavía no se ha medido nada, o no lo suficiente para sacar conclusiones. ' +
        'No comunique nada confidencial hasta que termine la verificación.',
      'end-to-end-verified':
        'Solo los dispositivos de ustedes tienen las claves, y usted ha comparado el código: ' +
        'no hay nadie entre ustedes.',
      'end-to-end-attested':
        'El sonido y la imagen van cifrados de un navegador a otro, y el servidor del despacho avala de quién son las claves: el proveedor de vídeo no puede interponerse por sí solo. Para ello hay que confiar en el despacho; comparar el código lo demuestra sin la palabra de nadie.',
      'end-to-end':
        'El sonido y la imagen van cifrados de navegador a navegador (DTLS-SRTP), con claves que cambian en cada llamada y no se guardan en ningún sitio. Solo la comparación del código muestra que esas claves son las de la persona con quien habla.',
      'end-to-end-secret':
        'El sonido y la imagen pasan por el servidor del proveedor, ' +
        'que no tiene el secreto necesario para leerlos.',
      'to-media-server':
        'El sonido y la imagen van cifrados hasta el servidor del proveedor, ' +
        'que vuelve a cifrarlos para cada persona: no es un cifrado de extremo a extremo.',
      unverifiable:
        'El programa de una persona no anuncia ningún certificado: la conexión está cifrada, pero solo el proveedor dice con quién. El código no se puede comparar.',
      unprotected:
        'Una conexión no está cifrada como se prometió. ' +
        'No diga nada confidencial: salga de la sala y llame por teléfono al despacho.',
    },
    unknownReceiver:
      'Alguien que no está en la sala pidió recibir el sonido y la imagen. No se le envió nada.',
    refused:
      'Al menos una conexión fue rechazada antes de cualquier sonido o imagen: su certificado faltaba, era doble o había cambiado. Es posible que alguien intente interponerse.',
    alone: 'No hay nadie más: todavía no hay nada que medir.',
    secret: {
      pending: 'Secreto compartido: a la espera de la otra persona.',
      matched: 'Secreto compartido: es el mismo en ambos lados.',
      mismatched:
        'Secreto compartido: la otra persona no tiene el mismo. No puede verla ni oírla: ' +
        'vuelvan a abrir los dos el enlace de la cita.',
    },
    fallen: (level: string) => `Atención: ha disminuido la protección de la llamada. ${level}.`,
    measuredAt: (time: string) => `Medido a las ${time}`,
    notReported: 'no indicado por este navegador',
    sends: (name: string) => `Hacia ${name}`,
    receives: (name: string) => `Desde ${name}`,
    mediaServer: 'el servidor del proveedor',
    unknownPerson: 'alguien desconocido',
    facts: {
      key: 'Acuerdo de claves',
      cipher: 'Cifrado del acuerdo',
      media: 'Cifrado del sonido y la imagen',
      route: 'Trayecto',
    },
    dtls: { '1.3': 'DTLS 1.3', '1.2': 'DTLS 1.2', 'below-1.2': 'DTLS anterior a 1.2' },
    strength: {
      stronger: 'mejor de lo prometido',
      equal: 'según lo prometido: AES de 128 bits, HMAC-SHA1',
      weaker: 'menos de lo prometido',
      'not-reported': 'no comparable con lo prometido',
    },
    route: {
      direct: 'directo, de un dispositivo a otro',
      relay: 'a través de un servidor de retransmisión TURN, que no tiene las claves',
    },
  },
  report: {
    sheet: 'Ficha de confidencialidad e informe',
    coming: 'Cargando la ficha…',
    what:
      'El informe recoge lo que ha medido este dispositivo. ' +
      'No contiene nombres, mensajes ni direcciones.',
    save: 'Guardar el informe de confidencialidad',
    print: 'Imprimir',
    data: 'Guardar los datos (JSON)',
  },
  attestation: {
    cut: (other) => `${other} no le ve ni le oye.`,
    missingMark: 'sin aval del despacho',
    typed: 'nombre sin comprobar',
    device: 'otro dispositivo',
    title: 'No avalados por el despacho',
    unattested: (name) =>
      `${name}: el despacho no avala esta conexión. No se le envía nada y no se muestra nada suyo.`,
    hidden: (other, name) => `${other} también está en contacto con ${name}, a quien usted no ve.`,
    missing: (other, name) => `${other} no ve a ${name}, a quien usted ve.`,
    alone: 'Hay alguien conectado a quien el despacho no avala.',
    aloneHint: 'No se le envía nada. Si es la persona esperada, pídale que vuelva a abrir su enlace.',
    ending:
      'Este dispositivo ya no puede contactar con el despacho. En unos minutos los demás dejarán de verle y oírle: compruebe su conexión o vuelva a abrir el enlace de la cita.',
  },
  code: {
    title: (name: string) => `¿Seguro que está a solas con ${name}?`,
    how: 'Cada persona lee su fila en voz alta y después toca la que le lee la otra. Si ambas la encuentran, no hay nadie entre ustedes.',
    own: 'Lea esta fila en voz alta',
    choose: (name: string) => `Toque la fila que le lee ${name}`,
    none: 'Ninguna de estas filas',
    waiting: (name: string) =>
      `A la espera de ${name}: pídale que toque también el escudo en la parte superior de la llamada.`,
    wanted: (name: string) => `${name} le propone comparar el código.`,
    begin: 'Comparar',
    again: 'Comparar de nuevo',
    noLine: (name: string) => `Se está estableciendo la línea privada con ${name}…`,
    lineUnavailable: (name: string) =>
      `No se puede establecer una línea privada con ${name}: por ahora no es posible comparar.`,
    confirmed: (name: string) => `Comparado: no hay nadie entre usted y ${name}.`,
    returned: (name: string) =>
      `${name} ha salido; hay alguien con el mismo nombre, con quien usted aún no ha comparado el código.`,
    attempts: (count: number) =>
      count === 1
        ? 'Una comparación no se ha completado.'
        : `${count} comparaciones no se han completado. Si esto se repite, puede que alguien intente adivinar el código: llame por teléfono.`,
    causes: {
      mismatch: (name: string) => `Usted no ha oído de ${name} la fila correcta.`,
      told: (name: string) => `${name} no ha oído la fila correcta.`,
      certificate: (name: string) => `La clave anunciada a nombre de ${name} ha cambiado durante la llamada.`,
      failed: (name: string) =>
        `Lo que ha llegado a nombre de ${name} durante la comparación ha sido falsificado.`,
    },
    undo: 'Si ha sido un error, compare de nuevo: es necesario que los dos confirmen el mismo código.',
  },
  chat: {
    title: 'Mensajes',
    private: 'Pasan por una línea privada, cifrada de navegador a navegador, y desaparecen con la llamada.',
    nobody: 'Todavía nadie puede leer sus mensajes.',
    noLine: (names: string) =>
      `No se puede establecer una línea privada con ${names}. Sus mensajes esperan; no se envían por ninguna otra vía.`,
    direct: 'Abrir una línea directa',
    directHint: 'Esta línea mostraría su dirección IP a la otra persona. Es necesario que los dos la abran.',
    field: 'Su mensaje',
    send: 'Enviar',
    unread: (count: number) => (count === 1 ? '1 mensaje sin leer' : `${count} mensajes sin leer`),
    sending: 'Enviando…',
    withheld: (names: string) => `No entregado a ${names}.`,
    fault: (name: string) =>
      `Se ha descartado un envío a nombre de ${name}: fue alterado, repetido o introducido por el camino.`,
    times: (count: number) => (count === 1 ? '(1 vez)' : `(${count} veces)`),
  },
  sendPolicy: {
    suspended: 'Su micrófono y su cámara están retenidos.',
    why: '¿Por qué?',
    verifying: 'Su micrófono y su cámara esperan a que se verifique la conexión.',
    level: (level: string) => ({
      title: 'La protección no es la exigida',
      text:
        `Estado medido: ${level}. No se envía nada. ` +
        'Puede esperar a que se recupere, salir de la sala o continuar de todos modos.',
    }),
    toAttest: {
      title: 'El despacho no avala a todos',
      text: 'Esta cita exige que el despacho avale las claves de todos. Espere, o compare el código con la otra persona: para que pueda leerlo, solo se le enviará su voz; ni imagen ni mensajes.',
    },
    unattested: (name) => ({
      title: 'El despacho no avala una conexión',
      text: `El servidor del proveedor transmitiría también su sonido y su imagen a una conexión a nombre de ${name}, que el despacho no avala. No se envía nada mientras esté ahí.`,
    }),
    toCompare: {
      title: 'Primero compare el código',
      text: 'Esta cita exige que compare el código con la otra persona. Para que usted pueda leerlo en voz alta, esa persona recibirá solo su voz; ni imagen ni mensajes antes de haber comparado.',
    },
    compare: 'Comparar de viva voz',
    soundOnly: 'Solo se envía su voz, mientras se compara.',
    mismatch: {
      title: 'Puede haber alguien entre ustedes',
      text: (cause: string) =>
        `${cause} De su parte ya no se envía nada a nadie. Salga de la sala y llame por teléfono.`,
    },
    reported: (count: number) => `Se ha señalado ${count === 1 ? '1 vez' : `${count} veces`}.`,
    returned: (name: string) => ({
      title: `¿Es realmente ${name}?`,
      text: `${name} ha salido; hay alguien con el mismo nombre, con quien usted aún no ha comparado el código. No se envía nada hasta que usted lo acepte.`,
    }),
    tooManyParticipants: (expected: number) => ({
      title: 'Hay más personas de las previstas',
      text:
        `Esta cita está prevista para ${expected} ${expected === 1 ? 'persona' : 'personas'}. ` +
        'Vea quién está antes de continuar. Hasta entonces, no se envía nada.',
    }),
    duplicateIdentity: (name: string) => ({
      title: `${name} aparece dos veces`,
      text:
        'El mismo acceso se está usando en dos conexiones. ' +
        'Pregunte a esta persona si es realmente ella. Hasta entonces, no se envía nada.',
    }),
    unknownReceiver: (count: number) => ({
      title: 'Alguien desconocido quiere recibir esta llamada',
      text: `${count === 1 ? 'Una conexión lleva' : `${count} conexiones llevan`} a alguien que no está en la sala. No se le ha enviado nada, y no se envía nada a nadie hasta que usted decida. Lo más seguro: salga de la sala y llame por teléfono.`,
    }),
    unverifiable: (name: string) => ({
      title: `No se puede verificar a ${name}`,
      text: 'Esta persona usa otro programa: solo el proveedor dice que es ella. No se le envía nada hasta que usted lo acepte.',
    }),
    recording: {
      title: 'Ha comenzado una grabación',
      text:
        'La llamada se está grabando en los sistemas del proveedor. ' +
        'Su micrófono y su cámara quedan retenidos hasta que usted dé su consentimiento.',
    },
    accept: 'Continuar de todos modos',
    consent: 'Acepto que se me grabe',
    look: 'Ver los detalles',
    people: 'Ver quién está',
  },
  recordingOn: 'Grabación en curso',
  privacyScreen: {
    button: 'Pausa',
    hint: 'Corta su sonido y su imagen y tapa la pantalla',
    title: 'Pausa confidencial',
    text: 'Nadie le ve ni le oye, y aquí no se ve ni se oye nada de la llamada.',
    back: 'Reanudar la llamada',
  },
  screen: {
    label: 'Pantalla',
    start: 'Compartir la pantalla',
    stop: 'Detener el uso compartido de la pantalla',
    on: 'Está compartiendo su pantalla.',
    end: 'Detener',
    of: (name: string) => `Pantalla de ${name}`,
  },
  fullScreen: { start: 'Pantalla completa', stop: 'Salir de la pantalla completa' },
  pictureInPicture: 'Imagen incrustada',
  quality: {
    poor: 'Conexión débil',
    advice: 'Su conexión es débil. Apague la cámara para conservar un buen sonido.',
    better: 'La conexión vuelve a ser suficiente.',
  },
  sound: {
    blocked: 'Su navegador bloquea el sonido.',
    play: 'Activar el sonido',
    hint: 'Su navegador bloquea el sonido. Pulse en cualquier lugar de la llamada para activarlo.',
    back: 'El sonido está activado.',
  },
  shortcuts: {
    title: 'Atajos de teclado',
    use: 'Usar una tecla por función',
    hint: 'Una sola letra, cuando la videollamada tiene el foco y usted no está escribiendo. Vacío: ninguna.',
    taken: (label: string) => `Esta letra ya es la de «${label}».`,
  },
  announce: {
    muted: (name: string) => `${name} ha silenciado su micrófono.`,
    unmuted: (name: string) => `${name} ha reactivado su micrófono.`,
    sharing: (name: string) => `${name} está compartiendo su pantalla.`,
    sharingOver: (name: string) => `${name} ya no comparte su pantalla.`,
    message: (name: string) => `Nuevo mensaje de ${name}.`,
    recording: 'La llamada se está grabando.',
    joined: (name: string) => `${name} ha entrado en la sala.`,
    left: (name: string) => `${name} ha salido de la sala.`,
    connected: 'Está en la sala.',
    waiting: (name: string) => `${name} espera en la entrada.`,
  },
};

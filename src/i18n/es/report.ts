import type { ClaimCheck, ClaimKey, Mark, QuestionKey } from '../../report/provider-claims.ts';
import type { ReportedConnection, SecurityReport } from '../../report/report-types.ts';
import type { Confidentiality, Level } from '../../transport-security/confidentiality-level.ts';
import type { ReportMessages } from '../messages.ts';
import { callMessages } from './call.ts';

const locale = 'es';
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium' });
const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });

interface Question {
  readonly title: string;
  /** One or two sentences per source; none when a source has nothing to state. */
  readonly answers: Partial<Record<Mark, (report: SecurityReport) => string>>;
}

const { security } = callMessages;
const { levels, notReported } = security;

const checkOf = ({ claims }: SecurityReport, key: ClaimKey): ClaimCheck =>
  claims.find((one) => one.key === key)?.check ?? 'not-checked';

const questions: Record<QuestionKey, Question> = {
  terms: {
    title: '¿Las condiciones son accesibles y claras?',
    answers: {
      'set-by-firm': () =>
        'El despacho publica su propia información de privacidad: el enlace está en la página de inicio.',
      'stated-by-provider': () => 'El proveedor publica las suyas y sus medidas de seguridad.',
    },
  },
  controller: {
    title: '¿Quién es el responsable de los datos?',
    answers: {
      'set-by-firm': () => 'El despacho, según su información de privacidad.',
      'stated-by-provider': () => 'El proveedor afirma cumplir el RGPD.',
    },
  },
  storage: {
    title: '¿Dónde se conservan los datos?',
    answers: {
      measured: (report) =>
        checkOf(report, 'ephemeral-keys') === 'not-met'
          ? 'En este navegador se ha escrito algo de la llamada.'
          : 'La página no encuentra nada de la llamada en este navegador: ' +
            'ni almacenamiento, ni dirección, ni historial, ni cookies que pueda leer.',
      'stated-by-provider': () =>
        'El proveedor afirma que en sus sistemas solo conserva registros anonimizados y cifrados, ' +
        'durante 7 días, y que puede permanecer dentro de la Unión Europea.',
    },
  },
  sharing: {
    title: '¿Se comparten o se venden?',
    answers: {
      measured: ({ servers, unlistedContacts }) => {
        const others = servers.filter(({ expected }) => !expected).length + unlistedContacts;
        return others === 0
          ? 'Para esta llamada, esta página solo se ha comunicado con los servidores previstos, ' +
              'que se indican más abajo.'
          : 'Para esta llamada, esta página se ha comunicado con servidores que no estaban previstos, ' +
              'que se indican más abajo.';
      },
      'stated-by-provider': () => 'El proveedor afirma que no vende nada.',
    },
  },
  surveillance: {
    title: '¿Puede alguien escuchar?',
    answers: {
      measured: ({ level }) => `${levels[level]}. ${security.meanings[level]}`,
      'stated-by-provider': () =>
        'El proveedor afirma que las claves son aleatorias, propias de cada llamada, ' +
        'y que nadie las guarda.',
    },
  },
  security: {
    title: '¿Qué seguridad técnica hay?',
    answers: {
      measured: ({ connections }) => [...new Set(connections.map((one) => words.connection(one)))].join(' '),
      'set-by-firm': () => 'El despacho elige quién entra y con qué función.',
      'stated-by-provider': () => 'El proveedor anuncia SRTP, DTLS-SRTP, AES de 128 bits y HMAC-SHA1.',
    },
  },
};

const claims: Record<ClaimKey, string> = {
  'authorised-endpoints': 'Solo entran en la sala las personas autorizadas.',
  roles: 'Cada persona tiene una función y solo los permisos de esa función.',
  srtp: 'El sonido y la imagen se transmiten por SRTP, con claves negociadas por DTLS-SRTP.',
  'aes-128-hmac-sha1': 'Se cifran con AES de 128 bits y su integridad se comprueba con HMAC-SHA1.',
  'peer-to-peer-keys':
    'De dispositivo a dispositivo, incluso a través de un servidor de retransmisión, ' +
    'solo los dos extremos tienen las claves, generadas al azar.',
  'routed-keys': 'Cuando se pasa por el servidor, este participa en la negociación de las claves.',
  'ephemeral-keys': 'Las claves solo se usan una vez y no se guardan en ningún sitio.',
  'ip-addresses-only': 'De dispositivo a dispositivo, el único dato personal es la dirección IP.',
  'logs-seven-days': 'Los registros se anonimizan, se cifran y se borran a los 7 días. No se vende nada.',
  'gdpr-eu': 'Se cumple el RGPD y todo puede pasar por la Unión Europea.',
  certifications: 'SOC 1, ISO 27001 (auditoría en curso en la fecha de publicación).',
};

const marks: Record<Mark, string> = {
  measured: 'medido ahora',
  'set-by-firm': 'configurado por el despacho',
  'stated-by-provider': 'afirmado por el proveedor',
};

const checks: Record<ClaimCheck, string> = {
  met: 'cumplido',
  exceeded: 'mejor de lo prometido',
  'not-met': 'no cumplido',
  'not-checked': 'todavía sin medir',
  'not-applicable': 'no aplicable a esta llamada',
};

const asked: Record<Confidentiality, string> = {
  any: 'El despacho no exige ningún nivel en particular.',
  'end-to-end': 'El despacho exige el cifrado de extremo a extremo.',
  attested: 'El despacho exige avalar él mismo las claves de todos.',
  verified: 'El despacho exige que se compare el código.',
};

/** Spanish words of the confidentiality report. */
const words = {
  title: 'Informe de confidencialidad',
  consentTitle: 'Su consentimiento',
  consentAt: (date: Date) => `Dado antes de entrar, el ${moment.format(date)}:`,
  created: (date: Date) => `Elaborado el ${moment.format(date)}.`,
  period: (start: Date, end: Date | null) =>
    end
      ? `Llamada del ${moment.format(start)}, terminada a las ${time.format(end)}.`
      : `Llamada iniciada el ${moment.format(start)}, en curso.`,
  anonymous:
    'Este informe no contiene nombres, mensajes, direcciones ni identificadores: ' +
    'solo lo que ha medido este dispositivo.',
  levelsTitle: 'Nivel durante la llamada',
  levelAt: (level: string, at: Date) => `${time.format(at)}: ${level}`,
  levels: levels as Record<Level, string>,
  asked,
  met: { true: 'Se cumple.', false: 'No se cumple.' },
  verificationTitle: 'Comparación de los códigos y mensajes',
  verification: ({ people, confirmed, mismatch }: SecurityReport['verification']) => {
    if (people === 0) return 'No había nadie con quien comparar un código.';
    if (mismatch > 0) return 'Un código comparado era distinto: podía haber alguien entre ustedes.';
    if (confirmed === people) return 'El código se comparó con cada persona y era idéntico.';
    return confirmed === 0
      ? 'No se comparó ningún código.'
      : `Código comparado e idéntico con ${confirmed} de ${people} personas.`;
  },
  chat: {
    private: 'Los mensajes estaban cifrados de extremo a extremo.',
    'not-private': 'Los mensajes no llegaban a todos, porque no se podían cifrar para cada persona.',
    nobody: 'No había nadie a quien escribir.',
  },
  connectionsTitle: 'Conexiones medidas',
  connection: ({
    direction,
    topology,
    route,
    dtlsVersion,
    dtlsCipher,
    srtpProfile,
    ...one
  }: ReportedConnection) => {
    const said = (value: string) => (value === 'not-reported' ? notReported : value);
    const way = route.kind === 'not-reported' ? notReported : security.route[route.kind];
    return [
      direction === 'publish' ? 'Envío' : 'Recepción',
      topology === 'peer' ? 'de dispositivo a dispositivo' : 'a través del servidor del proveedor',
      dtlsVersion === 'not-reported' ? `DTLS ${notReported}` : security.dtls[dtlsVersion],
      said(dtlsCipher),
      `${said(srtpProfile)} (${security.strength[one.comparedWithBaseline]})`,
      `trayecto ${way}.`,
    ].join(', ');
  },
  sheetTitle: 'Ficha de confidencialidad',
  legend:
    'Las seis preguntas que los colegios de abogados de Europa plantean ' +
    'sobre una herramienta de videoconferencia. Cada respuesta indica de dónde procede.',
  unmeasured: 'Todavía no se ha medido nada al respecto.',
  questions,
  marks,
  checks,
  claimsTitle: 'Lo que promete el proveedor',
  source: (article: string) =>
    `Declaraciones de Vonage, artículo ${article} de su servicio de asistencia, ` +
    'tal como se publicaron y sin fecha.',
  claims,
  serversTitle: 'Servidores contactados para esta llamada',
  noServers: 'Ninguno por el momento.',
  anAddress: 'una dirección IP',
  unexpected: 'no previsto',
  unlisted: (count: number) =>
    count === 1
      ? 'Y 1 contacto más, por encima de cien servidores.'
      : `Y ${count} contactos más, por encima de cien servidores.`,
};

export const reportMessages: ReportMessages = words;

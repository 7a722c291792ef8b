import type { ErrorFacts } from '../../error.ts';
import type { ErrorTexts } from '../messages.ts';

const deviceName = { camera: 'die Kamera', microphone: 'das Mikrofon', both: 'Kamera und Mikrofon' } as const;
const yourDevice = {
  camera: 'Ihre Kamera',
  microphone: 'Ihr Mikrofon',
  both: 'Ihre Kamera und Ihr Mikrofon',
};

function of(facts: ErrorFacts): keyof typeof deviceName {
  return facts.device ?? 'both';
}

/** Where to change the permission, in the current browser's terms. */
function permissionSteps(userAgent: string): string {
  if (/iPhone|iPad/.test(userAgent)) {
    return 'Tippen Sie in der Adressleiste auf „aA“, dann auf „Website-Einstellungen“, und erlauben Sie Kamera und Mikrofon.';
  }
  if (/Android/.test(userAgent)) {
    return 'Öffnen Sie die Website-Informationen (Symbol links neben der Adresse), dann „Berechtigungen“, und erlauben Sie Kamera und Mikrofon.';
  }
  if (/Firefox/.test(userAgent)) {
    return 'Öffnen Sie die Berechtigungen der Website (durchgestrichenes Kamera- oder Mikrofonsymbol links neben der Adresse), heben Sie die Sperre auf und versuchen Sie es erneut.';
  }
  if (/Safari/.test(userAgent) && !/Chrom/.test(userAgent)) {
    return 'Wählen Sie im Menü „Safari“ den Punkt „Einstellungen für diese Website“ und erlauben Sie Kamera und Mikrofon.';
  }
  return 'Öffnen Sie die Website-Informationen (Symbol links neben der Adresse), erlauben Sie Kamera und Mikrofon und versuchen Sie es erneut.';
}

/** Where the system's own permission is, in its terms. */
function systemSteps(userAgent: string): string {
  if (/Macintosh/.test(userAgent)) {
    return 'Erlauben Sie den Browser in den Systemeinstellungen unter „Datenschutz & Sicherheit“ und starten Sie ihn neu.';
  }
  if (/Windows/.test(userAgent)) {
    return 'Erlauben Sie Desktop-Apps in den Einstellungen unter „Datenschutz und Sicherheit“ und versuchen Sie es erneut.';
  }
  return 'Öffnen Sie in den Einstellungen des Geräts die Berechtigungen des Browsers und versuchen Sie es erneut.';
}

/** Errors that can occur before the call: of the browser, its devices and the page. */
export const earlyErrors = {
  'insecure-context': () => ({
    title: 'Diese Seite ist nicht sicher.',
    advice:
      'Der Browser erlaubt hier weder Kamera noch Mikrofon. Öffnen Sie die Adresse, die mit „https“ beginnt, oder geben Sie der Kanzlei Bescheid.',
  }),
  'secret-unsupported': () => ({
    title: 'Dieser Browser kann mit dem Geheimnis dieses Termins nicht verschlüsseln.',
    advice: 'Öffnen Sie diesen Link in einer aktuellen Version von Chrome oder Edge.',
  }),
  'secret-invalid': () => ({
    title: 'Das Geheimnis dieses Termins ist unvollständig.',
    advice:
      'Öffnen Sie den vollständigen Link, den Sie von der Kanzlei erhalten haben, oder bitten Sie die Kanzlei, ihn noch einmal zu senden.',
  }),
  'browser-unsupported': () => ({
    title: 'Dieser Browser ist für Videogespräche nicht geeignet.',
    advice:
      'Aktualisieren Sie ihn, oder öffnen Sie diesen Link in einer aktuellen Version von Chrome, Edge, Firefox oder Safari.',
  }),
  'camera-not-found': () => ({
    title: 'Es wurde keine Kamera gefunden.',
    advice:
      'Schließen Sie eine Kamera an und schalten Sie sie hier wieder ein, oder nehmen Sie nur mit Ton teil.',
  }),
  'microphone-not-found': () => ({
    title: 'Es wurde kein Mikrofon gefunden.',
    advice:
      'Schließen Sie ein Mikrofon oder Headset an und schalten Sie es hier wieder ein. Ohne Mikrofon sieht man Sie, hört Sie aber nicht.',
  }),
  'permission-denied': (facts: ErrorFacts) => ({
    title: `Der Zugriff auf ${deviceName[of(facts)]} wurde verweigert.`,
    advice: permissionSteps(navigator.userAgent),
  }),
  'frame-not-allowed': () => ({
    title: 'Die Seite, in die dieses Videogespräch eingebettet ist, erlaubt weder Kamera noch Mikrofon.',
    advice:
      'Das liegt an der Website, nicht an Ihnen. Bitten Sie die Kanzlei um einen direkten Link zum Raum.',
  }),
  'device-in-use': (facts: ErrorFacts) => ({
    title: `${yourDevice[of(facts)]} ${of(facts) === 'both' ? 'werden' : 'wird'} gerade von einem anderen Programm verwendet.`,
    advice: 'Schließen Sie dieses Programm und versuchen Sie es erneut.',
  }),
  'device-failed': (facts: ErrorFacts) => ({
    title: `${yourDevice[of(facts)]} ${of(facts) === 'both' ? 'konnten' : 'konnte'} nicht gestartet werden.`,
    advice:
      'Wählen Sie ein anderes Gerät aus der Liste, oder trennen Sie dieses Gerät und schließen Sie es wieder an.',
  }),
  'system-denied': (facts: ErrorFacts) => ({
    title: `Das System verweigert dem Browser den Zugriff auf ${deviceName[of(facts)]}.`,
    advice: systemSteps(navigator.userAgent),
  }),
  'device-muted': (facts: ErrorFacts) => ({
    title: `${yourDevice[of(facts)]} ${of(facts) === 'both' ? 'übertragen' : 'überträgt'} nichts.`,
    advice:
      'Das System hält das Signal zurück: eine Taste am Headset oder an der Tastatur oder ein Telefonanruf. Es kommt von selbst wieder.',
  }),
  'name-missing': () => ({
    title: 'Ihr Name fehlt.',
    advice: 'Geben Sie ihn ein und treten Sie dann dem Raum bei.',
  }),
  'consent-missing': () => ({
    title: 'Ihre Zustimmung fehlt.',
    advice: 'Haken Sie an oder füllen Sie aus, was die Kanzlei verlangt, und treten Sie dann bei.',
  }),
  'room-missing': () => ({
    title: 'Diese Seite sagt nicht, um welchen Termin es geht.',
    advice:
      'Das liegt an der Website, nicht an Ihnen. Versuchen Sie es später erneut oder rufen Sie die Kanzlei an.',
  }),
  'endpoint-missing': () => ({
    title: 'Dieser Raum ist noch nicht mit der Kanzlei verbunden.',
    advice:
      'Das liegt an der Website, nicht an Ihnen. Versuchen Sie es später erneut oder rufen Sie die Kanzlei an.',
  }),
} satisfies ErrorTexts;

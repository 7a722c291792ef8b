import type { ErrorCode, ErrorFacts } from '../../error.ts';
import type { CallMessages, ErrorText, ErrorTexts } from '../messages.ts';
import { earlyErrors } from './errors.ts';
import { lobbyErrors, lobbyMessages } from './lobby.ts';
import { pictureNames } from './pictures.ts';

const locale = 'de';
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

const minutesOf = (count: number) => (count === 1 ? '1 Minute' : `${count} Minuten`);
const secondsOf = (count: number) => (count === 1 ? '1 Sekunde' : `${count} Sekunden`);

function inSeconds(seconds: number | undefined): string {
  if (!seconds) return 'Warten Sie einen Moment und versuchen Sie es erneut.';
  const wait = seconds < 60 ? secondsOf(seconds) : minutesOf(Math.ceil(seconds / 60));
  return `Versuchen Sie es in ${wait} erneut.`;
}

function inMinutes(minutes: number): string {
  return minutes < 60 ? minutesOf(minutes) : `${Math.floor(minutes / 60)} Std. ${minutes % 60} Min.`;
}

/** The firm's page or server is at fault; the person can only contact the firm. */
const firmsFault =
  'Das liegt an der Website, nicht an Ihnen. Versuchen Sie es später erneut oder rufen Sie die Kanzlei an.';

const errors = {
  'sdk-unreachable': () => ({
    title: 'Das Videogespräch konnte nicht geladen werden.',
    advice:
      'Prüfen Sie Ihre Internetverbindung und versuchen Sie es erneut. Auch ein Inhaltsblocker kann die Ursache sein.',
  }),
  'endpoint-missing': () => ({
    title: 'Dieser Raum ist noch nicht mit der Kanzlei verbunden.',
    advice: firmsFault,
  }),
  'endpoint-unreachable': () => ({
    title: 'Die Website der Kanzlei antwortet nicht.',
    advice: 'Prüfen Sie Ihre Internetverbindung und versuchen Sie es erneut.',
  }),
  'endpoint-timeout': () => ({
    title: 'Die Website der Kanzlei braucht zu lange für eine Antwort.',
    advice: 'Vielleicht ist Ihre Verbindung langsam. Versuchen Sie es gleich noch einmal.',
  }),
  'endpoint-not-json': () => ({
    title: 'Die Website der Kanzlei hat mit einer unerwarteten Seite geantwortet.',
    advice: firmsFault,
  }),
  'endpoint-malformed': () => ({
    title: 'Die Antwort der Website ist unvollständig angekommen.',
    advice: 'Versuchen Sie es erneut. Wenn es wieder geschieht, rufen Sie die Kanzlei an.',
  }),
  'endpoint-too-large': () => ({
    title: 'Die Website hat anders geantwortet als erwartet.',
    advice: firmsFault,
  }),
  'endpoint-invalid': () => ({
    title: 'Die Website hat anders geantwortet als erwartet.',
    advice: firmsFault,
  }),
  'endpoint-blocked': () => ({
    title: 'Die Website der Kanzlei hat die Anfrage blockiert.',
    advice: `Ihr Link ist nicht die Ursache. ${firmsFault}`,
  }),
  'endpoint-not-found': () => ({
    title: 'Die Website der Kanzlei findet den Videodienst nicht.',
    advice: `Ihr Link ist nicht die Ursache. ${firmsFault}`,
  }),
  'gateway-failed': ({ retryAfter }) => ({
    title: 'Der Server der Kanzlei war nicht erreichbar.',
    advice: `Eine Zwischenstelle der Website oder Ihres Netzwerks hat an seiner Stelle geantwortet. ${inSeconds(retryAfter)}`,
  }),
  'network-blocked': () => ({
    title: 'Ihr Netzwerk verlangt zuerst eine Freigabe.',
    advice:
      'Öffnen Sie eine andere Website, um sich im Netzwerk anzumelden, oder wählen Sie ein anderes Netzwerk, und versuchen Sie es erneut. An der Kanzlei liegt es nicht.',
  }),
  unauthorized: () => ({
    title: 'Dieser Link gibt keinen Zugang zum Raum.',
    advice:
      'Öffnen Sie den Link der Kanzlei in dem Browser, in dem Sie ihn zum ersten Mal geöffnet haben, oder bitten Sie um einen neuen.',
  }),
  refused: ({ message }) => ({
    title: 'Sie wurden nicht eingelassen.',
    advice: message ?? 'Rufen Sie die Kanzlei an, um den Grund zu erfahren.',
  }),
  'room-not-found': () => ({
    title: 'Dieser Termin wurde nicht gefunden.',
    advice: 'Prüfen Sie den erhaltenen Link, oder bitten Sie die Kanzlei, ihn noch einmal zu senden.',
  }),
  'not-open-yet': ({ opensAt }) => ({
    title: 'Der Raum ist noch nicht geöffnet.',
    advice: opensAt
      ? `Er öffnet am ${time.format(opensAt)} Uhr.`
      : 'Kommen Sie zur Zeit Ihres Termins wieder.',
  }),
  closed: () => ({
    title: 'Dieser Termin ist beendet.',
    advice: 'Wenn Sie einen neuen Termin vereinbaren möchten, wenden Sie sich an die Kanzlei.',
  }),
  'room-full': () => ({
    title: 'Der Raum ist voll.',
    advice:
      'Warten Sie, bis jemand den Raum verlässt, und versuchen Sie es erneut, oder rufen Sie die Kanzlei an.',
  }),
  'rate-limited': ({ retryAfter }) => ({
    title: 'Es gab zu viele Anfragen in kurzer Zeit.',
    advice: inSeconds(retryAfter),
  }),
  'server-error': ({ retryAfter }) => ({
    title: 'Die Website der Kanzlei hat eine Störung.',
    advice: `${inSeconds(retryAfter)} Wenn es anhält, rufen Sie die Kanzlei an.`,
  }),
  'token-expired': () => ({
    title: 'Ihre Zugangsberechtigung ist abgelaufen.',
    advice: 'Versuchen Sie es erneut: Sie erhalten dann eine neue.',
  }),
  'token-invalid': () => ({ title: 'Ihre Zugangsberechtigung wurde nicht erkannt.', advice: firmsFault }),
  'session-mismatch': () => ({
    title: 'Ihre Zugangsberechtigung gilt für einen anderen Raum.',
    advice: firmsFault,
  }),
  'signalling-unreachable': () => ({
    title: 'Der Raum konnte nicht erreicht werden.',
    advice: 'Prüfen Sie Ihre Internetverbindung. Ein Firmennetz oder ein VPN kann Videogespräche blockieren.',
  }),
  'connection-lost': () => ({
    title: 'Die Verbindung ist abgebrochen.',
    advice: 'Prüfen Sie Ihre Internetverbindung und treten Sie dem Raum dann wieder bei.',
  }),
  'media-failed': () => ({
    title: 'Ton und Bild konnten nicht übertragen werden.',
    advice:
      'Versuchen Sie es erneut. Ein Firmennetz oder ein VPN kann Videogespräche blockieren: Versuchen Sie es ohne oder in einem anderen Netz.',
  }),
  removed: ({ message }) => ({
    title: 'Die Gesprächsleitung hat Sie aus dem Raum entfernt.',
    advice: message ?? 'Rufen Sie die Kanzlei an, um den Grund zu erfahren.',
  }),
  'not-connected': () => ({
    title: 'Sie sind nicht im Raum.',
    advice: 'Treten Sie ihm zuerst bei.',
  }),
  'not-allowed': () => ({
    title: 'Das ist Ihnen hier nicht möglich.',
    advice: 'Bitten Sie die Gesprächsleitung darum.',
  }),
  'breakout-impossible': () => ({
    title: 'In diesem Gespräch ist kein Nebengespräch möglich.',
    advice:
      'Ton und Bild laufen über einen Server, der sie auch an die wartenden Personen senden würde. Sprechen Sie außerhalb des Raums miteinander.',
  }),
  'screen-unsupported': () => ({
    title: 'Dieses Gerät kann seinen Bildschirm nicht zeigen.',
    advice:
      'Öffnen Sie den Raum auf einem Computer, in einer aktuellen Version von Chrome, Edge, Firefox oder Safari.',
  }),
  'screen-failed': () => ({
    title: 'Der Bildschirm konnte nicht geteilt werden.',
    advice:
      'Versuchen Sie es erneut. Erlauben Sie es auf einem Mac zuerst dem Browser: Systemeinstellungen, Datenschutz & Sicherheit, Bildschirmaufnahme.',
  }),
  'sending-suspended': () => ({
    title: 'Von Ihnen wird im Moment nichts gesendet.',
    advice: 'Lesen Sie, warum, und entscheiden Sie dann: Wenn Sie zustimmen, wird wieder gesendet.',
  }),
  'message-invalid': () => ({
    title: 'Diese Nachricht kann nicht gesendet werden.',
    advice: 'Eine Nachricht hat 1 bis 20.000 Zeichen.',
  }),
  aborted: () => ({
    title: 'Der Beitritt wurde abgebrochen.',
    advice: 'Sie können dem Raum jederzeit beitreten.',
  }),
} satisfies ErrorTexts;

/** Every error code has its text; a missing one is a compile error. */
const allErrors: Record<ErrorCode, (facts: ErrorFacts) => ErrorText> = {
  ...lobbyErrors,
  ...earlyErrors,
  ...errors,
};

/** German words of everything after the press on *Beitreten*. */
export const callMessages: CallMessages = {
  ...lobbyMessages,
  errors: allErrors,
  pictures: pictureNames,
  /** Formats a time of day, with seconds for a measurement. Takes milliseconds since the epoch. */
  timeOf: (at: number) => clock.format(at),
  secondOf: (at: number) => seconds.format(at),
  listOf: (names: readonly string[]) => list.format(names),
  requesting: 'Zugang wird bei der Kanzlei angefragt…',
  retryIn: (duration) => `Nächster Versuch in ${duration}.`,
  connecting: 'Verbindung zum Raum wird hergestellt…',
  waitingTitle: 'Sie sind im Warteraum',
  waitingText: 'Man lässt Sie ein, sobald es möglich ist. Sie können diese Seite geöffnet lassen.',
  earlyTitle: 'Der Raum ist noch nicht geöffnet',
  opensAt: (date: Date) =>
    `Er öffnet am ${time.format(date)} Uhr. Lassen Sie diese Seite geöffnet: Sie kommen dann von selbst hinein.`,
  waitingSince: (minutes: number) => (minutes < 1 ? 'Seit einem Moment' : `Seit ${minutesOf(minutes)}`),
  planned: (startsAt: Date, late: number) =>
    late < 1
      ? `Ihr Termin ist für ${clock.format(startsAt)} Uhr vorgesehen.`
      : `Ihr Termin war für ${clock.format(startsAt)} Uhr vorgesehen. Er hat ${inMinutes(late)} Verspätung.`,
  startedLate: (late: number) => `mit ${inMinutes(late)} Verspätung begonnen`,
  reconnecting: 'Die Verbindung ist unterbrochen. Wir stellen sie wieder her…',
  alone: 'Sie sind allein im Raum.',
  onlyObservers: 'Hier ist niemand zu sehen oder zu hören: Die Anwesenden beobachten nur.',
  onlyObserversHint: 'Ihre Namen stehen in der Teilnehmerliste.',
  aloneHint: 'Ihr Gegenüber erscheint hier, sobald es eintrifft.',
  you: 'Sie',
  toolbar: 'Gesprächssteuerung',
  stage: 'Gespräch',
  leave: 'Verlassen',
  selfView: 'Ihr Bild',
  moveSelfView: 'Ihr Bild verschieben',
  isMuted: 'Mikrofon aus',
  cameraIsOffOf: 'Kamera aus',
  isSpeaking: 'spricht',
  isStalled: 'Das Bild ist unterbrochen',
  guest: 'Gast',
  settings: 'Einstellungen',
  people: 'Teilnehmende',
  sameName: 'hier nummeriert: andere heißen ebenso',
  host: 'Gesprächsleitung',
  observer: 'beobachtet, ohne gesehen oder gehört zu werden',
  guestsWaiting: (count: number) => (count === 1 ? '1 Person wartet' : `${count} Personen warten`),
  invitedAs: (name: string) => `eingeladen als ${name}`,
  notifyMe: 'Mich benachrichtigen',
  notifyHint: 'Eine Systembenachrichtigung sagt Ihnen, dass jemand wartet, ohne den Namen zu nennen.',
  notification: {
    title: 'Am Eingang wartet jemand',
    text: 'Öffnen Sie das Videogespräch, um diese Person einzulassen.',
  },
  admit: 'Einlassen',
  admitName: (name: string) => `${name} einlassen`,
  admitAll: 'Alle einlassen',
  refuse: 'Ablehnen',
  refuseName: (name: string) => `Einlass für ${name} ablehnen`,
  mute: 'Stummschalten',
  muteName: (name: string) => `${name} stummschalten`,
  muteAll: 'Alle stummschalten',
  remove: 'Entfernen',
  removeName: (name: string) => `${name} aus dem Raum entfernen`,
  lock: 'Raum sperren',
  endForAll: 'Für alle beenden',
  breakout: {
    title: 'Nebengespräch',
    hint: 'Wählen Sie aus, mit wem Sie weitersprechen. Die anderen warten so lange, ohne Ton und Bild.',
    nobody: 'Kreuzen Sie mindestens eine Person an.',
    begin: 'Nebengespräch beginnen',
    end: 'Nebengespräch beenden',
    member: 'im Nebengespräch',
    onHold: 'wartet',
    among: (names: string) => `Im Nebengespräch mit ${names}`,
    amongText: 'Die anderen warten: Sie werden von ihnen weder gesehen noch gehört.',
    onHoldTitle: 'Bitte warten Sie',
    onHoldText:
      'Die Gesprächsleitung führt ein Nebengespräch. Danach sehen und hören Sie sie hier wieder, ohne etwas tun zu müssen.',
    onHoldMedia: 'Bis dahin sieht und hört Sie niemand.',
    over: 'Das Nebengespräch ist beendet. Alle sehen und hören Sie wieder.',
    overMuted:
      'Die Person, die das Nebengespräch geleitet hat, ist gegangen. Das Nebengespräch ist damit beendet. Ihr Mikrofon und Ihre Kamera wurden ausgeschaltet: Schalten Sie sie wieder ein, wenn Sie mit allen sprechen möchten.',
  },
  reason: 'Grund (freiwillig, wird der Person angezeigt)',
  questions: {
    remove: (name: string) => ({
      title: `${name} aus dem Raum entfernen?`,
      text: 'Die Person wird darüber informiert und kann mit demselben Link nicht zurückkehren.',
    }),
    refuse: (name: string) => ({
      title: `Einlass für ${name} ablehnen?`,
      text: 'Die Person wird darüber informiert.',
    }),
    end: {
      title: 'Den Termin für alle beenden?',
      text: 'Alle verlassen den Raum, und niemand kann zurückkehren.',
    },
  },
  close: 'Schließen',
  muted: 'Ihr Mikrofon wurde stummgeschaltet. Sie können es wieder einschalten, wenn Sie sprechen möchten.',
  mutedByHost:
    'Die Gesprächsleitung hat Sie stummgeschaltet. Sie können Ihr Mikrofon wieder einschalten, wenn Sie sprechen möchten.',
  ending: (minutes: number) => `Der Termin endet in ${minutesOf(minutes)}.`,
  deviceLost: {
    camera:
      'Ihre Kamera wurde getrennt. Schließen Sie sie wieder an oder wählen Sie in den Einstellungen eine andere.',
    microphone:
      'Ihr Mikrofon wurde getrennt. Schließen Sie es wieder an oder wählen Sie in den Einstellungen ein anderes.',
  },
  deviceReplaced: (label: string) => `Ein Gerät wurde getrennt. Ersatz: ${label}.`,
  devicePlugged: (label: string) => `Neues Gerät: ${label}.`,
  useDevice: 'Verwenden',
  participants: (count: number) => (count < 2 ? '1 Person' : `${count} Personen`),
  others: (count: number) => (count === 1 ? '1 weitere Person' : `${count} weitere Personen`),
  elapsed: 'Gesprächsdauer',
  ended: {
    left: 'Sie haben den Raum verlassen.',
    ended: 'Der Termin ist beendet.',
    removed: 'Die Gesprächsleitung hat Sie aus dem Raum entfernt.',
    lost: 'Die Verbindung ist abgebrochen.',
  },
  endedDuration: (minutes: number) =>
    minutes < 1
      ? 'Das Gespräch hat weniger als eine Minute gedauert.'
      : `Das Gespräch hat ${minutesOf(minutes)} gedauert.`,
  endedFreed: 'Ihre Kamera und Ihr Mikrofon sind ausgeschaltet.',
  callFirm: 'Kanzlei anrufen:',
  comeBack: 'In den Raum zurückkehren',
  back: 'Zurück',
  security: {
    title: 'Vertraulichkeit des Gesprächs',
    button: 'Messwerte ansehen',
    levels: {
      verifying: 'Prüfung läuft…',
      'end-to-end-verified': 'Ende-zu-Ende-verschlüsselt · geprüft',
      'end-to-end-attested': 'Ende-zu-Ende-verschlüsselt · von der Kanzlei bestätigt',
      'end-to-end': 'Von Browser zu Browser verschlüsselt · noch zu prüfen',
      'end-to-end-secret': 'Ende-zu-Ende-verschlüsselt · gemeinsames Geheimnis',
      'to-media-server': 'Bis zum Server verschlüsselt',
      unverifiable: 'Eine Person kann nicht überprüft werden',
      unprotected: 'Gespräch nicht geschützt',
    },
    meanings: {
      verifying:
        'Es ist noch nichts gemessen, oder nicht genug für ein Ergebnis. Besprechen Sie nichts Vertrauliches, bevor die Prüfung abgeschlossen ist.',
      'end-to-end-verified':
        'Nur Ihre Geräte haben die Schlüssel, und Sie haben den Code verglichen: Niemand steht zwischen Ihnen.',
      'end-to-end-attested':
        'Ton und Bild sind von Browser zu Browser verschlüsselt, und der Server der Kanzlei bestätigt, wem die Schlüssel gehören: Der Videoanbieter allein kann sich nicht dazwischenstellen. Dafür verlassen Sie sich auf die Kanzlei; der Vergleich des Codes zeigt es ohne das Wort eines anderen.',
      'end-to-end':
        'Ton und Bild sind von Browser zu Browser verschlüsselt (DTLS-SRTP), mit Schlüsseln, die bei jedem Gespräch neu sind und nirgends aufbewahrt werden. Dass es die Schlüssel der Person sind, mit der Sie sprechen, zeigt nur der Vergleich des Codes.',
      'end-to-end-secret':
        'Ton und Bild laufen über den Server des Anbieters. Er hat das Geheimnis nicht, das zum Lesen nötig ist.',
      'to-media-server':
        'Ton und Bild sind bis zum Server des Anbieters verschlüsselt, der sie für jede Person neu verschlüsselt: Das ist keine Ende-zu-Ende-Verschlüsselung.',
      unverifiable:
        'Die Software einer Person nennt kein Zertifikat: Die Verbindung ist verschlüsselt, aber nur der Anbieter sagt, mit wem. Der Code lässt sich nicht vergleichen.',
      unprotected:
        'Eine Verbindung ist nicht so verschlüsselt wie zugesagt. Sagen Sie nichts Vertrauliches: Verlassen Sie den Raum und rufen Sie die Kanzlei per Telefon an.',
    },
    unknownReceiver:
      'Jemand, der nicht im Raum ist, wollte Ton und Bild empfangen. Es wurde ihm nichts gesendet.',
    refused:
      'Mindestens eine Verbindung wurde vor jedem Ton und Bild abgelehnt: Ihr Zertifikat fehlte, war doppelt oder hatte sich geändert. Vielleicht versucht jemand, sich dazwischenzuschalten.',
    alone: 'Sie sind allein: Es gibt noch nichts zu messen.',
    secret: {
      pending: 'Gemeinsames Geheimnis: Die andere Person wird noch erwartet.',
      matched: 'Gemeinsames Geheimnis: auf beiden Seiten dasselbe.',
      mismatched:
        'Gemeinsames Geheimnis: Die andere Person hat nicht dasselbe. Sie können sie weder sehen noch hören: Öffnen Sie beide den Link zum Termin noch einmal.',
    },
    fallen: (level: string) => `Achtung: Das Gespräch ist weniger geschützt als zuvor. ${level}.`,
    measuredAt: (time: string) => `Gemessen um ${time} Uhr`,
    notReported: 'von diesem Browser nicht angegeben',
    // The colon keeps the name in the nominative.
    sends: (name: string) => `An: ${name}`,
    receives: (name: string) => `Von: ${name}`,
    mediaServer: 'Server des Anbieters',
    unknownPerson: 'jemand Unbekanntes',
    facts: {
      key: 'Schlüsselvereinbarung',
      cipher: 'Verschlüsselung der Vereinbarung',
      media: 'Verschlüsselung von Ton und Bild',
      route: 'Weg',
    },
    dtls: { '1.3': 'DTLS 1.3', '1.2': 'DTLS 1.2', 'below-1.2': 'DTLS älter als 1.2' },
    strength: {
      stronger: 'besser als zugesagt',
      equal: 'wie zugesagt: AES 128\u00a0Bit, HMAC-SHA1',
      weaker: 'weniger als zugesagt',
      'not-reported': 'nicht mit der Zusage vergleichbar',
    },
    route: {
      direct: 'direkt, von Gerät zu Gerät',
      relay: 'über ein TURN-Relay, das die Schlüssel nicht hat',
    },
  },
  report: {
    sheet: 'Vertraulichkeitsblatt und Bericht',
    coming: 'Das Blatt wird geladen…',
    what: 'Der Bericht gibt wieder, was dieses Gerät gemessen hat. Er enthält weder Namen noch Nachrichten noch Adressen.',
    save: 'Vertraulichkeitsbericht speichern',
    print: 'Drucken',
    data: 'Daten speichern (JSON)',
  },
  attestation: {
    cut: (other) => `${other} sieht und hört Sie nicht.`,
    missingMark: 'von der Kanzlei nicht bestätigt',
    typed: 'Name nicht geprüft',
    device: 'weiteres Gerät',
    title: 'Von der Kanzlei nicht bestätigt',
    unattested: (name) =>
      `${name}: Die Kanzlei bestätigt diese Verbindung nicht. Ihr wird nichts gesendet, und nichts von ihr wird gezeigt.`,
    hidden: (other, name) => `${other} steht auch mit ${name} in Verbindung, den Sie nicht sehen.`,
    missing: (other, name) => `${other} sieht ${name} nicht, den Sie sehen.`,
    alone: 'Jemand ist verbunden, den die Kanzlei nicht bestätigt.',
    aloneHint:
      'Ihm wird nichts gesendet. Ist es die erwartete Person, bitten Sie sie, ihren Link erneut zu öffnen.',
    ending:
      'Dieses Gerät erreicht die Kanzlei nicht mehr. In einigen Minuten sehen und hören die anderen Sie nicht mehr: Prüfen Sie Ihre Verbindung oder öffnen Sie den Link des Termins erneut.',
  },
  code: {
    title: (name: string) => `Sind Sie wirklich allein mit ${name}?`,
    how: 'Jede Person liest ihre Zeile laut vor und tippt dann auf die Zeile, die ihr die andere vorliest. Finden beide sie, steht niemand zwischen Ihnen.',
    own: 'Lesen Sie diese Zeile vor',
    choose: (name: string) => `Tippen Sie auf die Zeile, die ${name} Ihnen vorliest`,
    none: 'Keine dieser Zeilen',
    waiting: (name: string) =>
      `Warten auf ${name}: Bitten Sie die Person, ebenfalls auf das Schildsymbol oben im Gespräch zu tippen.`,
    wanted: (name: string) => `${name} möchte den Code mit Ihnen vergleichen.`,
    begin: 'Code vergleichen',
    again: 'Code noch einmal vergleichen',
    noLine: (name: string) => `Die private Leitung zu ${name} wird aufgebaut…`,
    lineUnavailable: (name: string) =>
      `Zu ${name} lässt sich keine private Leitung aufbauen: Der Code kann im Moment nicht verglichen werden.`,
    confirmed: (name: string) => `Code verglichen: Niemand steht zwischen Ihnen und ${name}.`,
    returned: (name: string) =>
      `${name} ist gegangen; jetzt ist jemand mit demselben Namen da, mit dem der Code noch nicht verglichen ist.`,
    attempts: (count: number) =>
      count === 1
        ? 'Einmal konnte der Code nicht zu Ende verglichen werden.'
        : `${count}-mal konnte der Code nicht zu Ende verglichen werden. Wiederholt sich das, versucht vielleicht jemand, den Code zu erraten: Rufen Sie per Telefon an.`,
    causes: {
      mismatch: (name: string) => `Sie haben von ${name} nicht die richtige Zeile gehört.`,
      told: (name: string) => `${name} hat nicht die richtige Zeile gehört.`,
      certificate: (name: string) =>
        `Der Schlüssel, der im Namen von ${name} gemeldet wurde, hat sich während des Gesprächs geändert.`,
      failed: (name: string) => `Was beim Vergleichen im Namen von ${name} angekommen ist, wurde gefälscht.`,
    },
    undo: 'War es ein Versehen, vergleichen Sie noch einmal: Sie müssen beide denselben Code bestätigen.',
  },
  chat: {
    title: 'Nachrichten',
    private:
      'Sie laufen über eine private Leitung, von Browser zu Browser verschlüsselt, und verschwinden mit dem Gespräch.',
    nobody: 'Noch kann niemand lesen, was Sie schreiben.',
    // The sentence fits one name or several.
    noLine: (names: string) =>
      `Zu ${names} lässt sich keine private Leitung aufbauen. Ihre Nachrichten warten; sie werden auf keinem anderen Weg gesendet.`,
    direct: 'Direkte Leitung öffnen',
    directHint:
      'Diese Leitung würde der anderen Person Ihre IP-Adresse zeigen. Sie müssen die Leitung beide öffnen.',
    field: 'Ihre Nachricht',
    send: 'Senden',
    unread: (count: number) => (count === 1 ? '1 ungelesene Nachricht' : `${count} ungelesene Nachrichten`),
    sending: 'Wird gesendet…',
    withheld: (names: string) => `Nicht zugestellt an ${names}.`,
    fault: (name: string) =>
      `Eine Sendung im Namen von ${name} wurde verworfen: Sie wurde unterwegs verändert, wiederholt oder eingeschleust.`,
    times: (count: number) => `(${count}-mal)`,
  },
  sendPolicy: {
    suspended: 'Ihr Mikrofon und Ihre Kamera sind angehalten.',
    why: 'Warum?',
    verifying: 'Ihr Mikrofon und Ihre Kamera warten, bis die Verbindung geprüft ist.',
    level: (level: string) => ({
      title: 'Der Schutz entspricht nicht dem, was verlangt ist',
      text: `Gemessener Stand: ${level}. Es wird nichts gesendet. Sie können warten, bis der Schutz wieder besteht, den Raum verlassen oder trotzdem fortfahren.`,
    }),
    toAttest: {
      title: 'Die Kanzlei bestätigt nicht alle',
      text: 'Dieser Termin verlangt, dass die Kanzlei die Schlüssel aller bestätigt. Warten Sie, oder vergleichen Sie den Code mit der anderen Person: Damit Sie ihn vorlesen können, wird nur Ihre Stimme gesendet; weder Bild noch Nachricht.',
    },
    unattested: (name) => ({
      title: 'Die Kanzlei bestätigt eine Verbindung nicht',
      text: `Der Server des Anbieters würde Ihren Ton und Ihr Bild auch an eine Verbindung unter dem Namen ${name} weitergeben, die die Kanzlei nicht bestätigt. Solange sie da ist, wird nichts gesendet.`,
    }),
    toCompare: {
      title: 'Vergleichen Sie zuerst den Code',
      text: 'Für diesen Termin müssen Sie den Code mit der anderen Person vergleichen. Damit Sie ihn vorlesen können, wird ihr nur Ihre Stimme gesendet; kein Bild und keine Nachricht, bevor Sie verglichen haben.',
    },
    compare: 'Mündlich vergleichen',
    soundOnly: 'Nur Ihre Stimme wird gesendet, solange Sie vergleichen.',
    mismatch: {
      title: 'Es kann jemand zwischen Ihnen stehen',
      text: (cause: string) =>
        `${cause} Von Ihnen wird niemandem mehr etwas gesendet. Verlassen Sie den Raum und rufen Sie per Telefon an.`,
    },
    reported: (count: number) => `${count}-mal gemeldet.`,
    returned: (name: string) => ({
      title: `Ist das wirklich ${name}?`,
      text: `${name} ist gegangen; jetzt ist jemand mit demselben Namen da, mit dem der Code noch nicht verglichen ist. Es wird nichts gesendet, bis Sie zustimmen.`,
    }),
    tooManyParticipants: (expected: number) => ({
      title: 'Mehr Personen als vorgesehen',
      text: `Dieser Termin ist für ${expected === 1 ? '1 Person' : `${expected} Personen`} vorgesehen. Sehen Sie nach, wer da ist, bevor Sie fortfahren. Bis dahin wird nichts gesendet.`,
    }),
    duplicateIdentity: (name: string) => ({
      title: `${name} ist zweimal anwesend`,
      text: 'Derselbe Zugang wird in zwei Verbindungen benutzt. Fragen Sie die Person, ob sie es wirklich ist. Bis dahin wird nichts gesendet.',
    }),
    unknownReceiver: (count: number) => ({
      title: 'Jemand Unbekanntes will dieses Gespräch empfangen',
      text: `${count === 1 ? 'Eine Verbindung führt' : `${count} Verbindungen führen`} zu jemandem, der nicht im Raum ist. Dorthin wurde nichts gesendet, und bis zu Ihrer Entscheidung wird niemandem etwas gesendet. Am sichersten: Verlassen Sie den Raum und rufen Sie per Telefon an.`,
    }),
    unverifiable: (name: string) => ({
      title: `${name} kann nicht überprüft werden`,
      text: 'Diese Person benutzt eine andere Software: Nur der Anbieter sagt, dass sie es ist. Ihr wird nichts gesendet, bis Sie zustimmen.',
    }),
    recording: {
      title: 'Eine Aufzeichnung hat begonnen',
      text: 'Das Gespräch wird beim Anbieter aufgezeichnet. Ihr Mikrofon und Ihre Kamera sind angehalten, bis Sie zustimmen.',
    },
    accept: 'Trotzdem fortfahren',
    consent: 'Ich stimme der Aufzeichnung zu',
    look: 'Einzelheiten ansehen',
    people: 'Nachsehen, wer da ist',
  },
  recordingOn: 'Aufzeichnung läuft',
  privacyScreen: {
    button: 'Pause',
    hint: 'Schaltet Ihren Ton und Ihr Bild aus und verdeckt den Bildschirm',
    title: 'Vertrauliche Pause',
    text: 'Niemand sieht oder hört Sie, und vom Gespräch ist hier nichts zu sehen oder zu hören.',
    back: 'Gespräch fortsetzen',
  },
  screen: {
    label: 'Bildschirm',
    start: 'Bildschirm teilen',
    stop: 'Bildschirmfreigabe beenden',
    on: 'Sie teilen Ihren Bildschirm.',
    end: 'Beenden',
    of: (name: string) => `Bildschirm von ${name}`,
  },
  fullScreen: { start: 'Vollbild', stop: 'Vollbild verlassen' },
  pictureInPicture: 'Bild im Bild',
  quality: {
    poor: 'Schwache Verbindung',
    advice: 'Ihre Verbindung ist schwach. Schalten Sie die Kamera aus, um einen guten Ton zu behalten.',
    better: 'Die Verbindung reicht wieder aus.',
  },
  sound: {
    blocked: 'Ihr Browser blockiert den Ton.',
    play: 'Ton einschalten',
    hint: 'Ihr Browser blockiert den Ton. Tippen oder klicken Sie irgendwo in den Anruf, um ihn einzuschalten.',
    back: 'Der Ton ist eingeschaltet.',
  },
  shortcuts: {
    title: 'Tastenkürzel',
    use: 'Eine Taste für jeden Befehl verwenden',
    hint: 'Ein einzelner Buchstabe, solange das Videogespräch den Fokus hat und Sie nicht schreiben. Leer: keiner.',
    taken: (label: string) => `Dieser Buchstabe gehört schon zu „${label}“.`,
  },
  announce: {
    muted: (name: string) => `${name} hat das Mikrofon stummgeschaltet.`,
    unmuted: (name: string) => `${name} hat das Mikrofon wieder eingeschaltet.`,
    sharing: (name: string) => `${name} teilt den Bildschirm.`,
    sharingOver: (name: string) => `${name} teilt den Bildschirm nicht mehr.`,
    message: (name: string) => `Neue Nachricht von ${name}.`,
    recording: 'Das Gespräch wird aufgezeichnet.',
    joined: (name: string) => `${name} hat den Raum betreten.`,
    left: (name: string) => `${name} hat den Raum verlassen.`,
    connected: 'Sie sind im Raum.',
    waiting: (name: string) => `${name} wartet am Eingang.`,
  },
};

import type { ErrorCode, ErrorFacts } from '../../error.ts';
import type { CallMessages, ErrorText, ErrorTexts } from '../messages.ts';
import { earlyErrors } from './errors.ts';
import { lobbyErrors, lobbyMessages } from './lobby.ts';
import { pictureNames } from './pictures.ts';

const locale = 'it';
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
  if (!seconds) return 'Attenda un istante, poi riprovi.';
  if (seconds === 1) return 'Riprovi tra 1 secondo.';
  const wait = seconds < 60 ? `${seconds} secondi` : `${Math.ceil(seconds / 60)} min`;
  return `Riprovi tra ${wait}.`;
}

function inMinutes(minutes: number): string {
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The firm's page or server is at fault; the person can only contact the firm. */
const firmsFault =
  'Il problema dipende dal sito, non da Lei. Riprovi più tardi o telefoni allo studio legale.';

const errors = {
  'sdk-unreachable': () => ({
    title: 'Non è stato possibile caricare la videochiamata.',
    advice:
      'Verifichi la connessione a Internet, poi riprovi. La causa può essere anche un blocco dei contenuti.',
  }),
  'endpoint-missing': () => ({
    title: 'Questa sala non è ancora collegata allo studio legale.',
    advice: firmsFault,
  }),
  'endpoint-unreachable': () => ({
    title: 'Il sito dello studio legale non risponde.',
    advice: 'Verifichi la connessione a Internet, poi riprovi.',
  }),
  'endpoint-timeout': () => ({
    title: 'Il sito dello studio legale impiega troppo tempo a rispondere.',
    advice: 'La connessione potrebbe essere lenta. Riprovi tra qualche istante.',
  }),
  'endpoint-not-json': () => ({
    title: 'Il sito dello studio legale ha risposto con una pagina inattesa.',
    advice: firmsFault,
  }),
  'endpoint-malformed': () => ({
    title: 'La risposta del sito è arrivata incompleta.',
    advice: 'Riprovi. Se succede ancora, telefoni allo studio legale.',
  }),
  'endpoint-too-large': () => ({ title: 'La risposta del sito non è quella attesa.', advice: firmsFault }),
  'endpoint-invalid': () => ({ title: 'La risposta del sito non è quella attesa.', advice: firmsFault }),
  'endpoint-blocked': () => ({
    title: 'Il sito dello studio ha bloccato la richiesta di accesso.',
    advice: `Il Suo link non c’entra. ${firmsFault}`,
  }),
  'endpoint-not-found': () => ({
    title: 'Il sito dello studio non trova la videoconferenza.',
    advice: `Il Suo link non c’entra. ${firmsFault}`,
  }),
  'gateway-failed': ({ retryAfter }) => ({
    title: 'Non è stato possibile raggiungere il server dello studio.',
    advice: `Un intermediario del sito o della Sua rete ha risposto al suo posto. ${inSeconds(retryAfter)}`,
  }),
  'network-blocked': () => ({
    title: 'La Sua rete chiede prima un’autorizzazione.',
    advice:
      'Apra un altro sito per accedere alla rete, o scelga un’altra rete, poi riprovi. Lo studio non c’entra.',
  }),
  unauthorized: () => ({
    title: 'Questo link non dà accesso alla sala.',
    advice:
      'Apra il link ricevuto dallo studio legale nello stesso browser della prima volta, o ne chieda uno nuovo.',
  }),
  refused: ({ message }) => ({
    title: 'Il Suo ingresso non è stato accettato.',
    advice: message ?? 'Per conoscerne il motivo, telefoni allo studio legale.',
  }),
  'room-not-found': () => ({
    title: 'Questo appuntamento non è stato trovato.',
    advice: 'Verifichi il link ricevuto o chieda allo studio legale di inviarlo di nuovo.',
  }),
  'not-open-yet': ({ opensAt }) => ({
    title: 'La sala non è ancora aperta.',
    advice: opensAt ? `Aprirà ${time.format(opensAt)}.` : 'Torni all’ora dell’appuntamento.',
  }),
  closed: () => ({
    title: 'Questo appuntamento è terminato.',
    advice: 'Per fissarne un altro, contatti lo studio legale.',
  }),
  'room-full': () => ({
    title: 'La sala è al completo.',
    advice: 'Attenda che qualcuno esca, poi riprovi, oppure telefoni allo studio legale.',
  }),
  'rate-limited': ({ retryAfter }) => ({
    title: 'Troppe richieste in poco tempo.',
    advice: inSeconds(retryAfter),
  }),
  'server-error': ({ retryAfter }) => ({
    title: 'Il sito dello studio legale ha un problema.',
    advice: `${inSeconds(retryAfter)} Se il problema continua, telefoni allo studio.`,
  }),
  'token-expired': () => ({
    title: 'La Sua autorizzazione a entrare è scaduta.',
    advice: 'Riprovi: ne riceverà una nuova.',
  }),
  'token-invalid': () => ({
    title: 'La Sua autorizzazione a entrare non è stata riconosciuta.',
    advice: firmsFault,
  }),
  'session-mismatch': () => ({ title: 'La Sua autorizzazione vale per un’altra sala.', advice: firmsFault }),
  'signalling-unreachable': () => ({
    title: 'Non è stato possibile raggiungere la sala.',
    advice:
      'Verifichi la connessione a Internet. Una rete aziendale o una VPN può bloccare la videochiamata.',
  }),
  'connection-lost': () => ({
    title: 'La connessione è caduta.',
    advice: 'Verifichi la connessione a Internet, poi entri di nuovo nella sala.',
  }),
  'media-failed': () => ({
    title: 'Non è stato possibile trasmettere audio e video.',
    advice:
      'Riprovi. Una rete aziendale o una VPN può bloccare la videochiamata: provi senza, o con un’altra rete.',
  }),
  removed: ({ message }) => ({
    title: 'L’organizzatore ha interrotto la Sua partecipazione.',
    advice: message ?? 'Per conoscerne il motivo, telefoni allo studio legale.',
  }),
  'not-connected': () => ({ title: 'Lei non è nella sala.', advice: 'Prima entri nella sala.' }),
  'not-allowed': () => ({
    title: 'Questa azione non Le è consentita.',
    advice: 'La chieda all’organizzatore.',
  }),
  'breakout-impossible': () => ({
    title: 'In questa chiamata non è possibile un colloquio separato.',
    advice:
      'Audio e video passano da un server, che li invierebbe anche a chi è in attesa. Parlatevi fuori dalla sala.',
  }),
  'screen-unsupported': () => ({
    title: 'Questo dispositivo non permette di mostrare lo schermo.',
    advice: 'Apra la stanza su un computer, con una versione recente di Chrome, Edge, Firefox o Safari.',
  }),
  'screen-failed': () => ({
    title: 'Non è stato possibile condividere lo schermo.',
    advice:
      'Riprovi. Su Mac, autorizzi prima il browser in Impostazioni di Sistema, Privacy e sicurezza, Registrazione schermo.',
  }),
  'sending-suspended': () => ({
    title: 'Per ora da parte Sua non viene inviato nulla.',
    advice: 'Legga il motivo, poi decida: l’invio riprenderà se Lei accetta.',
  }),
  'message-invalid': () => ({
    title: 'Questo messaggio non può essere inviato.',
    advice: 'Un messaggio va da 1 a 20.000 caratteri.',
  }),
  aborted: () => ({
    title: 'L’ingresso è stato annullato.',
    advice: 'Può entrare nella sala quando lo desidera.',
  }),
} satisfies ErrorTexts;

/** Every error code has its text; a missing one is a compile error. */
const allErrors: Record<ErrorCode, (facts: ErrorFacts) => ErrorText> = {
  ...lobbyErrors,
  ...earlyErrors,
  ...errors,
};

/** Italian words of everything after the press on *Entra*. */
export const callMessages: CallMessages = {
  ...lobbyMessages,
  errors: allErrors,
  pictures: pictureNames,
  /** Formats a time of day, with seconds for a measurement. Takes milliseconds since the epoch. */
  timeOf: (at: number) => clock.format(at),
  secondOf: (at: number) => seconds.format(at),
  listOf: (names: readonly string[]) => list.format(names),
  requesting: 'Richiesta di accesso allo studio legale…',
  retryIn: (duration) => `Nuovo tentativo tra ${duration}.`,
  connecting: 'Connessione alla sala…',
  waitingTitle: 'Lei è nella sala d’attesa',
  waitingText: 'Potrà entrare appena possibile. Può lasciare aperta questa pagina.',
  earlyTitle: 'La sala non è ancora aperta',
  opensAt: (date: Date) =>
    `Aprirà ${time.format(date)}. Lasci aperta questa pagina: entrerà senza dover fare nulla.`,
  waitingSince: (minutes: number) => (minutes < 1 ? 'Da pochi istanti' : `Da ${minutes} min`),
  planned: (startsAt: Date, late: number) =>
    late < 1
      ? `Appuntamento previsto alle ${clock.format(startsAt)}.`
      : `Appuntamento previsto alle ${clock.format(startsAt)}. Ritardo: ${inMinutes(late)}.`,
  startedLate: (late: number) => `iniziato con ${inMinutes(late)} di ritardo`,
  reconnecting: 'Connessione interrotta. La stiamo ristabilendo…',
  alone: 'Nella sala non c’è nessun altro.',
  onlyObservers: 'Qui non c’è nessuno da vedere o da sentire: chi è presente osserva.',
  onlyObserversHint: 'I nomi sono nell’elenco dei partecipanti.',
  aloneHint: 'Il Suo interlocutore apparirà qui appena arriva.',
  you: 'Lei',
  toolbar: 'Comandi della chiamata',
  stage: 'Chiamata',
  leave: 'Esci',
  selfView: 'La Sua immagine',
  moveSelfView: 'Sposta la Sua immagine',
  isMuted: 'microfono disattivato',
  cameraIsOffOf: 'videocamera spenta',
  isSpeaking: 'sta parlando',
  isStalled: 'L’immagine è interrotta',
  guest: 'Ospite',
  settings: 'Impostazioni',
  people: 'Partecipanti',
  sameName: 'numerato qui: altri hanno lo stesso nome',
  host: 'organizzatore',
  observer: 'osserva, senza audio né video propri',
  guestsWaiting: (count: number) => (count === 1 ? '1 persona in attesa' : `${count} persone in attesa`),
  invitedAs: (name: string) => `invito a nome di ${name}`,
  notifyMe: 'Avvisami',
  notifyHint: 'Una notifica del sistema indicherà che qualcuno attende, senza il nome.',
  notification: {
    title: 'Qualcuno attende all’ingresso',
    text: 'Apra la videochiamata per far entrare questa persona.',
  },
  admit: 'Fai entrare',
  admitName: (name: string) => `Fai entrare ${name}`,
  admitAll: 'Fai entrare tutti',
  refuse: 'Rifiuta',
  refuseName: (name: string) => `Rifiuta l’ingresso a ${name}`,
  mute: 'Disattiva il microfono',
  muteName: (name: string) => `Disattiva il microfono di ${name}`,
  muteAll: 'Disattiva tutti i microfoni',
  remove: 'Rimuovi',
  removeName: (name: string) => `Rimuovi ${name} dalla sala`,
  lock: 'Blocca la sala',
  endForAll: 'Termina per tutti',
  breakout: {
    title: 'Colloquio separato',
    hint: 'Selezioni con chi continuare a parlare. Gli altri saranno messi in attesa, senza audio né video.',
    nobody: 'Selezioni almeno una persona.',
    begin: 'Avvia un colloquio separato',
    end: 'Termina il colloquio separato',
    member: 'in colloquio separato',
    onHold: 'in attesa',
    among: (names: string) => `In colloquio separato con ${names}`,
    amongText: 'Gli altri sono in attesa: non La vedono e non La sentono.',
    onHoldTitle: 'Lei è in attesa',
    onHoldText:
      'L’organizzatore è in colloquio separato. Potrà vederlo e sentirlo di nuovo qui, senza dover fare nulla.',
    onHoldMedia: 'Fino ad allora, nessuno La vede né La sente.',
    over: 'Il colloquio separato è terminato. Tutti La vedono e La sentono di nuovo.',
    overMuted:
      'Chi guidava il colloquio separato è uscito, quindi il colloquio è terminato. Microfono e videocamera sono stati disattivati: li riattivi quando vuole parlare a tutti.',
  },
  reason: 'Motivo (facoltativo, sarà letto)',
  questions: {
    remove: (name: string) => ({
      title: `Rimuovere ${name} dalla sala?`,
      text: 'Questa persona sarà avvisata e non potrà rientrare con lo stesso link.',
    }),
    refuse: (name: string) => ({
      title: `Rifiutare l’ingresso a ${name}?`,
      text: 'Questa persona sarà avvisata.',
    }),
    end: {
      title: 'Terminare l’appuntamento per tutti?',
      text: 'Tutti usciranno dalla sala e nessuno potrà rientrare.',
    },
  },
  close: 'Chiudi',
  muted: 'Il Suo microfono è stato disattivato. Può riattivarlo quando vuole parlare.',
  mutedByHost: 'L’organizzatore ha disattivato il Suo microfono. Può riattivarlo quando vuole parlare.',
  ending: (minutes: number) =>
    minutes === 1 ? 'L’appuntamento termina tra 1 minuto.' : `L’appuntamento termina tra ${minutes} minuti.`,
  deviceLost: {
    camera: 'La videocamera è stata scollegata. La ricolleghi o ne scelga un’altra nelle impostazioni.',
    microphone: 'Il microfono è stato scollegato. Lo ricolleghi o ne scelga un altro nelle impostazioni.',
  },
  deviceReplaced: (label: string) => `Un dispositivo è stato scollegato. Al suo posto: ${label}.`,
  devicePlugged: (label: string) => `Nuovo dispositivo: ${label}.`,
  useDevice: 'Usare',
  participants: (count: number) => (count < 2 ? '1 persona' : `${count} persone`),
  others: (count: number) => (count === 1 ? '1 altra persona' : `Altre ${count} persone`),
  elapsed: 'Durata della chiamata',
  ended: {
    left: 'Ha lasciato la sala.',
    ended: 'L’appuntamento è terminato.',
    removed: 'L’organizzatore ha interrotto la Sua partecipazione.',
    lost: 'La connessione è caduta.',
  },
  endedDuration: (minutes: number) =>
    minutes < 1 ? 'La chiamata è durata meno di un minuto.' : `La chiamata è durata ${minutes} min.`,
  endedFreed: 'Videocamera e microfono sono chiusi.',
  callFirm: 'Telefonare allo studio:',
  comeBack: 'Rientra nella sala',
  back: 'Indietro',
  security: {
    title: 'Riservatezza della chiamata',
    button: 'Vedi le misurazioni',
    levels: {
      verifying: 'Verifica in corso…',
      'end-to-end-verified': 'Crittografia end-to-end · verificata',
      'end-to-end-attested': 'Cifrata da un capo all’altro · attestata dallo studio',
      'end-to-end': 'Cifrata da browser a browser · da verificare',
      'end-to-end-secret': 'Crittografia end-to-end · segreto condiviso',
      'to-media-server': 'Crittografia fino al server',
      unverifiable: 'Una persona non può essere verificata',
      unprotected: 'Chiamata non protetta',
    },
    meanings: {
      verifying:
        'Non è stato ancora misurato nulla, o non abbastanza per concludere. Non comunichi nulla di riservato prima della fine della verifica.',
      'end-to-end-verified':
        'Solo i vostri dispositivi hanno le chiavi, e Lei ha confrontato il codice: non c’è nessuno tra di voi.',
      'end-to-end-attested':
        'Suono e immagine sono cifrati da un browser all’altro, e il server dello studio attesta di chi sono le chiavi: il fornitore del video da solo non può mettersi in mezzo. Per questo ci si affida allo studio; confrontare il codice lo dimostra senza la parola di nessuno.',
      'end-to-end':
        'Audio e video sono cifrati da browser a browser (DTLS-SRTP), con chiavi che cambiano a ogni chiamata e non sono conservate da nessuna parte. Solo il confronto del codice mostra che queste chiavi sono quelle della persona con cui parla.',
      'end-to-end-secret':
        'Audio e video passano dal server del fornitore, che non ha il segreto per leggerli.',
      'to-media-server':
        'Audio e video sono cifrati fino al server del fornitore, che li cifra di nuovo per ciascuno: non è crittografia end-to-end.',
      unverifiable:
        'Il programma di una persona non annuncia alcun certificato: il collegamento è cifrato, ma solo il fornitore dice con chi. Il codice non può essere confrontato.',
      unprotected:
        'Un collegamento non è cifrato come promesso. Non dica nulla di riservato: esca dalla sala e chiami lo studio legale per telefono.',
    },
    unknownReceiver:
      'Qualcuno che non è nella sala ha chiesto di ricevere audio e video. Non gli è stato inviato nulla.',
    refused:
      'Almeno un collegamento è stato rifiutato prima di qualsiasi suono o immagine: il suo certificato mancava, era doppio o era cambiato. Forse qualcuno cerca di intromettersi.',
    alone: 'Non c’è nessun altro: non c’è ancora nulla da misurare.',
    secret: {
      pending: 'Segreto condiviso: in attesa dell’altra persona.',
      matched: 'Segreto condiviso: lo stesso da entrambe le parti.',
      mismatched:
        'Segreto condiviso: l’altra persona non ha lo stesso. Non è possibile vederla né sentirla: riaprite entrambi il link dell’appuntamento.',
    },
    fallen: (level: string) => `Attenzione: la protezione della chiamata è diminuita. ${level}.`,
    measuredAt: (time: string) => `Misurato alle ${time}`,
    notReported: 'non indicato da questo browser',
    sends: (name: string) => `Invio a: ${name}`,
    receives: (name: string) => `Ricezione da: ${name}`,
    mediaServer: 'server del fornitore',
    unknownPerson: 'uno sconosciuto',
    facts: {
      key: 'Accordo sulle chiavi',
      cipher: 'Cifratura dell’accordo',
      media: 'Cifratura di audio e video',
      route: 'Percorso',
    },
    dtls: { '1.3': 'DTLS 1.3', '1.2': 'DTLS 1.2', 'below-1.2': 'DTLS precedente a 1.2' },
    strength: {
      stronger: 'meglio di quanto promesso',
      equal: 'come promesso: AES 128 bit, HMAC-SHA1',
      weaker: 'meno di quanto promesso',
      'not-reported': 'non confrontabile con la promessa',
    },
    route: {
      direct: 'diretto, da un dispositivo all’altro',
      relay: 'tramite un relay TURN, che non ha le chiavi',
    },
  },
  report: {
    sheet: 'Scheda di riservatezza e rapporto',
    coming: 'La scheda sta arrivando…',
    what: 'Il rapporto riporta ciò che questo dispositivo ha misurato. Non contiene nomi, messaggi o indirizzi.',
    save: 'Salva il rapporto di riservatezza',
    print: 'Stampa',
    data: 'Salva i dati (JSON)',
  },
  attestation: {
    cut: (other) => `${other} non La vede e non La sente.`,
    missingMark: 'non attestato dallo studio',
    typed: 'nome non verificato',
    device: 'altro dispositivo',
    title: 'Non attestati dallo studio',
    unattested: (name) =>
      `${name}: lo studio non attesta questa connessione. Non le viene inviato nulla e nulla di suo viene mostrato.`,
    hidden: (other, name) => `${other} è in contatto anche con ${name}, che Lei non vede.`,
    missing: (other, name) => `${other} non vede ${name}, che Lei vede.`,
    alone: 'È connesso qualcuno che lo studio non attesta.',
    aloneHint: 'Non gli viene inviato nulla. Se è la persona attesa, le chieda di riaprire il suo link.',
    ending:
      'Questo dispositivo non riesce più a raggiungere lo studio. Tra pochi minuti gli altri non La vedranno né sentiranno più: controlli la connessione o riapra il link dell’appuntamento.',
  },
  code: {
    title: (name: string) => `Nessun altro tra Lei e ${name}?`,
    how: 'Ciascuno legge ad alta voce la propria riga, poi tocca quella che l’altra persona legge. Se la trovate entrambi, non c’è nessuno tra di voi.',
    own: 'Legga ad alta voce questa riga',
    choose: (name: string) => `Tocchi la riga che ${name} Le legge`,
    none: 'Nessuna di queste righe',
    waiting: (name: string) =>
      `In attesa di ${name}: chieda a questa persona di toccare anche lei lo scudo in alto nella chiamata.`,
    wanted: (name: string) => `${name} Le propone di confrontare il codice.`,
    begin: 'Confronta',
    again: 'Confronta di nuovo',
    noLine: (name: string) => `La linea privata con ${name} è in preparazione…`,
    lineUnavailable: (name: string) =>
      `Non è possibile stabilire una linea privata con ${name}: per ora il confronto non è possibile.`,
    confirmed: (name: string) => `Confronto fatto: non c’è nessuno tra Lei e ${name}.`,
    returned: (name: string) =>
      `${name} ha lasciato la sala; ora c’è qualcuno con lo stesso nome, con cui non ha ancora confrontato il codice.`,
    attempts: (count: number) =>
      count === 1
        ? 'Un confronto non è stato completato.'
        : `${count} confronti non sono stati completati. Se si ripete, forse qualcuno cerca di indovinare il codice: chiami per telefono.`,
    causes: {
      mismatch: (name: string) => `Lei non ha sentito da ${name} la riga giusta.`,
      told: (name: string) => `${name} non ha sentito la riga giusta.`,
      certificate: (name: string) => `La chiave annunciata a nome di ${name} è cambiata durante la chiamata.`,
      failed: (name: string) =>
        `Ciò che è arrivato a nome di ${name} durante il confronto è stato falsificato.`,
    },
    undo: 'Se è stato un errore, confronti di nuovo: è necessario che entrambi confermiate lo stesso codice.',
  },
  chat: {
    title: 'Messaggi',
    private: 'Passano da una linea privata, cifrata da browser a browser, e scompaiono con la chiamata.',
    nobody: 'Nessuno può ancora leggere i Suoi messaggi.',
    noLine: (names: string) =>
      `Non è possibile stabilire una linea privata con ${names}. I Suoi messaggi restano in attesa; non vengono inviati per nessun’altra via.`,
    direct: 'Apri una linea diretta',
    directHint: 'Mostrerebbe il Suo indirizzo IP a questa persona. È necessario che la apriate entrambi.',
    field: 'Il Suo messaggio',
    send: 'Invia',
    unread: (count: number) => (count === 1 ? '1 messaggio non letto' : `${count} messaggi non letti`),
    sending: 'Invio in corso…',
    withheld: (names: string) => `Non consegnato a ${names}.`,
    fault: (name: string) =>
      `Un invio a nome di ${name} è stato scartato: è stato alterato, ripetuto o inserito lungo il percorso.`,
    times: (count: number) => (count === 1 ? '(1 volta)' : `(${count} volte)`),
  },
  sendPolicy: {
    suspended: 'Microfono e videocamera sono trattenuti.',
    why: 'Perché?',
    verifying: 'Microfono e videocamera attendono la verifica del collegamento.',
    level: (level: string) => ({
      title: 'La protezione non è quella richiesta',
      text: `Stato misurato: ${level}. Non viene inviato nulla. Può attendere che la protezione torni, uscire dalla sala o continuare comunque.`,
    }),
    toAttest: {
      title: 'Lo studio non attesta tutti',
      text: 'Questo appuntamento richiede che lo studio attesti le chiavi di tutti. Attenda, oppure confronti il codice con l’altra persona: perché possa leggerlo, le sarà inviata solo la Sua voce; né immagine né messaggi.',
    },
    unattested: (name) => ({
      title: 'Lo studio non attesta una connessione',
      text: `Il server del fornitore trasmetterebbe il Suo suono e la Sua immagine anche a una connessione a nome di ${name}, che lo studio non attesta. Finché è presente non viene inviato nulla.`,
    }),
    toCompare: {
      title: 'Confronti prima il codice',
      text: 'Questo appuntamento richiede di confrontare il codice con l’altra persona. Perché Lei possa leggerlo, le sarà inviata soltanto la Sua voce; né video né messaggi prima del confronto.',
    },
    compare: 'Confronta a voce',
    soundOnly: 'Viene inviata soltanto la Sua voce, per il tempo del confronto.',
    mismatch: {
      title: 'Qualcuno può trovarsi tra di voi',
      text: (cause: string) =>
        `${cause} Da parte Sua non viene più inviato nulla a nessuno. Esca dalla sala e chiami per telefono.`,
    },
    reported: (count: number) => `Segnalato ${count === 1 ? '1 volta' : `${count} volte`}.`,
    returned: (name: string) => ({
      title: `È davvero ${name}?`,
      text: `${name} ha lasciato la sala; ora c’è qualcuno con lo stesso nome, con cui non ha ancora confrontato il codice. Non viene inviato nulla finché Lei non accetta.`,
    }),
    tooManyParticipants: (expected: number) => ({
      title: 'Più persone del previsto',
      text: `Questo appuntamento è previsto per ${expected === 1 ? '1 persona' : `${expected} persone`}. Verifichi chi è presente prima di continuare. Fino ad allora non viene inviato nulla.`,
    }),
    duplicateIdentity: (name: string) => ({
      title: `${name} è presente due volte`,
      text: 'Lo stesso accesso è usato in due connessioni. Chieda a questa persona se è davvero lei. Fino ad allora non viene inviato nulla.',
    }),
    unknownReceiver: (count: number) => ({
      title: 'Uno sconosciuto vuole ricevere questa chiamata',
      text: `${count === 1 ? 'Un collegamento porta' : `${count} collegamenti portano`} a qualcuno che non è nella sala. Non gli è stato inviato nulla, e non si invia nulla a nessuno finché Lei non decide. La via più sicura: esca dalla sala e chiami per telefono.`,
    }),
    unverifiable: (name: string) => ({
      title: `${name} non può essere verificato`,
      text: 'Questa persona usa un altro programma: solo il fornitore dice che è lei. Non le viene inviato nulla finché Lei non accetta.',
    }),
    recording: {
      title: 'È iniziata una registrazione',
      text: 'La chiamata è registrata presso il fornitore. Microfono e videocamera sono trattenuti fino al Suo consenso.',
    },
    accept: 'Continua comunque',
    consent: 'Accetto la registrazione',
    look: 'Vedi i dettagli',
    people: 'Vedi chi è presente',
  },
  recordingOn: 'Registrazione in corso',
  privacyScreen: {
    button: 'Pausa',
    hint: 'Interrompe il Suo audio e il Suo video e copre lo schermo',
    title: 'Pausa riservata',
    text: 'Nessuno La vede né La sente, e qui non si vede né si sente nulla della chiamata.',
    back: 'Riprendi la chiamata',
  },
  screen: {
    label: 'Schermo',
    start: 'Condividi lo schermo',
    stop: 'Interrompi la condivisione dello schermo',
    on: 'Sta condividendo il Suo schermo.',
    end: 'Interrompi',
    of: (name: string) => `Schermo di ${name}`,
  },
  fullScreen: { start: 'Schermo intero', stop: 'Esci dallo schermo intero' },
  pictureInPicture: 'Immagine nell’immagine',
  quality: {
    poor: 'Connessione debole',
    advice: 'La Sua connessione è debole. Spenga la videocamera per conservare un buon audio.',
    better: 'La connessione è di nuovo sufficiente.',
  },
  sound: {
    blocked: 'Il browser blocca l’audio.',
    play: 'Attiva l’audio',
    hint: 'Il browser blocca l’audio. Prema in un punto qualsiasi della chiamata per attivarlo.',
    back: 'L’audio è attivo.',
  },
  shortcuts: {
    title: 'Scorciatoie da tastiera',
    use: 'Usa un tasto per ogni comando',
    hint: 'Una sola lettera, quando la videochiamata ha il focus e non sta scrivendo. Vuoto: nessuna.',
    taken: (label: string) => `Questa lettera è già quella di «${label}».`,
  },
  announce: {
    muted: (name: string) => `${name} ha disattivato il microfono.`,
    unmuted: (name: string) => `${name} ha riattivato il microfono.`,
    sharing: (name: string) => `${name} sta condividendo lo schermo.`,
    sharingOver: (name: string) => `${name} non condivide più lo schermo.`,
    message: (name: string) => `Nuovo messaggio di ${name}.`,
    recording: 'La chiamata è registrata.',
    joined: (name: string) => `${name} ora è nella sala.`,
    left: (name: string) => `${name} ha lasciato la sala.`,
    connected: 'Lei è nella sala.',
    waiting: (name: string) => `${name} attende all’ingresso.`,
  },
};

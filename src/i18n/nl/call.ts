import type { ErrorCode, ErrorFacts } from '../../error.ts';
import type { CallMessages, ErrorText, ErrorTexts } from '../messages.ts';
import { earlyErrors } from './errors.ts';
import { lobbyErrors, lobbyMessages } from './lobby.ts';
import { pictureNames } from './pictures.ts';

const locale = 'nl';
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
  if (!seconds) return 'Wacht even en probeer het opnieuw.';
  if (seconds === 1) return 'Probeer het over 1 seconde opnieuw.';
  const wait = seconds < 60 ? `${seconds} seconden` : `${Math.ceil(seconds / 60)} min`;
  return `Probeer het over ${wait} opnieuw.`;
}

function inMinutes(minutes: number): string {
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} uur ${minutes % 60} min`;
}

/** The firm's page or server is at fault; the person can only contact the firm. */
const firmsFault = 'Dit ligt aan de website, niet aan u. Probeer het later opnieuw of bel het kantoor.';

const errors = {
  'sdk-unreachable': () => ({
    title: 'Het videogesprek kon niet worden geladen.',
    advice:
      'Controleer uw internetverbinding en probeer het opnieuw. Ook een contentblokker kan de oorzaak zijn.',
  }),
  'endpoint-missing': () => ({
    title: 'Deze ruimte is nog niet met het kantoor verbonden.',
    advice: firmsFault,
  }),
  'endpoint-unreachable': () => ({
    title: 'De website van het kantoor reageert niet.',
    advice: 'Controleer uw internetverbinding en probeer het opnieuw.',
  }),
  'endpoint-timeout': () => ({
    title: 'De website van het kantoor doet er te lang over om te reageren.',
    advice: 'Misschien is uw verbinding traag. Probeer het zo dadelijk opnieuw.',
  }),
  'endpoint-not-json': () => ({
    title: 'De website van het kantoor gaf een onverwachte pagina terug.',
    advice: firmsFault,
  }),
  'endpoint-malformed': () => ({
    title: 'Het antwoord van de website is onvolledig aangekomen.',
    advice: 'Probeer het opnieuw. Gebeurt het nog eens, bel dan het kantoor.',
  }),
  'endpoint-too-large': () => ({
    title: 'De website gaf een ander antwoord dan verwacht.',
    advice: firmsFault,
  }),
  'endpoint-invalid': () => ({
    title: 'De website gaf een ander antwoord dan verwacht.',
    advice: firmsFault,
  }),
  'endpoint-blocked': () => ({
    title: 'De website van het kantoor heeft het verzoek om toegang geblokkeerd.',
    advice: `Uw link is niet de oorzaak. ${firmsFault}`,
  }),
  'endpoint-not-found': () => ({
    title: 'De website van het kantoor kan de videodienst niet vinden.',
    advice: `Uw link is niet de oorzaak. ${firmsFault}`,
  }),
  'gateway-failed': ({ retryAfter }) => ({
    title: 'De server van het kantoor was niet bereikbaar.',
    advice: `Een tussenstation van de website of van uw netwerk heeft in zijn plaats geantwoord. ${inSeconds(retryAfter)}`,
  }),
  'network-blocked': () => ({
    title: 'Uw netwerk vraagt eerst om toestemming.',
    advice:
      'Open een andere website om u bij het netwerk aan te melden, of kies een ander netwerk, en probeer het opnieuw. Het kantoor is niet de oorzaak.',
  }),
  unauthorized: () => ({
    title: 'Deze link geeft geen toegang tot de ruimte.',
    advice:
      'Open de link van het kantoor in de browser waarin u die de eerste keer hebt geopend, of vraag om een nieuwe link.',
  }),
  refused: ({ message }) => ({
    title: 'U bent niet toegelaten.',
    advice: message ?? 'Bel het kantoor als u de reden wilt weten.',
  }),
  'room-not-found': () => ({
    title: 'Deze afspraak is niet gevonden.',
    advice: 'Controleer de link die u hebt gekregen, of vraag het kantoor die opnieuw te sturen.',
  }),
  'not-open-yet': ({ opensAt }) => ({
    title: 'De ruimte is nog niet open.',
    advice: opensAt
      ? `De ruimte gaat open op ${time.format(opensAt)}.`
      : 'Kom terug op het tijdstip van de afspraak.',
  }),
  closed: () => ({
    title: 'Deze afspraak is afgelopen.',
    advice: 'Neem contact op met het kantoor voor een nieuwe afspraak.',
  }),
  'room-full': () => ({
    title: 'De ruimte is vol.',
    advice: 'Wacht tot iemand weggaat en probeer het opnieuw, of bel het kantoor.',
  }),
  'rate-limited': ({ retryAfter }) => ({
    title: 'Te veel aanvragen in korte tijd.',
    advice: inSeconds(retryAfter),
  }),
  'server-error': ({ retryAfter }) => ({
    title: 'Er is een probleem met de website van het kantoor.',
    advice: `${inSeconds(retryAfter)} Blijft het probleem bestaan, bel dan het kantoor.`,
  }),
  'token-expired': () => ({
    title: 'Uw toestemming om binnen te komen is verlopen.',
    advice: 'Probeer het opnieuw: u krijgt dan een nieuwe.',
  }),
  'token-invalid': () => ({
    title: 'Uw toestemming om binnen te komen is niet herkend.',
    advice: firmsFault,
  }),
  'session-mismatch': () => ({ title: 'Uw toestemming geldt voor een andere ruimte.', advice: firmsFault }),
  'signalling-unreachable': () => ({
    title: 'De ruimte is niet bereikbaar.',
    advice:
      'Controleer uw internetverbinding. Een bedrijfsnetwerk of een VPN kan het videogesprek blokkeren.',
  }),
  'connection-lost': () => ({
    title: 'De verbinding is verbroken.',
    advice: 'Controleer uw internetverbinding en ga daarna de ruimte opnieuw binnen.',
  }),
  'media-failed': () => ({
    title: 'Beeld en geluid konden niet worden overgebracht.',
    advice:
      'Probeer het opnieuw. Een bedrijfsnetwerk of een VPN kan het videogesprek blokkeren: probeer het zonder, of via een ander netwerk.',
  }),
  removed: ({ message }) => ({
    title: 'De host heeft u uit de ruimte verwijderd.',
    advice: message ?? 'Bel het kantoor als u de reden wilt weten.',
  }),
  'not-connected': () => ({ title: 'U bent niet in de ruimte.', advice: 'Ga eerst de ruimte binnen.' }),
  'not-allowed': () => ({ title: 'U kunt dit niet zelf doen.', advice: 'Vraag het aan de host.' }),
  'breakout-impossible': () => ({
    title: 'Apart overleg is in dit gesprek niet mogelijk.',
    advice:
      'Beeld en geluid lopen via een server, die ze ook zou doorsturen naar wie in de wacht staat. Overleg buiten de ruimte.',
  }),
  'screen-unsupported': () => ({
    title: 'Dit apparaat kan zijn scherm niet tonen.',
    advice: 'Open de ruimte op een computer, in een recente versie van Chrome, Edge, Firefox of Safari.',
  }),
  'screen-failed': () => ({
    title: 'Het scherm kon niet worden gedeeld.',
    advice:
      'Probeer het opnieuw. Sta het op een Mac eerst toe aan de browser: Systeeminstellingen, Privacy en beveiliging, Schermopname.',
  }),
  'sending-suspended': () => ({
    title: 'Er wordt van uw kant nu niets verzonden.',
    advice: 'Lees waarom en beslis dan: het verzenden gaat verder als u akkoord gaat.',
  }),
  'message-invalid': () => ({
    title: 'Dit bericht kan niet worden verstuurd.',
    advice: 'Een bericht telt 1 tot 20.000 tekens.',
  }),
  aborted: () => ({
    title: 'Het binnengaan is geannuleerd.',
    advice: 'U kunt de ruimte binnengaan wanneer u wilt.',
  }),
} satisfies ErrorTexts;

/** Every error code has its text; a missing one is a compile error. */
const allErrors: Record<ErrorCode, (facts: ErrorFacts) => ErrorText> = {
  ...lobbyErrors,
  ...earlyErrors,
  ...errors,
};

/** Dutch words of everything after the press on *Deelnemen*. */
export const callMessages: CallMessages = {
  ...lobbyMessages,
  errors: allErrors,
  pictures: pictureNames,
  /** Formats a time of day, with seconds for a measurement. Takes milliseconds since the epoch. */
  timeOf: (at: number) => clock.format(at),
  secondOf: (at: number) => seconds.format(at),
  listOf: (names: readonly string[]) => list.format(names),
  requesting: 'Toegang wordt aangevraagd bij het kantoor…',
  retryIn: (duration) => `Volgende poging over ${duration}.`,
  connecting: 'Verbinding maken met de ruimte…',
  waitingTitle: 'U bent in de wachtkamer',
  waitingText: 'U wordt zo snel mogelijk binnengelaten. U kunt deze pagina open laten staan.',
  earlyTitle: 'De ruimte is nog niet open',
  opensAt: (date: Date) =>
    `De ruimte gaat open op ${time.format(date)}. Laat deze pagina open staan: u komt dan vanzelf binnen.`,
  waitingSince: (minutes: number) => (minutes < 1 ? 'Sinds zojuist' : `Al ${minutes} min`),
  planned: (startsAt: Date, late: number) =>
    late < 1
      ? `De afspraak staat gepland om ${clock.format(startsAt)}.`
      : `De afspraak stond gepland om ${clock.format(startsAt)}. Er is ${inMinutes(late)} vertraging.`,
  startedLate: (late: number) => `begonnen met ${inMinutes(late)} vertraging`,
  reconnecting: 'De verbinding is onderbroken en wordt hersteld…',
  alone: 'U bent alleen in de ruimte.',
  onlyObservers: 'Er is hier niemand te zien of te horen: wie er is, kijkt alleen mee.',
  onlyObserversHint: 'Hun namen staan in de deelnemerslijst.',
  aloneHint: 'Uw gesprekspartner verschijnt hier zodra hij of zij er is.',
  you: 'U',
  toolbar: 'Bediening van het gesprek',
  stage: 'Gesprek',
  leave: 'Verlaten',
  selfView: 'Uw eigen beeld',
  moveSelfView: 'Uw eigen beeld verplaatsen',
  isMuted: 'microfoon uit',
  cameraIsOffOf: 'camera uit',
  isSpeaking: 'is aan het woord',
  isStalled: 'Het beeld is onderbroken',
  guest: 'Gast',
  settings: 'Instellingen',
  people: 'Deelnemers',
  sameName: 'hier genummerd: anderen heten ook zo',
  host: 'host',
  observer: 'kijkt mee zonder zichtbaar of hoorbaar te zijn',
  guestsWaiting: (count: number) => (count === 1 ? '1 persoon wacht' : `${count} personen wachten`),
  invitedAs: (name: string) => `uitgenodigd als ${name}`,
  notifyMe: 'Mij waarschuwen',
  notifyHint: 'Een systeemmelding laat u weten dat er iemand wacht, zonder de naam te noemen.',
  notification: {
    title: 'Er wacht iemand bij de ingang',
    text: 'Open het videogesprek om deze persoon binnen te laten.',
  },
  admit: 'Binnenlaten',
  admitName: (name: string) => `${name} binnenlaten`,
  admitAll: 'Iedereen binnenlaten',
  refuse: 'Weigeren',
  refuseName: (name: string) => `${name} de toegang weigeren`,
  mute: 'Microfoon uitzetten',
  muteName: (name: string) => `Microfoon uitzetten van ${name}`,
  muteAll: 'Alle microfoons uitzetten',
  remove: 'Verwijderen',
  removeName: (name: string) => `${name} uit de ruimte verwijderen`,
  lock: 'Ruimte vergrendelen',
  endForAll: 'Voor iedereen beëindigen',
  breakout: {
    title: 'Apart overleg',
    hint: 'Vink aan met wie u verder praat. De anderen komen in de wacht, zonder beeld of geluid.',
    nobody: 'Vink ten minste één persoon aan.',
    begin: 'Apart overleg beginnen',
    end: 'Apart overleg beëindigen',
    member: 'in apart overleg',
    onHold: 'in de wacht',
    among: (names: string) => `In apart overleg met ${names}`,
    amongText: 'De anderen staan in de wacht: zij zien en horen u niet.',
    onHoldTitle: 'U staat in de wacht',
    onHoldText: 'De host is in apart overleg. Daarna ziet en hoort u de host hier weer, zonder iets te doen.',
    onHoldMedia: 'Tot dan ziet of hoort niemand u.',
    over: 'Het apart overleg is afgelopen. Iedereen ziet en hoort u weer.',
    overMuted:
      'De host van het apart overleg is vertrokken. Het overleg is daarmee afgelopen. Uw microfoon en camera zijn uitgezet: zet ze weer aan wanneer u met iedereen wilt praten.',
  },
  reason: 'Reden (niet verplicht, wordt gelezen)',
  questions: {
    remove: (name: string) => ({
      title: `${name} uit de ruimte verwijderen?`,
      text: 'Deze persoon krijgt hiervan bericht en kan niet met dezelfde link terugkomen.',
    }),
    refuse: (name: string) => ({
      title: `${name} de toegang weigeren?`,
      text: 'Deze persoon krijgt hiervan bericht.',
    }),
    end: {
      title: 'De afspraak voor iedereen beëindigen?',
      text: 'Iedereen verlaat de ruimte en niemand kan er nog in terug.',
    },
  },
  close: 'Sluiten',
  muted: 'Uw microfoon is uitgezet. U kunt hem weer aanzetten wanneer u wilt spreken.',
  mutedByHost: 'De host heeft uw microfoon uitgezet. U kunt die weer aanzetten wanneer u wilt spreken.',
  ending: (minutes: number) =>
    minutes === 1 ? 'De afspraak eindigt over 1 minuut.' : `De afspraak eindigt over ${minutes} minuten.`,
  deviceLost: {
    camera: 'Uw camera is losgekoppeld. Sluit die weer aan of kies een andere bij de instellingen.',
    microphone: 'Uw microfoon is losgekoppeld. Sluit die weer aan of kies een andere bij de instellingen.',
  },
  deviceReplaced: (label: string) => `Een apparaat is losgekoppeld. In plaats daarvan: ${label}.`,
  devicePlugged: (label: string) => `Nieuw apparaat: ${label}.`,
  useDevice: 'Gebruiken',
  participants: (count: number) => (count < 2 ? '1 persoon' : `${count} personen`),
  others: (count: number) => (count === 1 ? 'Nog 1 persoon' : `Nog ${count} personen`),
  elapsed: 'Duur van het gesprek',
  ended: {
    left: 'U hebt de ruimte verlaten.',
    ended: 'De afspraak is afgelopen.',
    removed: 'De host heeft u uit de ruimte verwijderd.',
    lost: 'De verbinding is verbroken.',
  },
  endedDuration: (minutes: number) =>
    minutes < 1 ? 'Het gesprek duurde minder dan een minuut.' : `Het gesprek duurde ${minutes} min.`,
  endedFreed: 'Uw camera en microfoon zijn uitgeschakeld.',
  callFirm: 'Bel het kantoor:',
  comeBack: 'Terug naar de ruimte',
  back: 'Terug',
  security: {
    title: 'Vertrouwelijkheid van het gesprek',
    button: 'Metingen bekijken',
    levels: {
      verifying: 'Wordt gecontroleerd…',
      'end-to-end-verified': 'End-to-end versleuteld · gecontroleerd',
      'end-to-end-attested': 'Eind-tot-eind versleuteld · bevestigd door het kantoor',
      'end-to-end': 'Versleuteld van browser tot browser · nog te controleren',
      'end-to-end-secret': 'End-to-end versleuteld · gedeeld geheim',
      'to-media-server': 'Versleuteld tot aan de server',
      unverifiable: 'Eén persoon kan niet worden gecontroleerd',
      unprotected: 'Gesprek niet beschermd',
    },
    meanings: {
      verifying:
        'Er is nog niets gemeten, of niet genoeg voor een conclusie. Bespreek niets vertrouwelijks tot de controle klaar is.',
      'end-to-end-verified':
        'Alleen uw apparaten hebben de sleutels, en u hebt de code vergeleken: er zit niemand tussen u.',
      'end-to-end-attested':
        'Beeld en geluid zijn van browser tot browser versleuteld, en de server van het kantoor bevestigt van wie de sleutels zijn: de videoaanbieder alleen kan er niet tussen komen. Daarvoor vertrouwt u op het kantoor; het vergelijken van de code toont het zonder iemands woord.',
      'end-to-end':
        'Beeld en geluid zijn versleuteld van browser tot browser (DTLS-SRTP), met sleutels die bij elk gesprek anders zijn en nergens worden bewaard. Alleen het vergelijken van de code toont dat het de sleutels zijn van de persoon met wie u spreekt.',
      'end-to-end-secret':
        'Beeld en geluid lopen via de server van de aanbieder. Die heeft niet het geheim om ze te lezen.',
      'to-media-server':
        'Beeld en geluid zijn versleuteld tot aan de server van de aanbieder, die ze voor iedere deelnemer opnieuw versleutelt: dit is niet end-to-end.',
      unverifiable:
        'De software van één persoon meldt geen certificaat: de verbinding is versleuteld, maar alleen de aanbieder zegt met wie. De code kan niet worden vergeleken.',
      unprotected:
        'Een verbinding is niet versleuteld zoals beloofd. Zeg niets vertrouwelijks: verlaat de ruimte en bel het kantoor per telefoon.',
    },
    unknownReceiver:
      'Iemand die niet in de ruimte is, vroeg om beeld en geluid te ontvangen. Er is niets naar die persoon verzonden.',
    refused:
      'Minstens één verbinding is geweigerd vóór enig geluid of beeld: het certificaat ontbrak, was dubbel of was gewijzigd. Misschien probeert iemand ertussen te komen.',
    alone: 'U bent alleen: er valt nog niets te meten.',
    secret: {
      pending: 'Gedeeld geheim: wachten op de andere persoon.',
      matched: 'Gedeeld geheim: aan beide kanten hetzelfde.',
      mismatched:
        'Gedeeld geheim: de andere persoon heeft niet hetzelfde geheim. U kunt deze persoon niet zien of horen: open allebei de link van de afspraak opnieuw.',
    },
    fallen: (level: string) => `Let op: het gesprek is minder goed beschermd dan eerst. ${level}.`,
    measuredAt: (time: string) => `Gemeten om ${time}`,
    notReported: 'niet vermeld door deze browser',
    sends: (name: string) => `Naar ${name}`,
    receives: (name: string) => `Van ${name}`,
    mediaServer: 'de server van de aanbieder',
    unknownPerson: 'een onbekende',
    facts: {
      key: 'Sleuteluitwisseling',
      cipher: 'Versleuteling van de uitwisseling',
      media: 'Versleuteling van beeld en geluid',
      route: 'Route',
    },
    dtls: { '1.3': 'DTLS 1.3', '1.2': 'DTLS 1.2', 'below-1.2': 'DTLS ouder dan 1.2' },
    strength: {
      stronger: 'beter dan beloofd',
      equal: 'zoals beloofd: AES 128 bits, HMAC-SHA1',
      weaker: 'minder dan beloofd',
      'not-reported': 'niet te vergelijken met wat is beloofd',
    },
    route: {
      direct: 'rechtstreeks, van apparaat naar apparaat',
      relay: 'via een TURN-relay, die de sleutels niet heeft',
    },
  },
  report: {
    sheet: 'Informatieblad vertrouwelijkheid en rapport',
    coming: 'Het informatieblad komt eraan…',
    what: 'In het rapport staat wat dit apparaat heeft gemeten. Het bevat geen namen, berichten of adressen.',
    save: 'Vertrouwelijkheidsrapport opslaan',
    print: 'Afdrukken',
    data: 'Gegevens opslaan (JSON)',
  },
  attestation: {
    cut: (other) => `${other} ziet en hoort u niet.`,
    missingMark: 'niet bevestigd door het kantoor',
    typed: 'naam niet gecontroleerd',
    device: 'ander apparaat',
    title: 'Niet bevestigd door het kantoor',
    unattested: (name) =>
      `${name}: het kantoor bevestigt deze verbinding niet. Er wordt niets naartoe gestuurd en er wordt niets van getoond.`,
    hidden: (other, name) => `${other} staat ook in verbinding met ${name}, die u niet ziet.`,
    missing: (other, name) => `${other} ziet ${name} niet, die u wel ziet.`,
    alone: 'Er is iemand verbonden die het kantoor niet bevestigt.',
    aloneHint:
      'Er wordt niets naar die persoon gestuurd. Is het de verwachte persoon, vraag dan om de link opnieuw te openen.',
    ending:
      'Dit apparaat kan het kantoor niet meer bereiken. Over enkele minuten zien en horen de anderen u niet meer: controleer uw verbinding of open de link van de afspraak opnieuw.',
  },
  code: {
    title: (name: string) => `Bent u echt alleen met ${name}?`,
    how: 'Lees allebei uw eigen rij hardop voor en tik dan op de rij die de ander voorleest. Vindt u die allebei, dan zit er niemand tussen u.',
    own: 'Lees deze rij voor',
    choose: (name: string) => `Tik op de rij die ${name} u voorleest`,
    none: 'Geen van deze rijen',
    waiting: (name: string) =>
      `Wachten op ${name}: vraag deze persoon om ook op het schild boven in het gesprek te tikken.`,
    wanted: (name: string) => `${name} stelt voor de code te vergelijken.`,
    begin: 'Vergelijken',
    again: 'Opnieuw vergelijken',
    noLine: (name: string) => `De privélijn met ${name} wordt opgebouwd…`,
    lineUnavailable: (name: string) =>
      `Er komt geen privélijn met ${name} tot stand: vergelijken is nu niet mogelijk.`,
    confirmed: (name: string) => `Vergeleken: er zit niemand tussen u en ${name}.`,
    returned: (name: string) =>
      `${name} is vertrokken; er is nu iemand met dezelfde naam, met wie u de code nog niet hebt vergeleken.`,
    attempts: (count: number) =>
      count === 1
        ? 'Eén vergelijking is niet voltooid.'
        : `${count} vergelijkingen zijn niet voltooid. Als dit zich herhaalt, probeert misschien iemand de code te raden: bel per telefoon.`,
    causes: {
      mismatch: (name: string) => `U hebt van ${name} niet de juiste rij gehoord.`,
      told: (name: string) => `${name} heeft niet de juiste rij gehoord.`,
      certificate: (name: string) =>
        `De sleutel die op naam van ${name} is doorgegeven, is tijdens het gesprek veranderd.`,
      failed: (name: string) => `Wat tijdens het vergelijken op naam van ${name} is aangekomen, is vervalst.`,
    },
    undo: 'Was het een vergissing, vergelijk dan opnieuw: u moet allebei dezelfde code bevestigen.',
  },
  chat: {
    title: 'Berichten',
    private: 'Ze gaan via een privélijn, versleuteld van browser tot browser, en verdwijnen na het gesprek.',
    nobody: 'Nog niemand kan uw berichten lezen.',
    noLine: (names: string) =>
      `Er komt geen privélijn met ${names} tot stand. Uw berichten wachten; ze worden langs geen andere weg verstuurd.`,
    direct: 'Rechtstreekse lijn openen',
    directHint: 'Die zou uw IP-adres aan deze persoon tonen. U moet de lijn allebei openen.',
    field: 'Uw bericht',
    send: 'Versturen',
    unread: (count: number) => (count === 1 ? '1 ongelezen bericht' : `${count} ongelezen berichten`),
    sending: 'Wordt verstuurd…',
    withheld: (names: string) => `Niet bezorgd bij ${names}.`,
    fault: (name: string) =>
      `Een bericht op naam van ${name} is geweigerd: het is onderweg gewijzigd, herhaald of ingevoegd.`,
    times: (count: number) => `(${count} keer)`,
  },
  sendPolicy: {
    suspended: 'Uw microfoon en camera worden tegengehouden.',
    why: 'Waarom?',
    verifying: 'Uw microfoon en camera wachten tot de verbinding is gecontroleerd.',
    level: (level: string) => ({
      title: 'De bescherming is niet zoals vereist',
      text: `Gemeten toestand: ${level}. Er wordt niets verzonden. U kunt wachten tot de vereiste bescherming terug is, de ruimte verlaten of toch doorgaan.`,
    }),
    toAttest: {
      title: 'Het kantoor bevestigt niet iedereen',
      text: 'Deze afspraak vereist dat het kantoor de sleutels van iedereen bevestigt. Wacht, of vergelijk de code met de andere persoon: om hem te kunnen voorlezen wordt alleen uw stem verzonden; geen beeld en geen berichten.',
    },
    unattested: (name) => ({
      title: 'Het kantoor bevestigt één verbinding niet',
      text: `De server van de aanbieder zou uw beeld en geluid ook doorgeven aan een verbinding op naam van ${name}, die het kantoor niet bevestigt. Zolang die er is, wordt niets verzonden.`,
    }),
    toCompare: {
      title: 'Vergelijk eerst de code',
      text: 'Voor deze afspraak moet u de code met de andere persoon vergelijken. Zodat u de code kunt voorlezen, wordt alleen uw stem naar die persoon verzonden; geen beeld en geen bericht voordat u hebt vergeleken.',
    },
    compare: 'Hardop vergelijken',
    soundOnly: 'Alleen uw stem wordt verzonden, zolang u vergelijkt.',
    mismatch: {
      title: 'Er kan iemand tussen u zitten',
      text: (cause: string) =>
        `${cause} Van uw kant wordt aan niemand meer iets verzonden. Verlaat de ruimte en bel per telefoon.`,
    },
    reported: (count: number) => `${count} keer gemeld.`,
    returned: (name: string) => ({
      title: `Is dit echt ${name}?`,
      text: `${name} is vertrokken; er is nu iemand met dezelfde naam, met wie u de code nog niet hebt vergeleken. Er wordt niets verzonden tot u instemt.`,
    }),
    tooManyParticipants: (expected: number) => ({
      title: 'Meer mensen dan verwacht',
      text: `Deze afspraak is bedoeld voor ${expected} ${expected === 1 ? 'persoon' : 'personen'}. Kijk wie er is voordat u doorgaat. Tot dan wordt er niets verzonden.`,
    }),
    duplicateIdentity: (name: string) => ({
      title: `${name} is twee keer aanwezig`,
      text: 'Dezelfde toegang wordt in twee verbindingen gebruikt. Vraag deze persoon of dat klopt. Tot dan wordt er niets verzonden.',
    }),
    unknownReceiver: (count: number) => ({
      title: 'Een onbekende wil dit gesprek ontvangen',
      text: `${count === 1 ? 'Eén verbinding leidt' : `${count} verbindingen leiden`} naar iemand die niet in de ruimte is. Daarheen is niets verzonden, en er wordt aan niemand iets verzonden tot u beslist. Het veiligst: verlaat de ruimte en bel per telefoon.`,
    }),
    unverifiable: (name: string) => ({
      title: `${name} kan niet worden gecontroleerd`,
      text: 'Deze persoon gebruikt andere software: alleen de aanbieder zegt dat die het is. Er wordt niets naar die persoon verzonden tot u instemt.',
    }),
    recording: {
      title: 'Er is een opname gestart',
      text: 'Het gesprek wordt opgenomen bij de aanbieder. Uw microfoon en camera worden tegengehouden tot u akkoord gaat.',
    },
    accept: 'Toch doorgaan',
    consent: 'Ik ga ermee akkoord dat ik word opgenomen',
    look: 'Details bekijken',
    people: 'Bekijken wie er is',
  },
  recordingOn: 'Er loopt een opname',
  privacyScreen: {
    button: 'Pauze',
    hint: 'Zet uw beeld en geluid uit en dekt het scherm af',
    title: 'Vertrouwelijke pauze',
    text: 'Niemand ziet of hoort u, en van het gesprek is hier niets te zien of te horen.',
    back: 'Gesprek hervatten',
  },
  screen: {
    label: 'Scherm',
    start: 'Scherm delen',
    stop: 'Stoppen met scherm delen',
    on: 'U deelt uw scherm.',
    end: 'Stoppen',
    of: (name: string) => `Scherm van ${name}`,
  },
  fullScreen: { start: 'Volledig scherm', stop: 'Volledig scherm verlaten' },
  pictureInPicture: 'Beeld in beeld',
  quality: {
    poor: 'Zwakke verbinding',
    advice: 'Uw verbinding is zwak. Zet uw camera uit om goed geluid te houden.',
    better: 'De verbinding is weer goed genoeg.',
  },
  sound: {
    blocked: 'Uw browser blokkeert het geluid.',
    play: 'Geluid aanzetten',
    hint: 'Uw browser blokkeert het geluid. Druk ergens in het gesprek om het aan te zetten.',
    back: 'Het geluid staat aan.',
  },
  shortcuts: {
    title: 'Sneltoetsen',
    use: 'Eén toets per opdracht gebruiken',
    hint: 'Eén letter, zolang het videogesprek de focus heeft en u niet schrijft. Leeg: geen.',
    taken: (label: string) => `Deze letter hoort al bij ‘${label}’.`,
  },
  announce: {
    muted: (name: string) => `${name} heeft de microfoon gedempt.`,
    unmuted: (name: string) => `${name} heeft de microfoon weer aangezet.`,
    sharing: (name: string) => `${name} deelt het scherm.`,
    sharingOver: (name: string) => `${name} deelt het scherm niet meer.`,
    message: (name: string) => `Nieuw bericht van ${name}.`,
    recording: 'Het gesprek wordt opgenomen.',
    joined: (name: string) => `${name} is de ruimte binnengekomen.`,
    left: (name: string) => `${name} heeft de ruimte verlaten.`,
    connected: 'U bent in de ruimte.',
    waiting: (name: string) => `${name} wacht bij de ingang.`,
  },
};

import type { ErrorFacts } from '../../error.ts';
import type { ErrorTexts } from '../messages.ts';

const deviceName = {
  camera: 'la videocamera',
  microphone: 'il microfono',
  both: 'la videocamera e il microfono',
} as const;
const toDevice = {
  camera: 'alla videocamera',
  microphone: 'al microfono',
  both: 'alla videocamera e al microfono',
} as const;

function of(facts: ErrorFacts): keyof typeof deviceName {
  return facts.device ?? 'both';
}

/** Where to change the permission, in the current browser's terms. */
function permissionSteps(userAgent: string): string {
  if (/iPhone|iPad/.test(userAgent)) {
    return 'Tocchi «aA» nella barra degli indirizzi, poi «Impostazioni sito web», e consenta videocamera e microfono.';
  }
  if (/Android/.test(userAgent)) {
    return 'Apra le informazioni sul sito (icona a sinistra dell’indirizzo), poi «Autorizzazioni», e consenta videocamera e microfono.';
  }
  if (/Firefox/.test(userAgent)) {
    return 'Apra le autorizzazioni del sito (icona barrata a sinistra dell’indirizzo), rimuova il blocco, poi riprovi.';
  }
  if (/Safari/.test(userAgent) && !/Chrom/.test(userAgent)) {
    return 'Nel menu Safari scelga «Impostazioni per questo sito web», poi consenta videocamera e microfono.';
  }
  return 'Apra le informazioni sul sito (icona a sinistra dell’indirizzo), consenta videocamera e microfono, poi riprovi.';
}

/** Where the system's own permission is, in its terms. */
function systemSteps(userAgent: string): string {
  if (/Macintosh/.test(userAgent)) {
    return 'In Impostazioni di Sistema, Privacy e sicurezza, autorizzi il browser, poi lo riavvii.';
  }
  if (/Windows/.test(userAgent)) {
    return 'In Impostazioni, Privacy e sicurezza, autorizzi le app desktop, poi riprovi.';
  }
  return 'Nelle impostazioni del dispositivo apra le autorizzazioni del browser, poi riprovi.';
}

/** Errors that can occur before the call: of the browser, its devices and the page. */
export const earlyErrors = {
  'insecure-context': () => ({
    title: 'Questa pagina non è sicura.',
    advice:
      'Il browser non vi consente videocamera e microfono. Apra l’indirizzo che inizia con «https» o avvisi lo studio legale.',
  }),
  'secret-unsupported': () => ({
    title: 'Questo browser non può cifrare con il segreto di questo appuntamento.',
    advice: 'Apra il link in una versione recente di Chrome o Edge.',
  }),
  'secret-invalid': () => ({
    title: 'Il segreto di questo appuntamento è incompleto.',
    advice: 'Apra per intero il link ricevuto dallo studio legale o chieda che Le venga inviato di nuovo.',
  }),
  'browser-unsupported': () => ({
    title: 'Questo browser non consente le videochiamate.',
    advice: 'Lo aggiorni, oppure apra il link in una versione recente di Chrome, Edge, Firefox o Safari.',
  }),
  'camera-not-found': () => ({
    title: 'Nessuna videocamera trovata.',
    advice: 'Colleghi una videocamera e la riaccenda qui, oppure partecipi con il solo audio.',
  }),
  'microphone-not-found': () => ({
    title: 'Nessun microfono trovato.',
    advice:
      'Colleghi un microfono o delle cuffie e lo riattivi qui. Senza microfono, gli altri La vedranno senza sentirLa.',
  }),
  'permission-denied': (facts: ErrorFacts) => ({
    title: `L’accesso ${toDevice[of(facts)]} è stato negato.`,
    advice: permissionSteps(navigator.userAgent),
  }),
  'frame-not-allowed': () => ({
    title: 'La pagina che contiene questa videochiamata non consente videocamera e microfono.',
    advice: 'Il problema dipende dal sito, non da Lei. Chieda allo studio legale un link diretto alla sala.',
  }),
  'device-in-use': (facts: ErrorFacts) => ({
    title: `Un’altra applicazione sta usando ${deviceName[of(facts)]}.`,
    advice: 'Chiuda quell’applicazione, poi riprovi.',
  }),
  'device-failed': (facts: ErrorFacts) => ({
    title: `Non è stato possibile avviare ${deviceName[of(facts)]}.`,
    advice: 'Scelga un altro dispositivo nell’elenco, oppure scolleghi e ricolleghi quello attuale.',
  }),
  'system-denied': (facts: ErrorFacts) => ({
    title: `Il sistema nega al browser l’accesso ${toDevice[of(facts)]}.`,
    advice: systemSteps(navigator.userAgent),
  }),
  'device-muted': (facts: ErrorFacts) => ({
    title: `Nessun segnale: ${deviceName[of(facts)]}.`,
    advice:
      'Il sistema trattiene il segnale: un pulsante delle cuffie, un tasto o una telefonata. Tornerà da solo.',
  }),
  'name-missing': () => ({ title: 'Manca il Suo nome.', advice: 'Lo indichi, poi entri nella sala.' }),
  'consent-missing': () => ({
    title: 'Manca il Suo consenso.',
    advice: 'Spunti o compili quanto richiesto dallo studio, poi entri nella sala.',
  }),
  'room-missing': () => ({
    title: 'Questa pagina non indica di quale appuntamento si tratta.',
    advice: 'Il problema dipende dal sito, non da Lei. Riprovi più tardi o telefoni allo studio.',
  }),
  'endpoint-missing': () => ({
    title: 'Questa sala non è ancora collegata allo studio legale.',
    advice: 'Il problema dipende dal sito, non da Lei. Riprovi più tardi o telefoni allo studio.',
  }),
} satisfies ErrorTexts;

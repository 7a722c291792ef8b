import type { ErrorFacts } from '../../error.ts';
import type { ErrorTexts } from '../messages.ts';

/** Dutch words of the lobby. */
const deviceName = {
  camera: 'de camera',
  microphone: 'de microfoon',
  both: 'de camera en de microfoon',
} as const;
const yourDevice = { camera: 'Uw camera', microphone: 'Uw microfoon', both: 'Uw camera en uw microfoon' };

function of(facts: ErrorFacts): keyof typeof deviceName {
  return facts.device ?? 'both';
}

/** Where to change the permission, in the current browser's terms. */
function permissionSteps(userAgent: string): string {
  if (/iPhone|iPad/.test(userAgent)) {
    return 'Tik op ‘aA’ in de adresbalk, dan op ‘Website-instellingen’, en sta camera en microfoon toe.';
  }
  if (/Android/.test(userAgent)) {
    return 'Open de site-informatie (pictogram links van het adres), dan ‘Rechten’, en sta camera en microfoon toe.';
  }
  if (/Firefox/.test(userAgent)) {
    return 'Open de rechten van de site (doorgestreepte camera of microfoon links van het adres), hef de blokkering op en probeer het opnieuw.';
  }
  if (/Safari/.test(userAgent) && !/Chrom/.test(userAgent)) {
    return 'Kies in het menu Safari ‘Instellingen voor deze website’ en sta camera en microfoon toe.';
  }
  return 'Open de site-informatie (pictogram links van het adres), sta camera en microfoon toe en probeer het opnieuw.';
}

/** Where the system's own permission is, in its terms. */
function systemSteps(userAgent: string): string {
  if (/Macintosh/.test(userAgent)) {
    return 'Sta de browser toe in Systeeminstellingen, Privacy en beveiliging, en start hem opnieuw.';
  }
  if (/Windows/.test(userAgent)) {
    return 'Sta bureaublad-apps toe in Instellingen, Privacy en beveiliging, en probeer het opnieuw.';
  }
  return 'Open in de instellingen van het apparaat de rechten van de browser en probeer het opnieuw.';
}

/** Errors that can occur before the call: of the browser, its devices and the page. */
export const earlyErrors = {
  'insecure-context': () => ({
    title: 'Deze pagina is niet beveiligd.',
    advice:
      'De browser staat hier geen camera of microfoon toe. Open het adres dat met ‘https’ begint, of meld dit aan het kantoor.',
  }),
  'secret-unsupported': () => ({
    title: 'Deze browser kan niet versleutelen met het geheim van deze afspraak.',
    advice: 'Open deze link in een recente versie van Chrome of Edge.',
  }),
  'secret-invalid': () => ({
    title: 'Het geheim van deze afspraak is onvolledig.',
    advice:
      'Open de volledige link die u van het kantoor hebt gekregen, of vraag het kantoor die opnieuw te sturen.',
  }),
  'browser-unsupported': () => ({
    title: 'Met deze browser kunt u geen videogesprek voeren.',
    advice:
      'Werk de browser bij, of open deze link in een recente versie van Chrome, Edge, Firefox of Safari.',
  }),
  'camera-not-found': () => ({
    title: 'Er is geen camera gevonden.',
    advice: 'Sluit een camera aan en zet die hier weer aan, of neem alleen met geluid deel aan de afspraak.',
  }),
  'microphone-not-found': () => ({
    title: 'Er is geen microfoon gevonden.',
    advice:
      'Sluit een microfoon of headset aan en zet die hier weer aan. Zonder microfoon bent u wel te zien, maar niet te horen.',
  }),
  'permission-denied': (facts: ErrorFacts) => ({
    title: `De toegang tot ${deviceName[of(facts)]} is geweigerd.`,
    advice: permissionSteps(navigator.userAgent),
  }),
  'frame-not-allowed': () => ({
    title: 'De pagina rond dit videogesprek staat geen camera of microfoon toe.',
    advice:
      'Dit ligt aan de website, niet aan u. Vraag het kantoor om een rechtstreekse link naar de ruimte.',
  }),
  'device-in-use': (facts: ErrorFacts) => ({
    title: `${yourDevice[of(facts)]} ${of(facts) === 'both' ? 'worden' : 'wordt'} door een andere app gebruikt.`,
    advice: 'Sluit die app en probeer het opnieuw.',
  }),
  'device-failed': (facts: ErrorFacts) => ({
    title: `${yourDevice[of(facts)]} ${of(facts) === 'both' ? 'konden' : 'kon'} niet worden gestart.`,
    advice: 'Kies een ander apparaat in de lijst, of koppel dit apparaat los en sluit het opnieuw aan.',
  }),
  'system-denied': (facts: ErrorFacts) => ({
    title: `Het systeem weigert de browser toegang tot ${deviceName[of(facts)]}.`,
    advice: systemSteps(navigator.userAgent),
  }),
  'device-muted': (facts: ErrorFacts) => ({
    title: `${yourDevice[of(facts)]} ${of(facts) === 'both' ? 'zenden' : 'zendt'} niets uit.`,
    advice:
      'Het systeem houdt het signaal tegen: een knop van de headset, een toets of een telefoongesprek. Het komt vanzelf terug.',
  }),
  'name-missing': () => ({
    title: 'Uw naam ontbreekt nog.',
    advice: 'Vul uw naam in en ga daarna de ruimte binnen.',
  }),
  'consent-missing': () => ({
    title: 'Uw akkoord ontbreekt.',
    advice: 'Vink aan of vul in wat het kantoor vraagt en ga daarna naar binnen.',
  }),
  'room-missing': () => ({
    title: 'Deze pagina zegt niet om welke afspraak het gaat.',
    advice: 'Dit ligt aan de website, niet aan u. Probeer het later opnieuw of bel het kantoor.',
  }),
  'endpoint-missing': () => ({
    title: 'Deze ruimte is nog niet met het kantoor verbonden.',
    advice: 'Dit ligt aan de website, niet aan u. Probeer het later opnieuw of bel het kantoor.',
  }),
} satisfies ErrorTexts;

import type { ErrorCode, ErrorFacts } from '../../error.ts';
import { earlyErrors } from './errors.ts';
import { type ErrorText, type ErrorTexts, lobbyErrors, lobbyMessages } from './lobby.ts';
import { pictureNames } from './pictures.ts';

const locale = 'fr';
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
  if (!seconds) return 'Patientez un instant, puis réessayez.';
  const wait =
    seconds < 60 ? `${seconds} seconde${seconds === 1 ? '' : 's'}` : `${Math.ceil(seconds / 60)} min`;
  return `Réessayez dans ${wait}.`;
}

function inMinutes(minutes: number): string {
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The firm's page or server is at fault; the person can only contact the firm. */
const firmsFault = 'Le problème vient du site, pas de vous. Réessayez plus tard ou appelez le cabinet.';

const errors = {
  'sdk-unreachable': () => ({
    title: 'La visioconférence n’a pas pu se charger.',
    advice:
      'Vérifiez votre connexion à Internet, puis réessayez. Un bloqueur de contenu peut aussi en être la cause.',
  }),
  'endpoint-missing': () => ({
    title: 'Cette salle n’est pas encore reliée au cabinet.',
    advice: firmsFault,
  }),
  'endpoint-unreachable': () => ({
    title: 'Le site du cabinet ne répond pas.',
    advice: 'Vérifiez votre connexion à Internet, puis réessayez.',
  }),
  'endpoint-timeout': () => ({
    title: 'Le site du cabinet met trop de temps à répondre.',
    advice: 'Votre connexion est peut-être lente. Réessayez dans un instant.',
  }),
  'endpoint-not-json': () => ({
    title: 'Le site du cabinet a répondu par une page inattendue.',
    advice: firmsFault,
  }),
  'endpoint-malformed': () => ({
    title: 'La réponse du site est arrivée incomplète.',
    advice: 'Réessayez. Si cela se répète, appelez le cabinet.',
  }),
  'endpoint-too-large': () => ({ title: 'La réponse du site n’est pas celle attendue.', advice: firmsFault }),
  'endpoint-invalid': () => ({ title: 'La réponse du site n’est pas celle attendue.', advice: firmsFault }),
  'endpoint-blocked': () => ({
    title: 'Le site du cabinet a bloqué la demande d’entrée.',
    advice: `Votre lien n’est pas en cause. ${firmsFault}`,
  }),
  'endpoint-not-found': () => ({
    title: 'Le site du cabinet ne trouve pas la visioconférence.',
    advice: `Votre lien n’est pas en cause. ${firmsFault}`,
  }),
  'gateway-failed': ({ retryAfter }) => ({
    title: 'Le serveur du cabinet n’a pas pu être joint.',
    advice: `Un intermédiaire a répondu à sa place, du site ou de votre réseau. ${inSeconds(retryAfter)}`,
  }),
  'network-blocked': () => ({
    title: 'Votre réseau demande d’abord une autorisation.',
    advice:
      'Ouvrez un autre site pour vous y connecter, ou choisissez un autre réseau, puis réessayez. Le cabinet n’y est pour rien.',
  }),
  unauthorized: () => ({
    title: 'Ce lien ne donne pas accès à la salle.',
    advice:
      'Ouvrez le lien reçu du cabinet, dans le navigateur où vous l’avez ouvert la première fois, ou demandez-en un nouveau.',
  }),
  refused: ({ message }) => ({
    title: 'Votre entrée n’a pas été acceptée.',
    advice: message ?? 'Appelez le cabinet pour en connaître la raison.',
  }),
  'room-not-found': () => ({
    title: 'Ce rendez‑vous est introuvable.',
    advice: 'Vérifiez le lien reçu, ou demandez au cabinet de vous le renvoyer.',
  }),
  'not-open-yet': ({ opensAt }) => ({
    title: 'La salle n’est pas encore ouverte.',
    advice: opensAt ? `Elle ouvrira ${time.format(opensAt)}.` : 'Revenez à l’heure du rendez‑vous.',
  }),
  closed: () => ({
    title: 'Ce rendez‑vous est terminé.',
    advice: 'Pour en prendre un autre, contactez le cabinet.',
  }),
  'room-full': () => ({
    title: 'La salle est complète.',
    advice: 'Attendez que quelqu’un en sorte, puis réessayez, ou appelez le cabinet.',
  }),
  'rate-limited': ({ retryAfter }) => ({
    title: 'Trop de demandes en peu de temps.',
    advice: inSeconds(retryAfter),
  }),
  'server-error': ({ retryAfter }) => ({
    title: 'Le site du cabinet rencontre un problème.',
    advice: `${inSeconds(retryAfter)} Si cela dure, appelez le cabinet.`,
  }),
  'token-expired': () => ({
    title: 'Votre autorisation d’entrer a expiré.',
    advice: 'Réessayez\u00a0: une nouvelle vous sera donnée.',
  }),
  'token-invalid': () => ({ title: 'Votre autorisation d’entrer n’a pas été reconnue.', advice: firmsFault }),
  'session-mismatch': () => ({ title: 'Votre autorisation vaut pour une autre salle.', advice: firmsFault }),
  'signalling-unreachable': () => ({
    title: 'La salle n’a pas pu être jointe.',
    advice:
      'Vérifiez votre connexion à Internet. Un réseau d’entreprise ou un VPN peut bloquer la visioconférence.',
  }),
  'connection-lost': () => ({
    title: 'La connexion a été perdue.',
    advice: 'Vérifiez votre connexion à Internet, puis rejoignez de nouveau la salle.',
  }),
  'media-failed': () => ({
    title: 'Le son et l’image n’ont pas pu être transmis.',
    advice:
      'Réessayez. Un réseau d’entreprise ou un VPN peut bloquer la visioconférence\u00a0: essayez sans, ou avec un autre réseau.',
  }),
  removed: ({ message }) => ({
    title: 'L’hôte vous a retiré de la salle.',
    advice: message ?? 'Pour en connaître la raison, appelez le cabinet.',
  }),
  'not-connected': () => ({ title: 'Vous n’êtes pas dans la salle.', advice: 'Rejoignez-la d’abord.' }),
  'not-allowed': () => ({ title: 'Cette action ne vous est pas ouverte.', advice: 'Demandez-la à l’hôte.' }),
  'breakout-impossible': () => ({
    title: 'L’aparté n’est pas possible dans cet appel.',
    advice:
      'Le son et l’image passent par un serveur, qui les enverrait aussi aux personnes en attente. Parlez-vous hors de la salle.',
  }),
  'screen-unsupported': () => ({
    title: 'Cet appareil ne permet pas de montrer son écran.',
    advice: 'Ouvrez la salle sur un ordinateur, dans une version récente de Chrome, Edge, Firefox ou Safari.',
  }),
  'screen-failed': () => ({
    title: 'L’écran n’a pas pu être partagé.',
    advice:
      'Réessayez. Sur Mac, autorisez d’abord le navigateur dans Réglages Système, Confidentialité et sécurité, Enregistrement de l’écran.',
  }),
  'sending-suspended': () => ({
    title: 'Rien n’est envoyé de chez vous pour l’instant.',
    advice: 'Lisez pourquoi, puis décidez\u00a0: l’envoi reprendra si vous l’acceptez.',
  }),
  'message-invalid': () => ({
    title: 'Ce message ne peut pas partir.',
    advice: 'Un message a de 1 à 20\u00a0000 caractères.',
  }),
  aborted: () => ({
    title: 'L’entrée a été annulée.',
    advice: 'Vous pouvez rejoindre la salle quand vous le voulez.',
  }),
} satisfies ErrorTexts;

/** Every error code has its text; a missing one is a compile error. */
const allErrors: Record<ErrorCode, (facts: ErrorFacts) => ErrorText> = {
  ...lobbyErrors,
  ...earlyErrors,
  ...errors,
};

/** French words of everything after the press on *Rejoindre*. */
export const callMessages = {
  ...lobbyMessages,
  errors: allErrors,
  pictures: pictureNames,
  /** Formats a time of day, with seconds for a measurement. Takes milliseconds since the epoch. */
  timeOf: (at: number) => clock.format(at),
  secondOf: (at: number) => seconds.format(at),
  listOf: (names: readonly string[]) => list.format(names),
  requesting: 'Demande d’accès au cabinet…',
  retryIn: (duration: string) => `Nouvel essai dans ${duration}.`,
  connecting: 'Connexion à la salle…',
  waitingTitle: 'Vous êtes dans la salle d’attente',
  waitingText: 'On vous fera entrer dès que possible. Vous pouvez laisser cette page ouverte.',
  earlyTitle: 'La salle n’est pas encore ouverte',
  opensAt: (date: Date) =>
    `Elle ouvrira ${time.format(date)}. Laissez cette page ouverte\u00a0: vous entrerez sans rien faire.`,
  waitingSince: (minutes: number) => (minutes < 1 ? 'Depuis un instant' : `Depuis ${minutes} min`),
  planned: (startsAt: Date, late: number) =>
    late < 1
      ? `Rendez‑vous prévu à ${clock.format(startsAt)}.`
      : `Rendez‑vous prévu à ${clock.format(startsAt)}. Il a ${inMinutes(late)} de retard.`,
  startedLate: (late: number) => `commencé avec ${inMinutes(late)} de retard`,
  reconnecting: 'Connexion interrompue. Nous la rétablissons…',
  alone: 'Vous êtes seul dans la salle.',
  onlyObservers: 'Personne à voir ni à entendre ici\u00a0: ceux qui sont là observent.',
  onlyObserversHint: 'Leurs noms sont dans la liste des participants.',
  aloneHint: 'Votre interlocuteur apparaîtra ici dès son arrivée.',
  you: 'Vous',
  toolbar: 'Commandes de l’appel',
  stage: 'Appel',
  leave: 'Quitter',
  selfView: 'Votre image',
  moveSelfView: 'Déplacer votre image',
  isMuted: 'micro coupé',
  cameraIsOffOf: 'caméra éteinte',
  isSpeaking: 'parle',
  isStalled: 'L’image est interrompue',
  guest: 'Invité',
  settings: 'Réglages',
  people: 'Participants',
  sameName: 'numéroté ici\u00a0: d’autres ont le même nom',
  host: 'hôte',
  observer: 'observe sans être vu ni entendu',
  guestsWaiting: (count: number) => (count === 1 ? '1 personne attend' : `${count} personnes attendent`),
  invitedAs: (name: string) => `invité sous le nom de ${name}`,
  notifyMe: 'Me prévenir',
  notifyHint: 'Une notification du système vous dira que quelqu’un attend, sans son nom.',
  notification: {
    title: 'Quelqu’un attend à l’entrée',
    text: 'Ouvrez la visioconférence pour faire entrer cette personne.',
  },
  admit: 'Faire entrer',
  admitName: (name: string) => `Faire entrer ${name}`,
  admitAll: 'Faire entrer tout le monde',
  refuse: 'Refuser',
  refuseName: (name: string) => `Refuser l’entrée à ${name}`,
  mute: 'Couper le micro',
  muteName: (name: string) => `Couper le micro de ${name}`,
  muteAll: 'Couper tous les micros',
  remove: 'Retirer',
  removeName: (name: string) => `Retirer ${name} de la salle`,
  lock: 'Verrouiller la salle',
  endForAll: 'Terminer pour tous',
  breakout: {
    title: 'Aparté',
    hint: 'Cochez avec qui vous continuez à parler. Les autres seront mis en attente, sans son ni image.',
    nobody: 'Cochez au moins une personne.',
    begin: 'Commencer un aparté',
    end: 'Mettre fin à l’aparté',
    member: 'en aparté',
    onHold: 'en attente',
    among: (names: string) => `En aparté avec ${names}`,
    amongText: 'Les autres sont en attente\u00a0: ils ne vous voient pas et ne vous entendent pas.',
    onHoldTitle: 'Vous êtes en attente',
    onHoldText:
      'L’hôte s’entretient en aparté. Vous l’entendrez et le verrez de nouveau ici, sans rien faire.',
    onHoldMedia: 'D’ici là, personne ne vous voit ni ne vous entend.',
    over: 'L’aparté est terminé. Tout le monde vous voit et vous entend de nouveau.',
    overMuted:
      'L’hôte de l’aparté est parti, l’aparté est donc terminé. Votre micro et votre caméra ont été coupés\u00a0: rétablissez-les quand vous voulez parler à tous.',
  },
  reason: 'Raison (facultative, elle sera lue)',
  questions: {
    remove: (name: string) => ({
      title: `Retirer ${name} de la salle ?`,
      text: 'Cette personne sera prévenue et ne pourra pas revenir avec le même lien.',
    }),
    refuse: (name: string) => ({
      title: `Refuser l’entrée à ${name} ?`,
      text: 'Cette personne sera prévenue.',
    }),
    end: {
      title: 'Terminer le rendez‑vous pour tous ?',
      text: 'Chacun quittera la salle, et personne ne pourra y revenir.',
    },
  },
  close: 'Fermer',
  muted: 'Votre micro a été coupé. Vous pouvez le rétablir quand vous voulez parler.',
  mutedByHost: 'L’hôte a coupé votre micro. Vous pouvez le rétablir quand vous voulez parler.',
  ending: (minutes: number) =>
    minutes === 1
      ? 'Le rendez‑vous se termine dans 1 minute.'
      : `Le rendez‑vous se termine dans ${minutes} minutes.`,
  deviceLost: {
    camera: 'Votre caméra a été débranchée. Rebranchez-la ou choisissez-en une autre dans les réglages.',
    microphone: 'Votre micro a été débranché. Rebranchez-le ou choisissez-en un autre dans les réglages.',
  },
  deviceReplaced: (label: string) => `Un appareil a été débranché. Remplaçant\u00a0: ${label}.`,
  devicePlugged: (label: string) => `Nouvel appareil\u00a0: ${label}.`,
  useDevice: 'Utiliser',
  participants: (count: number) => (count < 2 ? '1 personne' : `${count} personnes`),
  /** People for whom the stage has no room. */
  others: (count: number) => (count === 1 ? '1 autre personne' : `${count} autres personnes`),
  elapsed: 'Durée de l’appel',
  ended: {
    left: 'Vous avez quitté la salle.',
    ended: 'Le rendez‑vous est terminé.',
    removed: 'L’hôte vous a retiré de la salle.',
    lost: 'La connexion a été perdue.',
  },
  endedDuration: (minutes: number) =>
    minutes < 1 ? 'L’appel a duré moins d’une minute.' : `L’appel a duré ${minutes} min.`,
  endedFreed: 'Votre caméra et votre micro sont fermés.',
  callFirm: 'Appeler le cabinet\u00a0:',
  comeBack: 'Revenir dans la salle',
  back: 'Retour',
  security: {
    title: 'Confidentialité de l’appel',
    button: 'Voir les mesures',
    levels: {
      verifying: 'Vérification en cours…',
      'end-to-end-verified': 'Chiffré de bout en bout · vérifié',
      'end-to-end-attested': 'Chiffré de bout en bout · attesté par le cabinet',
      'end-to-end': 'Chiffré d’un navigateur à l’autre · à vérifier',
      'end-to-end-secret': 'Chiffré de bout en bout · secret partagé',
      'to-media-server': 'Chiffré jusqu’au serveur',
      unverifiable: 'Une personne ne peut pas être vérifiée',
      unprotected: 'Appel non protégé',
    },
    meanings: {
      verifying:
        'Rien n’est encore mesuré, ou pas assez pour conclure. N’échangez rien de confidentiel avant la fin de la vérification.',
      'end-to-end-verified':
        'Seuls vos appareils ont les clés, et vous avez comparé le code\u00a0: personne n’est entre vous.',
      'end-to-end-attested':
        'Le son et l’image sont chiffrés d’un navigateur à l’autre, et le serveur du cabinet atteste à qui sont les clés\u00a0: le prestataire de visioconférence ne peut pas s’interposer seul. Il faut se fier au cabinet pour cela\u00a0; comparer le code le montre sans la parole de personne.',
      'end-to-end':
        'Le son et l’image sont chiffrés d’un navigateur à l’autre (DTLS-SRTP), avec des clés qui changent à chaque appel et ne sont gardées nulle part. Que ces clés sont bien celles de la personne à qui vous parlez, seule la comparaison du code le montre.',
      'end-to-end-secret':
        'Le son et l’image passent par le serveur du prestataire, qui n’a pas le secret pour les lire.',
      'to-media-server':
        'Le son et l’image sont chiffrés jusqu’au serveur du prestataire, qui les rechiffre pour chacun\u00a0: ce n’est pas de bout en bout.',
      unverifiable:
        'Le logiciel d’une personne n’annonce pas de certificat\u00a0: la liaison est chiffrée, mais seul le prestataire dit avec qui. Le code ne peut pas être comparé.',
      unprotected:
        'Une liaison n’est pas chiffrée comme promis. Ne dites rien de confidentiel\u00a0: quittez la salle et appelez le cabinet par téléphone.',
    },
    unknownReceiver:
      'Quelqu’un qui n’est pas dans la salle a demandé à recevoir le son et l’image. Rien ne lui a été envoyé.',
    refused:
      'Au moins une liaison a été refusée avant tout son et toute image\u00a0: son certificat manquait, était double ou avait changé. Quelqu’un essaie peut-être de s’interposer.',
    alone: 'Vous êtes seul\u00a0: il n’y a encore rien à mesurer.',
    secret: {
      pending: 'Secret partagé\u00a0: en attente de l’autre personne.',
      matched: 'Secret partagé\u00a0: le même de part et d’autre.',
      mismatched:
        'Secret partagé\u00a0: l’autre personne n’a pas le même. Vous ne pouvez ni la voir ni l’entendre\u00a0: rouvrez tous deux le lien du rendez‑vous.',
    },
    fallen: (level: string) => `Attention\u00a0: la protection de l’appel a baissé. ${level}.`,
    measuredAt: (time: string) => `Mesuré à ${time}`,
    notReported: 'non indiqué par ce navigateur',
    sends: (name: string) => `Envoi à\u00a0: ${name}`,
    receives: (name: string) => `Réception de\u00a0: ${name}`,
    mediaServer: 'serveur du prestataire',
    unknownPerson: 'personne inconnue',
    facts: {
      key: 'Accord sur les clés',
      cipher: 'Chiffrement de l’accord',
      media: 'Chiffrement du son et de l’image',
      route: 'Trajet',
    },
    dtls: { '1.3': 'DTLS 1.3', '1.2': 'DTLS 1.2', 'below-1.2': 'DTLS antérieur à 1.2' },
    strength: {
      stronger: 'mieux que promis',
      equal: 'comme promis\u00a0: AES 128 bits, HMAC-SHA1',
      weaker: 'moins que promis',
      'not-reported': 'non comparable à la promesse',
    },
    route: {
      direct: 'direct, d’un appareil à l’autre',
      relay: 'par un relais TURN, qui n’a pas les clés',
    },
  },
  report: {
    sheet: 'Fiche de confidentialité et rapport',
    coming: 'La fiche arrive…',
    what: 'Le rapport dit ce que cet appareil a mesuré. Il ne contient ni nom, ni message, ni adresse.',
    save: 'Enregistrer le rapport de confidentialité',
    print: 'Imprimer',
    data: 'Enregistrer les données (JSON)',
  },
  attestation: {
    cut: (other: string) => `${other} ne vous voit pas et ne vous entend pas.`,
    missingMark: 'non attesté par le cabinet',
    typed: 'nom non vérifié',
    device: 'autre appareil',
    title: 'Non attestés par le cabinet',
    unattested: (name: string) =>
      `${name}\u00a0: le cabinet n’atteste pas cette connexion. Rien ne lui est envoyé, et rien de sa part n’est montré.`,
    hidden: (other: string, name: string) =>
      `${other} est aussi en relation avec ${name}, que vous ne voyez pas.`,
    missing: (other: string, name: string) => `${other} ne voit pas ${name}, que vous voyez.`,
    alone: 'Quelqu’un est connecté, que le cabinet n’atteste pas.',
    aloneHint: 'Rien ne lui est envoyé. Si c’est la personne attendue, demandez-lui de rouvrir son lien.',
    ending:
      'Cet appareil n’arrive plus à joindre le cabinet. Dans quelques minutes, les autres ne vous verront et ne vous entendront plus\u00a0: vérifiez votre connexion, ou rouvrez le lien du rendez‑vous.',
  },
  code: {
    title: (name: string) => `Êtes-vous bien seul avec ${name}\u00a0?`,
    how: 'Chacun lit sa ligne à voix haute, puis touche celle que l’autre lui lit. Si chacun la trouve, personne n’est placé entre vous.',
    own: 'Lisez cette ligne',
    choose: (name: string) => `Touchez la ligne que ${name} vous lit`,
    none: 'Aucune de ces lignes',
    waiting: (name: string) =>
      `En attente de ${name}\u00a0: demandez-lui de toucher aussi le bouclier en haut de l’appel.`,
    wanted: (name: string) => `${name} vous propose de comparer.`,
    begin: 'Comparer',
    again: 'Comparer de nouveau',
    noLine: (name: string) => `La ligne privée avec ${name} s’établit…`,
    lineUnavailable: (name: string) =>
      `Aucune ligne privée ne s’établit avec ${name}\u00a0: la comparaison n’est pas possible pour l’instant.`,
    confirmed: (name: string) => `Comparé\u00a0: personne n’est entre vous et ${name}.`,
    returned: (name: string) => `${name} est parti\u00a0; quelqu’un du même nom est là, pas encore comparé.`,
    attempts: (count: number) =>
      count === 1
        ? 'Une comparaison n’a pas abouti.'
        : `${count} comparaisons n’ont pas abouti. Si cela se répète, quelqu’un cherche peut-être à deviner le code\u00a0: appelez par téléphone.`,
    causes: {
      mismatch: (name: string) => `Vous n’avez pas entendu la bonne ligne de ${name}.`,
      told: (name: string) => `${name} n’a pas entendu la bonne ligne.`,
      certificate: (name: string) => `La clé annoncée au nom de ${name} a changé pendant l’appel.`,
      failed: (name: string) => `Ce qui est arrivé au nom de ${name} pendant la comparaison a été falsifié.`,
    },
    undo: 'Si c’était une erreur, comparez de nouveau\u00a0: il faut que vous confirmiez tous les deux le même code.',
  },
  chat: {
    title: 'Messages',
    private:
      'Ils passent par une ligne privée, chiffrée d’un navigateur à l’autre, et disparaissent avec l’appel.',
    nobody: 'Personne ne peut encore vous lire.',
    noLine: (names: string) =>
      `Aucune ligne privée ne s’établit avec ${names}. Vos messages attendent\u00a0; ils ne sont envoyés par aucun autre chemin.`,
    direct: 'Ouvrir une ligne directe',
    directHint:
      'Elle montrerait votre adresse IP à cette personne. Il faut que vous l’ouvriez tous les deux.',
    field: 'Votre message',
    send: 'Envoyer',
    unread: (count: number) => (count === 1 ? '1 message non lu' : `${count} messages non lus`),
    sending: 'En cours d’envoi…',
    withheld: (names: string) => `Non remis à ${names}.`,
    fault: (name: string) =>
      `Un envoi au nom de ${name} a été écarté\u00a0: il a été altéré, répété ou injecté en chemin.`,
    times: (count: number) => `(${count} fois)`,
  },
  sendPolicy: {
    suspended: 'Votre micro et votre caméra sont retenus.',
    why: 'Pourquoi\u00a0?',
    verifying: 'Votre micro et votre caméra attendent que la liaison soit vérifiée.',
    level: (level: string) => ({
      title: 'La protection n’est pas celle qui est exigée',
      text: `État mesuré\u00a0: ${level}. Rien n’est envoyé. Vous pouvez attendre qu’elle revienne, quitter la salle, ou continuer malgré tout.`,
    }),
    toAttest: {
      title: 'Le cabinet n’atteste pas tout le monde',
      text: 'Ce rendez‑vous exige que le cabinet atteste les clés de chacun. Attendez, ou comparez le code avec l’autre personne\u00a0: pour que vous puissiez le lire, votre voix seule lui sera envoyée\u00a0; ni image ni message.',
    },
    unattested: (name: string) => ({
      title: 'Une connexion n’est pas attestée par le cabinet',
      text: `Le serveur du prestataire transmettrait aussi votre son et votre image à une connexion au nom de ${name}, que le cabinet n’atteste pas. Rien n’est envoyé tant qu’elle est là.`,
    }),
    toCompare: {
      title: 'Comparez d’abord le code',
      text: 'Ce rendez‑vous exige que vous compariez le code avec l’autre personne. Pour que vous puissiez le lire, votre voix seule lui sera envoyée\u00a0; ni image ni message avant d’avoir comparé.',
    },
    compare: 'Comparer de vive voix',
    soundOnly: 'Votre voix seule est envoyée, le temps de comparer.',
    mismatch: {
      title: 'Quelqu’un peut se trouver entre vous',
      text: (cause: string) =>
        `${cause} Tout envoi est arrêté de votre côté, à tous. Quittez la salle et appelez par téléphone.`,
    },
    reported: (count: number) => `Signalé ${count} fois.`,
    returned: (name: string) => ({
      title: `Est-ce bien ${name}\u00a0?`,
      text: `${name} est parti\u00a0; quelqu’un du même nom est là, pas encore comparé. Rien n’est envoyé tant que vous ne l’acceptez pas.`,
    }),
    tooManyParticipants: (expected: number) => ({
      title: 'Plus de monde que prévu',
      text: `Ce rendez‑vous est prévu pour ${expected === 1 ? 'une personne' : `${expected} personnes`}. Voyez qui est là avant de continuer. Rien n’est envoyé d’ici là.`,
    }),
    duplicateIdentity: (name: string) => ({
      title: `${name} est présent deux fois`,
      text: 'Le même accès sert dans deux connexions. Demandez à cette personne si c’est bien elle. Rien n’est envoyé d’ici là.',
    }),
    unknownReceiver: (count: number) => ({
      title: 'Quelqu’un d’inconnu veut recevoir cet appel',
      text: `${count === 1 ? 'Une liaison' : `${count} liaisons`} mène à quelqu’un qui n’est pas dans la salle. Rien ne lui a été envoyé, et rien n’est envoyé à personne d’ici votre décision. Le plus sûr\u00a0: quittez la salle et appelez par téléphone.`,
    }),
    unverifiable: (name: string) => ({
      title: `${name} ne peut pas être vérifié`,
      text: 'Cette personne utilise un autre logiciel\u00a0: seul le prestataire dit que c’est elle. Rien ne lui est envoyé tant que vous ne l’acceptez pas.',
    }),
    recording: {
      title: 'Un enregistrement a commencé',
      text: 'L’appel est enregistré chez le prestataire. Votre micro et votre caméra sont retenus jusqu’à votre accord.',
    },
    accept: 'Continuer malgré tout',
    consent: 'J’accepte d’être enregistré',
    look: 'Voir le détail',
    people: 'Voir qui est là',
  },
  recordingOn: 'Enregistrement en cours',
  privacyScreen: {
    button: 'Pause',
    hint: 'Coupe votre son et votre image et couvre l’écran',
    title: 'Pause confidentielle',
    text: 'Personne ne vous voit ni ne vous entend, et rien de l’appel ne se voit ni ne s’entend ici.',
    back: 'Reprendre l’appel',
  },
  screen: {
    label: 'Écran',
    start: 'Partager l’écran',
    stop: 'Arrêter le partage d’écran',
    on: 'Vous partagez votre écran.',
    end: 'Arrêter',
    of: (name: string) => `Écran de ${name}`,
  },
  fullScreen: { start: 'Plein écran', stop: 'Quitter le plein écran' },
  pictureInPicture: 'Image incrustée',
  quality: {
    poor: 'Connexion faible',
    advice: 'Votre connexion est faible. Éteignez votre caméra pour garder un bon son.',
    better: 'La connexion est de nouveau suffisante.',
  },
  sound: {
    blocked: 'Votre navigateur bloque le son.',
    play: 'Activer le son',
    hint: 'Votre navigateur bloque le son. Appuyez n’importe où dans l’appel pour l’activer.',
    back: 'Le son est activé.',
  },
  shortcuts: {
    title: 'Raccourcis clavier',
    use: 'Utiliser une touche par commande',
    hint: 'Une lettre seule, quand la visioconférence a le focus et que vous n’écrivez pas. Vide\u00a0: aucune.',
    taken: (label: string) => `Cette lettre est déjà celle de «\u00a0${label}\u00a0».`,
  },
  announce: {
    muted: (name: string) => `${name} a coupé son micro.`,
    unmuted: (name: string) => `${name} a rétabli son micro.`,
    sharing: (name: string) => `${name} partage son écran.`,
    sharingOver: (name: string) => `${name} ne partage plus son écran.`,
    message: (name: string) => `Nouveau message de ${name}.`,
    recording: 'L’appel est enregistré.',
    joined: (name: string) => `${name} est entré dans la salle.`,
    left: (name: string) => `${name} a quitté la salle.`,
    connected: 'Vous êtes dans la salle.',
    waiting: (name: string) => `${name} attend à l’entrée.`,
  },
};

export type CallMessages = typeof callMessages;

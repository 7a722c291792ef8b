import type { ErrorCode, ErrorFacts } from '../../error.ts';
import type { CallMessages, ErrorText, ErrorTexts } from '../messages.ts';
import { earlyErrors } from './errors.ts';
import { lobbyErrors, lobbyMessages } from './lobby.ts';
import { pictureNames } from './pictures.ts';

const locale = 'en-GB';
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

function inSeconds(count: number | undefined): string {
  if (!count) return 'Wait a moment, then try again.';
  if (count < 60) return `Try again in ${count === 1 ? '1 second' : `${count} seconds`}.`;
  return `Try again in ${Math.ceil(count / 60)} min.`;
}

function inMinutes(minutes: number): string {
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The firm's page or server is at fault; the person can only contact the firm. */
const firmsFault = 'The website is at fault, not you. Try again later or call the firm.';

const errors = {
  'sdk-unreachable': () => ({
    title: 'The video call could not be loaded.',
    advice: 'Check your Internet connection, then try again. A content blocker can also be the cause.',
  }),
  'endpoint-missing': () => ({ title: 'This room is not yet connected to the firm.', advice: firmsFault }),
  'endpoint-unreachable': () => ({
    title: 'The firm’s website does not answer.',
    advice: 'Check your Internet connection, then try again.',
  }),
  'endpoint-timeout': () => ({
    title: 'The firm’s website takes too long to answer.',
    advice: 'Your connection may be slow. Try again in a moment.',
  }),
  'endpoint-not-json': () => ({
    title: 'The firm’s website answered with an unexpected page.',
    advice: firmsFault,
  }),
  'endpoint-malformed': () => ({
    title: 'The website’s answer arrived incomplete.',
    advice: 'Try again. If it happens again, call the firm.',
  }),
  'endpoint-too-large': () => ({
    title: 'The website’s answer is not the expected one.',
    advice: firmsFault,
  }),
  'endpoint-invalid': () => ({ title: 'The website’s answer is not the expected one.', advice: firmsFault }),
  'endpoint-blocked': () => ({
    title: 'The firm’s website has blocked the request for access.',
    advice: `Your link is not the cause. ${firmsFault}`,
  }),
  'endpoint-not-found': () => ({
    title: 'The firm’s website cannot find the video service.',
    advice: `Your link is not the cause. ${firmsFault}`,
  }),
  'gateway-failed': ({ retryAfter }) => ({
    title: 'The firm’s server could not be reached.',
    advice: `Something in between has answered in its place, at the website or in your network. ${inSeconds(retryAfter)}`,
  }),
  'network-blocked': () => ({
    title: 'Your network asks for a permission first.',
    advice:
      'Open another website to sign in to the network, or choose another network, then try again. The firm is not the cause.',
  }),
  unauthorized: () => ({
    title: 'This link does not open the room.',
    advice:
      'Open the link that the firm sent you, in the browser where you first opened it, or ask for a new one.',
  }),
  refused: ({ message }) => ({
    title: 'You were not let in.',
    advice: message ?? 'Call the firm to learn why.',
  }),
  'room-not-found': () => ({
    title: 'This appointment cannot be found.',
    advice: 'Check the link you received, or ask the firm to send it again.',
  }),
  'not-open-yet': ({ opensAt }) => ({
    title: 'The room is not open yet.',
    advice: opensAt ? `It opens on ${time.format(opensAt)}.` : 'Come back at the time of the appointment.',
  }),
  closed: () => ({
    title: 'This appointment is over.',
    advice: 'To make another one, contact the firm.',
  }),
  'room-full': () => ({
    title: 'The room is full.',
    advice: 'Wait until somebody leaves, then try again, or call the firm.',
  }),
  'rate-limited': ({ retryAfter }) => ({
    title: 'Too many requests in a short time.',
    advice: inSeconds(retryAfter),
  }),
  'server-error': ({ retryAfter }) => ({
    title: 'The firm’s website has a problem.',
    advice: `${inSeconds(retryAfter)} If it lasts, call the firm.`,
  }),
  'token-expired': () => ({
    title: 'Your permission to enter has expired.',
    advice: 'Try again: you will be given a new one.',
  }),
  'token-invalid': () => ({ title: 'Your permission to enter was not recognised.', advice: firmsFault }),
  'session-mismatch': () => ({ title: 'Your permission is for another room.', advice: firmsFault }),
  'signalling-unreachable': () => ({
    title: 'The room could not be reached.',
    advice: 'Check your Internet connection. A company network or a VPN may block video calls.',
  }),
  'connection-lost': () => ({
    title: 'The connection was lost.',
    advice: 'Check your Internet connection, then join the room again.',
  }),
  'media-failed': () => ({
    title: 'Sound and picture could not be sent.',
    advice:
      'Try again. A company network or a VPN may block video calls: try without, or on another network.',
  }),
  removed: ({ message }) => ({
    title: 'The host has removed you from the room.',
    advice: message ?? 'To learn why, call the firm.',
  }),
  'not-connected': () => ({ title: 'You are not in the room.', advice: 'Join it first.' }),
  'not-allowed': () => ({ title: 'You cannot do this.', advice: 'Ask the host to do it.' }),
  'breakout-impossible': () => ({
    title: 'An aside is not possible in this call.',
    advice:
      'Sound and picture go through a server, which would send them to those on hold too. Talk outside the room.',
  }),
  'screen-unsupported': () => ({
    title: 'This device cannot show its screen.',
    advice: 'Open the room on a computer, in a recent version of Chrome, Edge, Firefox or Safari.',
  }),
  'screen-failed': () => ({
    title: 'The screen could not be shared.',
    advice:
      'Try again. On a Mac, first allow the browser in System Settings, Privacy & Security, Screen Recording.',
  }),
  'sending-suspended': () => ({
    title: 'Nothing is sent from your side for now.',
    advice: 'Read why, then decide: sending goes on when you accept it.',
  }),
  'message-invalid': () => ({
    title: 'This message cannot be sent.',
    advice: 'A message has 1 to 20,000 characters.',
  }),
  aborted: () => ({ title: 'Entering was cancelled.', advice: 'You can join the room whenever you want.' }),
} satisfies ErrorTexts;

/** Every error code has its text; a missing one is a compile error. */
const allErrors: Record<ErrorCode, (facts: ErrorFacts) => ErrorText> = {
  ...lobbyErrors,
  ...earlyErrors,
  ...errors,
};

/** English words of everything after the press on *Join*. */
export const callMessages: CallMessages = {
  ...lobbyMessages,
  errors: allErrors,
  pictures: pictureNames,
  timeOf: (at) => clock.format(at),
  secondOf: (at) => seconds.format(at),
  listOf: (names) => list.format(names),
  requesting: 'Asking the firm for access…',
  retryIn: (duration) => `Next attempt in ${duration}.`,
  connecting: 'Connecting to the room…',
  waitingTitle: 'You are in the waiting room',
  waitingText: 'You will be let in as soon as possible. You can leave this page open.',
  earlyTitle: 'The room is not open yet',
  opensAt: (date) =>
    `It opens on ${time.format(date)}. Leave this page open: you will enter without doing anything.`,
  waitingSince: (minutes) => (minutes < 1 ? 'For a moment' : `For ${minutes} min`),
  planned: (startsAt, late) =>
    late < 1
      ? `Appointment planned for ${clock.format(startsAt)}.`
      : `Appointment planned for ${clock.format(startsAt)}. It is ${inMinutes(late)} late.`,
  startedLate: (late) => `began ${inMinutes(late)} late`,
  reconnecting: 'Connection interrupted. We are restoring it…',
  alone: 'You are alone in the room.',
  onlyObservers: 'Nobody to see or hear here: those who are present observe.',
  onlyObserversHint: 'Their names are in the list of participants.',
  aloneHint: 'The other person will appear here on arrival.',
  you: 'You',
  toolbar: 'Call controls',
  stage: 'Call',
  leave: 'Leave',
  selfView: 'Your picture',
  moveSelfView: 'Move your picture',
  isMuted: 'muted',
  cameraIsOffOf: 'camera off',
  isSpeaking: 'speaking',
  isStalled: 'The picture is interrupted',
  guest: 'Guest',
  settings: 'Settings',
  people: 'Participants',
  sameName: 'numbered here: others have the same name',
  host: 'host',
  observer: 'observes, neither seen nor heard',
  guestsWaiting: (count) => (count === 1 ? '1 person is waiting' : `${count} people are waiting`),
  invitedAs: (name) => `invited under the name of ${name}`,
  notifyMe: 'Notify me',
  notifyHint: 'A system notification will tell you that somebody is waiting, without their name.',
  notification: {
    title: 'Somebody is waiting at the door',
    text: 'Open the video call to let this person in.',
  },
  admit: 'Let in',
  admitName: (name) => `Let in ${name}`,
  admitAll: 'Let everybody in',
  refuse: 'Refuse',
  refuseName: (name) => `Refuse entry to ${name}`,
  mute: 'Mute',
  muteName: (name) => `Mute ${name}`,
  muteAll: 'Mute everybody',
  remove: 'Remove',
  removeName: (name) => `Remove ${name} from the room`,
  lock: 'Lock the room',
  endForAll: 'End for everybody',
  breakout: {
    title: 'Aside',
    hint: 'Tick those with whom you go on talking. The others will be put on hold, without sound or picture.',
    nobody: 'Tick at least one person.',
    begin: 'Begin an aside',
    end: 'End the aside',
    member: 'in the aside',
    onHold: 'on hold',
    among: (names) => `Aside with ${names}`,
    amongText: 'The others are on hold: they neither see nor hear you.',
    onHoldTitle: 'You are on hold',
    onHoldText:
      'The host is talking in an aside. You will hear and see them again here, without doing anything.',
    onHoldMedia: 'Until then, nobody sees or hears you.',
    over: 'The aside is over. Everybody sees and hears you again.',
    overMuted:
      'The host of the aside has left, so the aside is over. Your microphone and camera were switched off: switch them on when you want to talk to everybody.',
  },
  reason: 'Reason (optional, it will be read)',
  questions: {
    remove: (name) => ({
      title: `Remove ${name} from the room?`,
      text: 'This person will be told, and cannot come back with the same link.',
    }),
    refuse: (name) => ({ title: `Refuse entry to ${name}?`, text: 'This person will be told.' }),
    end: {
      title: 'End the appointment for everybody?',
      text: 'Everybody will leave the room, and nobody can come back.',
    },
  },
  close: 'Close',
  muted: 'Your microphone was muted. You can turn it on again when you want to speak.',
  mutedByHost: 'The host has muted you. You can unmute yourself when you want to speak.',
  ending: (minutes) =>
    minutes === 1 ? 'The appointment ends in 1 minute.' : `The appointment ends in ${minutes} minutes.`,
  deviceLost: {
    camera: 'Your camera was unplugged. Plug it in again or choose another in the settings.',
    microphone: 'Your microphone was unplugged. Plug it in again or choose another in the settings.',
  },
  deviceReplaced: (label: string) => `A device was unplugged. Used instead: ${label}.`,
  devicePlugged: (label: string) => `New device: ${label}.`,
  useDevice: 'Use it',
  participants: (count) => (count === 1 ? '1 person' : `${count} people`),
  others: (count) => (count === 1 ? '1 other person' : `${count} other people`),
  elapsed: 'Duration of the call',
  ended: {
    left: 'You have left the room.',
    ended: 'The appointment is over.',
    removed: 'The host has removed you from the room.',
    lost: 'The connection was lost.',
  },
  endedDuration: (minutes) =>
    minutes < 1 ? 'The call lasted less than a minute.' : `The call lasted ${minutes} min.`,
  endedFreed: 'Your camera and microphone are closed.',
  callFirm: 'Call the firm:',
  comeBack: 'Return to the room',
  back: 'Back',
  security: {
    title: 'Confidentiality of the call',
    button: 'See the measurements',
    levels: {
      verifying: 'Verifying…',
      'end-to-end-verified': 'Encrypted end to end · verified',
      'end-to-end-attested': 'End-to-end encrypted · attested by the firm',
      'end-to-end': 'Encrypted from browser to browser · to be verified',
      'end-to-end-secret': 'Encrypted end to end · shared secret',
      'to-media-server': 'Encrypted as far as the server',
      unverifiable: 'One person cannot be verified',
      unprotected: 'Call not protected',
    },
    meanings: {
      verifying:
        'Nothing has been measured yet, or not enough to conclude. Say nothing confidential before the end of the verification.',
      'end-to-end-verified':
        'Only your devices have the keys, and you have compared the code: nobody is between you.',
      'end-to-end-attested':
        'Sound and picture are encrypted from one browser to the other, and the firm’s server attests whose keys these are: the video provider alone cannot stand between you. For that you rely on the firm; comparing the code shows it on nobody’s word.',
      'end-to-end':
        'Sound and picture are encrypted from browser to browser (DTLS-SRTP), with keys that change with each call and are kept nowhere. Only comparing the code shows that these keys are those of the person you are talking to.',
      'end-to-end-secret':
        'Sound and picture go through the provider’s server, which does not have the secret to read them.',
      'to-media-server':
        'Sound and picture are encrypted as far as the provider’s server, which encrypts them anew for everybody: this is not end to end.',
      unverifiable:
        'One person’s software announces no certificate: the connection is encrypted, but only the provider says with whom. The code cannot be compared.',
      unprotected:
        'A connection is not encrypted as promised. Say nothing confidential: leave the room and call the firm by telephone.',
    },
    unknownReceiver:
      'Somebody who is not in the room asked to receive sound and picture. Nothing was sent to them.',
    refused:
      'At least one connection was refused before any sound or picture: its certificate was missing, double or had changed. Somebody may be trying to come between you.',
    alone: 'You are alone: there is nothing to measure yet.',
    secret: {
      pending: 'Shared secret: waiting for the other person.',
      matched: 'Shared secret: the same at both ends.',
      mismatched:
        'Shared secret: the other person does not have the same. You can neither see nor hear them: both open the appointment’s link again.',
    },
    fallen: (level) => `Attention: the call’s protection has fallen. ${level}.`,
    measuredAt: (at) => `Measured at ${at}`,
    notReported: 'not reported by this browser',
    sends: (name) => `To ${name}`,
    receives: (name) => `From ${name}`,
    mediaServer: 'the provider’s server',
    unknownPerson: 'somebody unknown',
    facts: {
      key: 'Key agreement',
      cipher: 'Encryption of the agreement',
      media: 'Encryption of sound and picture',
      route: 'Route',
    },
    dtls: { '1.3': 'DTLS 1.3', '1.2': 'DTLS 1.2', 'below-1.2': 'DTLS older than 1.2' },
    strength: {
      stronger: 'better than promised',
      equal: 'as promised: AES with 128 bits, HMAC-SHA1',
      weaker: 'less than promised',
      'not-reported': 'cannot be compared with the promise',
    },
    route: {
      direct: 'direct, from device to device',
      relay: 'by a TURN relay, which does not have the keys',
    },
  },
  report: {
    sheet: 'Confidentiality sheet and report',
    coming: 'The sheet is on its way…',
    what: 'The report says what this device has measured. It has no name, no message and no address.',
    save: 'Save the confidentiality report',
    print: 'Print',
    data: 'Save the data (JSON)',
  },
  attestation: {
    cut: (other) => `${other} does not see or hear you.`,
    missingMark: 'not attested by the firm',
    typed: 'name not checked',
    device: 'another device',
    title: 'Not attested by the firm',
    unattested: (name) =>
      `${name}: the firm does not attest this connection. Nothing is sent to it, and nothing of it is shown.`,
    hidden: (other, name) => `${other} is also in touch with ${name}, whom you do not see.`,
    missing: (other, name) => `${other} does not see ${name}, whom you see.`,
    alone: 'Somebody is connected whom the firm does not attest.',
    aloneHint:
      'Nothing is sent to them. If this is the person you expect, ask them to open their link again.',
    ending:
      'This device can no longer reach the firm. In a few minutes the others will not see or hear you any more: check your connection, or open the appointment’s link again.',
  },
  code: {
    title: (name) => `Are you really alone with ${name}?`,
    how: 'Each of you reads their row aloud, then taps the row that the other reads. If you both find it, nobody is placed between you.',
    own: 'Read this row aloud',
    choose: (name) => `Tap the row that ${name} reads to you`,
    none: 'None of these rows',
    waiting: (name) => `Waiting for ${name}: ask them to tap the shield at the top of the call too.`,
    wanted: (name) => `${name} suggests comparing.`,
    begin: 'Compare',
    again: 'Compare again',
    noLine: (name) => `The private line with ${name} is being set up…`,
    lineUnavailable: (name) =>
      `No private line can be set up with ${name}: comparing is not possible for now.`,
    confirmed: (name) => `Compared: nobody is between you and ${name}.`,
    returned: (name) => `${name} has left; somebody with the same name is here, not yet compared.`,
    attempts: (count) =>
      count === 1
        ? 'One comparison was not completed.'
        : `${count} comparisons were not completed. If this goes on, somebody may be trying to guess the code: call by telephone.`,
    causes: {
      mismatch: (name) => `You did not hear the right row from ${name}.`,
      told: (name) => `${name} did not hear the right row.`,
      certificate: (name) => `The key announced in the name of ${name} has changed during the call.`,
      failed: (name) => `What arrived in the name of ${name} during the comparison was falsified.`,
    },
    undo: 'If it was a mistake, compare again: you must both confirm the same code.',
  },
  chat: {
    title: 'Messages',
    private: 'They go through a private line, encrypted from browser to browser, and vanish with the call.',
    nobody: 'Nobody can read you yet.',
    noLine: (names) =>
      `No private line can be set up with ${names}. Your messages wait; they are not sent in any other way.`,
    direct: 'Open a direct line',
    directHint: 'It would show your IP address to this person. You must both open it.',
    field: 'Your message',
    send: 'Send',
    unread: (count) => (count === 1 ? '1 unread message' : `${count} unread messages`),
    sending: 'Sending…',
    withheld: (names) => `Not delivered to ${names}.`,
    fault: (name) =>
      `Something sent in the name of ${name} was discarded: it was altered, repeated or injected on the way.`,
    times: (count) => `(${count} times)`,
  },
  recordingOn: 'Recording',
  sendPolicy: {
    suspended: 'Your microphone and camera are held back.',
    why: 'Why?',
    verifying: 'Your microphone and camera wait until the connection is verified.',
    level: (level) => ({
      title: 'The protection is not the one that is asked for',
      text: `Measured: ${level}. Nothing is sent. You can wait until it is back, leave the room, or go on all the same.`,
    }),
    toAttest: {
      title: 'The firm does not attest everybody',
      text: 'This appointment requires the firm to attest everybody’s keys. Wait, or compare the code with the other person: so that you can read it, your voice alone will be sent to them; no picture and no message.',
    },
    unattested: (name) => ({
      title: 'The firm does not attest one connection',
      text: `The provider’s server would also pass your sound and picture on to a connection in the name of ${name}, which the firm does not attest. Nothing is sent while it is there.`,
    }),
    toCompare: {
      title: 'Compare the code first',
      text: 'This appointment asks that you compare the code with the other person. So that you can read it aloud, only your voice will be sent to them; no picture and no message before you have compared.',
    },
    compare: 'Compare aloud',
    soundOnly: 'Only your voice is sent, while you compare.',
    mismatch: {
      title: 'Somebody may be between you',
      text: (cause) =>
        `${cause} From your side, nothing more is sent to anybody. Leave the room and call by telephone.`,
    },
    reported: (count) => `Reported ${count === 1 ? 'once' : `${count} times`}.`,
    returned: (name) => ({
      title: `Is it really ${name}?`,
      text: `${name} has left; somebody with the same name is here, not yet compared. Nothing is sent until you accept it.`,
    }),
    tooManyParticipants: (expected) => ({
      title: 'More people than expected',
      text: `This appointment is for ${expected === 1 ? 'one person' : `${expected} people`}. See who is there before you go on. Until then, nothing is sent.`,
    }),
    duplicateIdentity: (name) => ({
      title: `${name} is present twice`,
      text: 'The same access is used in two connections. Ask this person whether it is really them. Until then, nothing is sent.',
    }),
    unknownReceiver: (count) => ({
      title: 'Somebody unknown wants to receive this call',
      text: `${count === 1 ? 'One connection leads' : `${count} connections lead`} to somebody who is not in the room. Nothing was sent there, and nothing is sent to anybody until you decide. The safest way: leave the room and call by telephone.`,
    }),
    unverifiable: (name) => ({
      title: `${name} cannot be verified`,
      text: 'This person uses other software: only the provider says that it is them. Nothing is sent to them until you accept it.',
    }),
    recording: {
      title: 'A recording has begun',
      text: 'The call is being recorded by the provider. Your microphone and camera are held back until you agree.',
    },
    accept: 'Go on all the same',
    consent: 'I agree to be recorded',
    look: 'See the details',
    people: 'See who is there',
  },
  privacyScreen: {
    button: 'Pause',
    hint: 'Stops your sound and picture and covers the screen',
    title: 'Confidential pause',
    text: 'Nobody sees or hears you, and nothing of the call can be seen or heard here.',
    back: 'Return to the call',
  },
  screen: {
    label: 'Screen',
    start: 'Share the screen',
    stop: 'Stop sharing the screen',
    on: 'You are sharing your screen.',
    end: 'Stop',
    of: (name: string) => `${name}’s screen`,
  },
  fullScreen: { start: 'Full screen', stop: 'Leave full screen' },
  pictureInPicture: 'Picture in picture',
  quality: {
    poor: 'Weak connection',
    advice: 'Your connection is weak. Turn your camera off to keep a good sound.',
    better: 'The connection is good enough again.',
  },
  sound: {
    blocked: 'Your browser is blocking the sound.',
    play: 'Turn on the sound',
    hint: 'Your browser is blocking the sound. Press anywhere in the call to turn it on.',
    back: 'The sound is on.',
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    use: 'Use one key for each command',
    hint: 'A single letter, while the video call has the focus and you are not writing. Empty: none.',
    taken: (label: string) => `This letter is already that of “${label}”.`,
  },
  announce: {
    muted: (name: string) => `${name} has muted their microphone.`,
    unmuted: (name: string) => `${name} has unmuted their microphone.`,
    sharing: (name: string) => `${name} is sharing their screen.`,
    sharingOver: (name: string) => `${name} is no longer sharing their screen.`,
    message: (name) => `New message from ${name}.`,
    recording: 'The call is being recorded.',
    joined: (name) => `${name} has entered the room.`,
    left: (name) => `${name} has left the room.`,
    connected: 'You are in the room.',
    waiting: (name) => `${name} is waiting at the door.`,
  },
};

import type { ErrorFacts } from '../../error.ts';
import type { ErrorTexts } from '../messages.ts';

const device = { camera: 'the camera', microphone: 'the microphone', both: 'the camera and the microphone' };
const yours = { camera: 'Your camera', microphone: 'Your microphone', both: 'Your camera and microphone' };

const of = (facts: ErrorFacts): keyof typeof device => facts.device ?? 'both';

/** Where to change the permission, in the current browser's terms. */
function permissionSteps(userAgent: string): string {
  if (/iPhone|iPad/.test(userAgent)) {
    return 'Tap “aA” in the address bar, then “Website Settings”, and allow the camera and the microphone.';
  }
  if (/Android/.test(userAgent)) {
    return 'Open the site information (icon left of the address), then “Permissions”, and allow the camera and the microphone.';
  }
  if (/Firefox/.test(userAgent)) {
    return 'Open the site’s permissions (crossed-out camera or microphone, left of the address), remove the block, then try again.';
  }
  if (/Safari/.test(userAgent) && !/Chrom/.test(userAgent)) {
    return 'In the Safari menu, choose “Settings for This Website”, then allow the camera and the microphone.';
  }
  return 'Open the site information (icon left of the address), allow the camera and the microphone, then try again.';
}

/** Where the system's own permission is, in its terms. */
function systemSteps(userAgent: string): string {
  if (/Macintosh/.test(userAgent)) {
    return 'In System Settings, Privacy & Security, allow the browser, then restart it.';
  }
  if (/Windows/.test(userAgent)) {
    return 'In Settings, Privacy & security, allow desktop apps, then try again.';
  }
  return 'In the device’s settings, open the browser’s permissions, then try again.';
}

/** Errors that can occur before the call: of the browser, its devices and the page. */
export const earlyErrors = {
  'insecure-context': () => ({
    title: 'This page is not secure.',
    advice:
      'The browser allows neither camera nor microphone here. Open the address that begins with “https”, or tell the firm.',
  }),
  'secret-unsupported': () => ({
    title: 'This browser cannot encrypt with this appointment’s secret.',
    advice: 'Open this link in a recent version of Chrome or Edge.',
  }),
  'secret-invalid': () => ({
    title: 'This appointment’s secret is incomplete.',
    advice: 'Open the whole link that the firm sent you, or ask them to send it again.',
  }),
  'browser-unsupported': () => ({
    title: 'This browser cannot hold a video call.',
    advice: 'Update it, or open this link in a recent version of Chrome, Edge, Firefox or Safari.',
  }),
  'camera-not-found': () => ({
    title: 'No camera was found.',
    advice: 'Plug one in and switch it on here, or join with sound alone.',
  }),
  'microphone-not-found': () => ({
    title: 'No microphone was found.',
    advice:
      'Plug in a microphone or a headset and switch it on here. Without one you will be seen, not heard.',
  }),
  'permission-denied': (facts: ErrorFacts) => ({
    title: `Access to ${device[of(facts)]} was refused.`,
    advice: permissionSteps(navigator.userAgent),
  }),
  'frame-not-allowed': () => ({
    title: 'The page around this call allows neither camera nor microphone.',
    advice: 'The website is at fault, not you. Ask the firm for a direct link to the room.',
  }),
  'device-in-use': (facts: ErrorFacts) => ({
    title: `${yours[of(facts)]} ${of(facts) === 'both' ? 'are' : 'is'} in use by another application.`,
    advice: 'Close that application, then try again.',
  }),
  'device-failed': (facts: ErrorFacts) => ({
    title: `${yours[of(facts)]} could not be started.`,
    advice: 'Choose another device from the list, or unplug this one and plug it in again.',
  }),
  'system-denied': (facts: ErrorFacts) => ({
    title: `The system refuses the browser access to ${device[of(facts)]}.`,
    advice: systemSteps(navigator.userAgent),
  }),
  'device-muted': (facts: ErrorFacts) => ({
    title: `${yours[of(facts)]} ${of(facts) === 'both' ? 'transmit' : 'transmits'} nothing.`,
    advice:
      'The system holds the signal back: a button of the headset, a key or a telephone call. It will come back by itself.',
  }),
  'name-missing': () => ({ title: 'Your name is missing.', advice: 'Type it, then join the room.' }),
  'consent-missing': () => ({
    title: 'Your agreement is missing.',
    advice: 'Tick or fill in what the firm asks for, then join the room.',
  }),
  'room-missing': () => ({
    title: 'This page does not say which appointment it is for.',
    advice: 'The website is at fault, not you. Try again later or call the firm.',
  }),
  'endpoint-missing': () => ({
    title: 'This room is not yet connected to the firm.',
    advice: 'The website is at fault, not you. Try again later or call the firm.',
  }),
} satisfies ErrorTexts;

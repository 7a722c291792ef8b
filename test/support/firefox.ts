import { PATIENCE } from './patience.ts';

/** How Playwright starts the Firefox that is installed: at once for a test, or as everybody's browser in the matrix. */
export const firefoxOptions = {
  channel: 'moz-firefox',
  executablePath: new URL('../../scripts/firefox-for-playwright.mjs', import.meta.url).pathname,
  timeout: PATIENCE,
  firefoxUserPrefs: {
    // An invented camera and microphone, and nobody to ask.
    'media.navigator.streams.fake': true,
    'media.navigator.permission.disabled': true,
    // People sit at windows of one browser, of which the system gives the focus to one.
    'media.devices.unfocused.enabled': true,
    // Everything happens on one machine.
    'media.peerconnection.ice.loopback': true,
    'media.peerconnection.ice.obfuscate_host_addresses': false,
    'media.autoplay.default': 0,
    // A mouse, as in Chromium: fine (2), and can hover (4).
    'ui.primaryPointerCapabilities': 6,
    'ui.allPointerCapabilities': 6,
  },
};

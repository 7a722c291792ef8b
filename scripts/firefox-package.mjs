// The Firefox that is tested against: Debian's long-term one.
import { existsSync } from 'node:fs';
import { installDebian } from './browser.mjs';

const places = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].filter(Boolean);

/** The path of a Firefox, or `undefined`. `FIREFOX_PATH` comes first. */
export const findFirefox = () => places.find(existsSync);

/** Makes sure that it is there. Returns why it is not, or `undefined`. */
export function ensureFirefox() {
  if (findFirefox()) return undefined;
  try {
    installDebian('firefox-esr');
  } catch {
    // Told below.
  }
  return findFirefox() ? undefined : 'Firefox is not here and cannot be installed (Debian: firefox-esr)';
}

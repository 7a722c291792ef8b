// The TURN server that the relay tests need: coturn, from Debian's packages.
import { existsSync } from 'node:fs';
import { installDebian } from './browser.mjs';

const places = ['/usr/bin/turnserver', '/usr/local/bin/turnserver', '/opt/homebrew/bin/turnserver'];

/** The path of coturn's `turnserver`, or `undefined`. */
export const findTurnServer = () => places.find(existsSync);

/** Makes sure that it is there. Returns why it is not, or `undefined`. */
export function ensureTurnServer() {
  if (findTurnServer()) return undefined;
  try {
    installDebian('coturn');
  } catch {
    // Told below.
  }
  return findTurnServer() ? undefined : 'coturn is not here and cannot be installed (Debian: coturn)';
}

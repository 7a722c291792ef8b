// Finds a Chrome or Chromium to drive; installs Debian's where that can be done.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/** Where browsers usually are. */
const places = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(homedir(), 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
  ],
  win32: [
    join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Google\\Chrome\\Application\\chrome.exe'),
    join(process.env.LOCALAPPDATA ?? '', 'Google\\Chrome\\Application\\chrome.exe'),
  ],
};

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a Chrome or Chromium, or `undefined`. `CHROME_PATH` comes first. */
function findChrome() {
  const candidates = [process.env.CHROME_PATH, ...(places[platform()] ?? [])].filter(Boolean);
  return candidates.find(isExecutable);
}

/** Runs a command and passes on what it says. */
function run(command, ...args) {
  return (
    spawnSync(command, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  );
}

/** Installs Debian packages where this process may. Returns whether they are there now. */
export function installDebian(...packages) {
  if (platform() !== 'linux' || process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return false;
  console.log(`Installing ${packages.join(', ')} from Debian…`);
  return (
    run('apt-get', 'update', '-qq') &&
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages)
  );
}

/** The path of a Chrome or Chromium; ends the process with what to install where there is none. */
export function ensureChrome() {
  const found = findChrome() ?? (installDebian('chromium') ? findChrome() : undefined);
  if (found) return found;
  console.error(
    [
      'No Chrome or Chromium was found. Install one, then run the command again:',
      '  Debian, Ubuntu:  sudo apt-get install chromium',
      '  Fedora:          sudo dnf install chromium',
      '  macOS:           brew install --cask google-chrome',
      '  Windows:         winget install Google.Chrome',
      'or set CHROME_PATH to the one you have.',
    ].join('\n'),
  );
  return process.exit(1);
}

const SHELL = '/usr/bin/chromium-headless-shell';

/**
 * The path of Chromium's headless shell, which takes a quarter less processor time for a call and refuses notifications;
 * without it, that of Chrome or Chromium.
 */
export function findHeadlessShell() {
  return !process.env.CHROME_PATH && isExecutable(SHELL) ? SHELL : ensureChrome();
}

/** Makes sure that the browsers are there. */
export function ensureBrowsers() {
  ensureChrome();
  if (!process.env.CHROME_PATH && !isExecutable(SHELL)) installDebian('chromium-headless-shell');
}

/** Flags for a headless browser with an invented camera and microphone that asks nobody. */
export const chromeArgs = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  // Five pictures a second are enough to see that they move, and leave room on small machines.
  '--use-fake-device-for-media-stream=fps=5',
  '--use-fake-ui-for-media-stream',
  '--disable-gpu',
  '--mute-audio',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  `--disable-features=${[
    // Loopback candidates by address, without a name service.
    'WebRtcHideLocalIpsWithMdns',
    // Pages that a test writes itself count as public ones.
    'LocalNetworkAccessChecks',
    // No address bar is seen, but each window would run two pages for its suggestions.
    ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
  ]}`,
];

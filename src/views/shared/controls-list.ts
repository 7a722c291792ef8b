/** Features that the page can remove with `controlslist`, as with HTML's media elements. */
export const FEATURES = [
  'chat',
  'screenshare',
  'settings',
  'fullscreen',
  'pictureinpicture',
  'participants',
  'security',
] as const;

export type Feature = (typeof FEATURES)[number];

/** Returns the features that remain; unknown keywords are ignored. */
export function featuresOf(controlsList: string): ReadonlySet<Feature> {
  const words = controlsList.toLowerCase().split(/\s+/);
  return new Set(FEATURES.filter((feature) => !words.includes(`no${feature}`)));
}

/** Commands with a keyboard shortcut. */
export const COMMANDS = ['microphone', 'camera', 'screen', 'chat', 'people', 'fullScreen'] as const;

export type Command = (typeof COMMANDS)[number];

/** The key of each command; an empty string for none. */
export interface Shortcuts {
  readonly on: boolean;
  readonly keys: Readonly<Record<Command, string>>;
}

const defaults: Shortcuts['keys'] = {
  microphone: 'm',
  camera: 'v',
  screen: 's',
  chat: 'c',
  people: 'p',
  fullScreen: 'f',
};

/**
 * Parses the `shortcuts` attribute: `off`, or keys that replace the defaults, as in `microphone=k chat=none`.
 * Invalid parts are ignored.
 */
export function shortcutsOf(attribute: string): Shortcuts {
  const words = attribute.trim().toLowerCase().split(/\s+/);
  const keys = { ...defaults };
  for (const word of words) {
    const [name, key = ''] = word.split('=');
    const command = COMMANDS.find((one) => one.toLowerCase() === name);
    if (command && key === 'none') keys[command] = '';
    else if (command && [...key].length === 1) keys[command] = key;
  }
  return { on: !words.includes('off'), keys };
}

/** Returns the command of a key, if shortcuts are on. */
export function commandOf({ on, keys }: Shortcuts, key: string): Command | null {
  return (on && key !== '' && COMMANDS.find((command) => keys[command] === key)) || null;
}

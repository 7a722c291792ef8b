/** What the page can take away with `controlslist`, in the manner of HTML's media elements. */
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

/** The features that are left; words that are none of the list are as good as absent. */
export function featuresOf(controlsList: string): ReadonlySet<Feature> {
  const words = controlsList.toLowerCase().split(/\s+/);
  return new Set(FEATURES.filter((feature) => !words.includes(`no${feature}`)));
}

/** Commands that have a key of their own. */
export const COMMANDS = ['microphone', 'camera', 'screen', 'chat', 'people', 'fullScreen'] as const;

export type Command = (typeof COMMANDS)[number];

/** Which key is which command's; the empty one is none. */
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
 * What the attribute `shortcuts` asks for: `off`, or keys other than the usual ones, `microphone=k chat=none`.
 * What makes no sense changes nothing.
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

/** The command of a key, when keys are used. */
export function commandOf({ on, keys }: Shortcuts, key: string): Command | null {
  return (on && key !== '' && COMMANDS.find((command) => keys[command] === key)) || null;
}

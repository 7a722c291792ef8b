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

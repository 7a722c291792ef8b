import { type CallState, liveOf } from '../call/state/state.ts';
import type { CallMessages } from '../i18n/messages.ts';
import { chime } from './chime.ts';

/** Tells a host that somebody waits: by two notes, by the system, and in the page's title. */
export class HostNotifications {
  readonly #title = new TitleStatus();
  /** The page lets its title say how many wait. */
  titleStatus = false;

  follow(state: CallState, previous: CallState, t: CallMessages): void {
    if (someoneArrived(state, previous)) {
      chime();
      notifyArrival(t);
    }
    if (this.titleStatus) this.#title.show(state, t);
  }
}

/** Whether a guest has come to the waiting room. */
function someoneArrived(state: CallState, previous: CallState): boolean {
  const known = new Set(liveOf(previous)?.waitingRoom?.waiting.map(({ id }) => id));
  return (liveOf(state)?.waitingRoom?.waiting ?? []).some(({ id }) => !known.has(id));
}

/** Says in the page's title how many wait, for a host who looks at another tab. Only where the page asks for it. */
export class TitleStatus {
  #own = '';
  #set: string | null = null;

  show(state: CallState, t: CallMessages): void {
    const count = liveOf(state)?.waitingRoom?.waiting.length ?? 0;
    // The page may have changed its title meanwhile.
    if (document.title !== this.#set) this.#own = document.title;
    if (count > 0) this.#write(`${t.atTheDoor(count)} · ${this.#own}`);
    else if (this.#set !== null) this.clear();
  }

  clear(): void {
    if (this.#set !== null && document.title === this.#set) document.title = this.#own;
    this.#set = null;
  }

  #write(title: string): void {
    this.#set = title;
    if (document.title !== title) document.title = title;
    // Browsers strip and collapse spaces.
    this.#set = document.title;
  }
}

/** Whether the host may still be asked for permission to show system notifications. */
export function canAskToNotify(): boolean {
  return typeof Notification !== 'undefined' && Notification.permission === 'default';
}

/** Asks for it: only ever at a press. */
export async function askToNotify(): Promise<void> {
  await Notification.requestPermission();
}

/** Tells a host who is not looking that somebody waits, where that is allowed; without a name, for screens are seen by others. */
function notifyArrival(t: CallMessages): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  if (document.visibilityState === 'visible' && document.hasFocus()) return;
  try {
    const shown = new Notification(t.notification.title, {
      body: t.notification.text,
      tag: 'visio-avocat-room',
    });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  } catch {
    // Chrome on Android lets only service workers notify.
  }
}

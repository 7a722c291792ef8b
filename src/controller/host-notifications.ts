import { type CallState, liveOf } from '../call/state/state.ts';
import type { CallMessages } from '../i18n/messages.ts';
import { chime } from './chime.ts';

/** Notifies a host that a guest is waiting: by a chime, a system notification and the page's title. */
export class HostNotifications {
  readonly #title = new TitleStatus();
  /** Whether the page allows the title to show the number of waiting guests. */
  titleStatus = false;

  follow(state: CallState, previous: CallState, t: CallMessages): void {
    if (someoneArrived(state, previous)) {
      chime();
      notifyArrival(t);
    }
    if (this.titleStatus) this.#title.show(state, t);
  }
}

/** Whether a guest has entered the waiting room. */
function someoneArrived(state: CallState, previous: CallState): boolean {
  const known = new Set(liveOf(previous)?.waitingRoom?.waiting.map(({ id }) => id));
  return (liveOf(state)?.waitingRoom?.waiting ?? []).some(({ id }) => !known.has(id));
}

/** Shows the number of waiting guests in the page's title, for a host in another tab. Only if the page allows it. */
export class TitleStatus {
  #own = '';
  #set: string | null = null;

  show(state: CallState, t: CallMessages): void {
    const count = liveOf(state)?.waitingRoom?.waiting.length ?? 0;
    // The page may have changed its title in the meantime.
    if (document.title !== this.#set) this.#own = document.title;
    if (count > 0) this.#write(`${t.guestsWaiting(count)} · ${this.#own}`);
    else if (this.#set !== null) this.clear();
  }

  clear(): void {
    if (this.#set !== null && document.title === this.#set) document.title = this.#own;
    this.#set = null;
  }

  #write(title: string): void {
    this.#set = title;
    if (document.title !== title) document.title = title;
    // Browsers trim and collapse spaces.
    this.#set = document.title;
  }
}

/** Whether the host can still be asked for permission to show system notifications. */
export function canAskToNotify(): boolean {
  return typeof Notification !== 'undefined' && Notification.permission === 'default';
}

/** Asks for that permission. Must be called from a user gesture. */
export async function askToNotify(): Promise<void> {
  await Notification.requestPermission();
}

/**
 * Shows a system notification if permitted and the page is not in front. It has no name, because others may see the
 * screen.
 */
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
    // Chrome on Android allows notifications from service workers only.
  }
}

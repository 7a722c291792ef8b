import { type CallState, liveOf } from '../call/state/state.ts';
import type { CallMessages } from '../i18n/messages.ts';

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
export function notifyArrival(t: CallMessages): void {
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

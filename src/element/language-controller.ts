import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { lobbyMessages } from '../i18n/fr/lobby.ts';
import { ancestorsOf, type Language, languageFor, languageOf, lobbyIn } from '../i18n/localize.ts';
import type { LobbyMessages } from '../i18n/messages.ts';

/** Keeps an element's language in sync with the language of the page around it. */
export class LanguageController implements ReactiveController {
  /** The language shown now. */
  language: Language = 'fr';
  words: LobbyMessages = lobbyMessages;
  /** Settles once the words of another language have come, or have failed to; `null` before any was wanted. */
  loading: Promise<void> | null = null;
  readonly #element: ReactiveControllerHost & Element;
  readonly #onChange: (language: Language) => void;
  readonly #observer = new MutationObserver(() => this.#follow());
  #wanted: Language = 'fr';

  constructor(host: ReactiveControllerHost & Element, onChange: (language: Language) => void) {
    this.#element = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    for (const node of ancestorsOf(this.#element)) {
      this.#observer.observe(node, { attributes: true, attributeFilter: ['lang'] });
    }
    this.#follow();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #follow(): void {
    const wanted = languageFor(languageOf(this.#element));
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.loading = lobbyIn(wanted)
      .then((words) => {
        // The language changed again while the words were loading.
        if (wanted !== this.#wanted) return;
        this.language = wanted;
        this.words = words;
        this.#onChange(wanted);
        this.#element.requestUpdate();
      })
      // Keep the shown language: another language is better than no text.
      .catch(() => {
        if (wanted === this.#wanted) this.#wanted = this.language;
      });
  }
}

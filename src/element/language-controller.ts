import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { lobbyMessages } from '../i18n/fr/lobby.ts';
import { ancestorsOf, type Language, languageFor, languageOf, lobbyIn } from '../i18n/localize.ts';
import type { LobbyMessages } from '../i18n/messages.ts';

/** Keeps an element's language that of the page around it, also when that changes. */
export class LanguageController implements ReactiveController {
  /** What is spoken now. */
  language: Language = 'fr';
  words: LobbyMessages = lobbyMessages;
  /** While the words of another language are on their way. */
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
    const loading = lobbyIn(wanted)
      .then((words) => {
        // Changed again meanwhile.
        if (wanted !== this.#wanted) return;
        this.language = wanted;
        this.words = words;
        this.#onChange(wanted);
        this.#element.requestUpdate();
      })
      // What is on screen stays: better another language than nothing.
      .catch(() => {
        if (wanted === this.#wanted) this.#wanted = this.language;
      })
      .finally(() => {
        if (this.loading === loading) this.loading = null;
      });
    this.loading = loading;
  }
}

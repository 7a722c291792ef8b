import { directionOf, languageFor, languageOf } from '../i18n/localize.ts';
import { oldBrowserWords } from '../i18n/old-browser-words.ts';

/**
 * Stands in for the element in a browser that is too old for it: says so, and what to do, in the page's language. The page's
 * own words in the slot `help` stay.
 */
export class OldBrowser extends HTMLElement {
  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const language = languageFor(languageOf(this));
    const { title, advice } = oldBrowserWords[language];
    const notice = document.createElement('div');
    notice.setAttribute('role', 'alert');
    notice.setAttribute('part', 'notice error');
    notice.lang = language;
    notice.dir = directionOf(language);
    const strong = document.createElement('strong');
    strong.textContent = title;
    const text = document.createElement('p');
    text.textContent = advice;
    const help = document.createElement('slot');
    help.name = 'help';
    notice.append(strong, text, help);
    root.textContent = '';
    root.append(notice);
  }
}

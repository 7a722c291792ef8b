import { VisioAvocatRoom } from './element/visio-avocat-room.ts';

declare global {
  interface HTMLElementTagNameMap {
    'visio-avocat-room': VisioAvocatRoom;
  }
}

const NAME = 'visio-avocat-room';

// An element can be defined only once: a second copy of the script leaves the first definition in place.
if (customElements.get(NAME))
  console.warn(`<${NAME}> is already defined: this copy of the script is not used.`);
// Container units are the youngest of what the views cannot do without: Chrome 105, Firefox 110, Safari 16. On a server there is
// nothing to ask.
else if (globalThis.CSS?.supports('width', '1cqi') === false)
  import('./element/old-browser.ts').then(
    ({ OldBrowser }) => customElements.define(NAME, OldBrowser),
    () => undefined,
  );
else customElements.define(NAME, VisioAvocatRoom);

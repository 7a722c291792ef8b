import { VisioAvocatRoom } from './element/visio-avocat-room.ts';

declare global {
  interface HTMLElementTagNameMap {
    'visio-avocat-room': VisioAvocatRoom;
  }
}

const NAME = 'visio-avocat-room';

// A second copy of the script leaves the first in place: an element cannot be defined twice.
if (customElements.get(NAME))
  console.warn(`<${NAME}> is already defined: this copy of the script is not used.`);
else customElements.define(NAME, VisioAvocatRoom);

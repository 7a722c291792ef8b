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
else customElements.define(NAME, VisioAvocatRoom);

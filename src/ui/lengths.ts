import { type ElementPart, noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/** Sets custom properties of its element, in pixels. A `style` attribute would need the page's policy to allow it. */
class Lengths extends Directive {
  override update(part: ElementPart, [lengths]: Parameters<this['render']>): unknown {
    const { style } = part.element as HTMLElement;
    for (const [name, pixels] of Object.entries(lengths)) style.setProperty(`--${name}`, `${pixels}px`);
    return noChange;
  }

  render(_lengths: Readonly<Record<string, number>>): unknown {
    return noChange;
  }
}

export const lengths = directive(Lengths);

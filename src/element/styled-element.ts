import { type CSSResult, LitElement } from 'lit';
import { adoptStyles } from './adopt-styles.ts';

/** An element whose style sheets can grow, and that keeps them when it is moved into another document. */
export class StyledElement extends LitElement {
  #more: readonly CSSResult[] = [];

  /** Adds style sheets behind the others. */
  protected addStyles(sheets: readonly CSSResult[]): void {
    this.#more = [...this.#more, ...sheets];
    this.#adopt();
  }

  /** Another document has to have style sheets of its own. */
  protected adoptedCallback(): void {
    this.#adopt();
  }

  protected override createRenderRoot(): ShadowRoot {
    const root = this.attachShadow((this.constructor as typeof LitElement).shadowRootOptions);
    this.#adopt();
    return root;
  }

  #adopt(): void {
    const { elementStyles } = this.constructor as typeof LitElement;
    if (this.shadowRoot) adoptStyles(this.shadowRoot, [...elementStyles, ...this.#more]);
  }
}

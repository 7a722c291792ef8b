import { type CSSResult, LitElement } from 'lit';
import { adoptStyles } from './adopt-styles.ts';

/** An element that can add style sheets later, and that keeps them when it moves to another document. */
export class StyledElement extends LitElement {
  #more: readonly CSSResult[] = [];

  /** Adds style sheets after the existing ones. */
  protected addStyles(sheets: readonly CSSResult[]): void {
    this.#more = [...this.#more, ...sheets];
    this.#adopt();
  }

  /** Style sheets do not work in another document, so they are applied again. */
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

// A lobby of thirty elements with Lit and nothing else: what a page pays for Lit and for a lobby at all.
import { css, html, LitElement, type TemplateResult } from 'lit';

class BareLobby extends LitElement {
  static override styles = css`
    section { display: grid; gap: 24px; padding: 16px; font: 16px/1.5 system-ui; }
    .preview { display: grid; place-items: center; aspect-ratio: 4 / 3; background: #16181d; color: #fff; }
    .switches { display: flex; gap: 8px; }
    form { display: grid; gap: 16px; align-content: start; }
    .field { display: grid; gap: 4px; }
    input { padding: 8px; border: 1px solid #777; border-radius: 4px; font: inherit; }
    button { padding: 8px 16px; border: 1px solid #777; border-radius: 4px; font: inherit; }
    .join { border: 0; background: #1f4e79; color: #fff; }
    .muted { color: #555; }
    @media (min-width: 48rem) { section { grid-template-columns: 3fr 2fr; } }
  `;
  static override properties = {
    name: { state: true },
    joining: { state: true },
    microphone: { state: true },
    camera: { state: true },
  };
  declare name: string;
  declare joining: boolean;
  declare microphone: boolean;
  declare camera: boolean;

  constructor() {
    super();
    this.name = '';
    this.joining = false;
    this.microphone = true;
    this.camera = true;
  }

  protected override render(): TemplateResult {
    return html`<section aria-labelledby="title">${this.#preview()}${this.#form()}</section>`;
  }

  #preview(): TemplateResult {
    return html`<div class="preview">
      <div>
        <svg width="24" height="24" viewBox="0 0 24 24"><path d="m16 13 5 3V8l-5 3" /><rect x="2" y="6" width="14" height="12" rx="2" /></svg>
        <button type="button">Voir mon image</button>
        <p>Vous seul la verrez.</p>
      </div>
      <div class="switches">
        <button type="button" aria-pressed=${this.microphone} @click=${() => {
          this.microphone = !this.microphone;
        }}>
          <svg width="24" height="24" viewBox="0 0 24 24"><path d="M12 19v3" /><rect x="9" y="2" width="6" height="13" rx="3" /></svg> Micro
        </button>
        <button type="button" aria-pressed=${this.camera} @click=${() => {
          this.camera = !this.camera;
        }}>
          <svg width="24" height="24" viewBox="0 0 24 24"><path d="m16 13 5 3V8l-5 3" /><rect x="2" y="6" width="14" height="12" rx="2" /></svg> Caméra
        </button>
      </div>
    </div>`;
  }

  #form(): TemplateResult {
    const submit = (event: Event) => {
      event.preventDefault();
      this.joining = true;
    };
    const typed = (event: Event) => {
      this.name = (event.target as HTMLInputElement).value;
    };
    return html`<form novalidate @submit=${submit}>
      <header>
        <p>Cabinet</p>
        <h1 id="title">Votre consultation</h1>
        <p>Tout se passe dans cette page.</p>
      </header>
      <div class="field">
        <label for="name">Votre nom</label>
        <input id="name" autocomplete="name" required .value=${this.name} @input=${typed} />
        <span class="muted">Tel que l’autre personne le lira.</span>
      </div>
      <div>
        <button class="join" aria-disabled=${this.joining}>${this.joining ? 'Un instant…' : 'Rejoindre'}</button>
      </div>
      <p class="muted">Rien n’est enregistré. <a href="/">Confidentialité</a></p>
    </form>`;
  }
}

customElements.define('bare-lobby', BareLobby);

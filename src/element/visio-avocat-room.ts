import { html, type TemplateResult } from 'lit';
import { liveOf } from '../call/state/state.ts';
import type { ConsultationController } from '../controller/consultation-controller.ts';
import { VisioError } from '../error.ts';
import { awhile } from '../file-load.ts';
import { directionOf, type Language } from '../i18n/localize.ts';
import tokens from '../styles/tokens.css';
import type { Announcements } from '../ui/announcer.ts';
import controls from '../ui/controls.css';
import { keepTyping } from '../ui/keep-typing.ts';
import { webUrl } from '../ui/web-url.ts';
import lobbyStyles from '../views/lobby/lobby.css';
import { lobby } from '../views/lobby/lobby.ts';
import type { LobbyActions } from '../views/shared/model.ts';
import type { ReadOptions } from './controller-loader.ts';
import { showStates } from './custom-states.ts';
import { dispatch } from './dispatch.ts';
import { LanguageController } from './language-controller.ts';
import { state } from './property.ts';
import { RoomApi } from './room-api.ts';

/**
 * A confidential video consultation in one element: lobby, waiting room, call and end page.
 *
 * Attributes may change at any time. `lang`, `theme`, `layout`, `controlslist` and `shortcuts` apply at once, the others on the next join.
 *
 * @element visio-avocat-room
 *
 * @fires {VisioEvent<'visio-phase'>} visio-phase - The call's phase has changed.
 * @fires {VisioEvent<'visio-access'>} visio-access - Cancelable. Fired before each request to `detail.url`, for access or of the waiting room; listeners can add headers to `detail.headers`, which go to the endpoint's origin only.
 * @fires {VisioEvent<'visio-before-join'>} visio-before-join - Cancelable. The person is about to join; no device is open yet, and no server has been asked.
 * @fires {VisioEvent<'visio-joined'>} visio-joined - The person has joined the call.
 * @fires {VisioEvent<'visio-left'>} visio-left - The person has left the call; `detail.reason` gives the reason.
 * @fires {VisioEvent<'visio-participant'>} visio-participant - A participant has joined, left or changed.
 * @fires {VisioEvent<'visio-waiting'>} visio-waiting - The list of guests in the waiting room has changed. Hosts only.
 * @fires {VisioEvent<'visio-message'>} visio-message - A chat message was sent or received.
 * @fires {VisioEvent<'visio-security'>} visio-security - The measured confidentiality level of the call has changed; `detail.attested` is true at the level `end-to-end-attested`, `detail.verified` at `end-to-end-verified`.
 * @fires {VisioEvent<'visio-quality'>} visio-quality - The connection quality of the call has changed.
 * @fires {VisioEvent<'visio-server-contact'>} visio-server-contact - A server was contacted for the first time in this call; `detail.expected` is true when the page or the grant named it.
 * @fires {VisioEvent<'visio-before-leave'>} visio-before-leave - Cancelable. The person is about to leave the call.
 * @fires {VisioEvent<'visio-error'>} visio-error - Joining has failed; the element also shows the error to the person.
 *
 * @slot logo - The firm's logo, in the lobby and on the end page.
 * @slot lobby-intro - The firm's introduction, below the lobby's title.
 * @slot consent - The terms that the person must accept before joining. Its required form controls must be filled in; the confidentiality report says when they were, with their labels.
 * @slot waiting - Content shown in the waiting room.
 * @slot ended - The firm's own content on the end page.
 * @slot help - How to contact the firm when something fails.
 *
 * @csspart lobby - The lobby.
 * @csspart preview - The person's self view before the call.
 * @csspart form - The lobby's form.
 * @csspart title - The heading of a page or a dialog.
 * @csspart field - A labelled input.
 * @csspart label - A label next to its input.
 * @csspart input - A text field or a select.
 * @csspart button - A button; also `pressed`.
 * @csspart primary-button - The button of the main action.
 * @csspart danger-button - The button of a destructive action.
 * @csspart status - A status message; also `on-hold` or `breakout`.
 * @csspart waiting - The waiting room.
 * @csspart stage - The call.
 * @csspart tile - The tile of another participant, also `speaking`, or of a shared screen, also `screen`.
 * @csspart tile-video - A participant's video.
 * @csspart tile-name - A participant's name.
 * @csspart tile-avatar - A participant's initials while the camera is off.
 * @csspart self-view - The person's self view during the call.
 * @csspart toolbar - The toolbar with the call's controls.
 * @csspart control - A button of the toolbar, with `control-microphone`, `control-camera`, `control-screen`, `control-fullscreen`, `control-picture-in-picture`, `control-people`, `control-chat`, `control-pause`, `control-settings` or `control-leave`; also `pressed` or `off`, `pending`.
 * @csspart control-label - The text label of a control, shown where space allows.
 * @csspart chip - An item at the top of the call: the appointment, the duration, the delay at the start.
 * @csspart badge - The number of waiting guests; also the confidentiality level, as `badge-encryption`.
 * @csspart badge-encryption - The measured confidentiality level; also its name: `verifying`, `end-to-end-verified`, `end-to-end-attested`, `end-to-end`, `end-to-end-secret`, `to-media-server`, `unverifiable` or `unprotected`.
 * @csspart panel - A panel over the stage; also `people`, `chat`, `security` or `settings`.
 * @csspart message - A chat message.
 * @csspart panel-title - A panel's title.
 * @csspart person - An entry in the list of participants or of waiting guests.
 * @csspart dialog - A dialog, such as the confirmation of an action that cannot be undone.
 * @csspart notice - A notice.
 * @csspart ended - The end page.
 * @csspart error - An error message.
 *
 * @cssstate lobby - The call is in this phase. Each other phase has a state of its name: `requesting`, `waiting`, `connecting`, `connected`, `reconnecting`, `ended`, `failed`.
 * @cssstate recording - The session is being recorded.
 * @cssstate sharing - The person is sharing their screen.
 *
 * @cssprop [--visio-accent] - Colour of primary buttons and links.
 * @cssprop [--visio-on-accent] - Text colour on the accent colour.
 * @cssprop [--visio-surface] - Background colour.
 * @cssprop [--visio-surface-raised] - Background colour of fields and panels.
 * @cssprop [--visio-text] - Text colour.
 * @cssprop [--visio-text-muted] - Colour of secondary text.
 * @cssprop [--visio-danger] - Colour of errors and destructive actions.
 * @cssprop [--visio-success] - Colour of a measured, verified fact.
 * @cssprop [--visio-warning] - Colour of warnings.
 * @cssprop [--visio-radius] - Corner radius. Must have a unit: `0px`, not `0`.
 * @cssprop [--visio-gap] - Base unit of spacing.
 * @cssprop [--visio-font] - Font family.
 * @cssprop [--visio-font-size] - Size of the text; the page's by default. Never smaller than 0.875 of the browser's.
 * @cssprop [--visio-focus-ring] - Outline of the focused control.
 * @cssprop [--visio-stage] - Background colour of the call.
 * @cssprop [--visio-on-stage] - Text colour of the call.
 */
export class VisioAvocatRoom extends RoomApi {
  static override styles = [tokens, controls, lobbyStyles];

  @state() private typedName = '';
  @state() private nameMissing = false;
  @state() private announcements: Announcements = { polite: '', urgent: '' };

  readonly #language = new LanguageController(
    this,
    (language) => void this.loader.controller?.setLanguage(language),
  );
  readonly #contacted = new Set<string>();
  readonly #internals = this.attachInternals?.();
  /** The attributes that the devices follow. */
  readonly #asked = { microphone: 'on', camera: 'on' };
  #hadFocus = false;
  #skipped = false;

  constructor() {
    super();
    this.addEventListener('fullscreenchange', () => this.requestUpdate());
    for (const type of ['keydown', 'keypress', 'keyup'] as const) this.addEventListener(type, keepTyping);
  }

  protected override readOptions(): ReadOptions {
    const name = (this.displayName || this.typedName).trim();
    this.nameMissing = name === '';
    if (this.nameMissing) {
      this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#name')?.focus());
      throw new VisioError('name-missing');
    }
    this.#contacted.clear();
    return (controller) => ({
      ...controller.readOptions(this, name),
      beforeAccess: (url) => {
        const headers = new Headers();
        if (!dispatch(this, 'visio-access', { url, headers }, true)) throw new VisioError('aborted');
        return headers;
      },
      onServerContact: (server, expected) => {
        if (this.#contacted.has(server)) return;
        this.#contacted.add(server);
        dispatch(this, 'visio-server-contact', { server, expected });
      },
    });
  }

  protected override onLoaded({ styles }: ConsultationController): void {
    this.addStyles(styles);
  }

  protected override shownLanguage(): Language {
    return this.#language.language;
  }

  protected override announce(announcements: Announcements): void {
    this.announcements = announcements;
  }

  /** Waits for the page's language before the first render, for three seconds; then French stands in. A later change of language keeps the current content. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated && this.#language.loading) {
      // Until then the words inside the tag stay.
      const words = this.renderRoot.appendChild(document.createElement('slot'));
      await awhile(this.#language.loading);
      words.remove();
    }
    await super.scheduleUpdate();
  }

  protected override willUpdate(): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
    // What changes during a call is for the next one.
    if (!/lobby|ended|failed/.test(this.phase)) return;
    for (const kind of ['microphone', 'camera'] as const) {
      if (this[kind] === this.#asked[kind]) continue;
      this.#asked[kind] = this[kind];
      this.loader.want(kind, this[kind] !== 'off').catch(ignore);
    }
  }

  protected override render(): TemplateResult {
    const { joining, slow: loading, error: lobbyError, media, controller } = this.loader;
    const { firm, phone, layout, controlsList, shortcuts, typedName: name, nameMissing } = this;
    const model = {
      media,
      firm,
      phone,
      privacyUrl: webUrl(this.privacyUrl),
      ...{ layout, controlsList, shortcuts, fullScreen: this.matches(':fullscreen') },
      name,
      nameGiven: this.displayName !== '',
      nameMissing,
      joining,
      loading,
      lobbyError,
    };
    const { words, language } = this.#language;
    const view = controller?.view(model, this.#actions) ?? lobby(model, this.#actions, words);
    return html`<div class="medium"><div class="room" lang=${language} dir=${directionOf(language)}>
      ${view}
      <div class="hidden" role="status">${this.announcements.polite}</div>
      <div class="hidden" aria-live="assertive">${this.announcements.urgent}</div>
    </div></div>`;
  }

  protected override updated(): void {
    const { phase } = this;
    const { recording, screen } = liveOf(this.loader.state) ?? {};
    const more = [...(recording ? ['recording'] : []), ...(screen?.on ? ['sharing'] : [])];
    showStates(this.#internals, [phase, ...more]);
    // A removed view takes the focus with it: move the focus to the innermost remaining title.
    if (this.#hadFocus && !this.shadowRoot?.activeElement) {
      [...this.renderRoot.querySelectorAll<HTMLElement>('[data-focus]')].at(-1)?.focus();
    }
    if (this.skipLobby && !this.#skipped && phase === 'lobby') {
      this.#skipped = true;
      this.join().catch(() => undefined);
    }
  }

  readonly #actions: LobbyActions = {
    intend: () => this.loader.load().then((controller) => controller.preload(this.sdk), ignore),
    name: (name) => {
      this.typedName = name;
      this.nameMissing = false;
    },
    preview: () => this.loader.preview().catch(ignore),
    loadAgain: () => this.loader.again(),
    join: () => this.join().catch(ignore),
    leave: () => this.leave(),
    switch: (kind, on) => this.loader.switch(kind, on).catch(ignore),
    choose: (kind, id) => this.loader.choose(kind, id).catch(ignore),
    chooseSpeaker: (id) => this.loader.chooseSpeaker(id).catch(ignore),
  };
}

/** The element has already reported the failure, in its views and by `visio-error`. */
const ignore = (): void => undefined;

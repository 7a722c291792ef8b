import { html, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { liveOf } from '../call/state/state.ts';
import type { ConsultationController } from '../controller/consultation-controller.ts';
import { VisioError } from '../error.ts';
import { directionOf, type Language } from '../i18n/localize.ts';
import tokens from '../styles/tokens.css';
import type { Announcements } from '../ui/announcer.ts';
import controls from '../ui/controls.css';
import lobbySheet from '../views/lobby/lobby.css';
import { lobby } from '../views/lobby/lobby.ts';
import type { LobbyActions } from '../views/shared/model.ts';
import { showStates } from './custom-states.ts';
import { LanguageController } from './language-controller.ts';
import { type JoinOptions, readJoinOptions, sdkOf, webUrl } from './read-join-options.ts';
import { RoomApi } from './room-api.ts';

/**
 * A confidential video consultation as one element: lobby, call and the way out.
 *
 * Attributes may change at any time. `lang`, `theme`, `layout`, `controlslist` and `shortcuts` apply at once, the others to the next join.
 *
 * @element visio-avocat-room
 *
 * @fires {VisioEvent<'visio-phase'>} visio-phase - The call has entered another phase.
 * @fires {VisioEvent<'visio-access'>} visio-access - Cancelable; before the endpoint is asked. Headers may be added to `detail.headers`.
 * @fires {VisioEvent<'visio-joined'>} visio-joined - The person is in the call.
 * @fires {VisioEvent<'visio-left'>} visio-left - The person is out of it; `detail.reason` says why.
 * @fires {VisioEvent<'visio-participant'>} visio-participant - Somebody joined, left or changed.
 * @fires {VisioEvent<'visio-waiting'>} visio-waiting - For hosts: who is in the waiting room.
 * @fires {VisioEvent<'visio-message'>} visio-message - Somebody in the call has written.
 * @fires {VisioEvent<'visio-security'>} visio-security - The measured level of the call has changed.
 * @fires {VisioEvent<'visio-quality'>} visio-quality - How well sound and picture get through has changed.
 * @fires {VisioEvent<'visio-server-contact'>} visio-server-contact - A network host was contacted for the first time in this call; `detail.expected` says whether the grant named it.
 * @fires {VisioEvent<'visio-before-leave'>} visio-before-leave - Cancelable; the person is about to leave.
 * @fires {VisioEvent<'visio-error'>} visio-error - Something failed; the person reads about it in the element.
 *
 * @slot logo - The firm's logo, in the lobby and on the last page.
 * @slot lobby-intro - Words of the firm's own under the lobby's title.
 * @slot consent - What the person has to agree to before joining.
 * @slot waiting - Something to read while waiting.
 * @slot ended - Words of the firm's own on the last page.
 * @slot help - How to reach the firm when something does not work.
 *
 * @csspart lobby - The lobby.
 * @csspart preview - The person's own picture before the call.
 * @csspart form - The lobby's form.
 * @csspart title - The heading of a page or a dialog.
 * @csspart field - A labelled input.
 * @csspart label - The label of an input that stands beside it.
 * @csspart input - What is typed into or chosen from.
 * @csspart button - A button; also `pressed`.
 * @csspart primary-button - The one obvious next step.
 * @csspart danger-button - A button that ends something.
 * @csspart status - What is going on; also `on-hold` or `aside`.
 * @csspart waiting - The waiting room.
 * @csspart stage - The call.
 * @csspart tile - One other person; also `speaking`. Or the screen that somebody shows: also `screen`.
 * @csspart tile-video - A person's picture.
 * @csspart tile-name - A person's name.
 * @csspart tile-avatar - A person's initials while the camera is off.
 * @csspart self-view - The person's own picture during the call.
 * @csspart toolbar - The commands.
 * @csspart control - One command, with `control-microphone`, `control-camera`, `control-screen`, `control-fullscreen`, `control-picture-in-picture`, `control-people`, `control-chat`, `control-pause`, `control-settings` or `control-leave`; also `pressed` or `off`, `pending`.
 * @csspart control-label - A command's name, where there is room.
 * @csspart chip - A fact at the top of the call: the appointment, how long it has lasted, how late it began.
 * @csspart badge - How many are in the waiting room; also the level, as `badge-encryption`.
 * @csspart badge-encryption - The measured level; also its name: `verifying`, `end-to-end-verified`, `end-to-end`, `end-to-end-secret`, `to-media-server` or `unprotected`.
 * @csspart panel - A panel over the stage; also `people`, `chat`, `security` or `settings`.
 * @csspart message - One message of the chat.
 * @csspart panel-title - A panel's title.
 * @csspart person - One person in the list, in the room or the waiting room.
 * @csspart dialog - A question before something that cannot be taken back.
 * @csspart notice - Something worth knowing.
 * @csspart ended - The last page.
 * @csspart error - A failure.
 *
 * @cssstate lobby - And each other phase by its name: `requesting`, `waiting`, `connecting`, `connected`, `reconnecting`, `ended`, `failed`.
 * @cssstate recording - The session is being recorded.
 * @cssstate sharing - The person shows their screen.
 *
 * @cssprop [--visio-accent] - Colour of the main button and of links.
 * @cssprop [--visio-on-accent] - Text on the accent.
 * @cssprop [--visio-surface] - Background.
 * @cssprop [--visio-surface-raised] - Background of fields and panels.
 * @cssprop [--visio-text] - Text.
 * @cssprop [--visio-text-muted] - Secondary text.
 * @cssprop [--visio-danger] - Errors.
 * @cssprop [--visio-success] - A measured, verified fact.
 * @cssprop [--visio-warning] - Warnings.
 * @cssprop [--visio-radius] - Corner radius; none is `0px`, with its unit.
 * @cssprop [--visio-gap] - Unit of space.
 * @cssprop [--visio-font] - Font family.
 * @cssprop [--visio-focus-ring] - Outline of what has the focus.
 * @cssprop [--visio-stage] - Background of the call.
 * @cssprop [--visio-on-stage] - Text on it.
 */
export class VisioAvocatRoom extends RoomApi {
  static override styles = [tokens, controls, lobbySheet];

  @state() private typedName = '';
  @state() private nameMissing = false;
  @state() private announcements: Announcements = { polite: '', urgent: '' };

  readonly #language = new LanguageController(
    this,
    (language) => void this.loader.controller?.setLanguage(language),
  );
  readonly #contacted = new Set<string>();
  readonly #internals = this.attachInternals?.();
  #hadFocus = false;
  #skipped = false;

  constructor() {
    super();
    this.addEventListener('fullscreenchange', () => this.requestUpdate());
  }

  protected override readOptions(): JoinOptions {
    const name = (this.displayName || this.typedName).trim();
    this.nameMissing = name === '';
    if (this.nameMissing) {
      this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#name')?.focus());
      throw new VisioError('name-missing');
    }
    this.#contacted.clear();
    return {
      ...readJoinOptions(this, name),
      beforeAccess: () => {
        const headers = new Headers();
        if (!this.fire('visio-access', { headers }, true)) throw new VisioError('aborted');
        return headers;
      },
      onServerContact: (server, expected) => {
        if (this.#contacted.has(server)) return;
        this.#contacted.add(server);
        this.fire('visio-server-contact', { server, expected });
      },
    };
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

  /** The first picture is in the page's language; a change of it later does not hide what is there. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated && this.#language.loading) await this.#language.loading;
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
    for (const kind of ['microphone', 'camera'] as const) {
      if (changed.has(kind) && this.phase === 'lobby') void this.loader.want(kind, this[kind] !== 'off');
    }
  }

  protected override render(): TemplateResult {
    const { joining, error: lobbyError, media, controller } = this.loader;
    const { firm, layout, controlsList, shortcuts, typedName: name, nameMissing } = this;
    const model = {
      media,
      firm,
      privacyUrl: webUrl(this.privacyUrl),
      ...{ layout, controlsList, shortcuts, fullScreen: this.matches(':fullscreen') },
      name,
      nameGiven: this.displayName !== '',
      nameMissing,
      joining,
      lobbyError,
    };
    const { words, language } = this.#language;
    const view = controller?.view(model, this.#actions) ?? lobby(model, this.#actions, words);
    return html`<div class="room" lang=${language} dir=${directionOf(language)}>
      ${view}
      <div class="hidden" role="status">${this.announcements.polite}</div>
      <div class="hidden" aria-live="assertive">${this.announcements.urgent}</div>
    </div>`;
  }

  protected override updated(): void {
    const { phase } = this;
    const { recording, screen } = liveOf(this.loader.state) ?? {};
    const more = [...(recording ? ['recording'] : []), ...(screen?.on ? ['sharing'] : [])];
    showStates(this.#internals, [phase, ...more]);
    // What goes takes the focus with it: the title of what is left receives it, the innermost one.
    if (this.#hadFocus && !this.shadowRoot?.activeElement) {
      [...this.renderRoot.querySelectorAll<HTMLElement>('[data-focus]')].at(-1)?.focus();
    }
    if (this.skipLobby && !this.#skipped && phase === 'lobby') {
      this.#skipped = true;
      this.join().catch(() => undefined);
    }
  }

  readonly #actions: LobbyActions = {
    intend: () => this.loader.load().then((controller) => controller.preload(sdkOf(this)), ignore),
    name: (name) => {
      this.typedName = name;
      this.nameMissing = false;
    },
    preview: () => this.loader.preview().catch(ignore),
    join: () => this.join().catch(ignore),
    leave: () => this.leave(),
    switch: (kind, on) => this.loader.switch(kind, on).catch(ignore),
    choose: (kind, id) => this.loader.choose(kind, id).catch(ignore),
    chooseSpeaker: (id) => this.loader.chooseSpeaker(id).catch(ignore),
  };
}

/** What failed has been told by the element itself: in its views and by `visio-error`. */
const ignore = (): void => undefined;

import { html, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { Quality } from '../call/quality.ts';
import { liveOf, type Phase, type Security } from '../call/state/state.ts';
import type * as engineModule from '../controller/consultation-controller.ts';
import { VisioError } from '../error.ts';
import { type ParticipantInfo, VisioEvent, type VisioEventDetails } from '../events.ts';
import { directionOf, type Language } from '../i18n/localize.ts';
import type { SecurityReport } from '../report/report-types.ts';
import tokens from '../styles/tokens.css';
import type { Announcements } from '../ui/announcer.ts';
import controls from '../ui/controls.css';
import lobbySheet from '../views/lobby/lobby.css';
import { lobby } from '../views/lobby/lobby.ts';
import type { LobbyActions } from '../views/shared/model.ts';
import { RoomAttributes } from './attributes.ts';
import { ControllerLoader, type LoaderElement } from './controller-loader.ts';
import { showStates } from './custom-states.ts';
import { takeFragmentSecret } from './fragment-secret.ts';
import { LanguageController } from './language-controller.ts';
import { type JoinOptions, readJoinOptions, sdkOf, webUrl } from './read-join-options.ts';

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
 * @fires {VisioEvent<'visio-waiting'>} visio-waiting - For hosts: who waits at the door.
 * @fires {VisioEvent<'visio-message'>} visio-message - Somebody in the call has written.
 * @fires {VisioEvent<'visio-security'>} visio-security - The measured level of the call has changed.
 * @fires {VisioEvent<'visio-quality'>} visio-quality - How well sound and picture get through has changed.
 * @fires {VisioEvent<'visio-host'>} visio-host - A host was contacted for the first time in this call.
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
 * @csspart badge - How many wait at the door; also the level, as `badge-encryption`.
 * @csspart badge-encryption - The measured level; also its name: `verifying`, `end-to-end-verified`, `end-to-end`, `end-to-end-secret`, `to-media-server` or `unprotected`.
 * @csspart panel - A panel over the stage; also `people`, `chat`, `security` or `settings`.
 * @csspart message - One message of the chat.
 * @csspart panel-title - A panel's title.
 * @csspart person - One person in the list, in the room or at the door.
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
export class VisioAvocatRoom extends RoomAttributes implements LoaderElement {
  static override styles = [tokens, controls, lobbySheet];
  #secret = '';

  @state() private typedName = '';
  @state() private nameMissing = false;
  @state() private announcements: Announcements = { polite: '', urgent: '' };

  // The controller is made before the first render, and after the properties it reads.
  readonly #loader = new ControllerLoader(this);
  readonly #spoken = new LanguageController(
    this,
    (language) => void this.#loader.controller?.speak(language),
  );
  readonly #contacted = new Set<string>();
  readonly #internals = this.attachInternals?.();
  #module: typeof engineModule | null = null;
  #hadFocus = false;
  #skipped = false;

  constructor() {
    super();
    this.addEventListener('fullscreenchange', () => this.requestUpdate());
  }

  /** Where the call is. */
  get phase(): Phase {
    return this.#loader.state.phase;
  }

  /** Everybody in the call, oneself first. */
  get participants(): readonly ParticipantInfo[] {
    const module = this.#module;
    return module ? (liveOf(this.#loader.state)?.participants ?? []).map(module.infoOf) : [];
  }

  /** What the call's connections were measured to be; `null` outside a call. */
  get security(): Security | null {
    return liveOf(this.#loader.state)?.security ?? null;
  }

  /** How well sound and picture get through; `null` outside a call, and before the first measurement. */
  get quality(): Quality | null {
    return liveOf(this.#loader.state)?.quality ?? null;
  }

  /**
   * Shared secret for Vonage's end-to-end encryption of routed media; empty for none. Never an attribute, never logged.
   * A change during a call rotates it.
   */
  get encryptionSecret(): string {
    return this.#secret;
  }

  set encryptionSecret(secret: string) {
    this.#secret = String(secret ?? '');
    if (!liveOf(this.#loader.state)) return;
    this.#loader.inCall((call) => call.setSecret(this.#secret)).catch((cause) => this.#loader.tell(cause));
  }

  /**
   * Joins the room, as the button does.
   *
   * @throws {VisioError} What stopped it; the person reads about it in the element.
   */
  async join(): Promise<void> {
    try {
      await this.#loader.join();
    } catch (cause) {
      const error = VisioError.from(cause, 'media-failed');
      if (error.code !== 'aborted') this.#fire('visio-error', { error });
      throw error;
    }
  }

  /** Leaves the room, or cancels joining; `visio-before-leave` can prevent it. */
  async leave(): Promise<void> {
    if (liveOf(this.#loader.state) && !this.#fire('visio-before-leave', undefined, true)) return;
    this.#loader.leave();
  }

  /**
   * Switches the microphone, in the lobby and in the call.
   *
   * @throws {VisioError} When it cannot be opened.
   */
  setMicrophone(on: boolean): Promise<void> {
    return this.#loader.switch('microphone', on);
  }

  /**
   * Switches the camera, in the lobby and in the call. Off closes the device.
   *
   * @throws {VisioError} When it cannot be opened.
   */
  setCamera(on: boolean): Promise<void> {
    return this.#loader.switch('camera', on);
  }

  /**
   * Shows a screen, a window or a tab to the others: the browser lets the person choose. To be called at a press.
   *
   * @throws {VisioError} `aborted` when the person chooses none, `not-connected`, `not-allowed`, `held-back`,
   * `screen-unsupported`, `screen-failed`, `frame-not-allowed`.
   */
  startScreenShare(): Promise<void> {
    return this.#loader.inCall((call) => call.setScreen(true));
  }

  /**
   * Shows it no longer.
   *
   * @throws {VisioError} `not-connected`.
   */
  stopScreenShare(): Promise<void> {
    return this.#loader.inCall((call) => call.setScreen(false));
  }

  /**
   * Sends a message to the others in the call, sealed for each of them.
   *
   * @throws {VisioError} `not-connected`, `message-invalid`, or `not-allowed` while on hold.
   */
  sendMessage(text: string): Promise<void> {
    return this.#loader.inCall((call) => call.sendMessage(String(text)));
  }

  /**
   * The confidentiality report of the call in progress, or of the one that has just ended: what was measured, what the
   * firm has set, what the provider states. No names, no content, no addresses.
   *
   * @throws {VisioError} `not-connected` before a call, `script-unreachable`.
   */
  async securityReport(): Promise<SecurityReport> {
    const { controller: engine } = this.#loader;
    if (!engine) throw new VisioError('not-connected');
    return engine.report();
  }

  /**
   * Lets somebody who waits come in: hosts only.
   *
   * @param id From the list of `visio-waiting`.
   * @throws {VisioError} `not-connected`, `not-allowed`, or what the access server answered.
   */
  admit(id: string): Promise<void> {
    return this.#loader.inCall((call) => call.decide({ id, decision: 'admit' }));
  }

  /**
   * Does not let somebody who waits come in: hosts only.
   *
   * @throws {VisioError} As `admit`.
   */
  refuse(id: string): Promise<void> {
    return this.#loader.inCall((call) => call.decide({ id, decision: 'refuse' }));
  }

  /**
   * Mutes another person: moderators only. They are told, and can unmute themselves.
   *
   * @throws {VisioError} `not-connected` or `not-allowed`.
   */
  mute(participantId: string): Promise<void> {
    return this.#loader.inCall((call) => call.mute(participantId));
  }

  /**
   * Puts another person out of the room: moderators only. Their access is withdrawn.
   *
   * @throws {VisioError} `not-connected`, `not-allowed`, or what the access server answered.
   */
  override remove(participantId?: string): Promise<void> {
    // Every element has a remove() of its own, which takes nothing and takes the element out of the page.
    if (participantId === undefined) {
      super.remove();
      return Promise.resolve();
    }
    return this.#loader.inCall((call) => call.remove(participantId));
  }

  /** @internal */
  joinOptions(): JoinOptions {
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
        if (!this.#fire('visio-access', { headers }, true)) throw new VisioError('aborted');
        return headers;
      },
      onServerContact: (host, expected) => {
        if (this.#contacted.has(host)) return;
        this.#contacted.add(host);
        this.#fire('visio-host', { host, expected });
      },
    };
  }

  /** @internal */
  controllerLoaded(module: typeof engineModule): void {
    this.#module = module;
    this.addStyles(module.callStyles);
  }

  /** @internal */
  spokenLanguage(): Language {
    return this.#spoken.language;
  }

  /** @internal */
  say(announcements: Announcements): void {
    this.announcements = announcements;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#secret ||= takeFragmentSecret();
  }

  /** The first picture is in the page's language; a change of it later does not hide what is there. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated && this.#spoken.loading) await this.#spoken.loading;
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
    for (const kind of ['microphone', 'camera'] as const) {
      if (changed.has(kind) && this.phase === 'lobby') void this.#loader.want(kind, this[kind] !== 'off');
    }
  }

  protected override render(): TemplateResult {
    const { joining, error: lobbyError, media, controller: engine } = this.#loader;
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
    const { words, language } = this.#spoken;
    const view = engine?.screen(model, this.#actions) ?? lobby(model, this.#actions, words);
    return html`<div class="room" lang=${language} dir=${directionOf(language)}>
      ${view}
      <div class="hidden" role="status">${this.announcements.polite}</div>
      <div class="hidden" aria-live="assertive">${this.announcements.urgent}</div>
    </div>`;
  }

  protected override updated(): void {
    const { phase } = this;
    const { recording, screen } = liveOf(this.#loader.state) ?? {};
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
    intend: () => this.#loader.load().then((engine) => engine.preload(sdkOf(this)), ignore),
    name: (name) => {
      this.typedName = name;
      this.nameMissing = false;
    },
    preview: () => this.#loader.preview().catch(ignore),
    join: () => this.join().catch(ignore),
    leave: () => this.leave(),
    switch: (kind, on) => this.#loader.switch(kind, on).catch(ignore),
    choose: (kind, id) => this.#loader.choose(kind, id).catch(ignore),
    chooseSpeaker: (id) => this.#loader.chooseSpeaker(id).catch(ignore),
  };

  #fire<T extends keyof VisioEventDetails>(
    type: T,
    detail: VisioEventDetails[T],
    cancelable = false,
  ): boolean {
    return this.dispatchEvent(new VisioEvent(type, detail, cancelable));
  }
}

/** What failed has been told by the element itself: in its views and by `visio-error`. */
const ignore = (): void => undefined;

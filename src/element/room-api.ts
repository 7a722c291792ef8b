import type { Quality } from '../call/quality.ts';
import { liveOf, type Phase, type Security } from '../call/state/state.ts';
import type { ConsultationController } from '../controller/consultation-controller.ts';
import { VisioError } from '../error.ts';
import { type ParticipantInfo, VisioEvent, type VisioEventDetails } from '../events.ts';
import type { Language } from '../i18n/localize.ts';
import type { SecurityReport } from '../report/report-types.ts';
import type { Announcements } from '../ui/announcer.ts';
import { RoomAttributes } from './attributes.ts';
import { ControllerLoader } from './controller-loader.ts';
import { takeFragmentSecret } from './fragment-secret.ts';
import type { JoinOptions } from './read-join-options.ts';

/** What a page can read of the element and ask of it; what it shows is the subclass's. */
export abstract class RoomApi extends RoomAttributes {
  #secret = '';

  // The loader is made before the first render, and after the properties it reads.
  protected readonly loader = new ControllerLoader(this, {
    joinOptions: () => this.readOptions(),
    language: () => this.shownLanguage(),
    onLoaded: (controller) => this.onLoaded(controller),
    onAnnounce: (announcements) => this.announce(announcements),
  });

  /** Where the call is. */
  get phase(): Phase {
    return this.loader.state.phase;
  }

  /** Everybody in the call, oneself first. */
  get participants(): readonly ParticipantInfo[] {
    return this.loader.controller?.participants ?? [];
  }

  /** What the call's connections were measured to be; `null` outside a call. */
  get security(): Security | null {
    return liveOf(this.loader.state)?.security ?? null;
  }

  /** How well sound and picture get through; `null` outside a call, and before the first measurement. */
  get quality(): Quality | null {
    return liveOf(this.loader.state)?.quality ?? null;
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
    if (!liveOf(this.loader.state)) return;
    this.loader.inCall((call) => call.setSecret(this.#secret)).catch((cause) => this.loader.tell(cause));
  }

  /**
   * Joins the room, as the button does.
   *
   * @throws {VisioError} What stopped it; the person reads about it in the element.
   */
  async join(): Promise<void> {
    try {
      await this.loader.join();
    } catch (cause) {
      const error = VisioError.from(cause, 'media-failed');
      if (error.code !== 'aborted') this.fire('visio-error', { error });
      throw error;
    }
  }

  /** Leaves the room, or cancels joining; `visio-before-leave` can prevent it. */
  async leave(): Promise<void> {
    if (liveOf(this.loader.state) && !this.fire('visio-before-leave', undefined, true)) return;
    this.loader.leave();
  }

  /**
   * Switches the microphone, in the lobby and in the call.
   *
   * @throws {VisioError} When it cannot be opened.
   */
  setMicrophone(on: boolean): Promise<void> {
    return this.loader.switch('microphone', on);
  }

  /**
   * Switches the camera, in the lobby and in the call. Off closes the device.
   *
   * @throws {VisioError} When it cannot be opened.
   */
  setCamera(on: boolean): Promise<void> {
    return this.loader.switch('camera', on);
  }

  /**
   * Shares a screen, a window or a tab with the others: the browser lets the person choose. Must be called from a user gesture.
   *
   * @throws {VisioError} `aborted` when the person chooses none, `not-connected`, `not-allowed`, `held-back`,
   * `screen-unsupported`, `screen-failed`, `frame-not-allowed`.
   */
  startScreenShare(): Promise<void> {
    return this.loader.inCall((call) => call.setScreen(true));
  }

  /**
   * Stops sharing the screen.
   *
   * @throws {VisioError} `not-connected`.
   */
  stopScreenShare(): Promise<void> {
    return this.loader.inCall((call) => call.setScreen(false));
  }

  /**
   * Sends a message to the others in the call, sealed for each of them.
   *
   * @throws {VisioError} `not-connected`, `message-invalid`, or `not-allowed` while on hold.
   */
  sendMessage(text: string): Promise<void> {
    return this.loader.inCall((call) => call.sendMessage(String(text)));
  }

  /**
   * The confidentiality report of the call in progress, or of the one that has just ended: what was measured, what the
   * firm has set, what the provider states. No names, no content, no addresses.
   *
   * @throws {VisioError} `not-connected` before a call, `script-unreachable`.
   */
  async securityReport(): Promise<SecurityReport> {
    const { controller } = this.loader;
    if (!controller) throw new VisioError('not-connected');
    return controller.report();
  }

  /**
   * Lets somebody who waits come in: hosts only.
   *
   * @param id From the list of `visio-waiting`.
   * @throws {VisioError} `not-connected`, `not-allowed`, or what the access server answered.
   */
  admit(id: string): Promise<void> {
    return this.loader.inCall((call) => call.decide({ id, decision: 'admit' }));
  }

  /**
   * Does not let somebody who waits come in: hosts only.
   *
   * @throws {VisioError} As `admit`.
   */
  refuse(id: string): Promise<void> {
    return this.loader.inCall((call) => call.decide({ id, decision: 'refuse' }));
  }

  /**
   * Mutes another person: moderators only. They are told, and can unmute themselves.
   *
   * @throws {VisioError} `not-connected` or `not-allowed`.
   */
  mute(participantId: string): Promise<void> {
    return this.loader.inCall((call) => call.mute(participantId));
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
    return this.loader.inCall((call) => call.remove(participantId));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#secret ||= takeFragmentSecret();
  }

  /** @throws VisioError When something is missing that only the person or the page can give. */
  protected abstract readOptions(): JoinOptions;

  protected abstract shownLanguage(): Language;

  protected abstract onLoaded(controller: ConsultationController): void;

  protected abstract announce(announcements: Announcements): void;

  /** Dispatches an event of the element. Returns whether nobody has prevented it. */
  protected fire<T extends keyof VisioEventDetails>(
    type: T,
    detail: VisioEventDetails[T],
    cancelable = false,
  ): boolean {
    return this.dispatchEvent(new VisioEvent(type, detail, cancelable));
  }
}

import type { Quality } from '../call/quality.ts';
import { liveOf, type Phase, type Security } from '../call/state/state.ts';
import type { ConsultationController } from '../controller/consultation-controller.ts';
import { VisioError } from '../error.ts';
import type { ParticipantInfo } from '../events.ts';
import type { Language } from '../i18n/localize.ts';
import type { SecurityReport } from '../report/report-types.ts';
import type { Announcements } from '../ui/announcer.ts';
import { RoomAttributes } from './attributes.ts';
import { ControllerLoader, type ReadOptions } from './controller-loader.ts';
import { dispatch } from './dispatch.ts';
import { takeFragmentSecret } from './fragment-secret.ts';

/** The element's public properties and methods. The subclass renders. */
export abstract class RoomApi extends RoomAttributes {
  #secret = '';

  // Created before the first render, and after the properties that it reads.
  protected readonly loader = new ControllerLoader(this, {
    joinOptions: () => this.readOptions(),
    language: () => this.shownLanguage(),
    onLoaded: (controller) => this.onLoaded(controller),
    onAnnounce: (announcements) => this.announce(announcements),
  });

  /** The call's current phase. */
  get phase(): Phase {
    return this.loader.state.phase;
  }

  /** Everybody in the call; the local participant comes first. */
  get participants(): readonly ParticipantInfo[] {
    return this.loader.controller?.participants ?? [];
  }

  /** The measured confidentiality of the call's connections; `null` outside a call. */
  get security(): Security | null {
    return liveOf(this.loader.state)?.security ?? null;
  }

  /** The call's connection quality; `null` outside a call, and before the first measurement. */
  get quality(): Quality | null {
    return liveOf(this.loader.state)?.quality ?? null;
  }

  /**
   * Shared secret for Vonage's end-to-end encryption of routed media; empty for none. It is never an attribute and is
   * never logged. A change during a call rotates the key.
   */
  get encryptionSecret(): string {
    return this.#secret;
  }

  set encryptionSecret(secret: string) {
    this.#secret = String(secret ?? '');
    if (!liveOf(this.loader.state)) return;
    this.loader
      .inCall(async (call) => call.active?.secret.change(this.#secret))
      .catch((cause) => this.loader.tell(cause));
  }

  /**
   * Joins the room, as the lobby's button does.
   *
   * @throws {VisioError} The reason why joining failed. The element also shows it to the person.
   */
  async join(): Promise<void> {
    try {
      await this.loader.join();
    } catch (cause) {
      const error = VisioError.from(cause, 'media-failed');
      if (error.code !== 'aborted') dispatch(this, 'visio-error', { error });
      throw error;
    }
  }

  /** Leaves the room, or cancels joining. A listener can prevent it with `visio-before-leave`. */
  async leave(): Promise<void> {
    if (liveOf(this.loader.state) && !dispatch(this, 'visio-before-leave', undefined, true)) return;
    this.loader.leave();
  }

  /**
   * Switches the microphone on or off, in the lobby and in the call.
   *
   * @throws {VisioError} When the microphone cannot be opened.
   */
  setMicrophone(on: boolean): Promise<void> {
    return this.loader.switch('microphone', on);
  }

  /**
   * Switches the camera on or off, in the lobby and in the call. Switching it off closes the device.
   *
   * @throws {VisioError} When the camera cannot be opened.
   */
  setCamera(on: boolean): Promise<void> {
    return this.loader.switch('camera', on);
  }

  /**
   * Shares a screen, a window or a tab that the person chooses in the browser's dialog. Must be called from a user
   * gesture.
   *
   * @throws {VisioError} `aborted` when the person chooses none, `not-connected`, `not-allowed`, `sending-suspended`,
   * `screen-unsupported`, `screen-failed`, `frame-not-allowed`.
   */
  startScreenShare(): Promise<void> {
    return this.loader.inCall((call) => call.setScreen(true));
  }

  /**
   * Stops screen sharing.
   *
   * @throws {VisioError} `not-connected`.
   */
  stopScreenShare(): Promise<void> {
    return this.loader.inCall((call) => call.setScreen(false));
  }

  /**
   * Sends a chat message to the other participants, on a private line to each. Resolves once it is on its way.
   *
   * @throws {VisioError} `not-connected`, `message-invalid`, `not-allowed` while on hold, or `sending-suspended` while a
   * reason blocks sending.
   */
  sendMessage(text: string): Promise<void> {
    return this.loader.inCall((call) => call.sendMessage(String(text)));
  }

  /**
   * Returns the confidentiality report of the current call, or of the call that has just ended. The report separates
   * what was measured, what the firm set and what the provider claims. It contains no names, no content and no
   * addresses.
   *
   * @throws {VisioError} `not-connected` before a call, `script-unreachable`.
   */
  async securityReport(): Promise<SecurityReport> {
    const { controller } = this.loader;
    if (!controller) throw new VisioError('not-connected');
    return controller.report();
  }

  /**
   * Admits a guest from the waiting room. Hosts only.
   *
   * @param id The guest's id, from the `visio-waiting` event.
   * @throws {VisioError} `not-connected`, `not-allowed`, or the access server's error.
   */
  admit(id: string): Promise<void> {
    return this.loader.inCall((call) => call.decide({ id, decision: 'admit' }));
  }

  /**
   * Refuses a guest in the waiting room. Hosts only.
   *
   * @throws {VisioError} As `admit`.
   */
  refuse(id: string): Promise<void> {
    return this.loader.inCall((call) => call.decide({ id, decision: 'refuse' }));
  }

  /**
   * Mutes another participant, who is informed and can unmute. Moderators only.
   *
   * @throws {VisioError} `not-connected` or `not-allowed`.
   */
  mute(participantId: string): Promise<void> {
    return this.loader.inCall((call) => call.mute(participantId));
  }

  /**
   * Removes another participant from the room and withdraws their access. Moderators only.
   *
   * @throws {VisioError} `not-connected`, `not-allowed`, or the access server's error.
   */
  override remove(participantId?: string): Promise<void> {
    // Without an argument this is `Element.remove()`, which takes the element out of the page.
    if (participantId === undefined) {
      super.remove();
      return Promise.resolve();
    }
    return this.loader.inCall((call) => call.remove(participantId));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Set before the script came: Lit does this for its own properties.
    if (Object.hasOwn(this, 'encryptionSecret')) {
      const { encryptionSecret } = this;
      Reflect.deleteProperty(this, 'encryptionSecret');
      this.encryptionSecret = encryptionSecret;
    }
    this.#secret ||= takeFragmentSecret();
  }

  /** @throws VisioError When an option is missing that only the person or the page can provide. */
  protected abstract readOptions(): ReadOptions;

  protected abstract shownLanguage(): Language;

  protected abstract onLoaded(controller: ConsultationController): void;

  protected abstract announce(announcements: Announcements): void;
}

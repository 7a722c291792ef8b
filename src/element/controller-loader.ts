import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallState } from '../call/state/state.ts';
import { LOBBY } from '../call/state/state.ts';
import type * as controllerModule from '../controller/consultation-controller.ts';
import type { ConsultationController } from '../controller/consultation-controller.ts';
import type { JoinOptions } from '../controller/join-options.ts';
import type { DeviceKind } from '../devices/open-devices.ts';
import { ALL_CLOSED, type DevicesSnapshot, type LocalDevice } from '../devices/snapshot.ts';
import { VisioError } from '../error.ts';
import { awhile, FileLoad, type Slowness, watched } from '../file-load.ts';
import type { Language } from '../i18n/localize.ts';
import type { Announcements } from '../ui/announcer.ts';

/** Reads the options of one call, once the controller is there. @throws VisioError `endpoint-missing` */
export type ReadOptions = (controller: ConsultationController) => JoinOptions;

/** The part of the element that the loader needs besides Lit's `ReactiveControllerHost`. */
export interface LoaderAdapter {
  /** @throws VisioError When an option is missing that only the person or the page can provide. */
  readonly joinOptions: () => ReadOptions;
  readonly language: () => Language;
  /** Called once the controller is loaded; its views bring their own style sheets. */
  readonly onLoaded: (controller: ConsultationController) => void;
  readonly onAnnounce: (announcements: Announcements) => void;
}

const file = new FileLoad(() => import('../controller/consultation-controller.ts'), import.meta.url);

const kinds: readonly DeviceKind[] = ['microphone', 'camera'];

/** Loads an element's consultation controller on intent, and releases all resources on removal. */
export class ControllerLoader implements ReactiveController {
  readonly #element: ReactiveControllerHost & EventTarget & { readonly isConnected: boolean };
  readonly #adapter: LoaderAdapter;
  #controller: ConsultationController | null = null;
  #loading: Promise<ConsultationController> | null = null;
  /** Device states before the controller is loaded; the controller then opens the devices. */
  #lobbyDevices = ALL_CLOSED;
  /** True from the press on *Join* until the call takes over. */
  joining = false;
  /** How long the controller has been on its way to a person who waits for it. */
  slow: Slowness = 0;
  /** The error that kept the person in the lobby. */
  error: VisioError | null = null;
  /** Counts joins and leaves, so that work started before a leave does not continue after it. */
  #run = 0;

  constructor(
    element: ReactiveControllerHost & EventTarget & { readonly isConnected: boolean },
    adapter: LoaderAdapter,
  ) {
    this.#element = element;
    this.#adapter = adapter;
    element.addController(this);
  }

  get controller(): ConsultationController | null {
    return this.#controller;
  }

  get media(): DevicesSnapshot {
    return this.#controller?.media.snapshot ?? this.#lobbyDevices;
  }

  get state(): CallState {
    return this.#controller?.call.state ?? LOBBY;
  }

  /** Loads the controller for a person, who sees when it takes long. @throws VisioError as `load` */
  #loadVisibly(): Promise<ConsultationController> {
    return watched(this.load(), (slow) => {
      this.slow = slow;
      this.#element.requestUpdate();
    });
  }

  /** Asks for the controller once more while it is on its way. */
  again(): void {
    file.again();
  }

  /** Loads the controller. @throws VisioError `script-unreachable`, `script-missing` */
  load(): Promise<ConsultationController> {
    this.#loading ??= file.get().then(
      (module) => this.#start(module),
      (cause) => {
        this.#loading = null;
        throw VisioError.from(cause, 'script-unreachable');
      },
    );
    return this.#loading;
  }

  async #start({ ConsultationController }: typeof controllerModule): Promise<ConsultationController> {
    const { language, onLoaded, onAnnounce } = this.#adapter;
    const controller = new ConsultationController({
      onChange: () => this.#element.requestUpdate(),
      onEvent: (event) => this.#element.dispatchEvent(event),
      onAnnounce,
    });
    // Without its words it speaks French.
    await awhile(controller.setLanguage(language()));
    onLoaded(controller);
    for (const kind of kinds) void controller.media.switch(kind, this.#lobbyDevices[kind].enabled);
    this.#controller = controller;
    // The language may have changed while the words were loading.
    void controller.setLanguage(language());
    return controller;
  }

  /** Shows the self view in the lobby. */
  async preview(): Promise<void> {
    await this.#attempt(() => this.#open());
  }

  /** @throws VisioError The reason why joining failed. */
  async join(): Promise<void> {
    if (this.joining) throw new VisioError('not-allowed', { reason: 'already joining' });
    const run = ++this.#run;
    const { camera, microphone } = this.media;
    const previewing = camera.captured !== null || microphone.captured !== null;
    try {
      const [settings, controller] = await this.#attempt(async () => {
        const read = this.#adapter.joinOptions();
        this.joining = true;
        return this.#open(read);
      });
      if (run !== this.#run) throw new VisioError('aborted');
      const joined = controller.join(settings as JoinOptions);
      this.joining = false;
      await joined;
    } catch (error) {
      // The person is still in the lobby: close the devices that this join opened.
      if (this.joining && !previewing) this.#controller?.media.close();
      throw error;
    } finally {
      this.joining = false;
      this.#element.requestUpdate();
    }
  }

  /** Opens the devices as soon as the controller is loaded. @throws VisioError */
  async #open(read?: ReadOptions): Promise<readonly [JoinOptions | undefined, ConsultationController]> {
    const run = this.#run;
    this.#expect(true);
    try {
      const controller = await this.#loadVisibly();
      if (run !== this.#run || !this.#element.isConnected) throw new VisioError('aborted');
      const asked = read?.(controller);
      await controller.open(asked);
      return [asked, controller];
    } finally {
      this.#expect(false);
    }
  }

  /** Marks the enabled devices as opening, or clears the mark. */
  #expect(opening: boolean): void {
    for (const kind of kinds) {
      this.#note(kind, { opening: opening && this.#lobbyDevices[kind].enabled });
    }
  }

  /** Sets whether a device is enabled in the lobby and in the next call. @throws VisioError */
  async want(kind: DeviceKind, wanted: boolean): Promise<void> {
    if (this.#controller) return this.#controller.media.switch(kind, wanted);
    this.#note(kind, { enabled: wanted });
  }

  #note(kind: DeviceKind, change: Partial<LocalDevice>): void {
    this.#lobbyDevices = { ...this.#lobbyDevices, [kind]: { ...this.#lobbyDevices[kind], ...change } };
    this.#element.requestUpdate();
  }

  /** Runs an action that requires a call. @throws VisioError `not-connected` */
  async inCall(act: (call: ConsultationController['call']) => Promise<void>): Promise<void> {
    if (!this.#controller) throw new VisioError('not-connected');
    await act(this.#controller.call);
  }

  /** Shows an error to the person in the call. */
  tell(cause: unknown): void {
    this.#controller?.call.tell(VisioError.from(cause, 'not-allowed'));
  }

  leave(): void {
    this.#run++;
    if (this.joining) this.#controller?.media.close();
    this.#controller?.call.leave();
  }

  /** Switches a device on or off, in the lobby and in the call. @throws VisioError */
  switch(kind: DeviceKind, on: boolean): Promise<void> {
    return this.#attempt(() => this.#controller?.call.switch(kind, on) ?? this.want(kind, on));
  }

  /** Selects another camera or microphone. @throws VisioError */
  choose(kind: DeviceKind, id: string): Promise<void> {
    return this.#attempt(async () => this.#controller?.call.choose(kind, id));
  }

  async chooseSpeaker(id: string): Promise<void> {
    this.#controller?.media.chooseSpeaker(id);
  }

  /** The lobby shows an error that occurs before the call exists; later errors belong to the call's state. */
  async #attempt<T>(work: () => Promise<T>): Promise<T> {
    this.error = null;
    this.#element.requestUpdate();
    try {
      return await work();
    } catch (cause) {
      const error = VisioError.from(cause, 'device-failed');
      // The name field shows its own error.
      if (error.code !== 'aborted' && error.code !== 'name-missing') {
        // The controller brings the error texts. If it cannot be loaded, that error is shown instead.
        await this.#loadVisibly().then(
          (controller) => controller.explain(error),
          () => undefined,
        );
        this.error = error;
      }
      this.#element.requestUpdate();
      throw error;
    }
  }

  /** Re-renders after a move, because a moved video is paused. */
  hostConnected(): void {
    this.#element.requestUpdate();
  }

  /** Ends the call when the element leaves the document. A move within one task does not end it. */
  hostDisconnected(): void {
    setTimeout(() => {
      if (this.#element.isConnected) return;
      this.leave();
      this.#controller?.media.close();
    });
  }
}

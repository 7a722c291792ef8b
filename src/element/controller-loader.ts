import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallState } from '../call/state/state.ts';
import { LOBBY } from '../call/state/state.ts';
import type * as controllerModule from '../controller/consultation-controller.ts';
import type { ConsultationController } from '../controller/consultation-controller.ts';
import type { DeviceKind } from '../devices/open-devices.ts';
import { ALL_CLOSED, type DevicesSnapshot, type LocalDevice } from '../devices/snapshot.ts';
import { VisioError } from '../error.ts';
import type { Language } from '../i18n/localize.ts';
import type { Announcements } from '../ui/announcer.ts';
import type { JoinOptions } from './read-join-options.ts';

/** What the loader needs of its element besides Lit's own. */
export interface LoaderAdapter {
  /** @throws VisioError When something is missing that only the person or the page can give. */
  readonly joinOptions: () => JoinOptions;
  readonly language: () => Language;
  /** The controller is here: its views have style sheets of their own. */
  readonly onLoaded: (controller: ConsultationController) => void;
  readonly onAnnounce: (announcements: Announcements) => void;
}

const kinds: readonly DeviceKind[] = ['microphone', 'camera'];

/** Fetches the consultation controller of one element on intent, and frees everything on removal. */
export class ControllerLoader implements ReactiveController {
  readonly #element: ReactiveControllerHost & EventTarget & { readonly isConnected: boolean };
  readonly #adapter: LoaderAdapter;
  #controller: ConsultationController | null = null;
  #loading: Promise<ConsultationController> | null = null;
  /** Which devices are enabled until the controller is there, which opens them. */
  #untouched = ALL_CLOSED;
  /** The press on *Join* has been heard and the call has not yet taken over. */
  joining = false;
  /** What kept the person in the lobby. */
  error: VisioError | null = null;
  /** Counts joins and leaves, so that what was started before a leave does not go on after it. */
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
    return this.#controller?.media.snapshot ?? this.#untouched;
  }

  get state(): CallState {
    return this.#controller?.call.state ?? LOBBY;
  }

  /** Fetches the controller. @throws VisioError `script-unreachable` */
  load(): Promise<ConsultationController> {
    this.#loading ??= import('../controller/consultation-controller.ts').then(
      (module) => this.#start(module),
      (cause) => {
        this.#loading = null;
        throw new VisioError('script-unreachable', { cause });
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
    await controller.setLanguage(language());
    onLoaded(controller);
    for (const kind of kinds) void controller.media.switch(kind, this.#untouched[kind].enabled);
    this.#controller = controller;
    // It may have changed on the way.
    void controller.setLanguage(language());
    return controller;
  }

  /** Shows one's own picture in the lobby. */
  async preview(): Promise<void> {
    await this.#attempt(() => this.#open());
  }

  /** @throws VisioError What stopped it. */
  async join(): Promise<void> {
    if (this.joining) throw new VisioError('not-allowed', { reason: 'already joining' });
    const run = ++this.#run;
    const { camera, microphone } = this.media;
    const previewing = camera.captured !== null || microphone.captured !== null;
    this.joining = true;
    try {
      const [settings, controller] = await this.#attempt(async () => {
        const asked = this.#adapter.joinOptions();
        return [asked, await this.#open(asked)] as const;
      });
      if (run !== this.#run) throw new VisioError('aborted');
      const joined = controller.join(settings);
      this.joining = false;
      await joined;
    } catch (error) {
      // Still in the lobby: what the press has opened is closed again.
      if (this.joining && !previewing) this.#controller?.media.close();
      throw error;
    } finally {
      this.joining = false;
      this.#element.requestUpdate();
    }
  }

  /** Opens the devices as soon as the controller is there. @throws VisioError */
  async #open(asked?: JoinOptions): Promise<ConsultationController> {
    const run = this.#run;
    this.#expect(true);
    try {
      const controller = await this.load();
      if (run !== this.#run) throw new VisioError('aborted');
      await controller.open(asked);
      return controller;
    } finally {
      this.#expect(false);
    }
  }

  /** Shows that devices are about to be opened, or no longer. */
  #expect(opening: boolean): void {
    for (const kind of kinds) {
      this.#note(kind, { opening: opening && this.#untouched[kind].enabled });
    }
  }

  /** Says whether a device is to be on in the lobby and in the call to come. @throws VisioError */
  async want(kind: DeviceKind, wanted: boolean): Promise<void> {
    if (this.#controller) return this.#controller.media.switch(kind, wanted);
    this.#note(kind, { enabled: wanted });
  }

  #note(kind: DeviceKind, change: Partial<LocalDevice>): void {
    this.#untouched = { ...this.#untouched, [kind]: { ...this.#untouched[kind], ...change } };
    this.#element.requestUpdate();
  }

  /** Does something that only makes sense in a call. @throws VisioError `not-connected` */
  async inCall(act: (call: ConsultationController['call']) => Promise<void>): Promise<void> {
    if (!this.#controller) throw new VisioError('not-connected');
    await act(this.#controller.call);
  }

  /** Tells the person in the call what did not work. */
  tell(cause: unknown): void {
    this.#controller?.call.tell(VisioError.from(cause, 'not-allowed'));
  }

  leave(): void {
    this.#run++;
    if (this.joining) this.#controller?.media.close();
    this.#controller?.call.leave();
  }

  /** Switches a device, in the lobby and in the call. @throws VisioError */
  switch(kind: DeviceKind, on: boolean): Promise<void> {
    return this.#attempt(() => this.#controller?.call.switch(kind, on) ?? this.want(kind, on));
  }

  /** Uses another camera or microphone. @throws VisioError */
  choose(kind: DeviceKind, id: string): Promise<void> {
    return this.#attempt(async () => this.#controller?.call.choose(kind, id));
  }

  async chooseSpeaker(id: string): Promise<void> {
    this.#controller?.media.chooseSpeaker(id);
    await this.#controller?.call.chooseSpeaker(id);
  }

  /** An error before the call exists is told in the lobby; those after it belong to the call's state. */
  async #attempt<T>(work: () => Promise<T>): Promise<T> {
    this.error = null;
    this.#element.requestUpdate();
    try {
      return await work();
    } catch (cause) {
      const error = VisioError.from(cause, 'device-failed');
      // A missing name is told beside its field.
      if (error.code !== 'aborted' && error.code !== 'name-missing') {
        // Its words come with the controller; without it, that is what the person reads.
        await this.load().catch(() => undefined);
        this.error = error;
      }
      this.#element.requestUpdate();
      throw error;
    }
  }

  /** After a move: a picture that stood still goes on. */
  hostConnected(): void {
    this.#element.requestUpdate();
  }

  /** Leaving the document ends the call; being moved within it, in one task, does not. */
  hostDisconnected(): void {
    setTimeout(() => {
      if (this.#element.isConnected) return;
      this.leave();
      this.#controller?.media.close();
    });
  }
}

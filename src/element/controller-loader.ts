import type { ReactiveController } from 'lit';
import type { CallState } from '../call/state/state.ts';
import { LOBBY } from '../call/state/state.ts';
import type * as engineModule from '../controller/consultation-controller.ts';
import type { ConsultationController } from '../controller/consultation-controller.ts';
import type { DeviceKind } from '../devices/open-devices.ts';
import { ALL_CLOSED, type DevicesSnapshot, type LocalDevice } from '../devices/snapshot.ts';
import { VisioError } from '../error.ts';
import type { Language } from '../i18n/localize.ts';
import type { Announcements } from '../ui/announcer.ts';
import type { JoinOptions } from './read-join-options.ts';

/** What the call host needs of its element. */
export interface LoaderElement extends EventTarget {
  readonly isConnected: boolean;
  addController(controller: ReactiveController): void;
  requestUpdate(): void;
  /** @throws VisioError When something is missing that only the person or the page can give. */
  joinOptions(): JoinOptions;
  say(announcements: Announcements): void;
  spokenLanguage(): Language;
  controllerLoaded(engine: typeof engineModule): void;
}

const kinds: readonly DeviceKind[] = ['microphone', 'camera'];

/** Owns the engine of one element, and with it the devices and the call: fetches it on intent, frees everything on removal. */
export class ControllerLoader implements ReactiveController {
  readonly #element: LoaderElement;
  #controller: ConsultationController | null = null;
  #loading: Promise<ConsultationController> | null = null;
  /** What is wanted of the devices until the engine is there, which opens them. */
  #untouched = ALL_CLOSED;
  /** The press on *Join* has been heard and the call has not yet taken over. */
  joining = false;
  /** What kept the person in the lobby. */
  error: VisioError | null = null;
  /** Counts joins and leaves, so that what was started before a leave does not go on after it. */
  #run = 0;

  constructor(host: LoaderElement) {
    this.#element = host;
    host.addController(this);
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

  /** Fetches the engine. @throws VisioError `script-unreachable` */
  load(): Promise<ConsultationController> {
    this.#loading ??= import('../controller/consultation-controller.ts').then(
      async (module) => {
        const engine = new module.ConsultationController({
          onChange: () => this.#element.requestUpdate(),
          onEvent: (event) => this.#element.dispatchEvent(event),
          onSay: (announcements) => this.#element.say(announcements),
        });
        await engine.speak(this.#element.spokenLanguage());
        this.#element.controllerLoaded(module);
        for (const kind of kinds) void engine.media.setEnabled(kind, this.#untouched[kind].enabled);
        this.#controller = engine;
        // It may have changed on the way.
        void engine.speak(this.#element.spokenLanguage());
        return engine;
      },
      (cause) => {
        this.#loading = null;
        throw new VisioError('script-unreachable', { cause });
      },
    );
    return this.#loading;
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
    const previewing = camera.track !== null || microphone.track !== null;
    this.joining = true;
    try {
      const [settings, engine] = await this.#attempt(async () => {
        const asked = this.#element.joinOptions();
        return [asked, await this.#open(asked)] as const;
      });
      if (run !== this.#run) throw new VisioError('aborted');
      const joined = engine.join(settings);
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

  /** Opens the devices as soon as the engine is there. @throws VisioError */
  async #open(asked?: JoinOptions): Promise<ConsultationController> {
    const run = this.#run;
    this.#expect(true);
    try {
      const engine = await this.load();
      if (run !== this.#run) throw new VisioError('aborted');
      await engine.open(asked);
      return engine;
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
    if (this.#controller) return this.#controller.media.setEnabled(kind, wanted);
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
        // Its words come with the engine; without it, that is what the person reads.
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

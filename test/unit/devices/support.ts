import { VisioError } from '../../../src/error.ts';

type Ask = MediaDevices['getUserMedia'];

/** Stands between the code and the browser's devices. */
export class Browser {
  /** What was asked of the person. */
  asked: MediaStreamConstraints[] = [];
  /** Every track that was given. */
  readonly given: MediaStreamTrack[] = [];
  readonly #devices = navigator.mediaDevices;
  readonly ask: Ask = this.#devices.getUserMedia.bind(this.#devices);
  readonly #covered: (() => void)[] = [];

  constructor() {
    this.answer(this.ask);
  }

  /** Answers every request from now on. */
  answer(answer: Ask): void {
    this.asked = [];
    this.cover(this.#devices, 'getUserMedia', async (wanted?: MediaStreamConstraints) => {
      this.asked.push(wanted ?? {});
      const stream = await answer(wanted);
      this.given.push(...stream.getTracks());
      return stream;
    });
  }

  /** Refuses a request for the camera, and answers others. */
  refuseCamera(name: string): void {
    this.answer((wanted) => (wanted?.video ? failing(name) : this.ask(wanted)));
  }

  /** Refuses a request that names this device, and answers others. */
  refuse(id: string): void {
    this.answer((wanted) =>
      JSON.stringify(wanted).includes(id) ? failing('NotReadableError') : this.ask(wanted),
    );
  }

  /** What the person has allowed before. */
  permit(state: (name: string) => PermissionState): void {
    this.cover(navigator.permissions, 'query', async ({ name }: PermissionDescriptor) =>
      Object.assign(new EventTarget(), { state: state(name) }),
    );
  }

  /** Puts a value in front of a member of the browser. */
  cover(target: object, key: string, value: unknown): void {
    const own = Object.getOwnPropertyDescriptor(target, key);
    Object.defineProperty(target, key, { configurable: true, writable: true, value });
    this.#covered.push(() => {
      if (own) Object.defineProperty(target, key, own);
      else Reflect.deleteProperty(target, key);
    });
  }

  /** Takes a member from the browser. */
  take(target: object, key: string): void {
    const own = Object.getOwnPropertyDescriptor(target, key);
    Reflect.deleteProperty(target, key);
    this.#covered.push(() => {
      if (own) Object.defineProperty(target, key, own);
    });
  }

  get live(): MediaStreamTrack[] {
    return this.given.filter(({ readyState }) => readyState === 'live');
  }

  restore(): void {
    for (const track of this.given) track.stop();
    for (const uncover of this.#covered.splice(0).reverse()) uncover();
  }
}

export const failing = (name: string): Promise<never> => Promise.reject(new DOMException('', name));

/** The code that something fails with, or `none`. */
export async function code(act: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof act === 'function' ? act() : act);
  } catch (error) {
    return error instanceof VisioError ? error.code : String(error);
  }
  return 'none';
}

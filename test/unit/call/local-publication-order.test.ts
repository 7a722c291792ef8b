import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { LocalPublication } from '../../../src/call/local-publication.ts';
import type { LiveCall } from '../../../src/call/state/state.ts';
import { LocalDevices } from '../../../src/devices/local-devices.ts';
import type { DeviceKind } from '../../../src/devices/open-devices.ts';
import { openScreen } from '../../support/fakes.ts';
import { Browser } from '../devices/support.ts';
import { callOf } from './desk-support.ts';

const kinds = ['microphone', 'camera'] as const;

/** A track of a device that a browser would open. */
class Track extends EventTarget {
  readonly kind: string;
  readonly deviceId: string;
  readyState = 'live';
  muted = false;
  constructor(kind: string, deviceId: string) {
    super();
    this.kind = kind;
    this.deviceId = deviceId;
  }
  getSettings() {
    return { deviceId: this.deviceId };
  }
  stop() {
    this.readyState = 'ended';
  }
}

const nameOf = (wanted: unknown): string => Object(Object(Object(wanted).deviceId)).exact ?? 'default';

/** A browser and a session whose answers come when the test says, in any order; what a person asks of them. */
class Scene {
  readonly browser = new Browser();
  readonly given: Track[] = [];
  readonly #waiting: ((works: boolean) => void)[] = [];
  readonly sent: Record<DeviceKind, MediaStreamTrack | null> = { microphone: null, camera: null };
  /** What was asked for last. */
  readonly asked: Record<DeviceKind, { on: boolean; id: string | null }> = {
    microphone: { on: true, id: null },
    camera: { on: true, id: null },
  };
  readonly suspended = new Set<DeviceKind>();
  failed = false;
  left = false;
  readonly media: LocalDevices;
  readonly publication: LocalPublication;

  constructor(phone: boolean) {
    this.browser.cover(navigator, 'userAgentData', { mobile: phone });
    this.browser.cover(navigator.mediaDevices, 'enumerateDevices', async () => []);
    this.browser.cover(navigator.mediaDevices, 'getUserMedia', this.#open);
    const live: LiveCall = callOf(['self']);
    const send = (kind: DeviceKind) => async (track: MediaStreamTrack | null) => {
      // Muting takes effect at once, as in the session.
      if (!track) this.sent[kind] = null;
      else await this.#answer();
      this.sent[kind] = track;
    };
    this.media = new LocalDevices(
      () => this.publication?.follow(),
      (event) => this.publication.tellOf(event),
    );
    this.publication = new LocalPublication({
      ...{ media: this.media, openScreen, live: () => live, commit: () => undefined },
      session: {
        setMicrophone: send('microphone'),
        setCamera: send('camera'),
        setScreen: async () => undefined,
      },
    });
  }

  async begin(): Promise<void> {
    const opening = this.media.open();
    await this.settle();
    await opening;
    Object.assign(this.sent, this.publication.tracks());
    await this.publication.start();
  }

  #answer(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push((works) => (works ? resolve() : reject(new DOMException('', 'NotReadableError'))));
    });
  }

  readonly #open = async ({ audio, video }: MediaStreamConstraints): Promise<unknown> => {
    await this.#answer();
    const tracks = [
      ...(audio ? [new Track('audio', nameOf(audio))] : []),
      ...(video ? [new Track('video', nameOf(video))] : []),
    ];
    this.given.push(...tracks);
    const of = (kind: string) => () => tracks.filter((one) => one.kind === kind);
    return { getAudioTracks: of('audio'), getVideoTracks: of('video') };
  };

  /** The earliest or the latest request that waits is answered. */
  async answer(works: boolean, latest: boolean): Promise<void> {
    const next = latest ? this.#waiting.pop() : this.#waiting.shift();
    if (next && !works) this.failed = true;
    next?.(works);
    await this.turn();
  }

  /** Everything that follows at once from what has happened. */
  async turn(): Promise<void> {
    for (let step = 0; step < 60; step++) await Promise.resolve();
  }

  async settle(): Promise<void> {
    await this.turn();
    while (this.#waiting.length > 0) await this.answer(true, false);
  }

  get live(): Track[] {
    return this.given.filter(({ readyState }) => readyState === 'live');
  }

  check(): void {
    const { snapshot } = this.media;
    const known = kinds.flatMap((kind) => snapshot[kind].captured ?? []);
    // No live track that nobody knows of.
    expect(this.live, 'live tracks').to.have.members(known as unknown as Track[]);
    if (this.left) expect(this.live).to.deep.equal([]);
    if (this.left) return;
    for (const kind of kinds) {
      const { enabled, captured, id } = snapshot[kind];
      const { on, id: asked } = this.asked[kind];
      expect(this.sent[kind], `${kind} sent`).to.equal(
        enabled && !this.suspended.has(kind) ? captured : null,
      );
      if (enabled) expect(captured?.readyState, `${kind} is on`).to.equal('live');
      if (!on) expect(enabled, `${kind} is off`).to.equal(false);
      if (this.failed) continue;
      expect(enabled, `${kind} as asked`).to.equal(on);
      if (asked !== null) expect(id, `${kind} chosen`).to.equal(asked);
      if (captured && asked !== null) expect(captured.getSettings().deviceId).to.equal(asked);
    }
  }
}

type Step = (scene: Scene) => unknown;

const kind = fc.constantFrom(...kinds);
const ignore = () => undefined;
const step: fc.Arbitrary<readonly [string, Step]> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(kind, fc.constantFrom('one', 'two', 'three')).map(
      ([which, id]) =>
        [
          `choose ${which} ${id}`,
          (scene: Scene) => {
            if (scene.left) return;
            scene.asked[which].id = id;
            void scene.publication.choose(which, id).catch(ignore);
          },
        ] as const,
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(kind, fc.boolean()).map(
      ([which, on]) =>
        [
          `switch ${which} ${on}`,
          (scene: Scene) => {
            if (scene.left || (on && scene.suspended.has(which))) return;
            scene.asked[which].on = on;
            void scene.publication.switch(which, on).catch(ignore);
            // Muting waits for nothing.
            if (!on) expect(scene.sent[which], `${which} is muted at once`).to.equal(null);
          },
        ] as const,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.boolean().map(
      (on) =>
        [
          `privacy screen ${on}`,
          (scene: Scene) => {
            if (scene.left) return;
            for (const which of kinds) scene.suspended[on ? 'add' : 'delete'](which);
            void scene.publication.suspend('privacy-screen', on ? kinds : []);
            if (on) expect(Object.values(scene.sent)).to.deep.equal([null, null]);
          },
        ] as const,
    ),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.boolean(), fc.boolean())
      .map(
        ([works, latest]) =>
          [`answer ${works} ${latest}`, (scene: Scene) => scene.answer(works, latest)] as const,
      ),
  },
  { weight: 2, arbitrary: fc.constant(['turn', (scene: Scene) => scene.turn()] as const) },
  {
    weight: 1,
    arbitrary: fc.constant([
      'leave',
      (scene: Scene) => {
        scene.left = true;
        scene.publication.dispose();
        scene.media.close();
      },
    ] as const),
  },
);

describe('what a person asks of their devices while one is being opened', () => {
  for (const phone of [false, true]) {
    it(`comes to what they asked last, on a ${phone ? 'phone, which closes one first' : 'computer'}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
          const scene = new Scene(phone);
          try {
            await scene.begin();
            for (const [, act] of steps) await act(scene);
            await scene.settle();
            scene.check();
          } finally {
            scene.media.close();
            scene.browser.restore();
          }
        }),
        { numRuns: 300, reporter: report },
      );
    });
  }
});

/** Names the steps of the shortest sequence that breaks a rule. */
function report({
  failed,
  counterexample,
  errorInstance,
}: fc.RunDetails<[(readonly [string, Step])[]]>): void {
  if (!failed) return;
  const names = counterexample?.[0].map(([name]) => name).join(', ');
  throw new Error(`${names}: ${String(errorInstance)}`);
}

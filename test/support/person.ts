import type { Page, WebSocket } from 'playwright-core';
import type { VisioAvocatRoom } from '../../src/element/visio-avocat-room.ts';
import { takeCoverage } from './coverage.ts';
import { PATIENCE, until } from './patience.ts';

/** Attributes of the element on a test page; `true` for a boolean one. */
export type Attributes = Readonly<Record<string, string | boolean>>;

/** What the page under test keeps for the test to look at; nothing of the element depends on it. */
interface Recorder {
  readonly connections: RTCPeerConnection[];
  readonly tracks: MediaStreamTrack[];
  /** The statistics of all connections that answer. */
  statistics(): Promise<readonly ConnectionStatistic[]>;
}

/** One entry of `RTCStatsReport`, as far as the tests read it. */
interface ConnectionStatistic {
  readonly type: string;
  readonly kind?: string;
  readonly framesDecoded?: number;
  readonly totalAudioEnergy?: number;
  readonly packetsReceived?: number;
  readonly packetsSent?: number;
}

declare global {
  interface Window {
    recorder: Recorder;
  }
}

/** What one side receives, added up over its peer connections. */
export interface Received {
  readonly framesDecoded: number;
  readonly audioEnergy: number;
  readonly packets: number;
}

/** Somebody in front of a page with the element: gestures and what they see. */
export class Person {
  readonly page: Page;
  readonly name: string;
  readonly sockets: WebSocket[] = [];
  /** Host → number of requests. */
  readonly requests = new Map<string, number>();
  readonly console: string[] = [];

  private constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
  }

  static async meet(page: Page, name: string): Promise<Person> {
    const person = new Person(page, name);
    page.on('websocket', (socket) => person.sockets.push(socket));
    page.on('request', (request) => {
      const { host, protocol } = new URL(request.url());
      if (!protocol.startsWith('http')) return;
      person.requests.set(host, (person.requests.get(host) ?? 0) + 1);
    });
    page.on('console', (message) => person.console.push(message.text()));
    page.on('pageerror', ({ message, stack }) => person.console.push(`page error: ${stack ?? message}`));
    await page.addInitScript(() => {
      const silent = new WeakSet<RTCPeerConnection>();
      /** In Firefox a connection whose far end is gone may never answer: it is not asked again. */
      const statisticsOf = async (connection: RTCPeerConnection) => {
        if (!navigator.userAgent.includes('Firefox')) return connection.getStats();
        const silence = new Promise<null>((resolve) => setTimeout(resolve, 2000, null));
        const report = silent.has(connection) ? null : await Promise.race([connection.getStats(), silence]);
        if (!report) silent.add(connection);
        return report;
      };
      const recorder: Recorder = {
        connections: [],
        tracks: [],
        statistics: async () => {
          const reports = await Promise.all(recorder.connections.map(statisticsOf));
          return reports.flatMap((report) => [...(report?.values() ?? [])]);
        },
      };
      Object.defineProperty(window, 'recorder', { value: recorder });
      window.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(configuration?: RTCConfiguration) {
          super(configuration);
          recorder.connections.push(this);
        }
      };
      const devices = navigator.mediaDevices;
      if (!devices) return;
      const open = devices.getUserMedia.bind(devices);
      devices.getUserMedia = async (constraints) => {
        // Small pictures: what is tested is that they arrive, not how many a small machine can encode.
        const video = constraints?.video && { ...Object(constraints.video), width: 320, height: 180 };
        // Nobody in a test hears an echo, and removing it takes a sixth of a call's processor time.
        const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
        const audio = constraints?.audio && { ...Object(constraints.audio), ...raw };
        const stream = await open({ ...constraints, video, audio });
        recorder.tracks.push(...stream.getTracks());
        return stream;
      };
      const show = devices.getDisplayMedia?.bind(devices);
      devices.getDisplayMedia = async (constraints) => {
        const stream = await show({ ...constraints, video: { width: 640, height: 360 } });
        recorder.tracks.push(...stream.getTracks());
        return stream;
      };
    });
    return person;
  }

  /** Opens a bare page with the tag at an address of the site. */
  async open(address: string, attributes: Attributes, head = ''): Promise<void> {
    const tag = Object.entries(attributes)
      .filter(([, value]) => value !== false)
      .map(([key, value]) => (value === true ? key : `${key}="${String(value).replaceAll('"', '&quot;')}"`))
      .join(' ');
    const body = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Essai</title><link rel="icon" href="data:,">${head}
      <script type="module" src="/visio/visio-avocat-room.js"></script></head>
      <body><visio-avocat-room ${tag}></visio-avocat-room></body></html>`;
    await this.page.route(address.split('#')[0] ?? '', (route) =>
      route.fulfill({ contentType: 'text/html', body }),
    );
    await this.page.goto(address);
    await this.page.waitForFunction(() => customElements.get('visio-avocat-room') !== undefined);
  }

  /** Types the name and presses *Rejoindre*, as anybody would. */
  async join(): Promise<void> {
    const field = this.page.getByLabel('Votre nom');
    if (await field.isVisible()) await field.fill(this.name);
    await this.page.getByRole('button', { name: 'Rejoindre' }).click();
  }

  /** Joins and waits until the call is on. */
  async enter(): Promise<void> {
    await this.join();
    await this.inPhase('connected');
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }

  async inPhase(phase: VisioAvocatRoom['phase'], timeout = PATIENCE): Promise<void> {
    await this.page
      .waitForFunction((wanted) => document.querySelector('visio-avocat-room')?.phase === wanted, phase, {
        timeout,
      })
      .catch(this.#complains(`phase is ${phase}`));
  }

  /** Waits until a condition on the element's participants holds. */
  async until(condition: (element: VisioAvocatRoom) => boolean, timeout = PATIENCE): Promise<void> {
    await this.page
      // As an expression: a page's Content Security Policy may forbid it to make functions of strings.
      .waitForFunction(
        `(() => {
          const element = document.querySelector('visio-avocat-room');
          return element !== null && (${condition})(element);
        })()`,
        undefined,
        { timeout },
      )
      .catch(this.#complains(condition.toString()));
  }

  /** The id of this person's own connection to the session. */
  connectionId(): Promise<string> {
    return this.page.evaluate(
      () => document.querySelector('visio-avocat-room')?.participants.find(({ self }) => self)?.id ?? '',
    );
  }

  /** Says what was waited for in vain, and what the element says instead. */
  #complains(wanted: string): (cause: unknown) => Promise<never> {
    return async (cause) => {
      const now = await this.page
        .evaluate(() => {
          const room = document.querySelector('visio-avocat-room');
          const { phase, participants, security } = room ?? {};
          const says = room?.shadowRoot?.querySelector('[role=alert]')?.textContent?.trim();
          return JSON.stringify({ phase, says, participants, security });
        })
        .catch(String);
      const said = this.console.slice(-5).join(' | ');
      throw new Error(`${this.name} never sees that ${wanted}. Seen: ${now} ${said}`, { cause });
    };
  }

  /** Waits until somebody's facts are these. */
  async sees(name: string, facts: Partial<VisioAvocatRoom['participants'][number]>): Promise<void> {
    await this.page
      .waitForFunction(
        ([who, wanted]) => {
          const people = document.querySelector('visio-avocat-room')?.participants ?? [];
          const one = people.find((person) => person.name === who);
          return one && Object.entries(wanted).every(([key, value]) => Reflect.get(one, key) === value);
        },
        [name, facts] as const,
      )
      .catch(this.#complains(`${name} is ${JSON.stringify(facts)}`));
  }

  /** Waits until nobody of that name is in the call. */
  async losesSightOf(name: string): Promise<void> {
    await this.page
      .waitForFunction(
        (who) =>
          !document.querySelector('visio-avocat-room')?.participants.some((person) => person.name === who),
        name,
        // A socket that broke is kept for a minute.
        { timeout: PATIENCE + 60_000 },
      )
      .catch(this.#complains(`${name} is gone`));
  }

  /** What this side has received so far. */
  received(): Promise<Received> {
    return this.page.evaluate(async () => {
      const sum = { framesDecoded: 0, audioEnergy: 0, packets: 0 };
      for (const one of await window.recorder.statistics()) {
        if (one.type !== 'inbound-rtp') continue;
        sum.framesDecoded += one.framesDecoded ?? 0;
        sum.audioEnergy += one.totalAudioEnergy ?? 0;
        sum.packets += one.packetsReceived ?? 0;
      }
      return sum;
    });
  }

  /** Waits until pictures move and sound is heard: both counters grow from where they are now. */
  async receivesMedia(
    kinds: { video?: boolean; audio?: boolean } = { video: true, audio: true },
  ): Promise<void> {
    let before = await this.received();
    let now = before;
    await until(
      async () => {
        now = await this.received();
        // A connection that was counted is closed meanwhile, as that of somebody who has just left.
        before = lower(before, now);
        return (
          (!kinds.video || now.framesDecoded > before.framesDecoded + 2) &&
          (!kinds.audio || now.audioEnergy > before.audioEnergy)
        );
      },
      () => `${this.name} receives nothing: ${JSON.stringify([before, now])}`,
    );
  }

  /** Waits until so many more packets have come: fifty are a second of sound. */
  async receivesPackets(count: number): Promise<void> {
    let before = await this.received();
    await until(
      async () => {
        const now = await this.received();
        before = lower(before, now);
        return now.packets > before.packets + count;
      },
      () => `${this.name} receives nothing`,
    );
  }

  /** Waits until no packet arrives for a second, in which sound would have fifty. */
  async receivesNothing(): Promise<void> {
    let last = -1;
    const stands = async () => {
      const before = last;
      last = await this.page.evaluate(async () => {
        // For a video sender without a track, Firefox makes up a black picture a second.
        const kinds = navigator.userAgent.includes('Firefox') ? ['audio'] : ['audio', 'video'];
        const all = await window.recorder.statistics();
        const received = all.filter(({ type, kind }) => type === 'inbound-rtp' && kinds.includes(kind ?? ''));
        return received.reduce((sum, { packetsReceived = 0 }) => sum + packetsReceived, 0);
      });
      return last === before;
    };
    await until(stands, () => `${this.name} still receives packets`, PATIENCE, 1000);
  }

  /** Waits until nothing more is heard here, while somebody else goes on receiving packets: for longer than a beep. */
  async hearsNothing(meanwhile: Person): Promise<void> {
    let heard = '';
    await until(
      async () => {
        const { audioEnergy } = await this.received();
        await meanwhile.receivesPackets(100);
        const after = (await this.received()).audioEnergy;
        heard = `${audioEnergy} → ${after}`;
        // What a receiver makes up for silence is not quite nothing.
        return Math.abs(after - audioEnergy) < 1e-6;
      },
      () => `${this.name} still hears something: ${heard}`,
    );
  }

  /** How many devices are open now. */
  openDevices(): Promise<number> {
    return this.page.evaluate(
      () => window.recorder.tracks.filter((track) => track.readyState === 'live').length,
    );
  }

  /** How many peer connections are open now. */
  openConnections(): Promise<number> {
    return this.page.evaluate(
      () => window.recorder.connections.filter((one) => one.connectionState !== 'closed').length,
    );
  }

  /** Closes the browser profile, without leaving the call first. */
  async vanish(): Promise<void> {
    await takeCoverage(this.page);
    await this.page.context().close();
  }
}

/** The smaller one of each count. */
function lower(one: Received, other: Received): Received {
  return {
    framesDecoded: Math.min(one.framesDecoded, other.framesDecoded),
    audioEnergy: Math.min(one.audioEnergy, other.audioEnergy),
    packets: Math.min(one.packets, other.packets),
  };
}

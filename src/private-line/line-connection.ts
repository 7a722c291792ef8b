import { readDescription } from '../transport-security/remote-description.ts';
import { type GenerationDeps, LineGeneration, type RemoteDescription } from './line-generation.ts';
import { createLineId } from './line-id.ts';
import { RateLimit } from './rate-limit.ts';
import { readSignal, type SignallingMessage, writeSignal } from './signalling-message.ts';

/** Time in which an attempt must open. */
const OPENING_MS = 10_000;
/** Least time between two attempts, and between two offers that are accepted. */
const ATTEMPT_SPACING_MS = 2000;
const OFFER_SPACING_MS = 1000;
/** Time in which an offer comes unasked. */
const ASKING_MS = 1000;
const MAX_BACK_OFF_MS = 30_000;
/** Epochs that are remembered, so that an offer that is sent again is not taken for a new one. */
const MAX_EPOCHS = 64;

export interface LineConnectionOptions
  extends Pick<GenerationDeps, 'onOpen' | 'onOtherCertificate' | 'onFrame'> {
  readonly selfId: string;
  readonly peerId: string;
  readonly certificate: RTCCertificate;
  readonly iceServers: readonly RTCIceServer[];
  readonly relayOnly: boolean;
  readonly signal: (data: string) => Promise<void>;
  /** Whether the certificate that a description names may be the other end's. */
  readonly accepts: (fingerprint: string) => boolean;
  /** The connection is gone, or an attempt has failed; another one follows. */
  readonly onLost: () => void;
}

/**
 * Keeps a connection to the other end: the lower id offers, the higher one answers, and asks when it has none. Each
 * attempt is a new connection with an epoch of its own. What the provider changes on the way can prevent a connection
 * and no more, as the certificates are compared on it.
 */
export class LineConnection {
  readonly #options: LineConnectionOptions;
  readonly #offers: boolean;
  readonly #signals = new RateLimit(20, 20);
  #relayOnly: boolean;
  #generation: LineGeneration | undefined;
  /** The last epoch, whether its connection still lives or not. */
  #epoch = '';
  #epochs: readonly string[] = [];
  /** The time limit of this attempt, or the way to the next one. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #attemptedAt = Number.NEGATIVE_INFINITY;
  #offeredAt = Number.NEGATIVE_INFINITY;
  #proven = false;
  #closed = false;

  constructor(options: LineConnectionOptions) {
    this.#options = options;
    this.#relayOnly = options.relayOnly;
    this.#offers = options.selfId < options.peerId;
    if (this.#offers) this.#attempt();
    else this.#schedule(ASKING_MS);
  }

  /** The other end has named itself: the attempt has succeeded. */
  settle(): void {
    clearTimeout(this.#timer);
    this.#failures = 0;
    this.#proven = true;
  }

  /** Gives this attempt up; the next one follows, later each time. */
  fail(): void {
    if (this.#closed) return;
    this.#drop();
    const backOff = Math.min(1000 * 2 ** this.#failures, MAX_BACK_OFF_MS);
    this.#schedule(this.#failures > 0 ? backOff : this.#offers ? 0 : ASKING_MS);
    this.#failures += 1;
    this.#options.onLost();
  }

  /** Lets addresses be shown; tries again at once unless the line is open. */
  goDirect(): void {
    if (!this.#relayOnly) return;
    this.#relayOnly = false;
    if (!this.#proven) this.#schedule(0);
  }

  /** Handles a signalling message. Never throws. */
  receiveSignal(data: string): void {
    if (this.#closed || !this.#signals.take()) return;
    const message = readSignal(data);
    if (!message) return;
    if (message.type === 'please') this.#honour(message.epoch);
    else if (message.type === 'offer') this.#answer(message);
    else if (message.epoch === this.#generation?.epoch) this.#follow(message, this.#generation);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#drop();
  }

  #schedule(delay: number): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    const spacing = this.#attemptedAt + ATTEMPT_SPACING_MS - performance.now();
    this.#timer = setTimeout(() => this.#attempt(), Math.max(delay, spacing));
  }

  #attempt(): void {
    this.#attemptedAt = performance.now();
    this.#limitOpening();
    if (this.#offers) this.#start(createLineId(), (generation) => generation.offer());
    else
      this.#send({ type: 'please', epoch: this.#epoch }).catch(() => {
        if (!this.#generation) this.fail();
      });
  }

  #limitOpening(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.fail(), OPENING_MS);
  }

  /** The other end has no connection: it missed this end's offer, or its own connection has failed. */
  #honour(epoch: string): void {
    const isStale = this.#proven && epoch !== this.#epoch;
    if (this.#offers && !isStale) this.#schedule(0);
  }

  #answer(offer: Extract<SignallingMessage, { type: 'offer' }>): void {
    const now = performance.now();
    const { epoch } = offer;
    if (this.#offers || this.#epochs.includes(epoch) || now < this.#offeredAt + OFFER_SPACING_MS) return;
    const remote = this.#read(offer.sdp);
    if (!remote) return;
    this.#epochs = [epoch, ...this.#epochs].slice(0, MAX_EPOCHS);
    this.#offeredAt = now;
    this.#limitOpening();
    this.#start(epoch, (generation) => generation.answer(remote));
  }

  #follow(
    message: Exclude<SignallingMessage, { type: 'offer' | 'please' }>,
    generation: LineGeneration,
  ): void {
    if (message.type === 'candidates') {
      generation.addCandidates(message.candidates);
      return;
    }
    const remote = generation.awaitsAnswer && this.#read(message.sdp);
    if (remote) this.#run(generation, generation.accept(remote));
  }

  /** Checks a description. One that is refused changes nothing: the right one may still come. */
  #read(sdp: string): RemoteDescription | undefined {
    const read = readDescription(sdp);
    if (typeof read === 'string' || !read.fingerprint.startsWith('sha-256 ')) return undefined;
    return this.#options.accepts(read.fingerprint) ? { sdp, fingerprint: read.fingerprint } : undefined;
  }

  #start(epoch: string, begin: (generation: LineGeneration) => Promise<void>): void {
    if (this.#generation) this.#options.onLost();
    this.#drop();
    const { certificate, iceServers, onOpen, onOtherCertificate, onFrame } = this.#options;
    const configuration: RTCConfiguration = {
      certificates: [certificate],
      iceServers: [...iceServers],
      iceTransportPolicy: this.#relayOnly ? 'relay' : 'all',
    };
    const send = (message: SignallingMessage) => this.#send(message);
    const onLost = () => this.fail();
    const deps = { configuration, send, onOpen, onOtherCertificate, onFrame, onLost };
    this.#epoch = epoch;
    try {
      const generation = new LineGeneration(epoch, deps);
      this.#generation = generation;
      this.#run(generation, begin(generation));
    } catch {
      // The browser has too many connections, or refuses a server.
      this.fail();
    }
  }

  #run(generation: LineGeneration, work: Promise<void>): void {
    work.catch(() => {
      if (this.#generation === generation) this.fail();
    });
  }

  async #send(message: SignallingMessage): Promise<void> {
    await this.#options.signal(writeSignal(message));
  }

  #drop(): void {
    this.#proven = false;
    this.#generation?.close();
    this.#generation = undefined;
  }
}

import { VisioError } from '../error.ts';
import { utf8 } from '../verification/bytes.ts';
import {
  type Hello,
  type LineFault,
  type LineFrame,
  type LineTopic,
  readFrame,
  writeFrame,
} from './line-frame.ts';
import { createLineId } from './line-id.ts';
import { MAX_MESSAGE, Outbox, type OutboxChannel } from './outbox.ts';
import { RateLimit } from './rate-limit.ts';

/** One end of the line. */
export interface LineParty {
  readonly id: string;
  readonly name: string;
  /** Empty while it is unknown. */
  readonly role: string;
}

/** What the other end has shown about itself on a channel. */
export interface LineProof {
  /** Fingerprint of the certificate in use. */
  readonly fingerprint: string;
  readonly role: string;
  /** Names the other end's instance of the line: another one knows nothing of what was said before. */
  readonly run: string;
}

export interface LineProtocolOptions {
  readonly session: string;
  /** This end as others are shown it. */
  readonly self: LineParty;
  /** The other end as this one is shown it. */
  readonly peer: LineParty;
  /** `sha-256 AA:BB:…` */
  readonly ownFingerprint: string;
  /** The other end's first frame is right. Messages that wait are sent after this call. */
  readonly onOpen: (proof: LineProof) => void;
  readonly onMessage: (topic: LineTopic, text: string) => void;
  /** The channel is useless: the owner closes it. */
  readonly onFault: (fault: LineFault) => void;
  readonly now?: () => number;
}

interface Channel extends OutboxChannel, Pick<LineProof, 'fingerprint'> {
  readonly limit: RateLimit;
}

const known: readonly LineTopic[] = ['chat', 'comparison', 'secret', 'attestation', 'command'];
const topics: readonly string[] = known;
const isTopic = (topic: string): topic is LineTopic => topics.includes(topic);

/**
 * The line's protocol over channels that are ordered and reliable while they last: both ends name themselves first,
 * then each message is acknowledged, and what was not is sent again over the next channel. Without I/O and timers.
 * See docs/private-line.md.
 */
export class LineProtocol {
  readonly #options: LineProtocolOptions;
  readonly #run = createLineId();
  readonly #outbox = new Outbox();
  #channel: Channel | undefined;
  #open = false;
  #closed = false;
  /** The only certificate to which this instance speaks. */
  #fingerprint: string | undefined;
  #peerRun = '';
  /** Last frame received, and last frame of the last whole message. */
  #received = 0;
  #whole = 0;
  /** The pieces of a message that is not whole yet. */
  #begun = '';

  constructor(options: LineProtocolOptions) {
    this.#options = options;
  }

  /** Whether the other end has named itself on this channel. */
  get open(): boolean {
    return this.#open;
  }

  /** Whether messages wait for a channel. */
  get waits(): boolean {
    return !this.#open && this.#outbox.frames.length > 0;
  }

  /** Whether nothing that was proven before speaks against a certificate. */
  accepts(fingerprint: string): boolean {
    return fingerprint === (this.#fingerprint ?? fingerprint);
  }

  /**
   * Takes a new channel and says hello on it.
   *
   * @param fingerprint Certificate in use at the other end, as measured.
   */
  attach(send: (frame: string) => void, fingerprint: string): void {
    this.detach();
    if (this.#closed) return;
    if (!this.accepts(fingerprint)) {
      this.#options.onFault('certificate-changed');
      return;
    }
    // An element sends less than another one takes, so that a network that holds frames back makes no flood.
    const { session, self, peer, now } = this.#options;
    const [limit, quota] = [new RateLimit(500, 100, now), new RateLimit(320, 40, now)];
    this.#channel = { send, fingerprint, limit, quota };
    // The other end sends a message again as a whole.
    this.#received = this.#whole;
    this.#begun = '';
    const ends = { from: self.id, to: peer.id, name: self.name, role: self.role, sees: fingerprint };
    const progress = { run: this.#run, of: this.#peerRun, got: this.#whole };
    send(writeFrame({ type: 'hello', session, ...ends, ...progress }));
  }

  /** The channel is gone; messages wait for the next one. */
  detach(): void {
    this.#channel = undefined;
    this.#open = false;
  }

  /** Handles a frame of the other end. */
  receive(data: unknown): void {
    const channel = this.#channel;
    if (!channel) return;
    const frame = readFrame(data);
    const fault = typeof frame === 'string' ? frame : this.#take(frame, channel);
    if (!fault) return;
    this.detach();
    this.#options.onFault(fault);
  }

  /**
   * Sends a message of at most 64 KiB, now or over the next channel. Resolves when the other end has it.
   *
   * @throws VisioError `message-invalid`, `rate-limited`; `connection-lost` when it is not known to have arrived
   */
  send(topic: LineTopic, text: string): Promise<void> {
    if (this.#closed) return Promise.reject(new VisioError('not-connected'));
    return this.#outbox.add(topic, text, this.#open ? this.#channel : undefined);
  }

  /** Rejects everything that waits. */
  close(): void {
    this.#closed = true;
    this.detach();
    this.#outbox.giveUp('the line is closed');
  }

  #take(frame: LineFrame, channel: Channel): LineFault | undefined {
    // One hello, and nothing before it.
    if ((frame.type === 'hello') === this.#open) return 'malformed';
    if (frame.type === 'hello') return this.#begin(frame, channel);
    // Each acknowledges something: there are never more than were asked for.
    if (frame.type === 'ack') return this.#outbox.acknowledge(frame.got) ? undefined : 'malformed';
    if (!channel.limit.take()) return 'flooded';
    return this.#takeText(frame, channel);
  }

  #begin(hello: Hello, channel: Channel): LineFault | undefined {
    const { session, self, peer, ownFingerprint, onOpen } = this.#options;
    const { fingerprint } = channel;
    const role = peer.role || hello.role;
    const named = [hello.session, hello.from, hello.to, hello.name, hello.role, hello.sees];
    const expected = [session, peer.id, self.id, peer.name, role, ownFingerprint];
    if (named.some((value, index) => value !== expected[index])) return 'misnamed';
    if (hello.run !== this.#peerRun) {
      // What was sent to the run before may have been shown: sent again, it would be shown twice.
      if (this.#peerRun) this.#outbox.giveUp('the other end began anew');
      this.#peerRun = hello.run;
      this.#received = this.#whole = 0;
    }
    if (!this.#outbox.resume(hello.of === this.#run ? hello.got : 0)) return 'gap';
    this.#fingerprint = fingerprint;
    onOpen({ fingerprint, role, run: hello.run });
    // It may have been closed in the call.
    if (this.#channel !== channel) return undefined;
    this.#open = true;
    const { frames } = this.#outbox;
    channel.quota.take(frames.length);
    for (const frame of frames) channel.send(frame);
    return undefined;
  }

  #takeText(frame: Extract<LineFrame, { text: string }>, channel: Channel): LineFault | undefined {
    if (frame.n <= this.#received) return undefined;
    if (frame.n > this.#received + 1) return 'gap';
    this.#received = frame.n;
    const text = this.#begun + frame.text;
    if (utf8(text).length > MAX_MESSAGE) return 'too-large';
    this.#begun = frame.type === 'part' ? text : '';
    if (frame.type === 'part') return undefined;
    this.#whole = frame.n;
    channel.send(writeFrame({ type: 'ack', got: frame.n }));
    // Topics of later versions are nothing to this one.
    if (isTopic(frame.topic)) this.#options.onMessage(frame.topic, text);
    return undefined;
  }
}

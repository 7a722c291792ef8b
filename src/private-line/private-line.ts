import { LineConnection } from './line-connection.ts';
import type { LineFault, LineTopic } from './line-frame.ts';
import { type LineParty, type LineProof, LineProtocol } from './line-protocol.ts';

export type { LineFault, LineParty, LineProof, LineTopic };

/** `interrupted`: it was open, and is set up again; messages wait. */
export type LineState = 'opening' | 'open' | 'interrupted' | 'closed';

export interface LineOptions {
  readonly session: string;
  /** This end as others are shown it. */
  readonly self: LineParty;
  /** The other end as this one is shown it. */
  readonly peer: LineParty;
  readonly certificate: RTCCertificate;
  /** `sha-256 AA:BB:…` */
  readonly ownFingerprint: string;
  readonly iceServers: readonly RTCIceServer[];
  /** Whether no address may be shown to the other end. */
  readonly relayOnly: boolean;
  /** Carries a signalling message to the other element. */
  readonly signal: (data: string) => Promise<void>;
}

export interface LineListener {
  onState(state: LineState): void;
  /** The other end has proven its certificate and named itself. Called at each opening, before messages go or come. */
  onProven(proof: LineProof): void;
  onMessage(topic: LineTopic, text: string): void;
  /** Called once for each fault until the line opens again; the line goes on trying. */
  onFault(fault: LineFault): void;
}

/** One direct line to one other element, whose messages the provider can neither read, change, nor invent. */
export interface PrivateLine {
  readonly state: LineState;
  /** Whether messages wait for a channel: those that the other end is not known to have, while the line is not open. */
  readonly waits: boolean;
  /** Takes a signalling message of the other element. Never throws. */
  receiveSignal(data: string): void;
  /**
   * Sends a message of at most 64 KiB, now or after the next opening. Resolves when the other end has it.
   *
   * @throws VisioError `message-invalid`, `rate-limited`, `not-connected`; `connection-lost` when it is not known to
   * have arrived
   */
  send(topic: LineTopic, text: string): Promise<void>;
  /** Lets addresses be shown, for a direct path. */
  goDirect(): void;
  close(): void;
}

/** Opens a line with the certificate of the call. */
export type OpenLine = (
  options: Omit<LineOptions, 'certificate' | 'ownFingerprint'>,
  listener: LineListener,
) => PrivateLine;

/** Opens a line, and opens it again whenever it is lost, until `close`. */
export function openPrivateLine(options: LineOptions, listener: LineListener): PrivateLine {
  return new Line(options, listener);
}

class Line implements PrivateLine {
  readonly #listener: LineListener;
  readonly #protocol: LineProtocol;
  readonly #connection: LineConnection;
  /** Faults that were told since the line was open last. */
  readonly #told = new Set<LineFault>();
  #state: LineState = 'opening';

  constructor({ self, peer, ...options }: LineOptions, listener: LineListener) {
    this.#listener = listener;
    this.#protocol = new LineProtocol({
      ...options,
      ...{ self, peer },
      onOpen: (proof) => this.#prove(proof),
      onMessage: (topic, text) => listener.onMessage(topic, text),
      onFault: (fault) => this.#fault(fault),
    });
    this.#connection = new LineConnection({
      ...options,
      ...{ selfId: self.id, peerId: peer.id },
      accepts: (fingerprint) => this.#accepts(fingerprint),
      onOpen: (send, fingerprint) => this.#protocol.attach(send, fingerprint),
      onOtherCertificate: () => this.#fault('certificate-changed'),
      onFrame: (data) => this.#protocol.receive(data),
      onLost: () => this.#lose(),
    });
  }

  get state(): LineState {
    return this.#state;
  }

  get waits(): boolean {
    return this.#protocol.waits;
  }

  receiveSignal(data: string): void {
    this.#connection.receiveSignal(data);
  }

  send(topic: LineTopic, text: string): Promise<void> {
    return this.#protocol.send(topic, text);
  }

  goDirect(): void {
    this.#connection.goDirect();
  }

  close(): void {
    this.#connection.close();
    this.#protocol.close();
    this.#become('closed');
  }

  #accepts(fingerprint: string): boolean {
    const accepted = this.#protocol.accepts(fingerprint);
    if (!accepted) this.#tell('certificate-changed');
    return accepted;
  }

  #prove(proof: LineProof): void {
    this.#connection.settle();
    this.#told.clear();
    this.#become('open');
    this.#listener.onProven(proof);
  }

  #lose(): void {
    this.#protocol.detach();
    if (this.#state === 'open') this.#become('interrupted');
  }

  #fault(fault: LineFault): void {
    this.#tell(fault);
    this.#connection.fail();
  }

  #tell(fault: LineFault): void {
    if (this.#told.has(fault)) return;
    this.#told.add(fault);
    this.#listener.onFault(fault);
  }

  #become(state: LineState): void {
    if (this.#state === state || this.#state === 'closed') return;
    this.#state = state;
    this.#listener.onState(state);
  }
}

import { isInUse } from '../transport-security/certificate-in-use.ts';
import { shownCandidate, withoutCandidates } from './own-addresses.ts';
import { MAX_CANDIDATES, type SignallingMessage } from './signalling-message.ts';

/** Time for which candidates are gathered into one message. */
const BATCH_MS = 100;
/** Time for which a connection may be `disconnected`. */
const DISCONNECTED_MS = 2000;
/** Most candidates that are taken from the other end. */
const MAX_REMOTE_CANDIDATES = 100;

/** A description of the other end, with the only certificate that it names. */
export interface RemoteDescription {
  readonly sdp: string;
  readonly fingerprint: string;
}

export interface GenerationDeps {
  readonly configuration: RTCConfiguration;
  readonly send: (message: SignallingMessage) => Promise<void>;
  /** The channel is open; `fingerprint` is the certificate in use. */
  readonly onOpen: (send: (frame: string) => void, fingerprint: string) => void;
  /** The certificate in use is not the one of the description. */
  readonly onOtherCertificate: () => void;
  readonly onFrame: (data: unknown) => void;
  readonly onLost: () => void;
}

/** One attempt at a connection: takes one description of the other end, so its certificate cannot change. */
export class LineGeneration {
  readonly epoch: string;
  readonly #deps: GenerationDeps;
  readonly #connection: RTCPeerConnection;
  readonly #channel: RTCDataChannel;
  /** What the other end's description names. */
  #fingerprint: string | undefined;
  readonly #remoteSet: Promise<void>;
  #onRemoteSet: () => void = () => undefined;
  #remoteCandidates = 0;
  #gathered: readonly string[] = [];
  #described = false;
  #batch: ReturnType<typeof setTimeout> | undefined;
  #disconnected: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(epoch: string, deps: GenerationDeps) {
    this.epoch = epoch;
    this.#deps = deps;
    this.#remoteSet = new Promise((resolve) => {
      this.#onRemoteSet = resolve;
    });
    this.#connection = new RTCPeerConnection(deps.configuration);
    this.#channel = this.#connection.createDataChannel('line', { negotiated: true, id: 0 });
    this.#connection.onicecandidate = ({ candidate }) => this.#gather(candidate?.candidate ?? '');
    this.#connection.onconnectionstatechange = () => this.#follow();
    // Frames may come while the certificate is still hashed.
    let measured: Promise<void> = Promise.resolve();
    this.#channel.onopen = () => {
      measured = this.#open();
    };
    this.#channel.onmessage = ({ data }) => void measured.then(() => !this.#closed && deps.onFrame(data));
    this.#channel.onclose = () => this.#lose();
  }

  /** Makes the offer. */
  async offer(): Promise<void> {
    await this.#describe('offer', await this.#connection.createOffer());
  }

  /** Answers the other end's offer. */
  async answer(offer: RemoteDescription): Promise<void> {
    await this.#take('offer', offer);
    await this.#describe('answer', await this.#connection.createAnswer());
  }

  /** Whether an answer may be taken: the first one, and no other. */
  get awaitsAnswer(): boolean {
    return this.#fingerprint === undefined;
  }

  accept(answer: RemoteDescription): Promise<void> {
    return this.#take('answer', answer);
  }

  /** Takes candidates of the other end, at once or after its description. */
  addCandidates(candidates: readonly string[]): void {
    const taken = candidates.slice(0, MAX_REMOTE_CANDIDATES - this.#remoteCandidates);
    this.#remoteCandidates += taken.length;
    for (const candidate of taken)
      this.#remoteSet
        .then(() => this.#connection.addIceCandidate({ candidate, sdpMLineIndex: 0 }))
        // One that the browser does not take is no loss.
        .catch(() => undefined);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#batch);
    clearTimeout(this.#disconnected);
    this.#connection.close();
  }

  async #take(type: 'offer' | 'answer', { sdp, fingerprint }: RemoteDescription): Promise<void> {
    this.#fingerprint = fingerprint;
    await this.#connection.setRemoteDescription({ type, sdp });
    this.#onRemoteSet();
  }

  async #describe(type: 'offer' | 'answer', { sdp = '' }: RTCSessionDescriptionInit): Promise<void> {
    await this.#connection.setLocalDescription({ type, sdp });
    await this.#deps.send({ type, epoch: this.epoch, sdp: withoutCandidates(sdp) });
    this.#described = true;
    this.#sendCandidates();
  }

  #gather(candidate: string): void {
    const shown = shownCandidate(candidate, this.#deps.configuration.iceTransportPolicy === 'relay');
    if (!shown || this.#closed) return;
    this.#gathered = [...this.#gathered, shown];
    this.#batch ??= setTimeout(() => this.#sendCandidates(), BATCH_MS);
  }

  /** None before the description: the other end would not know the epoch. */
  #sendCandidates(): void {
    clearTimeout(this.#batch);
    this.#batch = undefined;
    if (!this.#described || this.#closed || this.#gathered.length === 0) return;
    const candidates = this.#gathered.slice(0, MAX_CANDIDATES);
    this.#gathered = this.#gathered.slice(MAX_CANDIDATES);
    const { send } = this.#deps;
    send({ type: 'candidates', epoch: this.epoch, candidates }).then(
      () => this.#sendCandidates(),
      () => this.#lose(),
    );
  }

  async #open(): Promise<void> {
    const { onOpen, onOtherCertificate } = this.#deps;
    const transport = this.#connection.sctp?.transport;
    const fingerprint = this.#fingerprint;
    if (!transport || fingerprint === undefined) return this.#lose();
    const same = await isInUse(fingerprint, transport, this.#connection).catch(() => undefined);
    if (this.#closed) return;
    if (same) onOpen((frame) => this.#send(frame), fingerprint);
    else if (same === false) onOtherCertificate();
    // What cannot be measured is no line, and no alarm either.
    else this.#lose();
  }

  #send(frame: string): void {
    if (this.#closed) return;
    try {
      this.#channel.send(frame);
    } catch {
      // It has closed; what was not acknowledged is sent over the next one.
      this.#lose();
    }
  }

  #follow(): void {
    const { connectionState } = this.#connection;
    clearTimeout(this.#disconnected);
    if (connectionState === 'failed') this.#lose();
    if (connectionState === 'disconnected')
      this.#disconnected = setTimeout(() => this.#lose(), DISCONNECTED_MS);
  }

  #lose(): void {
    if (!this.#closed) this.#deps.onLost();
  }
}

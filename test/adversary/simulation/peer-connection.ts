import {
  type Certificate,
  descriptionOf,
  type Endpoint,
  type Link,
  type Network,
  readDescribed,
} from './network.ts';

/** Says whose line a connection belongs to. */
interface LineOwner {
  onLink(link: Link, endpoint: Endpoint): void;
  onSend(link: Link, endpoint: Endpoint, frame: string): void;
}

/** A certificate that knows the line which uses it. */
export interface LineCertificate extends Certificate {
  readonly owner: LineOwner;
}

/** Creates the part of `RTCPeerConnection` that a private line uses, over the platform's network. */
export function createPeerConnection(platform: { readonly network: Network }) {
  return class PeerConnection implements Endpoint {
    readonly ufrag = platform.network.nextUfrag();
    readonly certificate: LineCertificate;
    remote: Endpoint['remote'];
    connectionState = 'new';
    onconnectionstatechange: (() => void) | null = null;
    onicecandidate: ((event: object) => void) | null = null;
    readonly channel = {
      onopen: () => {},
      onmessage: (_event: { data: string }) => {},
      onclose: () => {},
      send: (frame: string) => this.#send(frame),
    };
    #link: Link | undefined;

    constructor({ certificates }: { readonly certificates: readonly [LineCertificate] }) {
      [this.certificate] = certificates;
    }

    get sctp() {
      const link = this.#link;
      const getRemoteCertificates = () => [link?.other(this).certificate.der.buffer];
      return link && { transport: { state: 'connected', getRemoteCertificates } };
    }

    createDataChannel() {
      return this.channel;
    }

    async createOffer() {
      return { type: 'offer', sdp: descriptionOf(this) };
    }

    async createAnswer() {
      return { type: 'answer', sdp: descriptionOf(this) };
    }

    async setLocalDescription() {
      platform.network.add(this);
      platform.network.connect(this);
    }

    async setRemoteDescription({ sdp }: { readonly sdp: string }) {
      this.remote = readDescribed(sdp);
      platform.network.connect(this);
    }

    async addIceCandidate() {}

    close(): void {
      platform.network.remove(this);
      const link = this.#link;
      this.#link = undefined;
      link?.cut();
    }

    onLink(link: Link): void {
      this.#link = link;
      this.certificate.owner.onLink(link, this);
      this.channel.onopen();
    }

    onFrame(data: string): void {
      if (this.#link) this.channel.onmessage({ data });
    }

    onUnlink(): void {
      if (!this.#link) return;
      this.#link = undefined;
      this.channel.onclose();
    }

    #send(frame: string): void {
      if (!this.#link) throw new Error('closed');
      this.certificate.owner.onSend(this.#link, this, frame);
      this.#link.send(this, frame);
    }
  };
}

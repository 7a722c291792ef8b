import type { BrowserContext, Page } from 'playwright-core';
import { emptyPage } from './empty-page.ts';

type Media = 'audio' | 'video';

/** The page's side of it, kept on the page under `forwarder`. */
interface Forwarder {
  /** Of all its ends. */
  readonly certificate: RTCCertificate;
  answer(leg: string, sdp: string): Promise<string>;
  offer(leg: string, source: string): Promise<string>;
  accept(leg: string, sdp: string): Promise<void>;
  candidate(leg: string, candidate: RTCIceCandidateInit): Promise<void>;
  receive(leg: string): Promise<string>;
  packets(leg: string, kinds: readonly Media[]): Promise<number>;
  fingerprints(leg: string): string[];
  close(): void;
}

declare global {
  interface Window {
    forwarder: Forwarder;
  }
}

/**
 * A page with WebRTC ends of its own, all with one certificate, that passes on what it receives: a media server where
 * the session says so, a machine in the middle where it does not. A leg is one peer connection, by any name.
 */
export class ForwardingPage {
  readonly page: Page;

  /** `sha-256 AA:BB:…`, of all its ends. */
  readonly fingerprint: string;

  private constructor(page: Page, fingerprint: string) {
    this.page = page;
    this.fingerprint = fingerprint;
  }

  /** @param context a browser profile of its own */
  static async open(context: BrowserContext): Promise<ForwardingPage> {
    const page = await emptyPage(context);
    const fingerprint = await page.evaluate(installForwarder);
    return new ForwardingPage(page, fingerprint);
  }

  /** From now on it sends a sound and a picture of its own, whatever it receives. */
  sendOwnMedia(): Promise<void> {
    return this.page.evaluate(sendOwnMedia);
  }

  /** Receives what is offered. Resolves with the answer, candidates included. */
  answer(leg: string, sdp: string): Promise<string> {
    return this.page.evaluate(([name, text]) => window.forwarder.answer(name, text), [leg, sdp] as const);
  }

  /** Offers what another leg receives. Resolves with the offer, candidates included. */
  offer(leg: string, source: string): Promise<string> {
    return this.page.evaluate(([name, from]) => window.forwarder.offer(name, from), [leg, source] as const);
  }

  /** Takes the answer to an offer. */
  accept(leg: string, sdp: string): Promise<void> {
    return this.page.evaluate(([name, text]) => window.forwarder.accept(name, text), [leg, sdp] as const);
  }

  /** Takes a candidate of the far end's. */
  candidate(leg: string, candidate: RTCIceCandidateInit): Promise<void> {
    return this.page.evaluate(([name, init]) => window.forwarder.candidate(name, init), [
      leg,
      candidate,
    ] as const);
  }

  /** Offers to receive sound and picture. Resolves with the offer, candidates included. */
  receive(leg: string): Promise<string> {
    return this.page.evaluate((name) => window.forwarder.receive(name), leg);
  }

  /** How many packets of media a leg has received. */
  packets(leg: string, kinds: readonly Media[] = ['audio', 'video']): Promise<number> {
    return this.page.evaluate(([name, counted]) => window.forwarder.packets(name, counted), [
      leg,
      kinds,
    ] as const);
  }

  /** The fingerprints that this page's end of a leg has told: the attacker's, in an attack. */
  fingerprints(leg: string): Promise<string[]> {
    return this.page.evaluate((name) => window.forwarder.fingerprints(name), leg);
  }

  close(): Promise<void> {
    return this.page.evaluate(() => window.forwarder.close());
  }
}

/** Runs in the page, where nothing from outside it exists. */
function sendOwnMedia(): void {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const sound = audio.createMediaStreamDestination();
  tone.connect(sound);
  tone.start();
  const canvas = document.createElement('canvas');
  setInterval(() => canvas.getContext('2d')?.fillRect(Math.random() * 200, Math.random() * 100, 9, 9), 50);
  const own = {
    audio: sound.stream.getAudioTracks()[0],
    video: canvas.captureStream(20).getVideoTracks()[0],
  };
  const add = RTCPeerConnection.prototype.addTransceiver;
  RTCPeerConnection.prototype.addTransceiver = function (track, init) {
    const replaced = typeof track === 'string' ? track : own[track.kind as keyof typeof own]?.clone();
    return add.call(this, replaced ?? track, init);
  };
}

/** Runs in the page, where nothing from outside it exists. */
async function installForwarder(): Promise<string> {
  const certificate = await RTCPeerConnection.generateCertificate({
    name: 'ECDSA',
    namedCurve: 'P-256',
  } as never);
  const legs = new Map<string, RTCPeerConnection>();
  /** Candidates that came before the description they belong to. */
  const early = new Map<string, RTCIceCandidateInit[]>();
  const applyRemote = async (name: string, description: RTCSessionDescriptionInit) => {
    await legOf(name).setRemoteDescription(description);
    for (const candidate of early.get(name) ?? []) await legOf(name).addIceCandidate(candidate);
    early.delete(name);
  };
  const legOf = (name: string) => {
    const connection = legs.get(name) ?? new RTCPeerConnection({ certificates: [certificate] });
    legs.set(name, connection);
    return connection;
  };
  /** Sets the description and waits for all candidates: there is no trickling from here. */
  const complete = async (connection: RTCPeerConnection, description: RTCSessionDescriptionInit) => {
    await connection.setLocalDescription(description);
    while (connection.iceGatheringState !== 'complete') {
      await new Promise((resolve) =>
        connection.addEventListener('icegatheringstatechange', resolve, { once: true }),
      );
    }
    return connection.localDescription?.sdp ?? '';
  };
  /** Chromium decodes sound for a listener only, and what is not decoded is passed on as silence. */
  const listen = (track: MediaStreamTrack) => {
    const listener = new Audio();
    listener.srcObject = new MediaStream([track]);
    void listener.play().catch(() => undefined);
  };
  const forwarder: Forwarder = {
    certificate,
    async answer(name, sdp) {
      const connection = legOf(name);
      await applyRemote(name, { type: 'offer', sdp });
      return complete(connection, await connection.createAnswer());
    },
    async offer(name, source) {
      const connection = legOf(name);
      const sent = connection.getSenders().map(({ track }) => track);
      const stream = new MediaStream();
      for (const { track } of legOf(source).getReceivers()) {
        if (track.kind === 'audio') listen(track);
        if (!sent.includes(track))
          connection.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
      }
      return complete(connection, await connection.createOffer());
    },
    async accept(name, sdp) {
      await applyRemote(name, { type: 'answer', sdp });
    },
    async candidate(name, candidate) {
      if (legOf(name).remoteDescription) await legOf(name).addIceCandidate(candidate);
      else early.set(name, [...(early.get(name) ?? []), candidate]);
    },
    async receive(name) {
      const connection = legOf(name);
      for (const kind of ['audio', 'video']) connection.addTransceiver(kind, { direction: 'recvonly' });
      return complete(connection, await connection.createOffer());
    },
    async packets(name, kinds) {
      let count = 0;
      for (const one of (await legs.get(name)?.getStats())?.values() ?? [])
        if (one.type === 'inbound-rtp' && kinds.includes(one.kind)) count += one.packetsReceived;
      return count;
    },
    fingerprints(name) {
      const sdp = legs.get(name)?.localDescription?.sdp ?? '';
      return [...new Set([...sdp.matchAll(/a=fingerprint:(\S+ \S+)/g)].map(([, one]) => one ?? ''))];
    },
    close() {
      for (const connection of legs.values()) connection.close();
      legs.clear();
    },
  };
  window.forwarder = forwarder;
  const [{ algorithm, value } = { algorithm: '', value: '' }] = certificate.getFingerprints();
  return `${algorithm} ${value?.toUpperCase()}`;
}

import type { LocalTracks, MediaHandle } from '../../call/session.ts';
import type { Sdk, SdkError, SdkPublisher, SdkSession, SdkStream } from '../sdk.ts';
import { SpeakingDetector } from '../subscribe/speaking-detector.ts';
import { mediaError, type StatedPeer, statedPeers } from '../translate.ts';
import { keepPublished } from './keep-published.ts';
import { blackTrack, silentTrack } from './placeholder.ts';

export interface LocalPublisherDeps {
  readonly sdk: Sdk;
  readonly session: SdkSession;
  readonly name: string;
  /** Returns the senders of all open connections. */
  readonly senders: () => readonly RTCRtpSender[];
  readonly onMedia: (handle: MediaHandle | null) => void;
  readonly onSpeaking: (speaking: boolean) => void;
  readonly onMuted: () => void;
  /** Called when a moderator or the session stops this stream. */
  readonly onStopped: () => void;
}

/** Publishes this person's tracks. The element owns the tracks, so the SDK neither opens nor closes a device. */
export class LocalPublisher {
  readonly level: SpeakingDetector;
  readonly #publisher: SdkPublisher;
  readonly #deps: LocalPublisherDeps;
  readonly #silence: ReturnType<typeof silentTrack> | null;
  readonly #black: ReturnType<typeof blackTrack> | null;
  readonly #ready: Promise<void>;
  #video: MediaStreamTrack;
  #audio: MediaStreamTrack;
  /** What is to be sent, and the replacements on the way there, one after the other. */
  readonly #wanted: { microphone: MediaStreamTrack | null; camera: MediaStreamTrack | null };
  #replacing: Promise<unknown> = Promise.resolve();
  #element: HTMLVideoElement | null = null;

  constructor(deps: LocalPublisherDeps, tracks: LocalTracks) {
    this.#deps = deps;
    this.#wanted = { ...tracks };
    this.#silence = tracks.microphone ? null : silentTrack();
    this.#black = tracks.camera ? null : blackTrack();
    this.#audio = ownedByElement(tracks.microphone ?? (this.#silence?.track as MediaStreamTrack));
    this.#video = tracks.camera ?? (this.#black?.track as MediaStreamTrack);
    const options = {
      insertDefaultUI: false,
      showControls: false,
      name: deps.name,
      audioSource: this.#audio,
      videoSource: this.#video,
      publishAudio: tracks.microphone !== null,
      publishVideo: tracks.camera !== null,
      // Otherwise the newer build opens a microphone whenever the list of devices changes.
      disableAudioInputDeviceManagement: true,
      videoContentHint: 'motion',
    };
    let publisher: SdkPublisher | undefined;
    this.#ready = new Promise((resolve, reject) => {
      publisher = deps.sdk.initPublisher(undefined, options, (error) =>
        error ? reject(mediaError(error)) : resolve(),
      );
    });
    this.#publisher = publisher as unknown as SdkPublisher;
    this.#publisher.on('videoElementCreated', ({ element }: { element: HTMLVideoElement }) => {
      this.#element = element;
      // The self view never plays the person's own audio.
      element.muted = true;
      deps.onMedia({ element });
    });
    this.#publisher.on('muteForced', deps.onMuted);
    const { session, onStopped } = deps;
    keepPublished({ publisher: this.#publisher, session, publish: () => this.publish(), onStopped });
    this.level = new SpeakingDetector(this.#publisher, deps.onSpeaking);
  }

  get stream(): SdkStream | null {
    return this.#publisher.stream ?? null;
  }

  async publish(): Promise<void> {
    await this.#ready;
    await new Promise<void>((resolve, reject) => {
      this.#deps.session.publish(this.#publisher, (error?: SdkError | null) =>
        error ? reject(mediaError(error)) : resolve(),
      );
    });
  }

  /** Sends a track, or none, which takes effect at once. Returns whether one is sent now. */
  async setMicrophone(track: MediaStreamTrack | null): Promise<boolean> {
    this.#wanted.microphone = track;
    if (track) {
      await this.#inTurn(async () => {
        if (track === this.#audio || track !== this.#wanted.microphone) return;
        await this.#publisher.setAudioSource(ownedByElement(track));
        this.#audio = track;
      });
    }
    const on = this.#wanted.microphone !== null && this.#wanted.microphone === this.#audio;
    this.#publisher.publishAudio(on);
    return on;
  }

  /** @see setMicrophone */
  async setCamera(track: MediaStreamTrack | null): Promise<boolean> {
    this.#wanted.camera = track;
    if (track) {
      await this.#inTurn(async () => {
        if (track !== this.#video && track === this.#wanted.camera) await this.#replaceVideo(track);
      });
    }
    const on = this.#wanted.camera !== null && this.#wanted.camera === this.#video;
    this.#publisher.publishVideo(on);
    return on;
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    const turn = this.#replacing.then(act);
    this.#replacing = turn.catch(() => undefined);
    return turn;
  }

  statedPeers(): Promise<readonly StatedPeer[]> {
    return statedPeers(this.#publisher);
  }

  destroy(): void {
    this.#publisher.off();
    this.#publisher.destroy();
    this.#silence?.release();
    this.#black?.release();
  }

  /** Replaces the video track in its senders: the SDK replaces only cameras that it opened itself. */
  async #replaceVideo(track: MediaStreamTrack): Promise<void> {
    const old = this.#video;
    const senders = this.#deps.senders();
    await Promise.all(senders.filter((one) => one.track === old).map((one) => one.replaceTrack(track)));
    // The SDK keeps its stream for later subscribers, and plays it in the self view.
    const stream = this.#element?.srcObject;
    if (stream instanceof MediaStream && this.#element) {
      stream.removeTrack(old);
      stream.addTrack(track);
      // Otherwise Firefox and Safari keep showing the old track.
      this.#element.srcObject = null;
      this.#element.srcObject = stream;
    }
    this.#video = track;
  }
}

/**
 * Hides a microphone's interruptions from the SDK, which on iOS stops the track after one and opens another. The
 * element's own listeners hear of them.
 */
function ownedByElement(track: MediaStreamTrack): MediaStreamTrack {
  const handler = { configurable: true, get: () => null, set: () => undefined };
  return Object.defineProperties(track, { onmute: handler, onunmute: handler });
}

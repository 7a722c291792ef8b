import type { AccessGrant } from '../access/grant.ts';
import type {
  ConnectionStats,
  LocalTracks,
  SessionEvent,
  SessionListener,
  SessionRoute,
  VideoSession,
} from '../call/session.ts';
import { VisioError } from '../error.ts';
import type { Refusal } from '../transport-security/remote-description.ts';
import type { CallCertificate } from './call-certificate.ts';
import { type Compartment, createCompartment } from './compartment/compartment.ts';
import { Connections } from './connections/connections.ts';
import { inTime } from './in-time.ts';
import { initSession, isRelayed, routeOf } from './init-session.ts';
import { muteOthers, muteStreams } from './moderation.ts';
import { LocalPublisher } from './publish/publisher.ts';
import { ScreenPublisher } from './publish/screen-publisher.ts';
import type { Sdk, SdkConnection, SdkSession } from './sdk.ts';
import { SecretKeeper } from './secret-keeper.ts';
import { listenTo } from './session-events.ts';
import { RemoteSubscriptions } from './subscribe/remote-subscriptions.ts';
import { SecretWatch } from './subscribe/secret-watch.ts';
import { answered, connectError, peerOf, roleOf } from './translate.ts';
import type { VonageOptions } from './vonage-options.ts';

/** Parts from which a session is opened. */
export interface SessionParts {
  readonly evaluate: Parameters<typeof createCompartment>[0];
  readonly certificate: CallCertificate;
  readonly options: VonageOptions;
  readonly grant: AccessGrant;
}

/** Implements the session port on the vendor's SDK. */
export class VonageSession implements VideoSession {
  readonly #grant: AccessGrant;
  readonly #options: VonageOptions;
  readonly #compartment: Compartment;
  readonly #sdk: Sdk;
  readonly #session: SdkSession;
  readonly #fingerprint: string;
  readonly #connections: Connections;
  readonly #peers = new Map<string, SdkConnection>();
  #publisher: LocalPublisher | null = null;
  #screen: ScreenPublisher | null = null;
  /** The screen track that the compartment returns when the SDK requests a screen. */
  #chosenScreen: MediaStream | null = null;
  readonly #secret: SecretWatch;
  readonly #secretKeeper = new SecretKeeper((secret) => this.#session.setEncryptionSecret(secret));
  readonly #incoming: RemoteSubscriptions;
  #closed = false;
  readonly #listener: SessionListener;

  constructor({ evaluate, certificate, options, grant }: SessionParts, listener: SessionListener) {
    this.#grant = grant;
    this.#options = options;
    this.#listener = listener;
    const onRefusal = (reason: Refusal) => this.#report({ type: 'description-refused', reason });
    this.#fingerprint = certificate.fingerprint;
    // `client-sdk-video` plays frames that its decryptor has skipped because they are not encrypted.
    const refusesPlain = options.sdk === 'video-client';
    this.#secret = new SecretWatch((state) => this.#report({ type: 'secret', state }), refusesPlain);
    this.#connections = new Connections({
      ownFingerprint: certificate.fingerprint,
      receptionOf: (connection) => this.#incoming.receptionOf(connection),
      isScreen: (track) => this.#chosenScreen?.getTracks().includes(track) ?? false,
      onChange: (connections) => {
        this.#report({ type: 'connections', connections });
        this.#incoming.follow();
        this.#secretKeeper.again();
      },
      onRefusal,
      onIceServers: options.onIceServers,
    });
    this.#compartment = createCompartment(evaluate, {
      telemetry: options.telemetry,
      onServerContact: options.onServerContact,
      ...{ certificate: certificate.certificate, onRefusal },
      screen: () => this.#chosenScreen,
      onPeerConnection: this.#connections.add,
    });
    this.#sdk = this.#compartment.OT;
    this.#session = initSession(this.#sdk, grant, options);
    this.#incoming = new RemoteSubscriptions({
      ...{ sdk: this.#sdk, session: this.#session },
      secret: this.#secret,
      connectionOf: (stream) => this.#connections.receiving(stream),
      onSource: () => {
        this.#connections.update();
        this.#incoming.follow();
      },
      report: (fact) => this.#report(fact),
    });
    listenTo(this.#session, {
      isOwn: ({ connectionId }) => connectionId === this.#ownId,
      onEvent: (event) => this.#report(event),
      onMessage: (message) => this.#closed || this.#listener.onMessage(message),
      peers: this.#peers,
      subscriptions: this.#incoming,
    });
  }

  connect(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#session.connect(this.#grant.token, (error) => {
        if (error) return reject(connectError(error, this.#grant));
        const own = this.#session.connection;
        if (!own) return reject(new VisioError('signalling-unreachable'));
        const role = roleOf(this.#session.capabilities);
        const shown = peerOf(own);
        const self = { ...shown, name: this.#options.displayName };
        const [relayed, fingerprint] = [isRelayed(this.#grant, this.#session), this.#fingerprint];
        this.#report({ type: 'connected', self, shownAs: shown.name, role, relayed, fingerprint });
        if (this.#encrypts) this.#secret.begin();
        resolve();
      });
    });
  }

  async publish(tracks: LocalTracks): Promise<void> {
    if (roleOf(this.#session.capabilities) === 'subscriber') return;
    const id = this.#ownId;
    this.#publisher = new LocalPublisher(
      {
        ...{ sdk: this.#sdk, session: this.#session, name: this.#options.displayName },
        senders: () => this.#connections.senders,
        onMedia: (handle) => this.#report({ type: 'self-media', handle }),
        onSpeaking: (speaking) => this.#report({ type: 'speaking', id, speaking }),
        onMuted: () => {
          this.#report({ type: 'self-microphone', on: false });
          this.#report({ type: 'muted-by-host' });
        },
        onStopped: () => this.#report({ type: 'self-media', handle: null }),
      },
      tracks,
    );
    const ended = new Promise<object>((resolve) => this.#session.on('sessionDisconnected', resolve));
    await this.#publisher.publish().catch(async (error: unknown) => {
      // The SDK tells why a session has ended only after all else has failed from it.
      if (!this.#session.isConnected()) await inTime([ended]);
      throw error;
    });
    this.#report({ type: 'self-microphone', on: tracks.microphone !== null });
    this.#report({ type: 'self-camera', on: tracks.camera !== null });
  }

  async setMicrophone(track: MediaStreamTrack | null): Promise<void> {
    this.#report({ type: 'self-microphone', on: await this.#publishing().setMicrophone(track) });
  }

  async setCamera(track: MediaStreamTrack | null): Promise<void> {
    this.#report({ type: 'self-camera', on: await this.#publishing().setCamera(track) });
  }

  async setScreen(track: MediaStreamTrack | null): Promise<void> {
    this.#endScreen();
    if (!track) return;
    this.#publishing();
    this.#chosenScreen = new MediaStream([track]);
    const { displayName: name } = this.#options;
    const screen = new ScreenPublisher({
      ...{ sdk: this.#sdk, session: this.#session, name },
      onStopped: () => this.#screen === screen && this.#endScreen(),
    });
    this.#screen = screen;
    try {
      await screen.publish();
    } catch (error) {
      if (this.#screen === screen) this.#endScreen();
      throw error;
    }
    // Sharing was stopped in the meantime.
    if (this.#screen !== screen) throw new VisioError('aborted');
    this.#report({ type: 'self-screen', on: true });
  }

  #endScreen(): void {
    if (!this.#screen) return;
    this.#screen.destroy();
    this.#screen = null;
    this.#chosenScreen = null;
    this.#report({ type: 'self-screen', on: false });
  }

  setSpeaker(deviceId: string): Promise<void> {
    return this.#incoming.setSpeaker(deviceId);
  }

  watchLevel(id: string, onLevel: (level: number) => void): () => void {
    const level = id === this.#ownId ? this.#publisher?.level : this.#incoming.level(id);
    return level?.watch(onLevel) ?? (() => undefined);
  }

  sendMessage(name: string, data: string, to?: string): Promise<void> {
    const receiver = to === undefined ? {} : { to: this.#peer(to) };
    return answered((done) => this.#session.signal({ type: name, data, ...receiver }, done));
  }

  mute(id: string): Promise<void> {
    return muteStreams(this.#session, this.#incoming.of(id));
  }

  muteOthers(): Promise<void> {
    return muteOthers(this.#session, this.#publisher?.stream ?? null);
  }

  disconnect(id: string): Promise<void> {
    return answered((done) => this.#session.forceDisconnect(this.#peer(id), done));
  }

  setRecipients(ids: readonly string[] | null): void {
    this.#incoming.setRecipients(ids);
  }

  allow(connections: readonly number[]): void {
    this.#connections.allow(connections);
    this.#incoming.follow();
  }

  async stats(): Promise<readonly ConnectionStats[]> {
    const stats = await this.#connections.stats();
    this.#incoming.read(stats);
    if (this.#connections.hasUnstated) await this.#askStatedPeers();
    return stats;
  }

  /** Asks the session to whom the connections lead whose certificates do not tell. */
  async #askStatedPeers(): Promise<void> {
    const asked = [this.#publisher, this.#screen].flatMap((one) => one?.statedPeers() ?? []);
    for (const { report, id } of (await inTime(asked)).flat()) this.#connections.setStatedPeer(report, id);
    this.#connections.update();
  }

  setSilence(on: boolean): void {
    this.#incoming.setSilence(on);
  }

  playSound(): void {
    this.#compartment.resumeAudio();
    this.#incoming.playSound();
  }

  async setSecret(secret: string): Promise<void> {
    if (!this.#encrypts) {
      throw new VisioError('not-allowed', { reason: 'encryptionSecret: to be set before joining' });
    }
    this.#options.onSecret(secret);
    await this.#secretKeeper.change(secret);
    this.#incoming.readAnew();
    this.#secret.begin();
  }

  route(): SessionRoute {
    return routeOf(this.#grant, this.#options, this.#session);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#secretKeeper.end();
    this.#incoming.end();
    // The goodbye must be sent before the compartment closes its sockets; and first, as a page that closes may send no
    // more than one message.
    this.#session.off();
    this.#session.on('sessionDisconnected', () => this.#compartment.dispose());
    setTimeout(() => this.#compartment.dispose(), 2000);
    this.#session.disconnect();
    this.#endScreen();
    this.#publisher?.destroy();
  }

  get #ownId(): string {
    return this.#session.connection?.connectionId ?? '';
  }

  /** The SDK accepts a secret silently even if the session was not created for one, and then encrypts nothing. */
  get #encrypts(): boolean {
    return this.#options.secret !== '' && this.#session.sessionInfo?.e2ee === true;
  }

  #publishing(): LocalPublisher {
    if (!this.#publisher) throw new VisioError('not-allowed', { reason: 'this role does not publish' });
    return this.#publisher;
  }

  /** Returns another person's connection. @throws VisioError when they have left */
  #peer(id: string): SdkConnection {
    const peer = this.#peers.get(id);
    if (!peer) throw new VisioError('not-connected', { reason: 'this person is not in the session' });
    return peer;
  }

  #report(event: SessionEvent): void {
    if (!this.#closed) this.#listener.onEvent(event);
  }
}

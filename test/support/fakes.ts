import { MESSAGES } from '../../src/call/message-names.ts';
import type {
  ElementMessage,
  LocalTracks,
  OpenSession,
  Peer,
  SessionEvent,
  SessionRoute,
  VideoSession,
} from '../../src/call/session.ts';
import { type CallState, type LiveCall, NOTHING_COMPARED } from '../../src/call/state/state.ts';
import type {
  LineListener,
  LineState,
  LineTopic,
  OpenLine,
  PrivateLine,
} from '../../src/private-line/private-line.ts';

export const self: Peer = { id: 'self', name: 'Zoé', joinedAt: 1 };
export const other: Peer = { id: 'other', name: 'Maître Vasseur', joinedAt: 2, role: 'moderator' };

/** The element's own fingerprint. */
export const OWN = `sha-256 ${'0F:'.repeat(31)}0F`;

/** A session that does at once what it is told, unless a test says otherwise. */
export class FakeSession implements VideoSession {
  readonly calls: string[] = [];
  report: (event: SessionEvent) => void = () => undefined;
  hear: (message: ElementMessage) => void = () => undefined;
  /** What `connect` and `publish` come to. */
  outcome: Partial<
    Record<'connect' | 'publish' | 'setCamera' | 'setMicrophone' | 'setScreen', () => Promise<void>>
  > = {};
  published: LocalTracks | null = null;
  relayed = true;
  /** The connections on which media is allowed. */
  allowed: readonly number[] = [];
  role: 'moderator' | 'publisher' | 'subscriber' = 'publisher';

  readonly open: OpenSession = async (_grant, { onEvent, onMessage }) => {
    this.report = onEvent;
    this.hear = onMessage;
    return this;
  };

  async connect(): Promise<void> {
    this.calls.push('connect');
    await this.outcome.connect?.();
    const facts = { role: this.role, relayed: this.relayed, fingerprint: OWN };
    this.report({ type: 'connected', self, shownAs: self.name, ...facts });
  }

  async publish(tracks: LocalTracks): Promise<void> {
    this.calls.push('publish');
    this.published = tracks;
    await this.outcome.publish?.();
    this.report({ type: 'self-microphone', on: tracks.microphone !== null });
    this.report({ type: 'self-camera', on: tracks.camera !== null });
  }

  async setMicrophone(track: MediaStreamTrack | null): Promise<void> {
    this.calls.push(`microphone ${track !== null}`);
    await this.outcome.setMicrophone?.();
    this.report({ type: 'self-microphone', on: track !== null });
  }

  async setCamera(track: MediaStreamTrack | null): Promise<void> {
    this.calls.push(`camera ${track !== null}`);
    await this.outcome.setCamera?.();
    this.report({ type: 'self-camera', on: track !== null });
  }

  async setScreen(track: MediaStreamTrack | null): Promise<void> {
    this.calls.push(`screen ${track !== null}`);
    await this.outcome.setScreen?.();
    this.report({ type: 'self-screen', on: track !== null });
  }

  async setSpeaker(id: string): Promise<void> {
    this.calls.push(`speaker ${id}`);
  }

  watchLevel(_id: string, _onLevel: (level: number) => void): () => void {
    return () => undefined;
  }

  async sendMessage(name: string, data: string, to?: string): Promise<void> {
    // What elements agree among themselves is no command.
    if (name === MESSAGES.line || name === MESSAGES.certificate) return;
    this.calls.push(`signal ${name} ${data} ${to ?? 'all'}`);
  }

  async mute(id: string): Promise<void> {
    this.calls.push(`mute ${id}`);
  }

  async muteOthers(): Promise<void> {
    this.calls.push('mute others');
  }

  async disconnect(id: string): Promise<void> {
    this.calls.push(`disconnect ${id}`);
  }

  setRecipients(ids: readonly string[] | null): void {
    this.calls.push(`recipients ${ids?.join(' ') ?? 'all'}`);
  }

  allow(connections: readonly number[]): void {
    this.allowed = connections;
  }

  setSilence(on: boolean): void {
    this.calls.push(`silence ${on}`);
  }

  playSound(): void {
    this.calls.push('play sound');
  }

  async setSecret(secret: string): Promise<void> {
    this.calls.push(`secret ${secret}`);
  }

  async stats(): Promise<[]> {
    return [];
  }

  route(): SessionRoute {
    return { iceServers: [], relayOnly: false };
  }

  close(): void {
    this.calls.push('close');
  }
}

/** A private line whose other end is the test. */
export class FakeLine implements PrivateLine {
  state: LineState = 'opening';
  /** Whether messages wait on it. */
  waits = false;
  readonly sent: { topic: LineTopic; text: string }[] = [];
  readonly signals: string[] = [];
  direct = false;
  /** What becomes of each message. */
  outcome: () => Promise<void> = () => Promise.resolve();
  readonly options: Parameters<OpenLine>[0];
  readonly listener: LineListener;

  constructor(options: Parameters<OpenLine>[0], listener: LineListener) {
    this.options = options;
    // What the test says of its state is its state.
    this.listener = {
      ...listener,
      onState: (state) => {
        if (this.closed) return;
        this.state = state;
        listener.onState(state);
      },
    };
  }

  get closed(): boolean {
    return this.state === 'closed';
  }

  receiveSignal(data: string): void {
    this.signals.push(data);
  }

  send(topic: LineTopic, text: string): Promise<void> {
    this.sent.push({ topic, text });
    return this.outcome();
  }

  goDirect(): void {
    this.direct = true;
  }

  close(): void {
    this.listener.onState('closed');
  }
}

/** Opens fake lines, and keeps them by the other person's id. */
export function fakeLines(): { readonly lines: Map<string, FakeLine>; readonly openLine: OpenLine } {
  const lines = new Map<string, FakeLine>();
  const openLine: OpenLine = (options, listener) => {
    const line = new FakeLine(options, listener);
    lines.set(options.peer.id, line);
    return line;
  };
  return { lines, openLine };
}

/** A promise with its ends outside. */
export function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** The call in progress, or a failure of the test. */
export function liveIn(state: CallState): LiveCall {
  if (state.phase !== 'connected' && state.phase !== 'reconnecting') throw new Error(`in ${state.phase}`);
  return state.live;
}

/** A call in progress with these facts. */
export function liveState(facts: Partial<LiveCall>): CallState {
  const off = { on: false, pending: false };
  const live: LiveCall = {
    startedAt: 0,
    room: null,
    role: 'moderator',
    microphone: off,
    camera: off,
    screen: off,
    quality: null,
    participants: [],
    ...{ attestation: null, unattested: [], removed: new Set(), differences: [], superseded: new Set() },
    speaker: null,
    notice: null,
    waitingRoom: null,
    breakout: null,
    security: { level: 'verifying', evidence: [], at: null },
    ...{ lines: new Map(), comparisons: new Map(), compared: NOTHING_COMPARED, shownAs: '' },
    secret: 'none',
    refused: 0,
    ...{ relayed: true, ownFingerprint: OWN, connections: [], certificates: new Map() },
    ...{ departed: new Set<string>(), leaving: new Set<string>(), unknownReceivers: new Set<number>() },
    chat: { entries: [], added: 0 },
    blocked: null,
    recording: false,
    privacyScreen: false,
    soundBlocked: false,
    ...facts,
  };
  return { phase: 'connected', live };
}

/** A screen that nobody has to choose. */
export async function openScreen(): Promise<MediaStreamTrack> {
  const [track] = document.createElement('canvas').captureStream(1).getVideoTracks();
  if (!track) throw new Error('no track from a canvas');
  return track;
}

import type { Delay } from '../access/delay.ts';
import type { LocalDevices } from '../devices/local-devices.ts';
import type { LineTopic, OpenLine } from '../private-line/private-line.ts';
import type { Confidentiality } from '../transport-security/confidentiality-level.ts';
import type { CreateComparison } from '../verification/comparison.ts';
import { Commands } from './commands.ts';
import { announceEnd } from './features/appointment-feature.ts';
import { BreakoutFeature } from './features/breakout-feature.ts';
import { CertificateFeature } from './features/certificate-feature.ts';
import { ChatFeature } from './features/chat-feature.ts';
import type { Effect, Feature } from './features/feature.ts';
import { LineFeature } from './features/line-feature.ts';
import { watchConnections } from './features/measurement-feature.ts';
import { type AskWaitingRoom, ModerationFeature } from './features/moderation-feature.ts';
import { SecretFeature } from './features/secret-feature.ts';
import { SendPolicy } from './features/send-policy-feature.ts';
import { VerificationFeature } from './features/verification-feature.ts';
import type { Opened } from './join.ts';
import { LocalPublication } from './local-publication.ts';
import type { AttestationHandler } from './own-attestation.ts';
import type { ElementMessage, VideoSession } from './session.ts';
import type { CallEvent } from './state/call-event.ts';
import { presentOf } from './state/select.ts';
import type { LiveCall, Participant } from './state/state.ts';

export interface ActiveCallDeps {
  readonly session: VideoSession;
  readonly grant: Opened;
  /** This element's connection id. */
  readonly self: string;
  /** This person's name as the others see it. */
  readonly shownAs: string;
  readonly openLine: OpenLine;
  readonly createComparison: CreateComparison;
  /** Shared secret with which this person joins; empty for none. */
  readonly secret: string;
  readonly media: LocalDevices;
  readonly openScreen: () => Promise<MediaStreamTrack>;
  readonly confidentiality: Confidentiality;
  readonly askWaitingRoom: (url: string) => AskWaitingRoom;
  readonly commit: (event: CallEvent) => void;
  readonly live: () => LiveCall | null;
  readonly delay: Delay;
  readonly now: () => number;
  /** Aborts when the call is over. */
  readonly abortSignal: AbortSignal;
}

/** The parts of a call in progress, created with its session and grant. */
export class ActiveCall {
  readonly session: VideoSession;
  readonly publication: LocalPublication;
  readonly moderation: ModerationFeature;
  readonly breakout: BreakoutFeature;
  readonly chat: ChatFeature;
  readonly lines: LineFeature;
  readonly verification: VerificationFeature;
  readonly secret: SecretFeature;
  readonly sendPolicy: SendPolicy;
  readonly #attestation: AttestationHandler | null;
  readonly #commands: Commands;
  readonly #deps: ActiveCallDeps;
  /** The output of the remote audio: the system's. */
  #speakerId = '';
  /** In the order of their effects: the send policy comes last. */
  readonly #features: readonly Feature[];

  constructor(deps: ActiveCallDeps) {
    const { session, grant, commit, confidentiality, live, now, abortSignal } = deps;
    const { admission, expected, sessionId, attested } = grant;
    this.#deps = deps;
    this.session = session;
    this.publication = new LocalPublication(deps);
    const send: LineFeature['send'] = (...message) => this.lines.send(...message);
    this.#commands = new Commands({ ...deps, send });
    const command: Commands['send'] = (...message) => this.#commands.send(...message);
    this.moderation = new ModerationFeature({
      ...{ session, command, commit, abortSignal, live },
      switchOff: () => this.publication.switch('microphone', false),
      ask: admission ? deps.askWaitingRoom(admission.url) : null,
    });
    this.breakout = new BreakoutFeature({ session, command, commit }, () => this.publication.switchOff());
    this.chat = new ChatFeature({ commit, now, live, send });
    this.verification = new VerificationFeature({ ...deps, sessionId, send });
    this.secret = new SecretFeature({ ...deps, send });
    this.#attestation = attested?.createFeature({ ...deps, own: attested, send }) ?? null;
    const handlers = [this.chat, this.verification, this.secret, { onLineMessage: this.#onCommand }];
    this.lines = new LineFeature({ ...deps, sessionId, handlers, attestation: this.#attestation });
    this.sendPolicy = new SendPolicy(
      { confidentiality, ...(expected === undefined ? {} : { expected }) },
      { suspend: (by, kinds) => this.publication.suspend(by, kinds), commit },
    );
    this.#features = [
      new CertificateFeature(deps),
      ...[
        this.lines,
        ...(this.#attestation ? [this.#attestation] : []),
        this.verification,
        this.secret,
        this.breakout,
        this.moderation,
        this.publication,
        this.sendPolicy,
      ],
    ];
  }

  /** Follows the devices from now on, and uses the speaker that was chosen before. Called once published. */
  async publish(): Promise<void> {
    await this.publication.start();
    this.followDevices();
  }

  followDevices(): void {
    this.publication.follow();
    const { speakerId } = this.#deps.media.snapshot;
    if (speakerId === this.#speakerId) return;
    this.#speakerId = speakerId;
    this.session.setSpeaker(speakerId).catch(() => {
      // It is gone: the system's takes over.
      if (speakerId !== '' && speakerId === this.#speakerId) this.#deps.media.chooseSpeaker('');
    });
  }

  /** Starts the tasks that run until the call is over. Called once connected and published. */
  start(): void {
    const { session, grant, commit, live, delay, now, abortSignal } = this.#deps;
    void this.moderation.watch(delay);
    void this.#attestation?.start();
    const tell = (minutes: number) => commit({ type: 'notice', notice: { type: 'ending', minutes } });
    const clock = { delay, tell, now: () => now() + grant.clockOffset };
    void announceEnd(grant.room ?? null, clock, abortSignal);
    void watchConnections({ session, live, commit, delay, now }, abortSignal);
  }

  /** Returns the effects of a state change. */
  onChange(live: LiveCall, before: LiveCall | null): readonly Effect[] {
    return this.#features.flatMap((feature) => feature.onChange?.(live, before) ?? []);
  }

  /** @see VideoSession.playSound */
  playSound(): void {
    this.session.playSound();
  }

  /** Handles a message from another element if its sender is in the call. */
  onMessage(message: ElementMessage): void {
    const live = this.#deps.live();
    const sender = live && presentOf(live).find(({ id }) => id === message.from);
    if (!live || !sender || this.#commands.ignores(live, message)) return;
    for (const feature of this.#features) feature.onMessage?.(live, sender, message);
  }

  readonly #onCommand = (person: Participant, topic: LineTopic, text: string): void => {
    const live = this.#deps.live();
    const message = topic === 'command' && live ? this.#commands.read(live, person, text) : undefined;
    if (live && message) for (const feature of this.#features) feature.onMessage?.(live, person, message);
  };

  /** Releases the local publication. The owner of the session closes it. */
  dispose(): void {
    this.publication.dispose();
  }
}

// Everything that comes after the lobby, in one chunk: fetched when the person shows the intention to join.
import type { TemplateResult } from 'lit';
import { delay, waitUntilDue } from '../access/delay.ts';
import { keepTicket } from '../access/ticket.ts';
import { Call } from '../call/call.ts';
import { type CallState, liveOf } from '../call/state/state.ts';
import { monitorAudioLevel } from '../devices/audio-level-monitor.ts';
import { requireSecretSupport, requireSupport } from '../devices/browser-support.ts';
import { LocalDevices } from '../devices/local-devices.ts';
import { canShareScreen, openScreen } from '../devices/open-screen.ts';
import type { JoinOptions } from '../element/read-join-options.ts';
import { VisioError } from '../error.ts';
import { callIn } from '../i18n/call-words.ts';
import { callMessages } from '../i18n/fr/call.ts';
import type { Language } from '../i18n/localize.ts';
import type { CallMessages, ReportMessages } from '../i18n/messages.ts';
import { reportIn } from '../i18n/report-words.ts';
import { CallFacts } from '../report/call-facts.ts';
import type { ReportInput, SecurityReport } from '../report/report-types.ts';
import { isTraceless } from '../report/storage-audit.ts';
import type { Level } from '../transport-security/confidentiality-level.ts';
import { type Announcements, Announcer } from '../ui/announcer.ts';
import { phaseView } from '../views/phase-view.ts';
import { featuresOf, type Shortcuts, shortcutsOf } from '../views/shared/controls-list.ts';
import type { CallActions, CallModel, LobbyActions, LobbyModel } from '../views/shared/model.ts';
import { loadSdk, type SdkName } from '../vonage/load.ts';
import { adaptersOf } from './adapters.ts';
import { announcementOf, someoneArrived } from './announcements.ts';
import { chime } from './chime.ts';
import { eventsOf } from './dom-events.ts';
import { askToNotify, canAskToNotify, notifyArrival, TitleStatus } from './host-notifications.ts';
import type * as reportModule from './report-files.ts';

export { callStyles } from '../views/phase-view.ts';
export { infoOf } from './dom-events.ts';

/** What the engine tells the element. */
export interface ControllerListener {
  /** Something to show has changed. */
  onChange(): void;
  onEvent(event: Event): void;
  /** What is to be said aloud has changed. */
  onSay(announcements: Announcements): void;
}

/** The sheet's and report's code and words. */
interface Report {
  readonly module: typeof reportModule;
  readonly words: ReportMessages;
}

/** What the page asks of the call's views. */
export type PageModel = LobbyModel &
  Pick<CallModel, 'layout' | 'fullScreen'> & {
    readonly controlsList: string;
    readonly shortcuts: string;
  };

type CallView = Pick<CallModel, 'corner' | 'panel' | 'confirmation' | 'dismissedReason' | 'pictures'> & {
  /** The person's own keys; `null` while they are those of the page. */
  readonly shortcuts: Shortcuts | null;
  /** How many lines of the chat the person has seen. */
  readonly seen: number;
};

const FRESH = { panel: null, confirmation: null, dismissedReason: null, seen: 0, shortcuts: null } as const;

/** Puts the call together from its parts, and holds what its views show besides its state. */
export class ConsultationController {
  readonly call: Call;
  readonly media: LocalDevices;
  readonly #listener: ControllerListener;
  readonly #title = new TitleStatus();
  readonly #announcer: Announcer;
  #titleStatus = false;
  #drawing: Promise<void> | null = null;
  #report: Report | null = null;
  #language: Language = 'fr';
  #asked: Language = 'fr';
  #words: CallMessages = callMessages;
  #record: CallFacts | null = null;
  /** The last level of this call that was one. */
  #known: Level = 'verifying';
  /** What only the running call knows, to be looked for where nothing of it may be. */
  #secrets: readonly string[] = [];
  #traceless: boolean | undefined;
  #view: CallView = { corner: 'bottom-end', pictures: null, ...FRESH };

  constructor(listener: ControllerListener) {
    this.#listener = listener;
    this.media = new LocalDevices(
      () => listener.onChange(),
      (kind) => void this.call.deviceLost(kind).catch(() => undefined),
    );
    this.#announcer = new Announcer((announcements) => listener.onSay(announcements));
    this.call = new Call({
      media: this.media,
      openScreen,
      pause: waitUntilDue,
      sleep: (seconds, signal) => delay(seconds * 1000, signal),
      now: Date.now,
      onChange: (state, previous) => this.#changed(state, previous),
    });
  }

  /** Fetches the SDK ahead of the press. A failure is told when it matters: at the press. */
  preload(sdk: SdkName): void {
    loadSdk(sdk).catch(() => undefined);
  }

  /** Speaks another language from now on; goes on as before where its words cannot be fetched. */
  async speak(language: Language): Promise<void> {
    if (language === this.#asked) return;
    this.#asked = language;
    const words = await callIn(language).catch(() => null);
    // Another one has been asked for meanwhile.
    if (language !== this.#asked) return;
    if (!words) {
      this.#asked = this.#language;
      return;
    }
    this.#language = language;
    this.#words = words;
    if (this.#report) {
      this.#report = null;
      await this.#loadReport().catch(() => undefined);
    }
    this.#listener.onChange();
  }

  /**
   * Opens the wanted devices.
   *
   * @param asked What the call to come asks of the browser besides.
   * @throws VisioError Where no such call can be held, or a device cannot be opened.
   */
  async open(asked?: JoinOptions): Promise<void> {
    requireSupport();
    if (asked) requireSecretSupport(asked.secret, asked.sdk);
    await this.media.open();
  }

  /** @throws VisioError */
  join(settings: JoinOptions): Promise<void> {
    this.#titleStatus = settings.titleStatus;
    const record = new CallFacts(settings);
    this.#record = record;
    this.#traceless = undefined;
    return this.call.join(
      adaptersOf(settings, record, (secrets) => {
        this.#secrets = secrets;
      }),
    );
  }

  screen({ controlsList, shortcuts, ...model }: PageModel, actions: LobbyActions): TemplateResult {
    const { chat } = liveOf(this.call.state) ?? {};
    const fresh = chat ? chat.added - this.#view.seen : 0;
    const lines = fresh > 0 ? (chat?.entries.slice(-fresh) ?? []) : [];
    const unread = lines.filter((line) => line.type === 'fault' || !line.self).length;
    const view: CallModel = {
      ...{ ...model, ...this.#view, unread, report: this.#sheet() },
      features: featuresOf(controlsList),
      shortcuts: this.#view.shortcuts ?? shortcutsOf(shortcuts),
      canAskToNotify: canAskToNotify(),
      canShareScreen: canShareScreen(),
    };
    return phaseView(this.call.state, view, { ...actions, ...this.#actions }, this.#words);
  }

  #changed(state: CallState, previous: CallState): void {
    const live = liveOf(state);
    if (!live) this.#view = { ...this.#view, ...FRESH };
    else if (this.#view.panel === 'chat') this.#view = { ...this.#view, seen: live.chat.added };
    if (isOver(state) && this.#secrets.length > 0) {
      this.#traceless = isTraceless(this.#secrets);
      this.#secrets = [];
    }
    this.#record?.follow(state, Date.now());
    if (state.phase === 'lobby') this.#record = null;
    if (live && [...live.verifications.values()].some((one) => one.state.status === 'ready')) this.#draw();
    const { polite, urgent } = announcementOf(state, previous, this.#words, this.#known);
    if (!live) this.#known = 'verifying';
    else if (live.security.level !== 'verifying') this.#known = live.security.level;
    // During a confidential pause nothing of the call is said, and what was said before is no longer there to be read.
    if (live?.privacyScreen) {
      if (!liveOf(previous)?.privacyScreen) this.#announcer.only(this.#words.pause.title);
    } else if (!live && liveOf(previous)) {
      this.#announcer.only(polite);
    } else {
      this.#announcer.say(polite);
      this.#announcer.say(urgent, 'urgent');
    }
    if (someoneArrived(state, previous)) {
      chime();
      notifyArrival(this.#words);
    }
    if (this.#titleStatus) this.#title.show(state, this.#words);
    if (!needsTicket(state)) keepTicket('', undefined);
    for (const event of eventsOf(state, previous)) this.#listener.onEvent(event);
    this.#listener.onChange();
  }

  /** Fetches the pictures of the code, once; names and digits do without them. */
  #draw(): void {
    this.#drawing ??= import('../views/panels/picture-drawings.ts').then(
      ({ pictureDrawings }) => this.#show({ pictures: pictureDrawings }),
      () => undefined,
    );
  }

  /** What was measured of the call in progress or just ended. @throws VisioError `not-connected` */
  report(): Promise<SecurityReport> {
    return this.#withReport((_how, report) => report);
  }

  async #withReport<T>(use: (how: Report, report: SecurityReport) => T): Promise<T> {
    const input = this.#reportInput();
    if (!input) throw new VisioError('not-connected');
    const how = await this.#loadReport();
    return use(how, how.module.confidentialityReport(input));
  }

  #reportInput(): ReportInput | null {
    const traceless = this.#secrets.length > 0 ? isTraceless(this.#secrets) : this.#traceless;
    return this.#record?.input(Date.now(), traceless) ?? null;
  }

  /** The sheet as the facts are now, where it is looked at. */
  #sheet(): TemplateResult | null {
    const input = this.#report && this.#view.panel === 'security' ? this.#reportInput() : null;
    if (!this.#report || !input) return null;
    const { module, words } = this.#report;
    return module.sheet(module.confidentialityReport(input), words);
  }

  /** @throws VisioError `script-unreachable` */
  async #loadReport(): Promise<Report> {
    if (this.#report) return this.#report;
    try {
      const [module, words] = await Promise.all([import('./report-files.ts'), reportIn(this.#language)]);
      this.#report = { module, words };
    } catch (cause) {
      throw new VisioError('script-unreachable', { cause });
    }
    this.#listener.onChange();
    return this.#report;
  }

  #show(change: Partial<CallView>): void {
    this.#view = { ...this.#view, ...change };
    this.#listener.onChange();
  }

  /** Does what was asked; a failure is told in the call. */
  #try(act: () => Promise<void>): void {
    this.#show({ confirmation: null });
    act().catch((cause) => this.call.tell(VisioError.from(cause, 'not-allowed')));
  }

  readonly #actions: Omit<CallActions, keyof LobbyActions> = {
    back: () => this.call.reset(),
    moveSelfView: (corner) => this.#show({ corner }),
    open: (panel) => {
      const lines = liveOf(this.call.state)?.chat.added ?? 0;
      this.#show({ panel, ...(panel === 'chat' ? { seen: lines } : {}) });
    },
    shareScreen: (on) =>
      void this.call.setScreen(on).catch((cause) => {
        const error = VisioError.from(cause, 'screen-failed');
        // Whoever chose no screen knows.
        if (error.code !== 'aborted') this.call.tell(error);
      }),
    setShortcuts: (shortcuts) => this.#show({ shortcuts }),
    confirm: (question) => this.#show({ confirmation: question }),
    dismissNotice: () => this.call.dismissNotice(),
    watchMicrophone: monitorAudioLevel,
    watchLevel: (id, onLevel) => this.call.watchLevel(id, onLevel),
    admit: (id) => this.#try(() => this.call.decide({ id, decision: 'admit' })),
    admitAll: () => this.#try(() => this.call.decide({ action: 'admit-all' })),
    refuse: (id, reason) =>
      this.#try(() => this.call.decide({ id, decision: 'refuse', ...(reason ? { reason } : {}) })),
    lock: (locked) => this.#try(() => this.call.decide({ action: locked ? 'lock' : 'unlock' })),
    askToNotify: () => void askToNotify().then(() => this.#listener.onChange()),
    mute: (id) => this.#try(() => this.call.mute(id)),
    remove: (id, reason) => this.#try(() => this.call.remove(id, reason || undefined)),
    setBreakout: (ids) => {
      // The panel would cover the banner that says who hears whom.
      this.#show({ panel: null });
      this.#try(() => this.call.setBreakout(ids));
    },
    endForAll: () => this.#try(() => this.call.endForAll()),
    answerSas: (id, answer) => this.#try(() => this.call.answerSas(id, answer)),
    renewSas: (id) => this.#try(() => this.call.renewSas(id)),
    send: (text) =>
      this.call.sendMessage(text).catch((cause) => {
        this.call.tell(VisioError.from(cause, 'not-allowed'));
        throw cause;
      }),
    acceptBlocked: () => this.call.acceptBlocked(),
    dismissBlocked: (asideGuard) => this.#show({ dismissedReason: asideGuard }),
    setPrivacyScreen: (on) => this.call.pause(on),
    openReport: () => this.#try(() => this.#loadReport().then(() => undefined)),
    saveReport: (format) =>
      this.#try(() =>
        this.#withReport(({ module, words }, report) => module.save(report, format, words, this.#language)),
      ),
    printReport: (host) =>
      this.#try(() =>
        this.#withReport(({ module, words }, report) => module.print(report, words, this.#language, host)),
      ),
  };
}

/** Whether no call is under way. */
function isOver({ phase }: CallState): boolean {
  return phase === 'lobby' || phase === 'ended' || phase === 'failed';
}

/** While waiting, and after a failure that may pass; whoever is in, out or refused has no use for a ticket. */
function needsTicket(state: CallState): boolean {
  const { phase } = state;
  return (
    phase === 'requesting' || phase === 'waiting' || (phase === 'failed' && state.error.remedy === 'retry')
  );
}

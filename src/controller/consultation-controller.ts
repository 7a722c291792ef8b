// Everything after the lobby, in one chunk that is loaded when the person shows the intent to join.
import type { TemplateResult } from 'lit';
import { delay, waitUntilDue } from '../access/delay.ts';
import { keepTicket } from '../access/ticket.ts';
import { Call } from '../call/call.ts';
import { type CallState, liveOf } from '../call/state/state.ts';
import { requireSecretSupport, requireSupport } from '../devices/browser-support.ts';
import { LocalDevices } from '../devices/local-devices.ts';
import { openScreen } from '../devices/open-screen.ts';
import { VisioError } from '../error.ts';
import { type ParticipantInfo, VisioEvent } from '../events.ts';
import { watched } from '../file-load.ts';
import { callIn } from '../i18n/call-words.ts';
import { callMessages } from '../i18n/fr/call.ts';
import type { Language } from '../i18n/localize.ts';
import type { CallMessages } from '../i18n/messages.ts';
import type { SecurityReport } from '../report/report-types.ts';
import { now } from '../time.ts';
import { type Announcements, Announcer } from '../ui/announcer.ts';
import { callStyles, phaseView } from '../views/phase-view.ts';
import type { CallActions, LobbyActions } from '../views/shared/model.ts';
import { CertificateHolder } from '../vonage/call-certificate.ts';
import { adaptersOf, appointmentOf, callFiles } from './adapters.ts';
import { CallAnnouncer } from './announcements.ts';
import { callActions } from './call-actions.ts';
import type { Consent } from './consent.ts';
import { eventsOf, infoOf } from './dom-events.ts';
import { HostNotifications } from './host-notifications.ts';
import type { JoinOptions } from './join-options.ts';
import { readJoinOptions, sdkOf } from './read-join-options.ts';
import { ReportService } from './report-service.ts';
import { type PageModel, ViewState } from './view-state.ts';

/** Callbacks from the controller to the element. */
export interface ControllerListener {
  /** Called when the view must be updated. */
  onChange(): void;
  /** Dispatches an event on the element. Returns false when a listener has cancelled it. */
  onEvent(event: Event): boolean;
  /** Called when the texts of the live regions have changed. */
  onAnnounce(announcements: Announcements): void;
}

/** Composition root: assembles the parts of a consultation and follows its call. */
export class ConsultationController {
  readonly styles = callStyles;
  readonly call: Call;
  readonly #certificates = new CertificateHolder();
  readonly media: LocalDevices;
  readonly #listener: ControllerListener;
  readonly #view: ViewState;
  readonly #report: ReportService;
  readonly #announcer: CallAnnouncer;
  readonly #notifications = new HostNotifications();
  readonly #actions: Omit<CallActions, keyof LobbyActions>;
  #files: ReturnType<typeof callFiles> | null = null;
  #consent: Consent | null = null;
  #confirmsLeave = () => false;
  /** Aborts what the page does while connected. */
  #connected: AbortController | null = null;
  #language: Language = 'fr';
  /** The requested language, whose words are shown or loading. */
  #asked: Language = 'fr';
  #words: CallMessages = callMessages;

  constructor(listener: ControllerListener) {
    const onChange = () => listener.onChange();
    this.#listener = listener;
    this.#view = new ViewState(() => {
      this.#compare();
      onChange();
    });
    this.#report = new ReportService(onChange);
    this.#announcer = new CallAnnouncer(new Announcer((texts) => listener.onAnnounce(texts)));
    this.media = new LocalDevices(
      () => {
        this.call?.devicesChanged();
        onChange();
      },
      (event) => this.call.deviceEvent(event),
    );
    this.call = new Call({
      media: this.media,
      openScreen,
      waitUntilDue,
      delay,
      now,
      onChange: (state, previous) => this.#follow(state, previous),
    });
    this.#actions = {
      ...callActions({ call: this.call, view: this.#view, report: this.#report, onChange }),
      fetchAgain: () => this.#files?.again(),
    };
  }

  /** Everybody in the call as the page may see them; the local participant comes first. */
  get participants(): readonly ParticipantInfo[] {
    return (liveOf(this.call.state)?.participants ?? []).map(infoOf);
  }

  /** Reads the options of a call from the element. @throws VisioError `endpoint-missing` */
  readonly readOptions = readJoinOptions;

  /** Preloads the files of a call before the person joins. A failure is reported only on join. */
  preload(sdk: string): void {
    callFiles(sdkOf({ sdk }))
      .loaded()
      .catch(() => undefined);
  }

  /** Switches the language; keeps the current one if the words cannot be loaded. */
  async setLanguage(language: Language): Promise<void> {
    if (language === this.#asked) return;
    this.#asked = language;
    const words = await callIn(language).catch(() => null);
    // Another language has been requested in the meantime.
    if (language !== this.#asked) return;
    if (!words) {
      this.#asked = this.#language;
      return;
    }
    this.#language = language;
    this.#words = words;
    this.#listener.onChange();
    await this.#report.setLanguage(language);
  }

  /**
   * Opens the enabled devices.
   *
   * @param asked Options of the next call: what the firm asks for in the lobby must be filled in, no listener may object, and
   * the browser must meet the call's requirements.
   * @throws VisioError When this browser cannot run such a call, or a device cannot be opened.
   */
  async open(asked?: JoinOptions): Promise<void> {
    if (asked) await this.#beforeJoin(asked);
    requireSupport();
    if (asked) {
      requireSecretSupport(asked.secret, asked.sdk);
      // Made while the devices are asked for.
      this.#certificates.of(appointmentOf(asked)).catch(() => undefined);
    }
    await this.media.open();
  }

  async #beforeJoin({ consent }: JoinOptions): Promise<void> {
    const texts = await this.#requireConsent([...consent]);
    this.#consent = texts.length > 0 ? { at: now(), texts } : null;
    const event = new VisioEvent('visio-before-join', undefined, true);
    if (!this.#listener.onEvent(event)) throw new VisioError('aborted');
  }

  /** @throws VisioError `consent-missing`, `script-unreachable` */
  async #requireConsent(roots: readonly Element[]): Promise<readonly string[]> {
    if (roots.length === 0) return [];
    try {
      return (await import('./consent.ts')).requireConsent(roots);
    } catch (cause) {
      // What is missing is in the lobby.
      this.call.reset();
      throw VisioError.from(cause, 'script-unreachable');
    }
  }

  /** Writes one line for the page's developer, where the page's tag is at fault. */
  explain(error: VisioError): void {
    import('../access/developer-line.ts').then(
      ({ tellOfTag }) => tellOfTag(error),
      () => undefined,
    );
  }

  /** @throws VisioError The reason why joining failed. */
  join(options: JoinOptions): Promise<void> {
    this.#confirmsLeave = options.confirmsLeave;
    this.#notifications.titleStatus = options.titleStatus;
    this.#files = callFiles(options.sdk);
    this.#view.drafts.begin(appointmentOf(options));
    const facts = this.#report.begin(options, this.#consent);
    const onSecrets = (secrets: readonly string[]) => this.#report.keepForAudit(secrets);
    return this.call.join(adaptersOf(options, facts, this.#certificates, onSecrets));
  }

  /** @throws VisioError `not-connected` before a call, `script-unreachable` */
  report(): Promise<SecurityReport> {
    return this.#report.report();
  }

  /** Renders the current phase. */
  view(page: PageModel, actions: LobbyActions): TemplateResult {
    const { state } = this.call;
    const report = this.#view.panel === 'security' ? this.#report.view() : null;
    const model = this.#view.model(state, page, report);
    return phaseView(state, model, { ...actions, ...this.#actions }, this.#words);
  }

  /** Tells the person when a file that the call needs takes long. */
  #awaitFiles(): void {
    const files = this.#files?.loaded() ?? Promise.resolve();
    // Joining tells of the failure.
    watched<unknown>(files, (fetching) => this.#view.show({ fetching })).catch(() => undefined);
  }

  /** Comparisons begin where people see them. */
  #compare(): void {
    const shown = this.#view.panel === 'security' && liveOf(this.call.state)?.privacyScreen === false;
    this.call.active?.verification.setOpened(shown);
  }

  /**
   * Says goodbye while the page can still send: the SDK waits for `unload`, which some browsers no longer fire and others
   * fire when it is too late. Without a goodbye the others see this person for another minute.
   */
  readonly #leaveWithPage = () => this.call.leave();

  /** While connected the screen stays on, and the browser asks before the page is left. */
  #guardPage(connected: boolean): void {
    if (!connected) this.#connected?.abort();
    if (connected === (this.#connected !== null)) return;
    this.#connected = connected ? new AbortController() : null;
    const { signal } = this.#connected ?? {};
    if (!signal) return;
    const load = import('./page-guard.ts').then(({ guardPage }) =>
      guardPage(() => this.#confirmsLeave(), signal),
    );
    load.catch(() => undefined);
  }

  #follow(state: CallState, previous: CallState): void {
    if (isInSession(state)) addEventListener('pagehide', this.#leaveWithPage);
    else removeEventListener('pagehide', this.#leaveWithPage);
    this.#guardPage(liveOf(state) !== null);
    this.#view.follow(state);
    if (state.phase === 'connecting' && previous.phase !== 'connecting') this.#awaitFiles();
    this.#compare();
    this.#report.follow(state);
    this.#announcer.follow(state, previous, this.#words);
    this.#notifications.follow(state, previous, this.#words);
    if (!needsTicket(state)) keepTicket('', undefined);
    for (const event of eventsOf(state, previous)) this.#listener.onEvent(event);
    this.#listener.onChange();
  }
}

function isInSession(state: CallState): boolean {
  return state.phase === 'connecting' || liveOf(state) !== null;
}

/** While waiting, and after a failure that may pass. A person who is in, has left or was refused needs no ticket. */
function needsTicket(state: CallState): boolean {
  const { phase } = state;
  return (
    phase === 'requesting' || phase === 'waiting' || (phase === 'failed' && state.error.remedy === 'retry')
  );
}

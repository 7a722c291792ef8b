// Everything that comes after the lobby, in one chunk: fetched when the person shows the intention to join.
import type { TemplateResult } from 'lit';
import { delay, waitUntilDue } from '../access/delay.ts';
import { keepTicket } from '../access/ticket.ts';
import { Call } from '../call/call.ts';
import { type CallState, liveOf } from '../call/state/state.ts';
import { requireSecretSupport, requireSupport } from '../devices/browser-support.ts';
import { LocalDevices } from '../devices/local-devices.ts';
import { openScreen } from '../devices/open-screen.ts';
import type { JoinOptions } from '../element/read-join-options.ts';
import type { ParticipantInfo } from '../events.ts';
import { callIn } from '../i18n/call-words.ts';
import { callMessages } from '../i18n/fr/call.ts';
import type { Language } from '../i18n/localize.ts';
import type { CallMessages } from '../i18n/messages.ts';
import type { SecurityReport } from '../report/report-types.ts';
import { type Announcements, Announcer } from '../ui/announcer.ts';
import { callStyles, phaseView } from '../views/phase-view.ts';
import type { LobbyActions } from '../views/shared/model.ts';
import { loadSdk, type SdkName } from '../vonage/load.ts';
import { adaptersOf } from './adapters.ts';
import { CallAnnouncer } from './announcements.ts';
import { callActions } from './call-actions.ts';
import { eventsOf, infoOf } from './dom-events.ts';
import { HostNotifications } from './host-notifications.ts';
import { ReportService } from './report-service.ts';
import { type PageModel, ViewState } from './view-state.ts';

/** What the controller tells the element. */
export interface ControllerListener {
  /** Something to show has changed. */
  onChange(): void;
  onEvent(event: Event): void;
  /** The texts of the live regions have changed. */
  onAnnounce(announcements: Announcements): void;
}

/** Composition root: puts the parts of a consultation together and follows its call. */
export class ConsultationController {
  readonly styles = callStyles;
  readonly call: Call;
  readonly media: LocalDevices;
  readonly #listener: ControllerListener;
  readonly #view: ViewState;
  readonly #report: ReportService;
  readonly #announcer: CallAnnouncer;
  readonly #notifications = new HostNotifications();
  readonly #actions: ReturnType<typeof callActions>;
  #language: Language = 'fr';
  /** The language whose words are shown or on their way. */
  #asked: Language = 'fr';
  #words: CallMessages = callMessages;

  constructor(listener: ControllerListener) {
    const onChange = () => listener.onChange();
    this.#listener = listener;
    this.#view = new ViewState(onChange);
    this.#report = new ReportService(onChange);
    this.#announcer = new CallAnnouncer(new Announcer((texts) => listener.onAnnounce(texts)));
    this.media = new LocalDevices(onChange, (kind) => void this.call.deviceLost(kind).catch(() => undefined));
    this.call = new Call({
      media: this.media,
      openScreen,
      pause: waitUntilDue,
      sleep: (seconds, signal) => delay(seconds * 1000, signal),
      now: Date.now,
      onChange: (state, previous) => this.#follow(state, previous),
    });
    this.#actions = callActions({ call: this.call, view: this.#view, report: this.#report, onChange });
  }

  /** Everybody in the call, oneself first, as the page may see them. */
  get participants(): readonly ParticipantInfo[] {
    return (liveOf(this.call.state)?.participants ?? []).map(infoOf);
  }

  /** Fetches the SDK ahead of the press. A failure is told when it matters: at the press. */
  preload(sdk: SdkName): void {
    loadSdk(sdk).catch(() => undefined);
  }

  /** Switches the language; keeps the present one where the words cannot be fetched. */
  async setLanguage(language: Language): Promise<void> {
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
    await this.#report.setLanguage(language);
    this.#listener.onChange();
  }

  /**
   * Opens the enabled devices.
   *
   * @param asked What the call to come asks of the browser besides.
   * @throws VisioError Where no such call can be held, or a device cannot be opened.
   */
  async open(asked?: JoinOptions): Promise<void> {
    requireSupport();
    if (asked) requireSecretSupport(asked.secret, asked.sdk);
    await this.media.open();
  }

  /** @throws VisioError What stopped it. */
  join(options: JoinOptions): Promise<void> {
    this.#notifications.titleStatus = options.titleStatus;
    const facts = this.#report.begin(options);
    return this.call.join(adaptersOf(options, facts, (secrets) => this.#report.keepForAudit(secrets)));
  }

  /** @throws VisioError `not-connected` before a call, `script-unreachable` */
  report(): Promise<SecurityReport> {
    return this.#report.report();
  }

  /** The view of the present phase. */
  view(page: PageModel, actions: LobbyActions): TemplateResult {
    const { state } = this.call;
    const report = this.#view.panel === 'security' ? this.#report.view() : null;
    const model = this.#view.model(state, page, report);
    return phaseView(state, model, { ...actions, ...this.#actions }, this.#words);
  }

  #follow(state: CallState, previous: CallState): void {
    this.#view.follow(state);
    this.#report.follow(state);
    this.#announcer.follow(state, previous, this.#words);
    this.#notifications.follow(state, previous, this.#words);
    if (!needsTicket(state)) keepTicket('', undefined);
    for (const event of eventsOf(state, previous)) this.#listener.onEvent(event);
    this.#listener.onChange();
  }
}

/** While waiting, and after a failure that may pass; somebody who is in, out or refused has no use for a ticket. */
function needsTicket(state: CallState): boolean {
  const { phase } = state;
  return (
    phase === 'requesting' || phase === 'waiting' || (phase === 'failed' && state.error.remedy === 'retry')
  );
}

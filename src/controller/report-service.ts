import type { TemplateResult } from 'lit';
import { type CallState, liveOf } from '../call/state/state.ts';
import { VisioError } from '../error.ts';
import { awhile, FileLoad } from '../file-load.ts';
import type { Language } from '../i18n/localize.ts';
import type { ReportMessages } from '../i18n/messages.ts';
import { reportIn } from '../i18n/report-words.ts';
import type { ReportInput, SecurityReport } from '../report/report-types.ts';
import { now } from '../time.ts';
import { CallAudit } from './call-audit.ts';
import { CallFacts } from './call-facts.ts';
import type { Consent } from './consent.ts';
import type { JoinOptions } from './join-options.ts';
import type * as reportFiles from './report-files.ts';

/** Code and words of the report, loaded on request. */
interface Loaded {
  readonly module: typeof reportFiles;
  readonly words: ReportMessages;
}

const reportFile = new FileLoad(() => import('./report-files.ts'), import.meta.url);

/** Collects the facts of the call in progress and creates its confidentiality report. */
export class ReportService {
  readonly #onChange: () => void;
  #language: Language = 'fr';
  #loaded: Loaded | null = null;
  #facts: CallFacts | null = null;
  #audit: CallAudit | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Starts collecting for one join. */
  begin(options: JoinOptions, consent: Consent | null): CallFacts {
    this.#audit = new CallAudit();
    this.#facts = new CallFacts(options, consent);
    return this.#facts;
  }

  /** @param secrets Token, session id, ticket, attestations, shared secrets. */
  keepForAudit(secrets: readonly string[]): void {
    this.#audit?.keep(secrets);
  }

  follow(state: CallState): void {
    const live = liveOf(state);
    const audit = this.#audit;
    if (live) audit?.follow(live);
    else if (isOver(state)) void audit?.end(now()).then(this.#onChange);
    this.#facts?.follow(state, now());
    if (state.phase === 'lobby') this.#facts = null;
  }

  /** Switches the language of the report's words, if they are loaded. */
  async setLanguage(language: Language): Promise<void> {
    this.#language = language;
    if (this.#loaded) await this.#speak(this.#loaded.module);
  }

  /** @throws VisioError `not-connected` before a call, `script-unreachable` */
  async report(): Promise<SecurityReport> {
    await this.#audit?.look(now());
    const input = this.#input();
    if (!input) throw new VisioError('not-connected');
    return (await this.#load()).module.confidentialityReport(input);
  }

  /** Renders the report with the current facts; `null` until the person has requested it. */
  view(): TemplateResult | null {
    const input = this.#loaded && this.#input();
    if (!this.#loaded || !input) return null;
    const { module, words } = this.#loaded;
    if (this.#audit?.isDue(now())) void this.#audit.look(now()).then(this.#onChange);
    return module.reportView(module.confidentialityReport(input), words);
  }

  /** Loads the code that shows the report. @throws VisioError `script-unreachable` */
  async load(): Promise<void> {
    await this.#load();
  }

  /** @throws VisioError as `report` */
  async save(format: 'json' | 'html'): Promise<void> {
    const report = await this.report();
    const { module, words } = await this.#load();
    module.save(report, format, words, this.#language);
  }

  /** @param parent Parent of an invisible frame while printing. @throws VisioError as `report` */
  async print(parent: ParentNode): Promise<void> {
    const report = await this.report();
    const { module, words } = await this.#load();
    module.print(report, words, this.#language, parent);
  }

  #input(): ReportInput | null {
    return this.#facts?.input(now(), this.#audit?.traceless) ?? null;
  }

  async #load(): Promise<Loaded> {
    if (this.#loaded) return this.#loaded;
    try {
      const [module, words] = await Promise.all([reportFile.get(), this.#soonestWords()]);
      this.#loaded = { module, words };
      void this.#speak(module);
    } catch (cause) {
      throw VisioError.from(cause, 'script-unreachable');
    }
    this.#onChange();
    return this.#loaded;
  }

  /** The words, in French where those of the language do not come within three seconds. */
  async #soonestWords(): Promise<ReportMessages> {
    const words = await awhile(reportIn(this.#language)).catch(() => undefined);
    return words ?? reportIn('fr');
  }

  /** Changes to the words of the language, whenever they come. */
  async #speak(module: typeof reportFiles): Promise<void> {
    const language = this.#language;
    const words = await reportIn(language).catch(() => null);
    if (!words || language !== this.#language) return;
    this.#loaded = { module, words };
    this.#onChange();
  }
}

/** Whether no call is in progress. */
function isOver({ phase }: CallState): boolean {
  return phase === 'lobby' || phase === 'ended' || phase === 'failed';
}

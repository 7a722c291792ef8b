import type { TemplateResult } from 'lit';
import { type CallState, type LiveCall, liveOf } from '../call/state/state.ts';
import { VisioError } from '../error.ts';
import type { Language } from '../i18n/localize.ts';
import type { ReportMessages } from '../i18n/messages.ts';
import { reportIn } from '../i18n/report-words.ts';
import type { ReportInput, SecurityReport } from '../report/report-types.ts';
import type { StorageAudit, Traces } from '../report/storage-audit.ts';
import { CallFacts } from './call-facts.ts';
import type { JoinOptions } from './join-options.ts';
import type * as reportFiles from './report-files.ts';

/** Code and words of the report, loaded on request. */
interface Loaded {
  readonly module: typeof reportFiles;
  readonly words: ReportMessages;
}

/** Names and messages of one call that are looked for. */
const MAX_WORDS = 200;
/** Characters of the shortest message that is looked for: shorter ones stand in what pages keep for their own ends. */
const MIN_MESSAGE = 12;
/** Secrets of one call: attestations and shared secrets are renewed. */
const MAX_SECRETS = 200;
/** Milliseconds between two looks while the report is on screen. */
const AUDIT_INTERVAL = 10_000;

/** What one call must leave nowhere, and whether it has. In memory until the call is over. */
class CallAudit {
  traceless: boolean | undefined;
  readonly #secrets = new Set<string>();
  #more = false;
  readonly #words = new Set<string>();
  readonly #audit: Promise<StorageAudit | null> = import('../report/storage-audit.ts').then(
    ({ StorageAudit }) => new StorageAudit(),
    () => null,
  );
  /** One look after the other: one that began during the call says nothing of its end. */
  #looks: Promise<void> = Promise.resolve();
  #lookedAt = Number.NEGATIVE_INFINITY;
  #over = false;

  keep(secrets: readonly string[]): void {
    if (this.#over) return;
    for (const secret of secrets.filter((one) => one !== '')) {
      if (this.#secrets.size < MAX_SECRETS) this.#secrets.add(secret);
      else if (!this.#secrets.has(secret)) this.#more = true;
    }
  }

  follow({ participants, chat }: LiveCall): void {
    const texts = chat.entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : []));
    const messages = texts.filter(({ length }) => length >= MIN_MESSAGE);
    for (const word of [...participants.flatMap(({ id, name }) => [id, name]), ...messages]) {
      if (this.#words.size < MAX_WORDS) this.#words.add(word);
      else if (!this.#words.has(word)) this.#more = true;
    }
  }

  /** Whether it is time for another look. */
  isDue(now: number): boolean {
    return !this.#over && now - this.#lookedAt > AUDIT_INTERVAL;
  }

  /** Resolves when everything was looked at, at this moment or, after the call, at its end. */
  look(now: number): Promise<void> {
    this.#lookedAt = now;
    if (this.#over || this.#secrets.size === 0) return this.#looks;
    this.#looks = this.#looks.then(() => this.#look());
    return this.#looks;
  }

  /** Looks for the last time, and forgets what it looked for. */
  end(now: number): Promise<void> {
    this.look(now);
    if (!this.#over) {
      this.#looks = this.#looks.then(() => {
        this.#secrets.clear();
        this.#words.clear();
      });
    }
    this.#over = true;
    return this.#looks;
  }

  async #look(): Promise<void> {
    const traces: Traces = { secrets: [...this.#secrets], words: [...this.#words], more: this.#more };
    this.traceless = await (await this.#audit)?.isTraceless(traces);
  }
}

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
  begin(options: JoinOptions): CallFacts {
    this.#audit = new CallAudit();
    this.#facts = new CallFacts(options);
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
    else if (isOver(state)) void audit?.end(Date.now()).then(this.#onChange);
    this.#facts?.follow(state, Date.now());
    if (state.phase === 'lobby') this.#facts = null;
  }

  /** Switches the language of the report's words, if they are loaded. */
  async setLanguage(language: Language): Promise<void> {
    this.#language = language;
    if (!this.#loaded) return;
    this.#loaded = null;
    await this.load().catch(() => undefined);
  }

  /** @throws VisioError `not-connected` before a call, `script-unreachable` */
  async report(): Promise<SecurityReport> {
    await this.#audit?.look(Date.now());
    const input = this.#input();
    if (!input) throw new VisioError('not-connected');
    return (await this.#load()).module.confidentialityReport(input);
  }

  /** Renders the report with the current facts; `null` until the person has requested it. */
  view(): TemplateResult | null {
    const input = this.#loaded && this.#input();
    if (!this.#loaded || !input) return null;
    const { module, words } = this.#loaded;
    if (this.#audit?.isDue(Date.now())) void this.#audit.look(Date.now()).then(this.#onChange);
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
    return this.#facts?.input(Date.now(), this.#audit?.traceless) ?? null;
  }

  async #load(): Promise<Loaded> {
    if (this.#loaded) return this.#loaded;
    try {
      const [module, words] = await Promise.all([import('./report-files.ts'), reportIn(this.#language)]);
      this.#loaded = { module, words };
    } catch (cause) {
      throw new VisioError('script-unreachable', { cause });
    }
    this.#onChange();
    return this.#loaded;
  }
}

/** Whether no call is in progress. */
function isOver({ phase }: CallState): boolean {
  return phase === 'lobby' || phase === 'ended' || phase === 'failed';
}

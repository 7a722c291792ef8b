import type { TemplateResult } from 'lit';
import { type CallState, liveOf } from '../call/state/state.ts';
import { canShareScreen } from '../devices/open-screen.ts';
import { featuresOf } from '../views/shared/controls-list.ts';
import type { CallModel, LobbyModel } from '../views/shared/model.ts';
import { type Shortcuts, shortcutsOf } from '../views/shared/shortcut-keys.ts';
import { Drafts } from './drafts.ts';
import { canAskToNotify } from './host-notifications.ts';

/** What the element passes to the views of a call. */
export type PageModel = LobbyModel &
  Pick<CallModel, 'layout' | 'fullScreen'> & {
    readonly controlsList: string;
    readonly shortcuts: string;
  };

type Shown = Pick<
  CallModel,
  'fetching' | 'corner' | 'area' | 'panel' | 'confirmation' | 'dismissedReason' | 'pictures'
> & {
  /** The person's own keys; `null` while the page's apply. */
  readonly shortcuts: Shortcuts | null;
  /** Number of chat entries that the person has seen. */
  readonly seen: number;
};

const FRESH = { panel: null, confirmation: null, dismissedReason: null, seen: 0, shortcuts: null } as const;

/**
 * State of the call's views besides the call's state: open panel, open confirmation dialog, position of the self
 * view.
 */
export class ViewState {
  readonly #onChange: () => void;
  #shown: Shown = {
    fetching: 0,
    corner: 'bottom-end',
    // Until the first measurement.
    area: { width: 960, height: 540 },
    pictures: null,
    ...FRESH,
  };
  #loadingPictures: Promise<void> | null = null;
  readonly drafts = new Drafts();

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get panel(): CallModel['panel'] {
    return this.#shown.panel;
  }

  show(change: Partial<Shown>): void {
    this.#shown = { ...this.#shown, ...change };
    this.#onChange();
  }

  /** Forgets a draft that was sent. */
  sent(key: string, text: string): void {
    this.drafts.sent(key, text);
    this.#onChange();
  }

  /** Opens a panel; `null` closes the open one. Opening the chat marks its entries as seen. */
  open(panel: CallModel['panel'], state: CallState): void {
    this.show({ panel, ...(panel === 'chat' ? { seen: liveOf(state)?.chat.added ?? 0 } : {}) });
  }

  /**
   * Follows the call: a new call starts with nothing open. Triggers no update, because the state itself has changed.
   */
  follow(state: CallState): void {
    const live = liveOf(state);
    this.drafts.follow(state);
    if (!live) this.#shown = { ...this.#shown, ...FRESH };
    else if (this.#shown.panel === 'chat') this.#shown = { ...this.#shown, seen: live.chat.added };
    if (live && [...live.comparisons.values()].some(({ status }) => status === 'shown')) {
      this.#loadPictures();
    }
  }

  /** Returns everything that the views show besides the call's state. */
  model(
    state: CallState,
    { controlsList, shortcuts, ...page }: PageModel,
    report: TemplateResult | null,
  ): CallModel {
    return {
      ...{ ...page, ...this.#shown, report, unread: this.#unread(state), drafts: this.drafts.texts },
      // Hosts do not call their own firm.
      phone: liveOf(state)?.role === 'moderator' ? '' : page.phone,
      features: featuresOf(controlsList),
      shortcuts: this.#shown.shortcuts ?? shortcutsOf(shortcuts),
      canAskToNotify: canAskToNotify(),
      canShareScreen: canShareScreen(),
    };
  }

  #unread(state: CallState): number {
    const { chat } = liveOf(state) ?? {};
    const fresh = chat ? chat.added - this.#shown.seen : 0;
    const entries = fresh > 0 ? (chat?.entries.slice(-fresh) ?? []) : [];
    return entries.filter((entry) => entry.type === 'fault' || !entry.self).length;
  }

  /** Loads the pictures of the SAS once. Until then their names and the digits are shown. */
  #loadPictures(): void {
    this.#loadingPictures ??= import('../views/panels/picture-drawings.ts').then(
      ({ pictureDrawings }) => this.show({ pictures: pictureDrawings }),
      () => undefined,
    );
  }
}

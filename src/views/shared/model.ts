import type { SVGTemplateResult, TemplateResult } from 'lit';
import type { WaitingGuest } from '../../access/waiting-room.ts';
import type { BlockedReason, Participant } from '../../call/state/state.ts';
import type { DeviceKind } from '../../devices/open-devices.ts';
import type { DevicesSnapshot } from '../../devices/snapshot.ts';
import type { VisioError } from '../../error.ts';
import type { Slowness } from '../../file-load.ts';
import type { Picture } from '../../verification/pictures.ts';
import type { Feature } from './controls-list.ts';
import type { Shortcuts } from './shortcut-keys.ts';

/** Data of every view in addition to the call's state. */
export interface LobbyModel {
  readonly media: DevicesSnapshot;
  readonly firm: string;
  /** The firm's telephone number, as the page writes it; not checked. Empty for hosts. */
  readonly phone: string;
  readonly privacyUrl: string;
  readonly name: string;
  /** Whether the page provides the name, so that the lobby does not ask for it. */
  readonly nameGiven: boolean;
  readonly nameMissing: boolean;
  /** True from the press on *Join* until the call takes over. */
  readonly joining: boolean;
  /** How long the rest of the element has been on its way to a person who waits for it. */
  readonly loading?: Slowness;
  /** The error that kept the person in the lobby. */
  readonly lobbyError: VisioError | null;
}

/** A person's actions before and around the call. The element's methods and the buttons call the same functions. */
export interface LobbyActions {
  /** Called when the person is about to join, so that resources can be preloaded. */
  intend(): void;
  name(name: string): void;
  preview(): void;
  /** Asks once more for the rest of the element, which is on its way. */
  loadAgain(): void;
  join(): void;
  leave(): void;
  switch(kind: DeviceKind, on: boolean): void;
  choose(kind: DeviceKind, id: string): void;
  chooseSpeaker(id: string): void;
}

/** Corner of the floating self view, in logical names: `start` is the right-hand side in Arabic. */
export type Corner = 'top-start' | 'top-end' | 'bottom-start' | 'bottom-end';

export type Panel = 'people' | 'chat' | 'security' | 'settings';

/** Drawings of the SAS pictures. */
export type PictureDrawings = Readonly<Record<Picture, SVGTemplateResult>>;

/** An action that requires confirmation. */
export type Confirmation =
  | { readonly type: 'remove'; readonly person: Participant }
  | { readonly type: 'refuse'; readonly guest: WaitingGuest }
  | { readonly type: 'end' };

/** Data of the call's views in addition to its state. */
export interface CallModel extends LobbyModel {
  readonly layout: 'auto' | 'grid' | 'speaker';
  /** How long a file that the call needs has been on its way. */
  readonly fetching?: Slowness;
  /** Features that the page has not removed. */
  readonly features: ReadonlySet<Feature>;
  readonly shortcuts: Shortcuts;
  /** Whether the element fills the screen. */
  readonly fullScreen: boolean;
  readonly corner: Corner;
  /** The room for the tiles, in CSS pixels. */
  readonly area: { readonly width: number; readonly height: number };
  readonly panel: Panel | null;
  readonly confirmation: Confirmation | null;
  /** Whether the browser can share a screen. */
  readonly canShareScreen: boolean;
  /** Whether the host can still be asked for permission to show notifications. */
  readonly canAskToNotify: boolean;
  /** `null` while loading; names and digits are shown until then. */
  readonly pictures: PictureDrawings | null;
  /** Number of messages since the chat was last open. */
  readonly unread: number;
  /** What the person has written and not sent: `message`, `refuse <guest's id>`, `remove <participant's id>`. */
  readonly drafts: ReadonlyMap<string, string>;
  /** The confidentiality report; `null` until it was requested and loaded. */
  readonly report: TemplateResult | null;
  /** The reason whose dialog the person has closed; sending stays blocked. */
  readonly dismissedReason: BlockedReason | null;
}

/** A person's actions in a call. */
export interface CallActions extends LobbyActions {
  /** Returns from an ended or failed call to the lobby. */
  back(): void;
  /** Asks for access at once, instead of when the firm's server has said. */
  askAgain(): void;
  /** Asks once more for the files that the call needs. */
  fetchAgain(): void;
  moveSelfView(corner: Corner): void;
  /** Lays the tiles out anew: this is the room for them, or a picture has another shape. */
  measure(area: CallModel['area']): void;
  open(panel: Panel | null): void;
  confirm(question: Confirmation | null): void;
  /** Starts or stops screen sharing; the person chooses the screen. */
  shareScreen(on: boolean): void;
  /** Replaces the keyboard shortcuts for this call. */
  setShortcuts(shortcuts: Shortcuts): void;
  dismissNotice(): void;
  /** Plays the sound that the browser has refused, if any. Called at every press. */
  playSound(): void;
  watchMicrophone(track: MediaStreamTrack, onLevel: (level: number) => void): () => void;
  watchLevel(participant: Participant['id'], onLevel: (level: number) => void): () => void;
  admit(guest: WaitingGuest['id']): void;
  admitAll(guests: readonly string[]): void;
  refuse(guest: WaitingGuest['id'], reason: string): void;
  lock(locked: boolean): void;
  /** Asks the browser for permission to show notifications. */
  askToNotify(): void;
  /** Mutes one other participant, or all others with `null`. */
  mute(participant: Participant['id'] | null): void;
  remove(participant: Participant['id'], reason: string): void;
  /** Starts a breakout with these participants; `null` ends it. */
  setBreakout(participants: readonly Participant['id'][] | null): void;
  endForAll(): void;
  /** Begins a comparison with a person, or begins it anew. */
  compare(participant: Participant['id']): void;
  /** Records which row the person has heard: its index, or `null` for none of those shown. */
  pickRow(participant: Participant['id'], transcript: string, row: number | null): void;
  /** Lets sound through, so that people can compare where the page requires it. */
  allowSound(): void;
  /** Lets the private line to a person take a direct path, which shows addresses. */
  openDirectLine(participant: Participant['id']): void;
  /** Keeps what the person is writing; see `CallModel.drafts`. */
  draft(key: string, text: string): void;
  /** Sends a chat message. Rejects on failure, which the person has been shown. */
  send(text: string): Promise<void>;
  /** Allows sending despite this reason, if it still blocks it. */
  acceptBlocked(reason: BlockedReason): void;
  /** Closes the dialog about a reason, or opens it again with `null`. */
  dismissBlocked(reason: BlockedReason | null): void;
  /** Turns the privacy screen on or off. */
  setPrivacyScreen(on: boolean): void;
  /** Opens the confidentiality report. */
  openReport(): void;
  saveReport(format: 'json' | 'html'): void;
  /** @param host Parent of an invisible frame while printing. */
  printReport(host: ParentNode): void;
}

import type { SVGTemplateResult, TemplateResult } from 'lit';
import type { WaitingGuest } from '../../access/waiting-room.ts';
import type { BlockedReason, Participant } from '../../call/state/state.ts';
import type { DeviceKind } from '../../devices/open-devices.ts';
import type { DevicesSnapshot } from '../../devices/snapshot.ts';
import type { VisioError } from '../../error.ts';
import type { Picture } from '../../verification/pictures.ts';
import type { Feature, Shortcuts } from './controls-list.ts';

/** What every view may show besides the call's own state. */
export interface LobbyModel {
  readonly media: DevicesSnapshot;
  readonly firm: string;
  readonly privacyUrl: string;
  readonly name: string;
  /** The page gave the name, so nobody is asked for it. */
  readonly nameGiven: boolean;
  readonly nameMissing: boolean;
  /** The press on *Join* has been heard, and the rest of the element is on its way. */
  readonly joining: boolean;
  /** What kept the person in the lobby. */
  readonly lobbyError: VisioError | null;
}

/** What a person can do before and around the call. The methods of the element and the buttons call the same functions. */
export interface LobbyActions {
  /** The person is about to join: what will be needed may be fetched. */
  intend(): void;
  name(name: string): void;
  preview(): void;
  join(): void;
  leave(): void;
  switch(kind: DeviceKind, on: boolean): void;
  choose(kind: DeviceKind, id: string): void;
  chooseSpeaker(id: string): void;
}

/** Where the self view floats. Logical names: `start` is the right-hand side in Arabic. */
export type Corner = 'top-start' | 'top-end' | 'bottom-start' | 'bottom-end';

export type Panel = 'people' | 'chat' | 'security' | 'settings';

/** The drawings of the verification code's pictures. */
export type PictureDrawings = Readonly<Record<Picture, SVGTemplateResult>>;

/** A decision that is asked about once more. */
export type Confirmation =
  | { readonly type: 'remove'; readonly person: Participant }
  | { readonly type: 'refuse'; readonly guest: WaitingGuest }
  | { readonly type: 'end' };

/** What the views of the call show besides its state. */
export interface CallModel extends LobbyModel {
  readonly layout: 'auto' | 'grid' | 'speaker';
  /** What the page has not taken away. */
  readonly features: ReadonlySet<Feature>;
  readonly shortcuts: Shortcuts;
  /** The element fills the screen. */
  readonly fullScreen: boolean;
  readonly corner: Corner;
  readonly panel: Panel | null;
  readonly confirmation: Confirmation | null;
  /** The browser can show a screen to others. */
  readonly canShareScreen: boolean;
  /** The host may still be asked whether the system may notify them. */
  readonly canAskToNotify: boolean;
  /** On their way while `null`: names and digits say the same. */
  readonly pictures: PictureDrawings | null;
  /** Messages that came since the chat was last open. */
  readonly unread: number;
  /** The confidentiality report; `null` until somebody has asked for it and it is there. */
  readonly report: TemplateResult | null;
  /** The reason whose dialog the person has closed; nothing is sent all the same. */
  readonly dismissedReason: BlockedReason | null;
}

/** What a person can do in a call. */
export interface CallActions extends LobbyActions {
  /** From an ended or failed call to the lobby. */
  back(): void;
  moveSelfView(corner: Corner): void;
  open(panel: Panel | null): void;
  confirm(question: Confirmation | null): void;
  /** Shows a screen that the person chooses, or no longer. */
  shareScreen(on: boolean): void;
  /** Uses other keys from now on, for this call. */
  setShortcuts(shortcuts: Shortcuts): void;
  dismissNotice(): void;
  watchMicrophone(track: MediaStreamTrack, onLevel: (level: number) => void): () => void;
  watchLevel(participant: Participant['id'], onLevel: (level: number) => void): () => void;
  admit(guest: WaitingGuest['id']): void;
  admitAll(): void;
  refuse(guest: WaitingGuest['id'], reason: string): void;
  lock(locked: boolean): void;
  /** Asks the browser for permission to notify. */
  askToNotify(): void;
  /** Mutes one other person, or everybody else. */
  mute(participant: Participant['id'] | null): void;
  remove(participant: Participant['id'], reason: string): void;
  /** Goes on with these people alone; `null` ends the breakout. */
  setBreakout(participants: readonly Participant['id'][] | null): void;
  endForAll(): void;
  /** What the person says of the code that they compared with somebody. */
  answerSas(participant: Participant['id'], answer: 'same' | 'different'): void;
  renewSas(participant: Participant['id']): void;
  /** Rejects when it could not be sent; the person has been told. */
  send(text: string): Promise<void>;
  /** Sends in spite of the reason that blocks it. */
  acceptBlocked(): void;
  /** Closes the dialog about a reason, or opens it again. */
  dismissBlocked(reason: BlockedReason | null): void;
  /** Covers everything and sends nothing, or comes back. */
  setPrivacyScreen(on: boolean): void;
  /** Fetches the confidentiality report. */
  openReport(): void;
  saveReport(format: 'json' | 'html'): void;
  /** @param host Where an invisible frame may stand meanwhile. */
  printReport(host: ParentNode): void;
}

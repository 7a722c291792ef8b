import type { Participant } from '../call/state.ts';
import type { VisioError } from '../error.ts';
import type { DeviceKind } from '../media/devices.ts';
import type { MediaSnapshot } from '../media/local-media.ts';

/** Where the self view floats. Logical names: `start` is the right-hand side in Arabic. */
export type Corner = 'top-start' | 'top-end' | 'bottom-start' | 'bottom-end';

/** What the views show besides the call's own state. */
export interface ViewModel {
  readonly media: MediaSnapshot;
  readonly firm: string;
  readonly privacyUrl: string;
  readonly layout: 'auto' | 'grid' | 'speaker';
  readonly name: string;
  /** The page gave the name, so nobody is asked for it. */
  readonly nameGiven: boolean;
  readonly nameMissing: boolean;
  /** The press on *Join* has been heard, and the rest of the element is on its way. */
  readonly joining: boolean;
  /** What kept the person in the lobby. */
  readonly lobbyError: VisioError | null;
  readonly corner: Corner;
  readonly settingsOpen: boolean;
}

/** What a person can do. The methods of the element and the buttons call the same functions. */
export interface Actions {
  /** The person is about to join: what will be needed may be fetched. */
  intend(): void;
  name(name: string): void;
  preview(): void;
  join(): void;
  leave(): void;
  /** From an ended or failed call to the lobby. */
  back(): void;
  switch(kind: DeviceKind, on: boolean): void;
  choose(kind: DeviceKind, id: string): void;
  chooseSpeaker(id: string): void;
  moveSelfView(corner: Corner): void;
  openSettings(open: boolean): void;
  dismissNotice(): void;
  watchMicrophone(track: MediaStreamTrack, onLevel: (level: number) => void): () => void;
  watchLevel(participant: Participant['id'], onLevel: (level: number) => void): () => void;
}

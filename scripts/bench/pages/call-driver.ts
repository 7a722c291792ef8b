/** One and the same handle for a page with the element and a page with the bare SDK. */
export interface CallDriver {
  /** Shows the intent to join; the bare page has loaded everything before. */
  intend(): void;
  /** Joins. Resolves when the person is connected and publishes. */
  join(): Promise<void>;
  /** The first frame of the next remote video. */
  remoteFrame(): Promise<void>;
  /** Leaves. Resolves when the page is ready to join again. */
  leave(): Promise<void>;
}

declare global {
  interface Window {
    call: CallDriver;
  }
}

export const firstFrameOf = (video: HTMLVideoElement): Promise<void> =>
  new Promise((resolve) => video.requestVideoFrameCallback(() => resolve()));
